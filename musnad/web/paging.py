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


def sliced(rows: Sequence[Any], page: int, size: int = SIZE) -> Slice:
    """The rows of one page; a page beyond the last is the last."""
    pages = max(1, -(-len(rows) // size))
    page = min(max(1, page), pages)
    return Slice(rows[(page - 1) * size : page * size], len(rows), page, pages)


def facet(rows: Iterable[Any], pick: Callable[[Any], str | None], most: int = 40) -> list[tuple[str, int]]:
    """The values that rows have, with how often, the commonest first."""
    return Counter(v for r in rows if (v := pick(r))).most_common(most)


def most(counts: dict[str, int], number: int = 40) -> list[tuple[str, int]]:
    """The commonest of values that were counted already, the commonest first."""
    return list(counts.items())[:number]
