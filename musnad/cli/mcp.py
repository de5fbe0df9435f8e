"""`musnad mcp`: the views as tools for a language-model assistant."""

from __future__ import annotations

import click

from musnad.cli.terminal import open_ledger, with_ledger, with_story
from musnad.errors import MusnadError
from musnad.story.desk import Desk
from musnad.story.file import load_story


@click.command("mcp")
@with_story
@with_ledger
def command_mcp(where: str | None, story_path: str | None) -> None:
    """Offer the views to a language-model assistant.

    Speaks the Model Context Protocol on standard input and output: an assistant's program starts this command by itself
    (docs/howto/assistants.md). Nothing it offers writes.
    """
    try:
        from musnad.mcp.server import create_server
    except ImportError as error:
        raise MusnadError(f"the assistant's tools need {error.name}: pip install 'musnad[mcp]'") from None
    story = load_story(story_path) if story_path else None
    with open_ledger(where) as ledger:
        create_server(Desk(ledger, story, how="last")).run("stdio")
