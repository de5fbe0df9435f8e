"""Pairs of opposing figures as rows in which every two numbers oppose each other or meet: 5, 7 and 9 where each opposes each, but
not 5 and 9 because both oppose 7."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from musnad.link.groups import Groups
from musnad.link.sides import Pair, Side

FEW = 8  # numbers of a row at most
NEAR = 8  # rows that two more numbers are tried in
Number = Hashable
Meets = Callable[[Side, Side], bool]


def cliques(pairs: Iterable[Pair], number: Callable[[Side], Number], meets: Meets) -> list[list[Pair]]:
    """The pairs, those of one row together, in the order in which they were given. Pairs of one row share sides, or sides that
    tell the same of what others of the row oppose.

    number: what a side tells; meets: whether two sides tell what can both be so.
    """
    listed = list(pairs)
    groups: Groups[Side] = Groups(dict.fromkeys(s for pair in listed for s in pair[:2]))
    for pair in listed:
        groups.join(pair[0], pair[1])
    told: dict[Side, _Rows] = {}
    for pair in listed:
        told.setdefault(groups.root(pair[0]), _Rows(number, meets)).take(pair)
    return [row for rows in told.values() for row in rows.made()]


class _Rows:
    """The rows of sides that hang together."""

    def __init__(self, number: Callable[[Side], Number], meets: Meets) -> None:
        self._number, self._meets = number, meets
        self._pairs: dict[frozenset[Number], list[Pair]] = {}  # by the two numbers
        self._first: dict[Number, Side] = {}

    def take(self, pair: Pair) -> None:
        """Note a pair under its two numbers."""
        for side in pair[:2]:
            self._first.setdefault(self._number(side), side)
        self._pairs.setdefault(frozenset(map(self._number, pair[:2])), []).append(pair)

    def made(self) -> list[list[Pair]]:
        """The pairs of every row."""
        rows: list[tuple[set[Number], list[Pair]]] = []
        for two, pairs in self._pairs.items():
            row = next((r for r in rows[-NEAR:] if self._fits(r[0], two)), None)
            if row is None:
                row = set(), []
                rows.append(row)
            row[0].update(two)
            row[1].extend(pairs)
        return [pairs for _, pairs in rows]

    def _fits(self, within: set[Number], two: frozenset[Number]) -> bool:
        """Whether two numbers may stand in a row: each opposes or meets every other."""
        return len(within | two) <= FEW and all(
            one == other or frozenset((one, other)) in self._pairs or self._meets(self._first[one], self._first[other])
            for one in two for other in within
        )  # fmt: skip
