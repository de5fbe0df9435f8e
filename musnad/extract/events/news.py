"""Whether an article tells an event as its news: in the past, by itself, without a day, before any look back."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from musnad.extract.events.dates import Calendar, Dated
from musnad.extract.events.days import BEGUN, written
from musnad.extract.events.narrative import VAGUE
from musnad.extract.page import Page
from musnad.model import Time

SIDE = frozenset({"main", "mark", "contrast", "while"})  # clauses that tell, and do not look back
OPENED = SIDE | {"coordinate", "complement"}
PASSING = frozenset({"announces", "reports"})  # acts that tell news
TELLING = frozenset({"demands", "pledges", "threatens", "denies"})  # acts that are what happened
BESIDE = 2  # tokens of what was said before its first clause
SUBJECT = 12  # tokens of what was said in which its first verb stands
BACK = 15  # tokens before a verb in which `had` stands
LEADING = SIDE | {"before", "report"}  # clauses after which a story goes on
MOST = 8  # days of a sentence that are looked at
LATELY = timedelta(days=10)  # a story that stands at a day longer ago looks back


class News:
    """What the verbs of a page tell as its news."""

    def __init__(self, page: Page, calendar: Calendar) -> None:
        self.page = page
        self.calendar = calendar
        self.times = [page.token_range(time.start, time.end)[0] for time in page.times if _places(time)]
        self.limit = _limit(page.published.latest)

    def is_told(self, dated: Dated) -> bool:
        """Whether an undated mention happened shortly before publication, as the article tells it."""
        if not self.limit or self._is_of_long_ago(dated.clause.sentence):
            return False
        if dated.how == VAGUE:
            return dated.modality == "happened" and self.calendar.is_of_hours(dated)
        if dated.modality == "demanded":
            said = dated.statement
            return said is not None and said.act in TELLING and (said.news or said.said_on is not None)
        verb = dated.mention.verb or dated.mention.head
        if dated.modality not in ("happened", "ongoing") or not self._tells(dated, verb.first):
            return False
        if verb.ambiguous and (self._in_title(verb.first) or self.page.sentence_of(verb.first)[0] != verb.first):
            return False
        lasts = dated.modality == "ongoing" or self._in_title(verb.first)
        tenses = ("perfect", "imperfect") if lasts else ("perfect",)
        if verb.hit.features.tense not in tenses or verb.hit.split.future:
            return False
        return self._is_by_itself(dated) and not self._looks_back(verb.first)

    def _is_of_long_ago(self, sentence: int) -> bool:
        """Whether a sentence names a day of long ago, or the one before it ended with one."""
        first, last = self.page.sentences[sentence]
        begun = self.page.sentences[max(0, sentence - 1)][0]
        low, middle = bisect_left(self.calendar.starts, begun), bisect_left(self.calendar.starts, first)
        high = bisect_left(self.calendar.starts, last, hi=min(len(self.calendar.starts), middle + MOST))
        return any(map(self._is_long_ago, self.calendar.times[max(low, middle - 1) : high]))

    def _is_long_ago(self, time: Time) -> bool:
        day = written(time)[0] or self.limit
        return day < self.limit[: len(day)]

    def _in_title(self, i: int) -> bool:
        return self.page.segment_kind(self.page.tokens[i].start) == "title"

    def _tells(self, dated: Dated, at: int) -> bool:
        """Whether a verb opens a clause that tells, in a sentence that names no time before it or beside it."""
        clause = dated.clause
        if self._is_first_said(dated, at):
            return True
        opens = at <= clause.first + clause.border + 1 or self._in_title(at)
        before = self.calendar.clauses[dated.mention.clause - 1] if dated.mention.clause else clause
        goes_on = before.sentence == clause.sentence and before.kind not in LEADING
        return (
            clause.kind in OPENED
            and opens
            and not goes_on
            and not self._is_timed(self.page.sentence_of(at)[0], clause.last)
        )

    def _is_first_said(self, dated: Dated, at: int) -> bool:
        """Whether a verb is what a report that is news says first (`said that the inspectors left the town`)."""
        said = dated.statement
        if said is None or said.content is None or not (said.news or said.said_on):
            return False
        first, last = self.page.token_range(said.content.start, said.content.end)
        return dated.clause.first <= first + BESIDE and at < first + SUBJECT and not self._is_timed(first, last)

    def _is_timed(self, first: int, last: int) -> bool:
        """Whether a time begins between two tokens."""
        at = bisect_left(self.times, first)
        return at < len(self.times) and self.times[at] < last

    def _is_by_itself(self, dated: Dated) -> bool:
        """Whether the article tells it, or a report that only passes news on or is named after it."""
        statement = dated.statement
        if statement is None or statement.act in PASSING or statement.news or statement.said_on:
            return True
        return statement.cue.start > self.page.tokens[dated.mention.first].start

    def _looks_back(self, at: int) -> bool:
        """Whether `had` or its like stands before a verb in its sentence."""
        first = max(self.page.sentence_of(at)[0], at - BACK)
        return any(self.page.hits.at(i, "statements.pasts") for i in range(first, at))


def _places(time: Time) -> bool:
    """Whether a time expression says when something was, not only how long."""
    return time.type in ("DATE", "TIME") or time.rule == BEGUN


def _limit(published: str | None) -> str:
    """The first day of what an article may tell as its news, '' where it has no day."""
    try:
        return (date.fromisoformat(published or "") - LATELY).isoformat()
    except ValueError:
        return ""
