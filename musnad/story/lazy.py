"""A sequence of rows of which only those that are read are made."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import overload

from musnad.link.material import Json


class Lazy(Sequence[Json]):
    """Rows by a method that makes a stretch of them; `len` and iteration are the subclass's own."""

    @abstractmethod
    def stretch(self, first: int, last: int) -> list[Json]:
        """The rows from one position to another, exclusive; both lie within the sequence."""

    @overload
    def __getitem__(self, at: int) -> Json: ...
    @overload
    def __getitem__(self, at: slice) -> list[Json]: ...
    def __getitem__(self, at: int | slice) -> Json | list[Json]:
        if isinstance(at, slice):
            first, last, step = at.indices(len(self))
            return self.stretch(first, last) if step == 1 else list(self)[at]
        if not -len(self) <= at < len(self):
            raise IndexError(at)
        place = at % len(self)
        return self.stretch(place, place + 1)[0]

    def __eq__(self, other: object) -> bool:
        """Whether these are the rows of another sequence, in its order."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
