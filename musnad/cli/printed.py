"""The dossier in a terminal: what an editor wants to see first, in either language of the interface."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from musnad.cli.terminal import isolated
from musnad.export.dossier import grouped
from musnad.export.wording import Wording

Json = dict[str, Any]
MOST_SERIES = 3
MOST_ITEMS = 6
MOST_ROWS = 20  # of one part; the command named below it shows all
QUOTED = 90  # characters of a quotation
MARKS = {"happened": "\u25cf", "said": "\u275d", "promised": "\u25cc", "postponed": "\u21b7", "other": "\u25cb"}


def shortened(words: str) -> str:
    """Words in one line; long ones end at a word with an ellipsis. Brackets in them are no markup of the terminal."""
    flat = " ".join(words.split())
    return escape(flat if len(flat) <= QUOTED else flat[:QUOTED].rsplit(" ", 1)[0] + " \u2026")


def quoted(words: str) -> str:
    """Words of a document, shortened, in quotation marks."""
    return isolated(f"\u00ab{shortened(words)}\u00bb")


def valued(row: Json) -> str:
    """The value of a cell of the state: in quotation marks only where it is a document's own words."""
    value = str(row["value"])
    said = any(ref["text"] == value for ref in row["references"])
    return quoted(value) if said else isolated(shortened(value))


class Printed:
    """Prints the parts of a dossier. width: columns of the terminal, as rich finds it."""

    def __init__(self, wording: Wording, console: Console | None = None) -> None:
        self.w = wording
        self.console = console or Console()

    def heading(self, text: str) -> None:
        """A rule across the terminal with the heading of a part."""
        self.console.print()
        self.console.rule(f"[bold]{isolated(text)}", align="left")

    def who(self, name: str | None) -> str:
        """A speaker as printed; the outlet itself where no one else speaks."""
        return isolated(self.w("outlet") if name in (None, "outlet") else name)

    def _rest(self, shown: int, total: int, command: str) -> None:
        if total > shown:
            self.console.print(f"  [dim]+{total - shown}: musnad {command}")

    def _nothing(self, rows: list[Json]) -> None:
        if not rows:
            self.console.print(f"  [dim]{isolated(self.w('nothing_found'))}")

    def timeline(self, rows: list[Json]) -> None:
        """Dated happenings, the best told of them: one line each with its lane, day, words and number of tellings."""
        dated = [r for r in rows if r["date"]]
        told = sorted(dated, key=lambda r: (-len({m["document"] for m in r["mentions"]}), r["date"]))[:MOST_ROWS]
        self.heading(self.w("timeline"))
        self._nothing(dated)
        table = Table(box=None, show_header=False, pad_edge=False)
        for row in sorted(told, key=lambda r: r["date"]):
            documents = len({m["document"] for m in row["mentions"]})
            table.add_row(
                MARKS[row["lane"]], self.w.day(row["date"]), self.w(row["type"], "events"), quoted(row["what"]),
                f"\u00d7{documents}" if documents > 1 else "",
            )  # fmt: skip
        self.console.print(table)
        self._rest(len(told), len(rows), "timeline")

    def series(self, rows: list[Json]) -> None:
        """The series that the story names, else the longest, point by point: day, bounds with hedge, what it is, whose word it is."""
        longest = sorted(rows, key=lambda r: ("id" not in r, -len(r["points"])))[:MOST_SERIES]
        if not longest:
            self.heading(self.w("figures"))
            self._nothing(longest)
        for row in longest:
            self.heading(row["heading"])
            table = Table(box=None, show_header=False, pad_edge=False)
            for p in row["points"][:MOST_ROWS]:
                kind = self.w("echo") if p["echo_of"] else ""
                if not kind and p["modality"] not in ("actual", "claimed"):
                    kind = self.w(p["modality"], "modalities")
                amount = self.w.quantity(p["low"], p["high"], p["comparator"], row["unit"])
                day = self.w.day(p["as_of"] or p["published"])
                table.add_row(day, isolated(amount), kind, quoted(p["text"]), self.who(p["source"]))
            self.console.print(table)
        self._rest(len(longest), len(rows), "figures")

    def state(self, rows: list[Json], day: str) -> None:
        """The last that was known of each item, with its age, and whether it is disputed."""
        self.heading(f"{self.w('state')} \u00b7 {self.w('state_on')} {self.w.day(day)}")
        self._nothing(rows)
        for frame, items in grouped(rows, "frame"):
            self.console.print(f"[bold]{isolated(frame)}")
            table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 1))
            for row in items[:MOST_ITEMS]:
                told = " \u00b7 ".join(filter(None, (self.w.day(row["as_of"]), self.w.age(row["age_days"]))))
                disputed = f"[yellow]{self.w('disputed')}[/]" if row["disputed"] else ""
                table.add_row(isolated(row["item"]), valued(row), isolated(told), disputed)
            self.console.print(table)
            if len(items) > MOST_ITEMS:
                self.console.print(f"  [dim]+{len(items) - MOST_ITEMS}")
        self.console.print(f"  [dim]musnad state --on {day}")

    def disagreements(self, rows: list[Json]) -> None:
        """Each disagreement with every side in its own words, who said it, when, and through whom."""
        self.heading(self.w("disagreements"))
        self._nothing(rows)
        for row in rows[:MOST_ROWS]:
            about = isolated(row["about"] or "")
            self.console.print(
                f"[bold]{self.w(row['kind'], 'kinds')}[/] \u00b7 {self.w(row['strength'], 'kinds')} \u00b7 {about}"
            )
            if row["reasons"]:
                self.console.print(f"  {isolated(self.w.reason(row['reasons'][0]))}")
            for side in row["sides"]:
                chain = " \u2190 ".join(self.who(name) for name in reversed(side["chain"]))
                told = chain or self.who(side["who"])
                self.console.print(f"   {quoted(side['text'])}")
                self.console.print(f"     [dim]{self.w.day(side['date'])} \u00b7 {told}")
        self._rest(MOST_ROWS, len(rows), "disagreements")
