"""Rows made of the rows of kept views, each only when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from musnad.link.material import Json
from musnad.story.lazy import Lazy

Part = tuple[Sequence[Any], Callable[[Any], Json]]


def as_it_is(row: Json) -> Json:
    """The row itself."""
    return row


class Drawn(Lazy):
    """Several sequences one after another, of each of which a row is made when it is read.

    parts: a sequence, and what makes a row of one of its items.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts

    def firsts(self, most: int) -> list[Json]:
        """The first rows of each part."""
        return [make(item) for items, make in self._parts for item in items[:most]]

    def __len__(self) -> int:
        return sum(len(items) for items, _ in self._parts)

    def __iter__(self) -> Iterator[Json]:
        return (make(item) for items, make in self._parts for item in items)

    def stretch(self, first: int, last: int) -> list[Json]:
        """The rows between two positions, those of the parts that hold them."""
        found: list[Json] = []
        before = 0
        for items, make in self._parts:
            number = len(items)
            found += [make(item) for item in items[max(0, first - before) : max(0, min(number, last - before))]]
            before += number
        return found
