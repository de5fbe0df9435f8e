"""Which stretch of the calendar a dated expression names, and the year of a date that is written without one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.resolve import periods
from musnad.extract.times.resolve.counted import find_counted, find_day_of_month, find_weekday
from musnad.extract.times.resolve.eras import find_decade_or_century, find_in_year, find_years
from musnad.extract.times.resolve.hijri_dates import find_hijri
from musnad.extract.times.resolve.holidays import find_holiday
from musnad.extract.times.resolve.periods import Found, Period
from musnad.extract.times.resolve.scene import Scene

SOON = 31  # days: a date so shortly after publication is not last year's, whatever the tense
RECENT = 45  # days: a date so shortly before publication is this year's, whatever year the text joins to its month
NEAR = 183  # days: a date without year and without tense is the nearest one


def find_period(phrase: Phrase, scene: Scene) -> Found | None:
    """The stretch that an expression names, and the rule; None where the calendar has no such day."""
    for field, find in _BY_FIELD:
        if getattr(phrase, field):
            return find(phrase, scene)
    return None


def _calendar_date(phrase: Phrase, scene: Scene) -> Found | None:
    """A month, or days of it; its year said, counted (of last year), shown by the weekday, the text or the tense."""
    year, rule = _year(phrase, scene)
    rule = "times.date." + rule
    day = phrase.day
    if day and not periods.exists(year or 2000, phrase.month, day):
        return None
    if year is None:
        return (f"XXXX-{phrase.month:02}" + (f"-{day:02}" if day else "")), "times.date.without_year"
    if not day:
        month = periods.of_month(year, phrase.month)
        if phrase.to_month:
            return periods.joined(month, periods.of_month(year, phrase.to_month)), rule
        return month, rule
    first = periods.of_day(date(year, phrase.month, day))
    if phrase.to_day and periods.exists(year, phrase.month, phrase.to_day):
        return periods.joined(
            first, periods.of_day(date(year, phrase.month, phrase.to_day))
        ), "times.date.days_of_month"
    return first, rule


def _year(phrase: Phrase, scene: Scene) -> tuple[int | None, str]:
    if phrase.year:
        return phrase.year, "written"
    if phrase.unit == "Y":
        counted = find_counted(phrase, scene)
        found = counted[0] if counted else ""
        return (found.first.year, "of_counted_year") if isinstance(found, Period) else (None, "")
    if scene.anchor is None:
        if phrase.nearness is not None:
            return None, ""
        return scene.year_of_text(phrase), "year_of_text"
    if phrase.nearness is not None and not scene.knows("M"):
        return None, ""
    if phrase.nearness is not None:
        return periods.year_by_nearness(phrase.month, phrase.day or 0, phrase.nearness, scene.anchor), "nearness"
    if phrase.weekday and phrase.day:
        return _year_by_weekday(phrase, scene.anchor), "year_of_weekday"
    named = scene.year_of_text(phrase)
    if named is not None and phrase.day and not _is_recent(phrase, scene.anchor):
        return named, "year_of_text"
    return _year_by_tense(phrase, scene, scene.anchor), "year_of_tense"


def _is_recent(phrase: Phrase, anchor: date) -> bool:
    """Whether the day has just passed, so that it needs no year."""
    return 0 <= (anchor - date(anchor.year, phrase.month, min(phrase.day, 28))).days <= RECENT


def _year_by_weekday(phrase: Phrase, anchor: date) -> int | None:
    """The year next to publication in which that day falls on that weekday."""
    fitting = [
        year
        for year in (anchor.year, anchor.year - 1, anchor.year + 1)
        if periods.exists(year, phrase.month, phrase.day)
        and date(year, phrase.month, phrase.day).isoweekday() == phrase.weekday
    ]
    return fitting[0] if fitting else anchor.year


def _year_by_tense(phrase: Phrase, scene: Scene, anchor: date) -> int:
    """The last such day or month of the past, or the next one; without a tense the nearest day, the last month."""
    day = min(phrase.day or 1, 28)
    this = date(anchor.year, phrase.month, day)
    tense = "past" if scene.is_caption(phrase) else scene.tense(phrase)
    ends_a_term = phrase.day and scene.words.role(phrase.first - 1) in ("to", "until")
    if tense == "past" and ends_a_term:  # it may have been set in the past and end in the future
        tense = "unknown"
    if (phrase.day or tense == "unknown") and not scene.is_caption(phrase) and 0 <= (this - anchor).days <= SOON:
        return anchor.year
    if not scene.knows("M"):
        return anchor.year
    if tense == "coming" and phrase.day and 0 <= (anchor - this).days <= RECENT:
        return anchor.year
    if tense == "coming":
        return anchor.year + (this < (anchor if phrase.day else anchor.replace(day=1)))
    if tense == "past" or not phrase.day:
        return anchor.year - (this > anchor) if not scene.is_fragment(phrase) else anchor.year
    if scene.is_fragment(phrase):
        return anchor.year
    ahead = (this - anchor).days
    return anchor.year + (ahead < -NEAR) - (ahead > NEAR)


def _ordinal(phrase: Phrase, scene: Scene) -> Found | None:
    """The last Monday of March, the third day of the month, the first week of October."""
    whole = find_period(msgspec.structs.replace(phrase, ordinal=0, of="", weekday=0), scene)
    if whole is None or isinstance(whole[0], str):
        return None
    period, number = whole[0], phrase.ordinal
    if phrase.of == "date":  # Saturday the third of May: the day where it is a Saturday, else the third Saturday
        named = period.first + timedelta(days=number - 1)
        if named.isoweekday() == phrase.weekday:
            return periods.of_day(named), "times.date.year_of_weekday"
    if phrase.of == "W":
        first = period.first + timedelta(weeks=number - 1) if number > 0 else period.last - timedelta(days=6)
        return Period(period.value, first, first + timedelta(days=6)), "times.ordinal.week"
    if phrase.of == "D":
        day = period.last if number < 0 else period.first + timedelta(days=number - 1)
    elif number < 0:
        day = periods.weekday_on_or_before(period.last, phrase.weekday)
    else:
        day = periods.weekday_on_or_after(period.first, phrase.weekday) + timedelta(weeks=number - 1)
    return periods.of_day(day), "times.ordinal." + ("day" if phrase.of == "D" else "weekday")


# the first of these fields that the words fill decides how the period is found
_BY_FIELD: tuple[tuple[str, Callable[[Phrase, Scene], Found | None]], ...] = (
    ("ordinal", _ordinal),
    ("holiday", find_holiday),
    ("hijri", find_hijri),
    ("season", find_in_year),
    ("share", find_in_year),
    ("decade", find_decade_or_century),
    ("century", find_decade_or_century),
    ("month", _calendar_date),
    ("year", find_years),
    ("day", find_day_of_month),
    ("weekday", find_weekday),
    ("unit", find_counted),
)
