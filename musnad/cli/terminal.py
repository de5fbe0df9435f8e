"""What the commands over a ledger share: their options, and how a view is printed for people or as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any

import click
import msgspec

from musnad.cli.days import DAY
from musnad.export.wording import Wording
from musnad.ledger import Ledger
from musnad.link.material import Material
from musnad.story.file import Story, load_story
from musnad.story.told import Told

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

with_limit = click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="How many rows at most, from the first on."
)
with_fresh = click.option(
    "--fresh", is_flag=True, help="Wait for the ledger as it is now, where only older views of it are kept."
)
from_day = click.option("--from", "first", type=DAY, metavar="DATE", help="Leave out what is dated before this day.")
to_day = click.option("--to", "last", type=DAY, metavar="DATE", help="Leave out what is dated after this day.")

Columns = Sequence[tuple[str, Callable[[Any], Any]]]


class Opened(msgspec.Struct, frozen=True):
    """A row that a table shows as several lines under a rule: one for each of what it holds under `inner`.

    A line is a dict of what is held, with the row itself under `name` and its number, from 1, under `number`.
    counted: what the rows are called in the title; once: headings of columns that are left blank while they repeat.
    """

    inner: str
    name: str
    counted: str
    once: frozenset[str]

    def lines(self, row: Any, number: int) -> list[Any]:
        """The lines of a row."""
        return [{**one, self.name: row, "number": number} for one in row[self.inner]]


class Question(msgspec.Struct):
    """What a view is asked of: the views of the documents in scope, how to print, and how many rows at most."""

    ledger: Ledger
    story: Story | None
    scope: tuple[str | None, str | None]  # known_on, about
    fresh: bool
    form: str
    limit: int | None = None

    @property
    def told(self) -> Told:
        """The views, as `told_last` gives them."""
        return told_last(Told(self.ledger, self.story, *self.scope, how="now" if self.fresh else "last"))

    @property
    def material(self) -> Material:
        """The records in scope, as the ledger is now."""
        return Material(self.ledger, *self.scope)

    def show(self, rows: Sequence[Any], title: str, columns: Columns, opened: Opened | None = None) -> None:
        """Print a view, as many rows as are asked for."""
        show(rows, self.form, title, columns, self.limit, opened)


def asks(view: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options every view has; it is called with a Question and its own options."""

    @with_format
    @with_limit
    @with_known_on
    @with_about
    @with_fresh
    @with_story
    @with_ledger
    @wraps(view)
    def command(where: str | None, story_path: str | None = None, about: str | None = None, known_on: str | None = None,
                fresh: bool = False, form: str = "table", limit: int | None = None, **own: Any) -> None:  # fmt: skip
        story = load_story(story_path) if story_path else None
        with Ledger(where) as ledger:
            view(Question(ledger, story, (known_on, about), fresh, form, limit), **own)

    return command


def told_last(told: Told) -> Told:
    """The same views; where they are older ones, standard error tells how far they are behind."""
    behind = told.behind
    if behind is not None:
        missing = f"{behind.documents:,} documents" + (f", {behind.decisions:,} decisions" if behind.decisions else "")
        click.echo(f"musnad: as of {behind.made}; not in yet: {missing} (--fresh waits for them)", err=True)
    return told


def open_ledger(where: str | None) -> Ledger:
    """The ledger that the options name. Raises LedgerError where there is none."""
    return Ledger(where)


def isolated(value: Any) -> str:
    """Text of either direction set apart, so that a terminal orders it on its own; never reversed."""
    words = " ".join(str(value).split()) if value is not None else ""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if _RIGHT_TO_LEFT.search(words) else words


def show(
    rows: Sequence[Any], form: str, title: str, columns: Columns, limit: int | None = None, opened: Opened | None = None
) -> None:
    """Print a view: its JSON, or a table with the given columns (heading, what to show of a row or of its lines).

    limit: rows at most, None for all, the same rows in both forms; how many were left out is told once: in the title of
    a table, for JSON on standard error.
    """
    number, rows = len(rows), rows[:limit]
    if form == "json":
        if len(rows) < number:
            click.echo(f"musnad: {len(rows):,} of {number:,} rows", err=True)
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=1))
        return
    if not rows:
        click.echo(f"{title}: {Wording('en')('nothing_found')}")
        return
    counted = f"{len(rows):,} of {number:,}" if len(rows) < number else f"{number:,}"
    if opened and opened.counted != title:
        counted += f" {opened.counted}"
    _print_table(f"{title} ({counted})", rows, columns, opened)


def _print_table(title: str, rows: Sequence[Any], columns: Columns, opened: Opened | None) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", show_lines=False)
    for heading, _ in columns:
        table.add_column(heading, overflow="fold")
    for number, row in enumerate(rows, 1):
        lines = opened.lines(row, number) if opened else [row]
        for cells in _cells(lines, columns, opened.once if opened else frozenset()):
            table.add_row(*cells)
        if opened:
            table.add_section()
    console = Console(markup=False, emoji=False)  # brackets and colons are those of the documents
    if not console.is_terminal:  # a pipe has no width of its own
        console.width = PIPE_WIDTH
    console.print(table)


def _cells(lines: Sequence[Any], columns: Columns, once: frozenset[str]) -> Iterator[list[str]]:
    """The cells of each line; those of the columns `once` are blank where they say what the line above says."""
    above: list[str] = [""] * len(columns)
    for line in lines:
        cells = [isolated(pick(line)) for _, pick in columns]
        yield [
            "" if heading in once and cell == old else cell
            for (heading, _), cell, old in zip(columns, cells, above, strict=True)
        ]
        above = cells


def chain_words(chain: list[str]) -> str:
    """A chain as people read it, innermost first."""
    return " ← ".join(isolated(name) for name in reversed(chain))
