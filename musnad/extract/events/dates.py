"""The time expressions of a page as the clauses hold them: which of them may be an event's own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from musnad.extract.events.clauses import CONJUNCTION_WA, Clause
from musnad.extract.events.days import LENGTH, Days, counted_back, is_day, written
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page
from musnad.model import Statement, Time

CARRIED = frozenset(
    {"mark", "relative", "report", "complement", "purpose", "during", "since"}
)  # clauses that only go on with the event before them
BESIDE = 6  # tokens between an event noun and the relative clause that tells its day
APART = frozenset(
    {"since", "after", "condition", "whether", "purpose"}
)  # clauses whose events lie on another day than the main one
NAMED = "named"  # dates that are a name
YEARLESS = frozenset({"times.date.year_of_tense", "times.date.year_of_text"})  # rules of dates without a year
HOURS = "PT"  # before the hours of a TIMEX3 duration
NIGHT, WHOLE = "TNI", 10  # TIMEX3 of a night; characters of a day
ACROSS = 2  # tokens behind a night in which a mark and the day after stand
OPENING = 3  # tokens of a sentence in which a time opens it
NEAR = 3  # times of a clause that are looked at
MEASURED = 12  # tokens before `since` in which `the heaviest`, `the first` stands
RECENT = "times.length.past_or_coming"
VAGUE = frozenset({"times.reference.past", RECENT, "times.length.some_time_ago"})


class Dated(msgspec.Struct, gc=False):
    """A mention with its place among its neighbours.

    before, after: tokens of the mentions next to it in its sentence. statement: the report that holds it.
    times: the time expressions that may be its own. until: the time at which it ends, or None.
    how: the rule that dated it, '' where none did. by: the time expression it took, or None. base: the day it was counted
    back from.
    """

    mention: Mention
    clause: Clause
    modality: str
    before: int
    after: int
    statement: Statement | None = None
    times: list[int] = []
    until: int | None = None
    how: str = ""
    by: int | None = None
    base: str = ""


class Calendar:
    """The dated time expressions of a page in order, by number; and the words that date an event only vaguely."""

    def __init__(self, page: Page, clauses: list[Clause]) -> None:
        self.page = page
        self.clauses = clauses
        self.times = [t for t in page.times if is_day(t)]
        ranges = [page.token_range(t.start, t.end) for t in self.times]
        self.starts = [first for first, _ in ranges]
        self.days = [self._written(time, *span) for time, span in zip(self.times, ranges, strict=True)]
        self.tokens = {i for first, last in ranges for i in range(first, last)}
        self.lengths = dict(self._lengths())
        self.spaced = sorted(self._spaced())
        self.since = {k for k in range(len(self.times)) if self._begins(k)}
        self.edges = {k: kind for k in range(len(self.times)) if (kind := self._edge(k))}
        self.apart = {k for clause in clauses if clause.kind in APART for k in self._all_within(clause)}
        self.vague = sorted(self._vague())
        recent = [(page.token_range(t.start, t.end)[0], t.value) for t in page.times if t.rule == RECENT]
        self.recent = sorted(first for first, _ in recent)
        self.hours = {first for first, value in recent if value.startswith(HOURS)}

    def _written(self, time: Time, first: int, last: int) -> Days:
        """The days of a time as an event writes them; a night between two days (`the night of Saturday to Sunday`) is both."""
        days = written(time)
        if NIGHT not in time.value or days[1] or len(days[0] or "") < WHOLE:
            return days
        named = sum(self.page.hits.at(i, "times.weekdays") is not None for i in range(first, last + ACROSS))
        return (days[0], counted_back(days, -1, "D")[0]) if named > 1 else days

    def has_time(self, clause: Clause) -> bool:
        """Whether a time expression stands in a clause."""
        return bisect_left(self.starts, clause.first) < bisect_left(self.starts, clause.last)

    def place(self, dated: Dated) -> Dated:
        """Set its times: in its clause, after it, then before it, then in the clauses that go on with it."""
        if not self.starts:
            return dated
        mention, clause = dated.mention, dated.clause
        here = range(mention.first, min(clause.last, dated.after))
        before = range(max(clause.first, dated.before), mention.first)
        times = self.within(here)
        nominal = mention.head.nominal and mention.verb is None
        if not (self.earlier(dated) or self._follows_length(mention.first) or (clause.kind == "relative" and nominal)):
            times += reversed(self.within(before))
        times += [k for k in self._carried(dated) if nominal or k not in self.since]
        dated.times = [k for k in times if k not in self.edges]
        dated.until = next((k for k in times if self.edges.get(k) == "until"), None)
        return dated

    def opening(self, clause: Clause) -> int | None:
        """The time with which the sentence of a clause opens, by number; None where it opens otherwise."""
        first, last = self.page.sentences[clause.sentence]
        k = bisect_left(self.starts, first)
        opens = k < len(self.starts) and self.starts[k] < min(last, first + OPENING)
        return k if opens and k not in self.edges and k not in self.since and k not in self.apart else None

    def earlier(self, dated: Dated) -> tuple[int, str] | None:
        """How long before the main event of its sentence a mention lies (`two days after`, `a day after`): number, unit."""
        first = dated.mention.first
        if dated.clause.kind == "eve":
            return None if self.within(range(dated.clause.first, first)) else (1, "D")
        return next((self.lengths[i] for i in (first, first - 1) if i in self.lengths), None)

    def is_spaced(self, dated: Dated) -> bool:
        """Whether some time passed between a mention and what its clause sets it beside (`two and a half months after`), so
        that neither has the day of the other."""
        first, last = dated.mention.first, min(dated.clause.last, dated.after)
        at = bisect_left(self.spaced, (first, 0))
        return self._follows_length(first) or (at < len(self.spaced) and self.spaced[at][0] < last)

    def _follows_length(self, i: int) -> bool:
        """Whether a token stands right behind a length told after `after`, or a preposition after it."""
        at = bisect_left(self.spaced, (i, 0))
        return at > 0 and self.spaced[at - 1][1] in (i, i - 1)

    def is_vague(self, dated: Dated) -> bool:
        """Whether its clause dates it by words that name no day (`recently`, `in the past days`, `after that`)."""
        first, last = max(dated.clause.first, dated.before), min(dated.clause.last, dated.after)
        at = bisect_left(self.vague, first)
        return at < len(self.vague) and self.vague[at] < last

    def is_of_hours(self, dated: Dated) -> bool:
        """Whether it dates it by the hours before publication (`in the past hours`)."""
        first, last = max(dated.clause.first, dated.before), min(dated.clause.last, dated.after)
        at = bisect_left(self.vague, first)
        return at < len(self.vague) and self.vague[at] < last and self.vague[at] in self.hours

    def is_of_late(self, first: int, last: int) -> bool:
        """Whether words such as `in recent weeks` begin between two tokens."""
        at = bisect_left(self.recent, first)
        return at < len(self.recent) and self.recent[at] < last

    def within(self, tokens: range) -> list[int]:
        """At most three times whose first token lies in a range of tokens, in order."""
        low, high = bisect_left(self.starts, tokens.start), bisect_left(self.starts, tokens.stop)
        return list(range(low, min(high, low + NEAR)))

    def _all_within(self, clause: Clause) -> range:
        return range(bisect_left(self.starts, clause.first), bisect_left(self.starts, clause.last))

    def _carried(self, dated: Dated) -> Iterator[int]:
        """The times in the clauses that go on with a mention's clause."""
        number, clause = dated.mention.clause, dated.clause
        for following in self.clauses[number + 1 : number + 4]:
            if following.sentence != clause.sentence or following.kind not in CARRIED:
                break
            if following.kind == "mark" and self._begins_with_and(following):
                break
            if following.kind != "relative" or _is_beside(dated.mention, following):
                yield from self.within(range(following.first, min(following.last, dated.after)))

    def _begins_with_and(self, clause: Clause) -> bool:
        """Whether a clause after a comma adds something new (`, and on Monday ...`, `, so he came`)."""
        second = clause.first + 1
        if second >= clause.last:
            return False
        verb = self.page.hits.at(second, "events.verbs")
        joined = verb is not None and bool(verb.split.conjunction)
        return joined or self.page.tokens[second].key.startswith(CONJUNCTION_WA)

    def _lengths(self) -> Iterator[tuple[int, tuple[int, str]]]:
        """Lengths told after `after`: the token behind them to the number and the unit."""
        for time in self.page.times:
            length = LENGTH.match(time.value) if time.type == "DURATION" and time.mod is None else None
            if length is not None:
                first, last = self.page.token_range(time.start, time.end)
                if self._border(first) == "before":
                    yield last, (int(length[1]), length[2])

    def _spaced(self) -> Iterator[tuple[int, int]]:
        """First and last tokens of all lengths told after `after`."""
        for time in self.page.times:
            if time.type == "DURATION":
                first, last = self.page.token_range(time.start, time.end)
                if "before" in (self._border(first), self._border(first - 1)):
                    yield first, last

    def _border(self, i: int) -> str:
        hit = self.page.hits.at(i, "events.borders")
        return hit.row["kind"] if hit is not None else ""

    def _begins(self, k: int) -> bool:
        """Whether a time is where something began (`since 2012`)."""
        return "since" in (self._border(self.starts[k]), self._border(self.starts[k] - 1))

    def is_measured(self, first: int) -> bool:
        """Whether `the heaviest`, `the first` or their like stands before `since` at a token."""
        for i in range(first - 1, max(self.page.sentence_of(first)[0], first - MEASURED) - 1, -1):
            hit = self.page.hits.at(i, "events.edges")
            if hit is not None and hit.row["kind"] == "most":
                return True
        return False

    def _edge(self, k: int) -> str:
        """What keeps a time from being the day of an event: it is an end, a measure, a name, or compared with; else ''."""
        first = self.starts[k]
        hit = self.page.hits.at(first - 1, "events.edges") or self.page.hits.at(first - 2, "events.edges")
        kind = hit.row["kind"] if hit is not None and hit.last in (first, first + 1) else ""
        if kind and kind != "most" and (kind != NAMED or self.times[k].rule in YEARLESS):
            return kind
        return "most" if k in self.since and self.is_measured(first) else ""

    def _vague(self) -> Iterator[int]:
        """The first tokens of words that name no day of the past, but say that it is not the day of the story."""
        for time in self.page.times:
            if _is_vague(time):
                first, last = self.page.token_range(time.start, time.end)
                if time.rule != "times.reference.past" or last - first == 1:
                    yield first
        for hit in self.page.hits.of("events.borders"):
            if hit.row["kind"] == "then":
                yield hit.first


def _is_vague(time: Time) -> bool:
    return time.rule in VAGUE or (time.rule == "times.length.since" and not is_day(time))


def _is_beside(mention: Mention, relative: Clause) -> bool:
    """Whether a relative clause may tell the day of a mention: it follows a noun closely."""
    return mention.head.nominal and mention.verb is None and relative.first - mention.last <= BESIDE
