"""The day of an event: its own, or the one that its sentence, the report or the story before it hands on.

A day is never the article's by default: where nothing beside the event or before it in the story names one, it has none.
"""

from __future__ import annotations

from musnad.extract.events.clauses import CONJUNCTION_WA
from musnad.extract.events.dates import APART, Calendar, Dated
from musnad.extract.events.days import UNKNOWN, Days, counted_back
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page
from musnad.model import Statement

OWN, UNTIL, BEFORE_IT = "events.day.own", "events.day.until", "events.day.earlier_in_sentence"
OF_SENTENCE, OF_SCENE, GOES_ON = "events.day.of_sentence", "events.day.of_scene", "events.day.goes_on"
VAGUE, OF_OPENING = "events.day.vague", "events.day.of_opening"
COUNTED_BACK, POINTED_BACK = "events.day.counted_back", "events.day.pointed_back"
FAR = 15  # tokens before a mention in which `was` stands
PASSED_ON = frozenset({OF_SCENE, GOES_ON, POINTED_BACK})  # rules that only hand a day on
OPENING = 4  # tokens of a sentence in which it turns to something else
LASTING = frozenset({"agreement", "decision", "resolution"})  # what is spoken of for years
OLD = 60  # days before publication
STORY = 2  # sentences over which a scene goes on without a time
SCENE = frozenset({"attack", "strike", "casualties", "territorial_control", "protest", "redeployment", "withdrawal"})
TOLD_IN_TURN = frozenset(
    {"main", "mark", "coordinate", "contrast", "while"}
)  # clauses that tell one thing after another
MONTH = 7  # characters of a month: what was said in a month is told as of it
PASSING = frozenset({"announces", "reports"})  # acts that tell news, on the day that they name
TOLD = frozenset({"happened", "alleged"})
REAL = frozenset({"happened", "ongoing"})
WANTED = frozenset({"planned", "demanded", "hypothetical"})  # what is not yet there has no day of the past


