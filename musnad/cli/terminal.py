"""What the commands over a ledger share: their options, and how a view is printed for people or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click
import msgspec

from musnad.cli.days import DAY
from musnad.ledger import Ledger
from musnad.link.material import Material
from musnad.story.file import Story, load_story

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

with_ledger = click.option(
    "--ledger", "where", metavar="PATH|URL", help="The ledger; else $MUSNAD_LEDGER, else ./musnad.ledger."
)
with_format = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="A table for people, or the view's JSON.",
)  # fmt: skip
with_known_on = click.option("--known-on", type=DAY, metavar="DATE", help="Only what was published by this day.")

with_story = click.option("--story", "story_path", metavar="FILE", help="A story file (stories/*.toml).")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
PIPE_WIDTH = 160
with_about = click.option(
    "--about", metavar="WORDS", help="Only documents in which these words stand in one paragraph."
)

Columns = Sequence[tuple[str, Callable[[Any], Any]]]


class Question(msgspec.Struct):
    """What a view is asked of: the records in scope, the story if one is named, and how to print."""

    material: Material
    story: Story | None
    form: str


def asks(view: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options every view has; it is called with a Question and its own options."""

    @with_format
    @with_known_on
    @with_about
    @with_story
    @with_ledger
    @wraps(view)
    def command(where: str | None, story_path: str | None = None, about: str | None = None, known_on: str | None = None,
                form: str = "table", **own: Any) -> None:  # fmt: skip
        story = load_story(story_path) if story_path else None
        with Ledger(where) as ledger:
            view(Question(Material(ledger, known_on, about), story, form), **own)

    return command


def open_ledger(where: str | None) -> Ledger:
    """The ledger that the options name. Raises LedgerError where there is none."""
    return Ledger(where)


def isolated(value: Any) -> str:
    """Text of either direction set apart, so that a terminal orders it on its own; never reversed."""
    words = " ".join(str(value).split()) if value is not None else ""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if _RIGHT_TO_LEFT.search(words) else words


def show(rows: list[Any], form: str, title: str, columns: Columns) -> None:
    """Print a view: its JSON, or a table with the given columns (heading, what to show of a row)."""
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(title=f"{title} ({len(rows)})", title_justify="left", show_lines=False)
    for heading, _ in columns:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(isolated(pick(row)) for _, pick in columns))
    console = Console()
    if not console.is_terminal:  # a pipe has no width of its own
        console.width = PIPE_WIDTH
    console.print(table)


def chain_words(chain: list[str]) -> str:
    """A chain as people read it, innermost first."""
    return " ← ".join(isolated(name) for name in reversed(chain))
