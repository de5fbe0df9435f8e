"""The names of a page in order."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from musnad.extract.page import Page
from musnad.model import Entity
from musnad.text.fold import fold

PLACES = frozenset({"place", "base", "country"})
MOST = 12  # names of a stretch that are looked at


class Name(msgspec.Struct, gc=False):
    """A name on the page. first, last: tokens. before: the letters written onto it (`wa`, `bi`, `li`)."""

    first: int
    last: int
    entity: Entity
    before: str


class Names:
    """The names of a page in order."""

    def __init__(self, page: Page) -> None:
        found = []
        for entity in page.entities:
            for span in entity.names:
                first, last = page.token_range(span.start, span.end)
                start = page.tokens[first].start
                before = fold(page.text[start : span.start]) if start < span.start else ""
                found.append(Name(first, last, entity, before))
        self.names = sorted(found, key=lambda name: (name.first, -name.last))
        self.firsts = [name.first for name in self.names]

    def covers(self, i: int) -> bool:
        """Whether token i lies in a name."""
        k = bisect_left(self.firsts, i + 1) - 1
        return k >= 0 and i < self.names[k].last

    def within(self, first: int, last: int) -> list[Name]:
        """Names that begin between two tokens, at most twelve."""
        low = bisect_left(self.firsts, first)
        return self.names[low : min(bisect_left(self.firsts, last), low + MOST)]
