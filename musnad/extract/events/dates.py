"""The own day of an event: the time expression beside it, or the day that its sentence or the story before it hands on."""

from __future__ import annotations

import re
from bisect import bisect_left

import msgspec

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page
from musnad.model import Time

Days = tuple[str | None, str | None]
UNKNOWN: Days = (None, None)
CARRIED = frozenset(
    {"mark", "relative", "report", "complement", "purpose"}
)  # clauses that only go on with the event before them
APART = frozenset(
    {"since", "after", "condition", "purpose"}
)  # clauses whose events lie on another day than the main one
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T.*)?$")
NEAR = 3  # times of a clause that are looked at
STORY = 3  # sentences over which a scene goes on without a time
SCENE = frozenset({"attack", "strike", "casualties", "territorial_control", "protest", "redeployment", "withdrawal"})


class Dated(msgspec.Struct, gc=False):
    """A mention with its place among its neighbours. before, after: tokens of the mentions next to it in its sentence."""

    mention: Mention
    clause: Clause
    modality: str
    before: int
    after: int


class Calendar:
    """The dated time expressions of a page, and the day at which the story stands while its mentions are read in order."""

    def __init__(self, page: Page, clauses: list[Clause]) -> None:
        self.page = page
        self.clauses = clauses
        self.times = [t for t in page.times if is_day(t)]
        self.starts = [page.token_range(t.start, t.end)[0] for t in self.times]
        self.sentence = -1
        self.here: Days = UNKNOWN  # of the sentence being read
        self.story: Days = UNKNOWN  # of the scene being told
        self.told = -1  # the sentence that told it last

    def dated(self, clause: Clause) -> bool:
        """Whether a time expression stands in a clause."""
        return bisect_left(self.starts, clause.first) < bisect_left(self.starts, clause.last)

    def days(self, dated: Dated) -> Days:
        """First and last day of a mention as ISO prefixes; a single day, month or year has no last. Call in text order."""
        if dated.clause.sentence != self.sentence:
            self.sentence, self.here = dated.clause.sentence, UNKNOWN
        found = self._own(dated)
        if found == UNKNOWN and dated.modality == "happened":
            found = self._handed_on(dated)
        if dated.modality == "happened" and found != UNKNOWN and dated.clause.kind not in APART:
            self.here = found
            if dated.mention.type in SCENE and len(found[0] or "") == 10:
                self.story, self.told = found, dated.clause.sentence
        return found

    def _own(self, dated: Dated) -> Days:
        """The time in the mention's clause, or in the clauses that go on with it."""
        mention, clause = dated.mention, dated.clause
        after = self._between(mention.first, min(self._carried_to(mention.clause), dated.after))
        before = self._between(max(clause.first, dated.before), mention.first)
        for time in [*after, *reversed(before)]:
            if not self._impossible(written(time), dated.modality):
                return written(time)
        return UNKNOWN

    def _carried_to(self, number: int) -> int:
        """The end of the clauses that go on with clause `number`."""
        clause = self.clauses[number]
        last = clause.last
        for following in self.clauses[number + 1 : number + 4]:
            if following.sentence != clause.sentence or following.kind not in CARRIED:
                break
            last = following.last
        return last

    def _impossible(self, found: Days, modality: str) -> bool:
        """Whether something that happened would lie after publication, or something planned before it."""
        published = self.page.published
        day = found[0] or ""
        if modality == "happened":
            return bool(published.latest and day[:10] > published.latest)
        return modality == "planned" and bool(published.earliest and day[:10] < published.earliest[: len(day)])

    def _handed_on(self, dated: Dated) -> Days:
        """The day before the mention in its sentence, that of the sentence's other events, or of the scene."""
        if dated.clause.kind in APART:
            return UNKNOWN
        first = self.page.sentences[dated.clause.sentence][0]
        for time in reversed(self._between(max(first, dated.before), dated.mention.first)):
            if not self._impossible(written(time), dated.modality):
                return written(time)
        if self.here != UNKNOWN:
            return self.here
        near = dated.clause.sentence - self.told <= STORY
        return self.story if near and dated.mention.type in SCENE else UNKNOWN

    def _between(self, first: int, last: int) -> list[Time]:
        """At most three times whose first token lies between two tokens, in order."""
        low, high = bisect_left(self.starts, first), bisect_left(self.starts, last)
        return self.times[low : min(high, low + NEAR)]


def is_day(time: Time) -> bool:
    """Whether a time expression names days of the calendar (no duration, no `now`)."""
    return bool(time.earliest or time.latest) and time.type in ("DATE", "TIME") and time.value[:1].isdigit()


def written(time: Time) -> Days:
    """The days of a time expression as an event writes them.

    The shortest ISO prefix that says them: `2024` a year, `2024-03` a month or a part of it, `2024-03-05` a day; first and
    last of a longer span.
    """
    if ISO.match(time.value):
        return time.value[:10], None
    first, last = time.earliest, time.latest
    if first is None or last is None or first == last:
        return first or last, None
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4], last[:4] if last[:4] != first[:4] else None
    if first.endswith("-01") and last[8:] >= "28":
        return first[:7], last[:7] if last[:7] != first[:7] else None
    return first, last
