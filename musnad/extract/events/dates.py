"""The own day of an event: the time expression in its clause, or what the sentence hands on to it."""

from __future__ import annotations

from bisect import bisect_left

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page
from musnad.model import Time

Days = tuple[str | None, str | None]


class Calendar:
    """The dated time expressions of a page, by clause."""

    def __init__(self, page: Page, clauses: list[Clause]) -> None:
        self.page = page
        self.clauses = clauses
        self.times = [t for t in page.times if t.earliest or t.latest]
        self.starts = [page.token_range(t.start, t.end)[0] for t in self.times]

    def dated(self, clause: Clause) -> bool:
        """Whether a time expression stands in a clause."""
        return bisect_left(self.starts, clause.first) < bisect_left(self.starts, clause.last)

    def days(self, mention: Mention, end: int, modality: str) -> Days:
        """First and last day of a mention as ISO prefixes; a single day or a month or year has no last."""
        clause = self.clauses[mention.clause]
        time = self._nearest(clause.first, clause.last, mention)
        return written(time) if time else (None, None)

    def _nearest(self, first: int, last: int, mention: Mention) -> Time | None:
        """The time between two tokens that is nearest to a mention, those after its first word before those before it."""
        low, high = bisect_left(self.starts, first), bisect_left(self.starts, last)
        after = [k for k in range(low, high) if self.starts[k] >= mention.first]
        before = [k for k in range(low, high) if self.starts[k] < mention.first]
        if after:
            return self.times[after[0]]
        return self.times[before[-1]] if before else None


def written(time: Time) -> Days:
    """The days of a time expression as an event writes them: `2024-03` for a month, first and last of a span."""
    first, last = time.earliest, time.latest
    if first is None or last is None or first == last:
        return first, None
    if time.value and first.startswith(time.value) and last.startswith(time.value):
        return time.value, None
    return first, last
