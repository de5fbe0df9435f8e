"""The rows of a kept view as a sequence that is read a stretch at a time, narrowed and counted without decoding what it passes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from musnad.link.material import Json
from musnad.story.facets import BETWEEN, SEVERAL
from musnad.story.lazy import Lazy

if TYPE_CHECKING:
    from musnad.story.kept import Kept

FIRST, STRETCH = 8, 500  # rows that are decoded at once, at first and at most: whoever looks for one stops early
_decode = msgspec.json.Decoder(Json).decode


class Rows(Lazy):
    """Rows of a view in their order. Every narrowing gives a new sequence."""

    def __init__(self, kept: Kept, view: str, asked: tuple[tuple[str, Any], ...] = (), order: str = "position") -> None:
        self._kept, self._view, self._asked, self._order = kept, view, asked, order

    def _with(self, condition: str, value: Any) -> Rows:
        return Rows(self._kept, self._view, (*self._asked, (condition, value)), self._order)

    def where(self, **fields: str | None) -> Rows:
        """Rows whose facets have these values (see `facets.py`); a field that holds several has them among others. None
        and the empty string ask for nothing."""
        found = self
        for name, value in fields.items():
            if not value:
                continue
            if name in SEVERAL:
                found = found._with(f"instr({name}, ?)", f"{BETWEEN}{value}{BETWEEN}")
            else:
                found = found._with(f"{name} = ?", value)
        return found

    def within(self, at: str) -> Rows:
        """Rows of a year, a month or a day; `none` asks for those without one, the empty string for all."""
        if not at:
            return self
        return self._with("day = ?", "") if at == "none" else self._with(f"substr(day, 1, {len(at)}) = ?", at)

    def between(self, first: str | None = None, last: str | None = None) -> Rows:
        """Rows dated from one ISO day to another, inclusive; undated ones are left out where either is given."""
        found = self._with("day >= ?", first) if first else self
        found = found._with("substr(day, 1, 10) <= ?", last) if last else found
        return found._with("day <> ?", "") if first or last else self

    def since(self, day: str) -> Rows:
        """Rows that a document published on or after a day bears."""
        return self._with("last >= ?", day)

    def holding(self, words: str, field: str = "words") -> Rows:
        """Rows in whose words, or names, these stand as they are."""
        return self._with(f"instr({field}, ?)", words) if words else self

    def without(self, ids: list[str]) -> Rows:
        """Rows but those with one of these ids."""
        return self._with("id NOT IN (SELECT value FROM json_each(?))", msgspec.json.encode(ids).decode())

    def ordered(self, field: str, down: bool = True) -> Rows:
        """The same rows by a facet, else in their order."""
        return Rows(self._kept, self._view, self._asked, f"{field} {'DESC' if down else 'ASC'}, position")

    def newest_first(self) -> Rows:
        """Rows that stand in the order of their days, turned round: the last day first, what has no day still behind."""
        return Rows(self._kept, self._view, self._asked, "day = '', position DESC")

    def counts(self, field: str) -> dict[str, int]:
        """The values of a facet with how many rows have each, the commonest first, ties in the order of the values."""
        key = (self._view, self._asked, field)
        if key not in self._kept.memory:
            counted: Counter[str] = Counter()
            for value, number in self._select(f"{field}, count(*)", f"GROUP BY {field}"):
                for part in (value or "").split(BETWEEN):
                    if part:
                        counted[part] += number
            self._kept.memory[key] = dict(sorted(counted.items(), key=lambda c: (-c[1], c[0])))
        found: dict[str, int] = self._kept.memory[key]
        return found

    def _select(self, columns: str, rest: str, *values: Any) -> list[tuple[Any, ...]]:
        conditions = " AND ".join(["1", *(condition for condition, _ in self._asked)])
        query = f"SELECT {columns} FROM rows WHERE {conditions} {rest}"
        return self._kept.ask(self._view, query, (*(value for _, value in self._asked), *values))

    def __len__(self) -> int:
        key = (self._view, self._asked)
        if key not in self._kept.memory:
            self._kept.memory[key] = self._select("count(*)", "")[0][0]
        return int(self._kept.memory[key])

    def places(self, first: int, number: int) -> Sequence[int]:
        """The positions of some of these rows in their view."""
        if not self._asked and self._order == "position":
            return range(first, min(first + number, len(self)))
        found = self._select("position", f"ORDER BY {self._order} LIMIT ? OFFSET ?", number, first)
        return [place for (place,) in found]

    def _read(self, places: Sequence[int]) -> list[Json]:
        query = "SELECT position, body FROM bodies WHERE position IN (SELECT value FROM json_each(?))"
        found = dict(self._kept.ask(self._view, query, (msgspec.json.encode(list(places)).decode(),)))
        return [_decode(found[place]) for place in places]

    def stretch(self, first: int, last: int) -> list[Json]:
        """The rows between two positions, decoded at once."""
        return self._read(self.places(first, max(0, last - first)))

    def __iter__(self) -> Iterator[Json]:
        places, first, number = self.places(0, len(self)), 0, FIRST
        while first < len(places):
            yield from self._read(places[first : first + number])
            first, number = first + number, min(2 * number, STRETCH)
