"""How many tolls are told at one time of one country: where there are many, two unequal ones are seldom of one occasion."""

from __future__ import annotations

from collections import defaultdict
from math import log

from musnad.link.clues import Clue
from musnad.link.context import Context
from musnad.link.days import interval

TOLLS = {"killed", "wounded", "casualties"}
NEAR = 2  # days before and after a report whose tolls are counted with its own
USUAL = 5  # different numbers that are told of one occasion
WEIGHT, MOST = 1.5, 1.5
Key = tuple[str, str | None, int]  # measure, country, day of the report


class Crowds:
    """The numbers told of each kind of toll, without parts of others, by the country that a report names most and its day."""

    def __init__(self, clues: list[Clue], context: Context) -> None:
        self._keys: dict[str, Key] = {}
        told: defaultdict[Key, set[float]] = defaultdict(set)
        for clue in clues:
            day = interval(clue.item.source.published)
            if clue.item.record.measure in TOLLS and day is not None:
                key = clue.item.record.measure, context.country(clue.item.source), day[0].toordinal()
                self._keys[clue.item.id] = key
                told[key].update([clue.size] if clue.item.record.part_of is None else ())
        self._sizes = {key: _around(told, key) for key in list(told)}

    def apart(self, a: Clue, b: Clue) -> float:
        """What speaks against two unequal figures being of one occasion, in natural logarithms; 0 for all but tolls."""
        keys = [self._keys[c.item.id] for c in (a, b) if c.item.id in self._keys]
        fewest = min((self._sizes[key] for key in keys), default=0) if len(keys) > 1 else 0
        return min(MOST, WEIGHT * log(fewest / USUAL)) if fewest > USUAL else 0.0


def _around(told: dict[Key, set[float]], key: Key) -> int:
    measure, country, day = key
    days = range(day - NEAR, day + NEAR + 1)
    return len(set().union(*(told.get((measure, country, other), ()) for other in days)))
