"""The day of publication inferred from what a text says of its own day.

Inferring is a proof, never a guess: what the text says of today (`yesterday Monday`), of dated weekdays (`Monday 9
September`), of days without a year, and of the years behind and ahead must leave one day, or one month.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.tense import tense_of
from musnad.extract.times.grammar.words import Words
from musnad.extract.times.resolve import periods
from musnad.model import Published

NEAR = 45  # days between two days told without a year, in a text that is news of both
OPEN_YEARS = 2  # an article is at most so many years younger than the last year it names as past
MOST_YEARS = 4
MOST_EVIDENCE = 20  # of each kind: more says nothing more


def known(day: date, how: str, words: Words, phrase: Phrase | None) -> Published:
    """The record of a day known exactly, with the words that told it."""
    iso = day.isoformat()
    span = words.page.span(phrase.first, phrase.last) if phrase is not None else None
    return Published(value=iso, earliest=iso, latest=iso, how=how, span=span)  # type: ignore[arg-type]


REACH = 40  # tokens around `today` in which the occasion is named


class Evidence(msgspec.Struct):
    """What the phrases of a text say of its own day.

    today:    (phrase, its weekday, days from publication) by `today Thursday`, `yesterday Monday`.
    dated:    weekdays with day and month and no year, told as past.
    days:     (month, day) without year, told as past.
    behind, ahead: bounds by the years the text tells of as past and as to come.
    """

    today: list[tuple[Phrase, int, int]] = []
    dated: list[Phrase] = []
    days: list[tuple[int, int, Phrase]] = []
    behind: date | None = None
    ahead: date | None = None


def inferred(words: Words, phrases: list[Phrase]) -> Published | None:
    """The one day, or else the one month, that all evidence of the text leaves."""
    evidence = gather(words, phrases)
    return _by_weekday(evidence, words) or _by_latest_day(evidence, words) or _by_occasion(evidence, words)


def _by_occasion(evidence: Evidence, words: Words) -> Published | None:
    """A public occasion that opens today, with the weekday: the one of its known days that fits."""
    fitting: dict[date, Phrase] = {}
    for phrase, weekday, shift in evidence.today:
        if shift == 0 and not phrase.day and _opens_today(words, phrase):
            first, last = words.page.sentence_of(phrase.first)
            near = range(max(first, phrase.first - REACH), min(last, phrase.last + REACH))
            hits = (words.hits.at(i, "times.occasions") for i in near)
            for day in (date.fromisoformat(d) for hit in hits if hit for d in hit.row["days"].split("|")):
                if day.isoweekday() == weekday and (evidence.behind or day) <= day <= (evidence.ahead or day):
                    fitting[day] = phrase
    if len(fitting) != 1:
        return None
    ((day, phrase),) = fitting.items()
    return known(day, "inferred", words, phrase)


def _opens_today(words: Words, phrase: Phrase) -> bool:
    return any(words.hits.at(i, "times.openings") for i in range(phrase.first - 2, phrase.first))


def gather(words: Words, phrases: list[Phrase]) -> Evidence:
    """Read the evidence off the phrases, in one pass."""
    found = Evidence()
    for phrase in phrases:
        if phrase.to is not None or phrase.hijri or phrase.length is not None:
            continue
        if phrase.year:
            _bound(found, words, phrase)
        elif phrase.unit == "D" and phrase.weekday and phrase.shift is not None and len(found.today) < MOST_EVIDENCE:
            found.today.append((phrase, phrase.weekday, phrase.shift))
        if len(found.days) < MOST_EVIDENCE and _is_day_without_year(phrase):
            told = tense_of(words, phrase.first, phrase.last) == "past" and not _in_caption(words, phrase)
            if phrase.weekday and (told or phrase.unit == "D"):
                found.dated.append(phrase)
            if told:
                found.days.append((phrase.month, phrase.day, phrase))
    _compare(found, words, phrases)
    return found


def _is_day_without_year(phrase: Phrase) -> bool:
    return bool(phrase.month and phrase.day and not phrase.year and phrase.nearness in (None, 0))


def _in_caption(words: Words, phrase: Phrase) -> bool:
    return words.page.segment_kind(words.tokens[phrase.first].start) == "caption"


def _bound(found: Evidence, words: Words, phrase: Phrase) -> None:
    """A year told as past is behind, one told as to come is ahead."""
    if not 1900 <= phrase.year <= 2100:
        return
    if words.role(phrase.first - 1) == "until" or tense_of(words, phrase.first, phrase.last) == "coming":
        _narrow(found, ahead=periods.of_month(phrase.year, phrase.month or 12).last)
    else:
        _narrow(found, behind=date(phrase.year, phrase.month or (12 if phrase.part == "END" else 1), 1))


def _narrow(found: Evidence, behind: date | None = None, ahead: date | None = None) -> None:
    if behind is not None:
        found.behind = max(found.behind or behind, behind)
    if ahead is not None:
        found.ahead = min(found.ahead or ahead, ahead)


def _compare(found: Evidence, words: Words, phrases: list[Phrase]) -> None:
    """Last April compared with the year 2022 was in 2023, so publication is within a year of it."""
    compared = {hit.last for hit in words.hits.of("times.comparisons")}
    months = {words.page.sentence_of(p.first): p for p in phrases if p.month and p.nearness == -1 and not p.hijri}
    for phrase in phrases:
        last = months.get(words.page.sentence_of(phrase.first))
        if phrase.year and not phrase.month and last is not None and phrase.first in compared:
            month = periods.of_month(phrase.year + 1, last.month)
            _narrow(found, month.last, periods.of_month(phrase.year + 2, last.month).first - timedelta(days=1))


def _dates(month: int, day: int, evidence: Evidence) -> list[date]:
    """That day in every year which the evidence leaves."""
    if evidence.behind is None:
        return []
    first = evidence.behind.year
    last = evidence.ahead.year if evidence.ahead is not None else first + OPEN_YEARS
    dates = [
        date(y, month, day) for y in range(first, min(last, first + MOST_YEARS) + 1) if periods.exists(y, month, day)
    ]
    return [d for d in dates if evidence.behind <= d and (evidence.ahead is None or d <= evidence.ahead)]


def _by_weekday(evidence: Evidence, words: Words) -> Published | None:
    """`Yesterday Monday` and `Monday 9 September`, told as past: the weekday leaves one year, and so one day."""
    days: set[tuple[date, int, int]] = set()
    for phrase, weekday, shift in evidence.today:
        for dated in evidence.dated:
            if dated.weekday == weekday:
                dates = [d for d in _dates(dated.month, dated.day, evidence) if d.isoweekday() == weekday]
                days.update((day - timedelta(days=shift), phrase.first, phrase.last) for day in dates)
    if len({day for day, _, _ in days}) != 1:
        return None
    day, first, last = min(days)
    return known(day, "inferred", words, Phrase(first, last))


def _by_latest_day(evidence: Evidence, words: Words) -> Published | None:
    """The month of the latest day told without its year, where the bounds leave one year for each such day and another
    of them is near it: who writes `on 25 January` and `on 3 February` writes soon after."""
    if evidence.ahead is None:
        return None
    found = []
    for month, number, phrase in evidence.days:
        dates = _dates(month, number, evidence)
        if len(dates) != 1:
            return None
        found.append((dates[0], phrase))
    if not found:
        return None
    latest, phrase = max(found, key=lambda f: f[0])
    near = {day for day, _ in found if 0 < (latest - day).days <= NEAR}
    return _in_month(latest, phrase, words) if near else None


def _in_month(day: date, phrase: Phrase, words: Words) -> Published:
    """Known to the month: from the latest day that is told to the month's end."""
    month = periods.of_month(day.year, day.month)
    span = words.page.span(phrase.first, phrase.last)
    return Published(
        value=month.value, earliest=day.isoformat(), latest=month.last.isoformat(), how="inferred", span=span
    )
