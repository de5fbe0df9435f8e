"""The day at which a figure held, and the days over which it was counted."""

from __future__ import annotations

from bisect import bisect_right

from musnad.extract.figures.counted import Counted, role
from musnad.extract.page import Page
from musnad.model import Time
from musnad.text.fold import ARABIC_COMMA

SINCE, AGAINST = 6, 2  # words before a time in which `since` and `compared with` stand
RECORD = 5  # words before `since` in which something is called the greatest
COMMAS = {",", ARABIC_COMMA}
NOW = "PRESENT_REF"
RELATIVE = 8  # words before a figure in which its relative clause begins
AHEAD = 8  # words after a figure in which it is said since when it was counted
NEAR = 2  # times looked at before the figure and after it


class Days:
    """Answers for one page; `starts` are those of `page.times`."""

    def __init__(self, page: Page, starts: list[int]) -> None:
        self.page = page
        self._starts = starts

    def of(self, found: Counted, said_on: str | None = None) -> tuple[str | None, str | None]:
        """(as_of, period) by the nearest time in the sentence: a day or month, or a stretch of days. What was counted
        `since` a day ran until the article's own, as what is so `now` holds on it; None where that day is unknown. said_on: the day on
        which it was said, before the figure in its sentence, where that is none of what is counted."""
        first, last = self.page.sentence_of(found.first)
        begin, end = self.page.tokens[first].start, self.page.tokens[last - 1].end
        here = self.page.tokens[found.first].start
        at = bisect_right(self._starts, here)
        times = self.page.times[max(0, at - NEAR) : at + NEAR]
        near = [t for t in times if begin <= t.start < end and self._tells(t) and not self._outside(t, found)]
        near.sort(key=lambda t: abs(t.start - here))
        for time in near:
            if time.value == NOW:
                return self.page.published.value, None
            if time.start < here and said_on and time.value[: len(said_on)] == said_on:
                continue
            since = self._after(time, "since", SINCE, first)
            if since >= 0 and self._is_record(since):
                continue
            if since >= 0:
                return self.page.published.value, f"{time.earliest}/{self.page.published.value or '..'}"
            if "/" in time.value:  # from the first to the fifteenth
                return time.latest, f"{time.earliest}/{time.latest}"
            if time.type == "DURATION":
                return None, f"{time.earliest}/{time.latest}"
            return time.value[:10] if time.value[:4].isdigit() else time.latest, None
        return self._since_something(found, last)

    def _outside(self, time: Time, found: Counted) -> bool:
        """Whether a time belongs to the main clause and the figure to a relative one (`on Saturday they denied the attack that
        killed 40`, `the attack that killed 40, which they denied on Saturday`)."""
        first, last = self.page.token_range(time.start, time.end)
        begin = next((i for i in self._back(found) if role(self.page, i) == "relative"), None)
        if begin is None:
            return False
        return last <= begin or any(self.page.tokens[i].form in COMMAS for i in range(found.last, first))

    def _back(self, found: Counted) -> range:
        return range(found.first - 1, max(0, found.first - RELATIVE) - 1, -1)

    def _since_something(self, found: Counted, last: int) -> tuple[str | None, str | None]:
        """A count `since the protests began` runs until the article's day, from a day that is left unsaid."""
        since = (i for i in range(found.last, min(found.last + AHEAD, last)) if role(self.page, i) == "since")
        if any(not self._is_record(i) for i in since):
            return self.page.published.value, f"/{self.page.published.value or '..'}"
        return None, None

    def _tells(self, time: Time) -> bool:
        """Whether a time says when: resolved, and no measure of comparison (`80 percent against 2022`)."""
        if time.value == NOW:
            return True
        if not (time.earliest and time.latest):
            return False
        first, _ = self.page.token_range(time.start, time.end)
        return self._after(time, "against", AGAINST, max(0, first - AGAINST)) < 0

    def _is_record(self, since: int) -> bool:
        """Whether what is told is the greatest since then (`the most violent since 2014`), so that nothing is counted from there."""
        return any(role(self.page, i) == "record" for i in range(since - 1, max(-1, since - RECORD - 1), -1))

    def _after(self, time: Time, wanted: str, reach: int, floor: int) -> int:
        """The linking word of this role that stands shortly before a time or opens it, with no clause or comma between; -1
        where there is none."""
        first, _ = self.page.token_range(time.start, time.end)
        for i in range(first, max(floor, first - reach) - 1, -1):
            told = role(self.page, i)
            if told in (wanted, "clause") or (i < first and self.page.tokens[i].form in COMMAS):
                return i if told == wanted else -1
        return -1
