"""Groups from pairs: union-find over any hashable things, in the order in which they were given."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint groups. Every member begins as its own."""

    def __init__(self, members: Iterable[T]) -> None:
        self._parent: dict[T, T] = {m: m for m in members}

    def root(self, member: T) -> T:
        """The member that stands for the group."""
        top = member
        while self._parent[top] != top:
            top = self._parent[top]
        while self._parent[member] != top:
            self._parent[member], member = top, self._parent[member]
        return top

    def join(self, a: T, b: T) -> None:
        """Make one group of two; the one that was given first stands for it."""
        left, right = self.root(a), self.root(b)
        if left != right:
            self._parent[right] = left

    def all(self) -> list[list[T]]:
        """The groups, in the order of their first members."""
        found: dict[T, list[T]] = {}
        for member in self._parent:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
