"""Long lists a page at a time, and the choices that narrow them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec

SIZE = 50


class Slice(msgspec.Struct):
    """Some rows of a list. page and pages count from 1."""

    rows: Sequence[Any]
    total: int
    page: int
    pages: int


class Pages:
    """Which rows of many a page shows. A page beyond the last is the last."""

    def __init__(self, total: int, page: int, size: int = SIZE) -> None:
        self.total, self.pages = total, max(1, -(-total // size))
        self.page = min(max(1, page), self.pages)
        self.first = (self.page - 1) * size

    def slice(self, rows: Sequence[Any]) -> Slice:
        """The page with its rows."""
        return Slice(rows, self.total, self.page, self.pages)


def sliced(rows: Sequence[Any], page: int, size: int = SIZE) -> Slice:
    """The rows of one page."""
    pages = Pages(len(rows), page, size)
    return pages.slice(rows[pages.first : pages.first + size])


def facet(rows: Iterable[Any], pick: Callable[[Any], str | None], most: int = 40) -> list[tuple[str, int]]:
    """The values that rows have, with how often, the commonest first."""
    return Counter(v for r in rows if (v := pick(r))).most_common(most)


def most(counts: dict[str, int], number: int = 40) -> list[tuple[str, int]]:
    """The commonest of values that were counted already, the commonest first."""
    return list(counts.items())[:number]
