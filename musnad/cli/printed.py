"""The dossier in a terminal: what an editor wants to see first, in either language of the interface."""

from __future__ import annotations

from itertools import groupby, islice
from typing import Any

from rich.console import Console
from rich.table import Table

from musnad.cli.terminal import isolated
from musnad.export.dossier import lane
from musnad.export.wording import Wording

Json = dict[str, Any]
MOST_SERIES = 3
MOST_ITEMS = 6
MOST_ROWS = 20  # of one part; the command named below it shows all
QUOTED = 90  # characters of a quotation
MARKS = {"happened": "\u25cf", "promised": "\u25cc", "postponed": "\u21b7", "other": "\u25cb"}


def quoted(words: str) -> str:
    """Words as they stand; long ones end at a word with an ellipsis."""
    flat = " ".join(words.split())
    if len(flat) > QUOTED:
        flat = flat[:QUOTED].rsplit(" ", 1)[0] + " \u2026"
    return isolated(f"\u00ab{flat}\u00bb")


class Printed:
    """Prints the parts of a dossier. width: columns of the terminal, as rich finds it."""

    def __init__(self, wording: Wording, console: Console | None = None) -> None:
        self.w = wording
        self.console = console or Console()

    def heading(self, text: str) -> None:
        self.console.print()
        self.console.rule(f"[bold]{isolated(text)}", align="left")

    def who(self, name: str | None) -> str:
        return isolated(self.w("outlet") if name in (None, "outlet") else name)

    def _rest(self, shown: int, total: int, command: str) -> None:
        if total > shown:
            self.console.print(f"  [dim]+{total - shown}: musnad {command}")

    def timeline(self, rows: list[Json]) -> None:
        """Dated happenings, the best told of them: one line each with its lane, day, words and number of tellings."""
        dated = [r for r in rows if r["date"]]
        told = sorted(dated, key=lambda r: (-len({m["document"] for m in r["mentions"]}), r["date"]))[:MOST_ROWS]
        self.heading(self.w("timeline"))
        table = Table(box=None, show_header=False, pad_edge=False)
        for row in sorted(told, key=lambda r: r["date"]):
            documents = len({m["document"] for m in row["mentions"]})
            table.add_row(
                MARKS[lane(row)], self.w.day(row["date"]), self.w(row["type"], "events"), quoted(row["what"]),
                f"\u00d7{documents}" if documents > 1 else "",
            )  # fmt: skip
        self.console.print(table)
        self._rest(len(told), len(rows), "timeline")

    def series(self, rows: list[Json]) -> None:
        """The series that the story names, else the longest, point by point: day, bounds with hedge, what it is, whose word it is."""
        longest = sorted(rows, key=lambda r: ("id" not in r, -len(r["points"])))[:MOST_SERIES]
        for row in longest:
            name = row.get("title", {}).get(self.w.language) or " ".join(
                filter(None, (self.w(row["measure"], "measures"), row["subject"], row["place"]))
            )
            self.heading(name)
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
        table = Table(box=None, show_header=False, pad_edge=False)
        for frame, items in groupby(rows, key=lambda r: r["frame"]):
            for n, row in enumerate(islice(items, MOST_ITEMS)):
                age = f"{row['age_days']}" if row["age_days"] else ""
                disputed = f"[yellow]{self.w('disputed')}[/]" if row["disputed"] else ""
                label = isolated(self.w(frame)) if n == 0 else ""
                table.add_row(
                    label, isolated(row["item"]), quoted(str(row["value"])), self.w.day(row["as_of"]), age, disputed
                )
        self.console.print(table)
        self.console.print(f"  [dim]musnad state --on {day}")

    def disagreements(self, rows: list[Json]) -> None:
        """Each disagreement with every side in its own words, who said it, when, and through whom."""
        self.heading(self.w("disagreements"))
        for row in rows[:MOST_ROWS]:
            about = isolated(row["about"] or "")
            self.console.print(
                f"[bold]{self.w(row['kind'], 'kinds')}[/] \u00b7 {self.w(row['strength'], 'kinds')} \u00b7 {about}"
            )
            for side in row["sides"]:
                chain = " \u2190 ".join(self.who(name) for name in reversed(side["chain"]))
                told = chain or self.who(side["who"])
                self.console.print(f"   {quoted(side['text'])}  [dim]{self.w.day(side['date'])} \u00b7 {told}")
        self._rest(MOST_ROWS, len(rows), "disagreements")
