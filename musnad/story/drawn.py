"""Rows made of the rows of kept views, each only when it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, overload

from musnad.link.material import Json

Part = tuple[Sequence[Any], Callable[[Any], Json]]


def as_it_is(row: Json) -> Json:
    """The row itself."""
    return row


class Drawn(Sequence[Json]):
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

    @overload
    def __getitem__(self, at: int) -> Json: ...
    @overload
    def __getitem__(self, at: slice) -> list[Json]: ...
    def __getitem__(self, at: int | slice) -> Json | list[Json]:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            return list(self._between(first, last)) if step == 1 else list(self)[at]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        return next(self._between(at % len(self), len(self)))

    def _between(self, first: int, last: int) -> Iterator[Json]:
        before = 0
        for items, make in self._parts:
            number = len(items)
            for item in items[max(0, first - before) : max(0, min(number, last - before))]:
                yield make(item)
            before += number

    def __eq__(self, other: object) -> bool:
        """Whether these are the rows of another sequence, in its order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