class Narrative:
    """The day at which the story stands while the mentions of a page are read in order."""

    def __init__(self, page: Page, calendar: Calendar) -> None:
        self.page = page
        self.calendar = calendar
        self.sentence = -1
        self.here: Days = UNKNOWN  # of the sentence being read
        self.given: Statement | None = None  # the report that holds the mention that gave it
        self.at = -1  # the clause of that mention
        self.old = _long_before(
            page.published.earliest
        )  # the day before which something is of long ago; '' where none is known
        self.passed = False  # whether that day was only handed on from an earlier sentence
        self.now = False  # whether the sentence tells of what goes on at publication
        self.before: tuple[int, Days] = (-STORY - 1, UNKNOWN)  # the sentence that last gave a day, and the day
        self.story: tuple[int, Days] = (-STORY - 1, UNKNOWN)  # the same of the scene being told
        self.lead = ""  # the first day of a scene
        self.of_word: dict[
            str, tuple[int, Days]
        ] = {}  # the sentence that last gave a day to what a word names, and the day
        self.givers: dict[Days, Mention] = {}  # the first mention whose own day it was

    def days(self, dated: Dated) -> Days:
        """First and last day of a mention as ISO prefixes; a single day, month or year has no last. Call in text order."""
        if dated.clause.sentence != self.sentence:
            self.sentence, self.here, self.now, self.passed = dated.clause.sentence, UNKNOWN, False, False
        found = self._own(dated)
        if found == UNKNOWN and dated.until is not None and dated.modality in REAL:
            found, dated.how, dated.by = (None, self.calendar.days[dated.until][0]), UNTIL, dated.until
        if found == UNKNOWN and dated.modality == "happened":
            found, dated.how = self._handed_on(dated)
        if found == UNKNOWN and dated.modality in TOLD and _points_back(dated.mention):
            pointed = self._pointed(dated)
            found, dated.how = (pointed, POINTED_BACK) if pointed != UNKNOWN else (UNKNOWN, dated.how)
        self._remember(dated, found)
        return found

    def is_ahead(self, dated: Dated) -> bool:
        """Whether the only time beside a mention lies after publication."""
        latest = self.page.published.latest
        if not latest or not dated.times or dated.modality not in REAL:
            return False
        if self._first_possible(dated.times, dated.modality) != UNKNOWN:
            return False
        day = self._first_possible(dated.times, "planned")[0] or ""
        return day[:10] > latest[: len(day)]

    def is_behind(self, dated: Dated) -> bool:
        """Whether the time right beside a verbal noun that is only governed as planned lies before publication."""
        if dated.modality != "planned" or not dated.mention.head.nominal or not dated.times or self._had(dated):
            return False
        if dated.mention.verb is not None and not dated.mention.verb.nominal:
            return False
        if self.calendar.starts[dated.times[0]] >= dated.clause.last:
            return False
        earliest, days = self.page.published.earliest, self.calendar.days[dated.times[0]]
        return bool(earliest and days[0] and (days[1] or days[0])[:10] < earliest[: len(days[1] or days[0])])

    def _had(self, dated: Dated) -> bool:
        """Whether `was` stands before a mention in its sentence, so that what was planned was planned before."""
        first = self.page.sentences[dated.clause.sentence][0]
        looked_at = range(max(first, dated.mention.first - FAR), dated.mention.first)
        return any(self.page.hits.at(i, "statements.pasts") for i in looked_at)

    def _own(self, dated: Dated) -> Days:
        """The first time beside a mention that it can have."""
        for k in dated.times:
            days = self.calendar.days[k]
            possible = not self._impossible(days, dated.modality) or self._was_planned(dated, days)
            if possible and not self._is_of_telling(dated, k):
                dated.how, dated.by = OWN, k
                self.givers.setdefault(days, dated.mention)
                return days
        return UNKNOWN

    def _was_planned(self, dated: Dated, days: Days) -> bool:
        """Whether something was once planned for days that are over (`had been due on Thursday`)."""
        return dated.modality == "planned" and not self._impossible(days, "happened") and self._had(dated)

    def _remember(self, dated: Dated, found: Days) -> None:
        """Keep the day for the sentence, the scene and those that point back to it."""
        mention, sentence, day = dated.mention, dated.clause.sentence, found[0] or ""
        self.now = self.now or (dated.modality == "ongoing" and not day)
        if dated.modality not in REAL or not day or (dated.modality == "ongoing" and dated.how != OWN):
            return
        self.of_word[mention.head.hit.row.word] = sentence, found
        if dated.clause.kind in APART or self.calendar.earlier(dated) or self._is_begun(dated):
            return
        self.here, self.given, self.passed = found, dated.statement, dated.how in PASSED_ON
        self.at = mention.clause
        if len(day) >= 7:
            self.before = sentence, found
        if (
            (len(day) == 10 or day == self.page.published.value)
            and found[1] in (None, _day_after(found))
            and mention.type in SCENE
        ):
            if dated.how in PASSED_ON and day < self.lead:
                return
            self.story = sentence, found
            self.lead = self.lead or day

    def _is_begun(self, dated: Dated) -> bool:
        """Whether the day of a mention is only that since which it goes on."""
        return dated.how == OWN and dated.by in self.calendar.since

    def _handed_on(self, dated: Dated) -> tuple[Days, str]:
        """The day before the mention in its sentence, that of the sentence's other events, or of the scene; with its rule."""
        if self.calendar.is_vague(dated):
            return UNKNOWN, VAGUE
        near, rule = self._near(dated)
        earlier = self.calendar.earlier(dated)
        if earlier:
            base = self._base(near, dated)
            dated.by, dated.base = None, base[0] or ""
            return counted_back(base, *earlier), COUNTED_BACK
        if self.calendar.is_spaced(dated):
            return UNKNOWN, ""
        if dated.clause.kind in APART:
            return UNKNOWN, ""
        if near != UNKNOWN:
            tight = dated.clause.kind != "before" or (dated.mention.type in SCENE and len(near[0] or "") == 10)
            return (near, rule) if tight else (UNKNOWN, "")
        return self._of_story(dated)

    def _base(self, near: Days, dated: Dated) -> Days:
        """What a length is counted back from: a day in the sentence, the one before it, or publication where it tells of now."""
        sentence, days = self.before
        if near == UNKNOWN and dated.clause.sentence - sentence == 1:
            return days
        return (self.page.published.value, None) if near == UNKNOWN and self.now else near

    def _of_story(self, dated: Dated) -> tuple[Days, str]:
        """The day of the scene or of the sentence that a mention goes on with; a look back lasts only a sentence."""
        if self.calendar.is_of_late(self.page.sentences[dated.clause.sentence][0], dated.mention.first):
            return UNKNOWN, VAGUE
        sentence, days = self.story
        far = STORY if (days[0] or "") >= self.lead and not self._is_old(days) else 1
        if dated.clause.sentence - sentence <= far and dated.mention.type in SCENE and not self._turns(dated):
            return days, OF_SCENE
        sentence, days = self.before
        return (days, GOES_ON) if dated.clause.sentence - sentence == 1 and self._goes_on(dated) else (UNKNOWN, "")

    def _turns(self, dated: Dated) -> bool:
        """Whether the sentence begins with something else (`in another operation`, `on the other hand`)."""
        first = self.page.sentences[dated.clause.sentence][0]
        for i in range(first, min(first + OPENING, dated.mention.first)):
            hit = self.page.hits.at(i, "events.edges")
            if hit is not None and hit.row["kind"] == "other":
                return True
        return False

    def _near(self, dated: Dated) -> tuple[Days, str]:
        """The last day named before a mention in its sentence, or that of the sentence's events; with its rule."""
        first = self.page.sentences[dated.clause.sentence][0]
        times = reversed(self.calendar.within(range(max(first, dated.before), dated.mention.first)))
        for k in times:
            days = self.calendar.days[k]
            if k in self.calendar.edges or k in self.calendar.apart or self._impossible(days, dated.modality):
                continue
            if k in self.calendar.since and not self._is_when(dated, k):
                continue
            if len(days[0] or "") >= 7:
                if self._is_of_telling(dated, k):
                    return UNKNOWN, ""
                dated.by = k
                self.givers.setdefault(days, dated.mention)
                return days, BEFORE_IT
        if self.given is None and dated.statement is not None and not _tells_news(dated):
            return UNKNOWN, ""
        near = len(self.here[0] or "") >= MONTH or dated.clause.kind == "during" or self._is_second(dated)
        if near and self.here != UNKNOWN and not self.passed:
            return self.here, OF_SENTENCE
        opening = self._opening(dated)
        if opening != UNKNOWN:
            return opening, OF_OPENING
        return (self.here, OF_SENTENCE) if near and self.here != UNKNOWN else (UNKNOWN, "")

    def _pointed(self, dated: Dated) -> Days:
        """The day of what a word last named; one of long ago only where it was told right before, or still stands."""
        sentence, days = self.of_word.get(dated.mention.head.hit.row.word, (0, UNKNOWN))
        far = dated.clause.sentence - sentence > STORY and dated.mention.type not in LASTING
        return UNKNOWN if far and self._is_old(days) else days

    def _is_old(self, days: Days) -> bool:
        """Whether a day lies so long before publication that the story can hardly still stand at it."""
        return bool(self.old) and (days[0] or self.old) < self.old

    def _is_second(self, dated: Dated) -> bool:
        """Whether a clause joined by `and` follows the one that gave the day (`it removed one last year and named another`)."""
        return dated.clause.kind == "coordinate" and dated.mention.clause == self.at + 1

    def _opening(self, dated: Dated) -> Days:
        """The day with which the sentence of a mention opens (`in July 2015, after long talks, they signed`)."""
        k = self.calendar.opening(dated.clause)
        if k is None or dated.clause.kind not in TOLD_IN_TURN or self._is_of_telling(dated, k):
            return UNKNOWN
        days = self.calendar.days[k]
        if self._impossible(days, dated.modality):
            return UNKNOWN
        dated.by = k
        return days

    def _is_of_telling(self, dated: Dated, k: int) -> bool:
        """Whether a time is when the report was made that holds a mention, and the report does not tell news."""
        content = dated.statement.content if dated.statement else None
        time = self.calendar.times[k]
        if content is None or content.start <= time.start < content.end or _tells_news(dated):
            return False
        return not (dated.statement and dated.statement.act == "says" and len(time.value) == MONTH)

    def _is_when(self, dated: Dated, k: int) -> bool:
        """Whether a mention's clause tells what happened at the time right before it (`since 15 March, when ...`)."""
        clause = dated.clause
        return (
            clause.kind == "during"
            and clause.first - 1 in self.calendar.tokens
            and clause.first > self.calendar.starts[k]
        )

    def _goes_on(self, dated: Dated) -> bool:
        """Whether a sentence begins with `and` and the mention's verb in the past, as a story goes on."""
        verb = dated.mention.verb or dated.mention.head
        opens = self.page.sentences[dated.clause.sentence][0] == verb.first
        split, features = verb.hit.split, verb.hit.features
        return opens and split.conjunction == CONJUNCTION_WA and features.tense == "perfect"

    def _first_possible(self, times: list[int], modality: str) -> Days:
        """The first of some times that an event of that modality can have."""
        for k in times:
            days = self.calendar.days[k]
            if not self._impossible(days, modality):
                return days
        return UNKNOWN

    def _impossible(self, found: Days, modality: str) -> bool:
        """Whether something that happened would lie after publication, or something planned before it."""
        published = self.page.published
        day = found[0] or ""
        if modality in REAL:
            return bool(published.latest and day[:10] > published.latest)
        return modality in WANTED and bool(published.earliest and day[:10] < published.earliest[: len(day)])


def _long_before(published: str | None) -> str:
    return counted_back((published, None), OLD, "D")[0] or ""


def _day_after(days: Days) -> str | None:
    return counted_back(days, -1, "D")[0]


def _tells_news(dated: Dated) -> bool:
    """Whether the report that holds a mention tells news, so that the day of the telling is the day of what happened."""
    return dated.statement is not None and dated.statement.act in PASSING


def _points_back(mention: Mention) -> bool:
    """Whether a mention is a definite noun (`the attack`), alone or with its verb (`the attack began`)."""
    told = mention.verb is None or (mention.rule == "events.light.noun" and not mention.verb.nominal)
    return told and mention.head.nominal and bool(mention.head.hit.split.article)
