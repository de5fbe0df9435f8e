"""Pairs of opposing figures as rows in which every two sides oppose each other or tell the same: 5, 7 and 9 where each opposes each,
but not 5 and 9 because both oppose 7."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from musnad.link.sides import MOST_SIDES, Pair, Side

NEAR = 8  # rows with a side that more pairs are tried in
Meets = Callable[[Side, Side], bool]


def cliques(pairs: Iterable[Pair], meets: Meets) -> list[list[Pair]]:
    """The pairs, those of one row together, in the order in which they were given.

    meets: whether two sides tell the same.
    """
    rows = _Rows(list(pairs), meets)
    return [some for some in rows.pairs if some]


class _Rows:
    """Rows being made. pairs: of every row, empty for one that was joined to another."""

    def __init__(self, listed: list[Pair], meets: Meets) -> None:
        self.pairs: list[list[Pair]] = []
        self._meets = meets
        self._opposed = {frozenset(pair[:2]) for pair in listed}
        self._sides: list[set[Side]] = []
        self._with: dict[Side, list[int]] = {}
        for pair in listed:
            self._put([pair])
        for n, some in enumerate(self.pairs):  # what came between two rows may have made them one
            self.pairs[n], self._sides[n] = [], set()
            self._put(some, n)

    def _put(self, some: list[Pair], last: int | None = None) -> None:
        """Put pairs into the first row that has a side of theirs and where all fit, else into one of their own.

        last: the row that they were in, which stays theirs where none fits.
        """
        sides = {side for pair in some for side in pair[:2]}
        near = dict.fromkeys(n for side in sides for n in self._with.get(side, ())[:NEAR])
        fits = (n for n in sorted(near) if self.pairs[n] and self._fits(self._sides[n], sides))
        n = next(fits, last if last is not None else len(self.pairs))
        if n == len(self.pairs):
            self.pairs.append([])
            self._sides.append(set())
        self.pairs[n] += some
        for side in sides - self._sides[n]:
            self._with.setdefault(side, []).append(n)
        self._sides[n] |= sides

    def _fits(self, within: set[Side], more: set[Side]) -> bool:
        """Whether more sides may stand in a row: each meets every other, or opposes it or one that meets it."""
        if len(within | more) > MOST_SIDES:
            return False
        some = [*within, *more]
        alike = {one: [other for other in some if one == other or self._meets(one, other)] for one in some}
        return all(
            other in alike[one] or any(frozenset((x, y)) in self._opposed for x in alike[one] for y in alike[other])
            for one in more for other in within
        )  # fmt: skip
