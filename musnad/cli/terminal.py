"""What the commands over a ledger share: their options, and how a view is printed for people or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

import click

from musnad.ledger import Ledger

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

with_ledger = click.option(
    "--ledger", "where", metavar="PATH|URL", help="The ledger; else $MUSNAD_LEDGER, else ./musnad.ledger."
)
with_format = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="A table for people, or the view's JSON.",
)  # fmt: skip
with_known_on = click.option("--known-on", metavar="DATE", help="Only what was published by this day.")

with_story = click.option("--story", "story_path", metavar="FILE", help="A story file (stories/*.toml).")

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufefc]")
PIPE_WIDTH = 160
Columns = Sequence[tuple[str, Callable[[Any], Any]]]


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
