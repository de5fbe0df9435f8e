"""`musnad keep`: every view worked out once, so that each is answered at once; with --follow, again as documents come in."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from threading import Event

import click

from musnad.cli.days import DAY
from musnad.cli.follow import follow
from musnad.cli.terminal import with_ledger, with_story
from musnad.ledger import Ledger
from musnad.story.file import Story, load_story
from musnad.story.latest import Line, Scope
from musnad.story.told import Told, code


@click.command("keep")
@click.option(
    "--follow", "following", is_flag=True, help="Go on: bring the views up to date whenever the ledger changes."
)
@click.option(
    "--known-on", "days", type=DAY, multiple=True, metavar="DATE", help="Also as known on this day; may be repeated."
)
@with_story
@with_ledger
def command_keep(where: str | None, story_path: str | None, days: tuple[str, ...], following: bool) -> None:
    """Work out every view and keep it.

    Links across documents are worked out once for a state of the ledger and kept in the cache folder; every view, on the
    command line and in the reading room, is then answered from there. Of more than 300 documents the views kept last are
    shown, with how far they are behind, until newer ones are kept: by this command, by `musnad keep --follow`, or by
    `musnad serve`, which does so by itself. Nothing is written to the ledger. Two of these do not work at once.
    """
    story = load_story(story_path) if story_path else None
    with Ledger(where) as ledger:
        if not following:
            documents, views = kept_whole(ledger, story, days)
            click.echo(f"{ledger.where}: {documents:,} documents, {views} views kept")
            return
        click.echo(f"{ledger.where}: keeping the views of more than 300 documents up to date (Ctrl+C ends it)")
        for day in days:
            Line(ledger, story, code(), (day, None, True)).want()
        follow(ledger, where, story, story_path, Event())


def kept_whole(ledger: Ledger, story: Story | None, days: Iterable[str] = ()) -> tuple[int, int]:
    """Work out every view of a ledger, those as known on some days, and those that were asked for, where they are not kept.

    Returns: how many documents, and how many views of them.
    """
    line = Line(ledger, story, code())
    with line.working():
        told = Told(ledger, story)
        _keep(told)
        waiting = Told(ledger, story, judged=False)
        told.hand_over(waiting)
        _keep(waiting)
        for scope in dict.fromkeys([*((day, None, True) for day in days), *line.wanted()]):
            _keep(_of(ledger, story, scope))
    return told.documents, len(told.names) + len(waiting.names)


def _of(ledger: Ledger, story: Story | None, scope: Scope) -> Told:
    known_on, about, judged = scope
    return Told(ledger, story, known_on, about, judged)


def _keep(told: Told) -> None:
    for name in told.names:
        began = time.monotonic()
        rows = told.rows(name)
        if sys.stderr.isatty():
            click.echo(f"{name:>14} {len(rows):>10,} rows {time.monotonic() - began:>6.1f} s", err=True)
    told.note()
