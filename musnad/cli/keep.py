"""`musnad keep`: every view worked out once, so that each is answered at once until the ledger changes."""

from __future__ import annotations

import sys
import time

import click

from musnad.cli.terminal import with_ledger, with_story
from musnad.ledger import Ledger
from musnad.story.file import load_story
from musnad.story.told import WORKED, Told


@click.command("keep")
@with_story
@with_ledger
def command_keep(where: str | None, story_path: str | None) -> None:
    """Work out every view and keep it.

    Links across documents are worked out once for a state of the ledger and kept in the cache folder; every view, on the
    command line and in the reading room, is then answered from there. After documents are added or decisions taken, views
    are worked out again when they are asked for, or by calling this. Nothing is written to the ledger.
    """
    story = load_story(story_path) if story_path else None
    with Ledger(where) as ledger:
        told, waiting = Told(ledger, story), Told(ledger, story, judged=False)
        for name in WORKED:
            began = time.monotonic()
            rows = (waiting if name == "uncertain" else told).rows(name)
            if sys.stderr.isatty():
                click.echo(f"{name:>14} {len(rows):>10,} rows {time.monotonic() - began:>6.1f} s", err=True)
        click.echo(f"{ledger.where}: {len(told.material.sources):,} documents, {len(WORKED)} views kept")
