"""The own day of an event: the time expression beside it, or the day that its sentence or the story before it hands on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from musnad.extract.events.clauses import CONJUNCTION_WA, Clause
from musnad.extract.events.days import UNKNOWN, Days, days_before, is_day, written
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page

OWN, BEFORE_IT = "events.day.own", "events.day.earlier_in_sentence"
OF_SENTENCE, OF_SCENE = "events.day.of_sentence", "events.day.of_scene"
COUNTED_BACK, POINTED_BACK = "events.day.counted_back", "events.day.pointed_back"
CARRIED = frozenset(
    {"mark", "relative", "report", "complement", "purpose"}
)  # clauses that only go on with the event before them
APART = frozenset(
    {"since", "after", "condition", "purpose"}
)  # clauses whose events lie on another day than the main one
NEAR = 3  # times of a clause that are looked at
LENGTH = re.compile(r"P(\d{1,3})([DW])$")
STORY = 1  # sentences over which a scene goes on without a time
SCENE = frozenset({"attack", "strike", "casualties", "territorial_control", "protest", "redeployment", "withdrawal"})


class Dated(msgspec.Struct, gc=False):
    """A mention with its place among its neighbours.

    before, after: tokens of the mentions next to it in its sentence.  times: the time expressions that may be its own.
    how: the rule that dated it, '' where none did.
    """

    mention: Mention
    clause: Clause
    modality: str
    before: int
    after: int
    times: list[int] = []
    how: str = ""


class Calendar:
    """The dated time expressions of a page, and the day at which the story stands while its mentions are read in order."""

    def __init__(self, page: Page, clauses: list[Clause]) -> None:
        self.page = page
        self.clauses = clauses
        self.times = [t for t in page.times if is_day(t)]
        ranges = [page.token_range(t.start, t.end) for t in self.times]
        self.starts = [first for first, _ in ranges]
        self.tokens = {i for first, last in ranges for i in range(first, last)}
        self.lengths = dict(self._lengths())
        self.sentence = -1
        self.here: Days = UNKNOWN  # of the sentence being read
        self.story: Days = UNKNOWN  # of the scene being told
        self.told = -1  # the sentence that told it last
        self.of_type: dict[str, Days] = {}  # the last known day of an event of each type

    def dated(self, clause: Clause) -> bool:
        """Whether a time expression stands in a clause."""
        return bisect_left(self.starts, clause.first) < bisect_left(self.starts, clause.last)

    def days(self, dated: Dated) -> Days:
        """First and last day of a mention as ISO prefixes; a single day, month or year has no last. Call in text order."""
        if dated.clause.sentence != self.sentence:
            self.sentence, self.here = dated.clause.sentence, UNKNOWN
        found = self._first_possible(dated.times, dated.modality)
        dated.how = OWN
        if found == UNKNOWN and dated.modality == "happened":
            found, dated.how = self._handed_on(dated)
        if found == UNKNOWN and dated.modality in ("happened", "alleged") and _points_back(dated.mention):
            found, dated.how = self.of_type.get(dated.mention.type, UNKNOWN), POINTED_BACK
        self._remember(dated, found)
        return found

    def is_ahead(self, dated: Dated) -> bool:
        """Whether the only time beside a mention lies after publication."""
        latest = self.page.published.latest
        if not latest or not dated.times or dated.modality not in ("happened", "ongoing"):
            return False
        if self._first_possible(dated.times, dated.modality) != UNKNOWN:
            return False
        day = self._first_possible(dated.times, "planned")[0] or ""
        return day[:10] > latest[: len(day)]

    def _remember(self, dated: Dated, found: Days) -> None:
        """Keep the day for the sentence, the scene and those that point back to it."""
        day = found[0] or ""
        if dated.modality != "happened" or len(day) < 7 or dated.clause.kind in APART or self._earlier(dated):
            return
        self.here = found
        if len(day) == 10 and dated.mention.type != "other":
            self.of_type[dated.mention.type] = found
            if dated.mention.type in SCENE:
                self.story, self.told = found, dated.clause.sentence

    def place(self, dated: Dated) -> Dated:
        """Set its times: in its clause, after it, then before it, then in the clauses that go on with it."""
        if not self.starts:
            return dated
        mention, clause = dated.mention, dated.clause
        here = range(mention.first, min(clause.last, dated.after))
        before = range(max(clause.first, dated.before), mention.first)
        beyond = range(here.stop, min(self._carried_to(mention.clause), dated.after))
        times = self._within(here)
        if not self._earlier(dated):
            times += reversed(self._within(before))
        dated.times = times + [k for k in self._within(beyond) if not self._since(k)]
        return dated

    def _carried_to(self, number: int) -> int:
        """The end of the clauses that go on with clause `number`."""
        clause = self.clauses[number]
        last = clause.last
        for following in self.clauses[number + 1 : number + 4]:
            if following.sentence != clause.sentence or following.kind not in CARRIED:
                break
            if following.kind == "mark" and self._begins_with_and(following):
                break
            last = following.last
        return last

    def _begins_with_and(self, clause: Clause) -> bool:
        """Whether a clause after a comma adds something new (`, and on Monday ...`)."""
        second = clause.first + 1
        return second < clause.last and self.page.tokens[second].key.startswith(CONJUNCTION_WA)

    def _lengths(self) -> Iterator[tuple[int, int]]:
        """Days and weeks told after `after`: the token behind them to the number of days."""
        for time in self.page.times:
            length = LENGTH.match(time.value) if time.type == "DURATION" else None
            if length is not None:
                first, last = self.page.token_range(time.start, time.end)
                hit = self.page.hits.at(first, "events.borders")
                if hit is not None and hit.row["kind"] == "before":
                    yield last, int(length[1]) * (7 if length[2] == "W" else 1)

    def _earlier(self, dated: Dated) -> int:
        """How many days before the main event of its sentence a mention lies (`two days after`, `a day after`)."""
        if dated.clause.kind == "eve":
            return 1
        first = dated.mention.first
        return next((self.lengths[i] for i in (first, first - 1) if i in self.lengths), 0)

    def _handed_on(self, dated: Dated) -> tuple[Days, str]:
        """The day before the mention in its sentence, that of the sentence's other events, or of the scene; with its rule."""
        earlier = self._earlier(dated)
        if earlier:
            return days_before(self.here, earlier), COUNTED_BACK
        if dated.clause.kind in APART:
            return UNKNOWN, ""
        first = self.page.sentences[dated.clause.sentence][0]
        times = reversed(self._within(range(max(first, dated.before), dated.mention.first)))
        found = self._first_possible([k for k in times if not self._since(k)], dated.modality)
        if len(found[0] or "") >= 7:
            return found, BEFORE_IT
        if self.here != UNKNOWN:
            return self.here, OF_SENTENCE
        near = dated.clause.sentence - self.told <= STORY
        return (self.story, OF_SCENE) if near and dated.mention.type in SCENE else (UNKNOWN, "")

    def _first_possible(self, times: list[int], modality: str) -> Days:
        """The first of some times that an event of that modality can have."""
        for k in times:
            days = written(self.times[k])
            if not self._impossible(days, modality):
                return days
        return UNKNOWN

    def _impossible(self, found: Days, modality: str) -> bool:
        """Whether something planned would lie before publication."""
        published = self.page.published
        day = found[0] or ""
        if modality in ("happened", "ongoing"):
            return bool(published.latest and day[:10] > published.latest)
        return modality == "planned" and bool(published.earliest and day[:10] < published.earliest[: len(day)])

    def _since(self, k: int) -> bool:
        """Whether a time is where something began (`since 2012`)."""
        for i in (self.starts[k], self.starts[k] - 1):
            hit = self.page.hits.at(i, "events.borders")
            if hit is not None and hit.row["kind"] == "since":
                return True
        return False

    def _within(self, tokens: range) -> list[int]:
        """At most three times whose first token lies in a range of tokens, in order."""
        low, high = bisect_left(self.starts, tokens.start), bisect_left(self.starts, tokens.stop)
        return list(range(low, min(high, low + NEAR)))


def _points_back(mention: Mention) -> bool:
    """Whether a mention is a definite noun (`the attack`)."""
    return mention.head.nominal and mention.head.hit.split.article
