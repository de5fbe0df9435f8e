"""Days, months, years and the periods between them: which stretch of the calendar a dated expression names."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from musnad.extract.times import hijri, holidays, periods
from musnad.extract.times.periods import Period
from musnad.extract.times.phrase import Phrase
from musnad.extract.times.scene import Scene

Found = tuple[Period | str, str]  # a period (or the form of an unresolved value) and the rule that found it

FIRST_GREGORIAN = 1600  # a year from here on is Gregorian also beside a Hijri month
SOON = 31  # days: a date so shortly after publication is not last year's, whatever the tense
NEAR = 183  # days: a date without year and without tense is the nearest one


def find_period(phrase: Phrase, scene: Scene) -> Found | None:
    """The stretch that an expression names, and the rule; None where the calendar has no such day."""
    if phrase.ordinal:
        return _ordinal(phrase, scene)
    if phrase.holiday:
        return holidays.find_holiday(phrase, scene)
    if phrase.hijri:
        return _hijri(phrase, scene)
    if phrase.month:
        return _calendar_date(phrase, scene)
    if phrase.year:
        return _in_year(phrase)
    if phrase.unit == "M" and phrase.day:
        return _day_of_month(phrase, scene)
    if phrase.weekday:
        return _weekday(phrase, scene)
    return _counted_period(phrase, scene) if phrase.unit else None


# -- named by the calendar ---------------------------------------------------------------------------------------------


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
        counted = _counted_period(phrase, scene)
        found = counted[0] if counted else ""
        return (found.first.year, "of_counted_year") if isinstance(found, Period) else (None, "")
    if scene.anchor is None:
        return _only_year_named(phrase, scene), "year_of_text"
    if phrase.nearness is not None:
        return periods.year_by_nearness(phrase.month, phrase.nearness, scene.anchor), "nearness"
    if phrase.weekday and phrase.day:
        return _year_by_weekday(phrase, scene.anchor), "year_of_weekday"
    named = _only_year_named(phrase, scene)
    if named is not None and phrase.day:
        return named, "year_of_text"
    return _year_by_tense(phrase, scene, scene.anchor), "year_of_tense"


def _only_year_named(phrase: Phrase, scene: Scene) -> int | None:
    years = scene.years.get(phrase.month, set())
    return next(iter(years)) if len(years) == 1 else None


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
    if phrase.day and not scene.is_caption(phrase) and 0 <= (this - anchor).days <= SOON:
        return anchor.year
    if tense == "coming":
        return anchor.year + (this < (anchor if phrase.day else anchor.replace(day=1)))
    if tense == "past" or not phrase.day:
        return anchor.year - (this > anchor) if not _is_fragment(scene, phrase) else anchor.year
    if _is_fragment(scene, phrase):
        return anchor.year
    ahead = (this - anchor).days
    return anchor.year + (ahead < -NEAR) - (ahead > NEAR)


def _is_fragment(scene: Scene, phrase: Phrase) -> bool:
    """Whether the line is hardly more than the expression: a table cell, a form, a query."""
    first, last = scene.words.page.paragraph_of(phrase.first)
    return (last - first) - (phrase.last - phrase.first) <= 2


def _in_year(phrase: Phrase) -> Found:
    year = phrase.year
    if phrase.season:
        return periods.of_season(year, phrase.season), "times.date.season"
    if phrase.share:
        return _share(year, phrase.share), "times.date.share_of_year"
    if phrase.to_year:
        return periods.joined(periods.of_year(year), periods.of_year(phrase.to_year)), "times.range.years"
    return periods.of_year(year), "times.date.year"


def _share(year: int, share: str) -> Period:
    number = int(share[1])
    months = 3 if share[0] == "Q" else 6
    return periods.of_months(year, (number - 1) * months + 1, months, f"{year:04}-{share}")


# -- counted from a day ------------------------------------------------------------------------------------------------


def _weekday(phrase: Phrase, scene: Scene) -> Found:
    """A weekday by itself: the last one or the next one seen from publication, by the adjective or by the tense."""
    day, iso = scene.day, phrase.weekday
    unknown: Found = (f"XXXX-WXX-{iso}", "times.weekday.unresolved")
    if day is None:
        if phrase.unit == "D" and phrase.shift == 0 and scene.first and scene.last and scene.value:
            return Period(scene.value, scene.first, scene.last), "times.weekday.in_month"
        return unknown
    if phrase.unit == "W":
        week = _counted_period(phrase, scene)
        if week is None or isinstance(week[0], str):
            return unknown
        return periods.of_day(week[0].first + timedelta(days=iso - 1)), "times.weekday.of_week"
    if phrase.unit == "D" and phrase.shift is not None:
        counted = day + timedelta(days=phrase.shift)
        near = counted if counted.isoweekday() == iso else periods.weekday_on_or_before(day, iso)
        return periods.of_day(near), "times.weekday.with_day_word"
    return periods.of_day(_weekday_seen_from(day, phrase, scene)), "times.weekday." + _how(phrase)


def _how(phrase: Phrase) -> str:
    return "by_tense" if phrase.nearness is None else "by_adjective"


def _weekday_seen_from(day: date, phrase: Phrase, scene: Scene) -> date:
    iso, nearness = phrase.weekday, phrase.nearness
    if nearness is not None and nearness < 0:
        return periods.weekday_on_or_before(day - timedelta(days=1), iso) + timedelta(weeks=nearness + 1)
    if nearness is not None and nearness > 0:
        return periods.weekday_on_or_after(day + timedelta(days=1), iso) + timedelta(weeks=nearness - 1)
    tense = scene.tense(phrase)
    if (tense == "coming" and not phrase.reference) or (nearness == 0 and tense != "past"):
        return periods.weekday_on_or_after(day, iso)
    return periods.weekday_on_or_before(day, iso)


def _day_of_month(phrase: Phrase, scene: Scene) -> Found | None:
    """The seventh of the current month."""
    month = _counted_period(phrase, scene)
    if month is None or isinstance(month[0], str):
        return (f"XXXX-XX-{phrase.day:02}", "times.date.day_of_counted_month") if month else None
    first = month[0].first
    if not periods.exists(first.year, first.month, phrase.day):
        return None
    return periods.of_day(first.replace(day=phrase.day)), "times.date.day_of_counted_month"


_FORM = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}


def _counted_period(phrase: Phrase, scene: Scene) -> Found | None:
    """Today, last year, the coming week; that year, the following day."""
    unit, shift = phrase.unit, phrase.shift or 0
    rule = "times.counted." + {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(unit, "period")
    if unit not in _FORM:
        return "PRESENT_REF" if shift == 0 else ("PAST_REF" if shift < 0 else "FUTURE_REF"), "times.reference.moment"
    start = scene.anchor if unit in ("M", "Y", "DE", "CE") else scene.day
    if phrase.anchor in ("named", "either"):
        named = _named_for(phrase, scene)
        if named is not None:
            start, rule = named, "times.counted.from_named"
    if start is None:
        return ("PRESENT_REF" if unit == "D" and shift == 0 else _FORM[unit]), "times.counted.unresolved"
    moved = periods.step(start, unit, shift)
    if moved is None:
        return None
    return periods.around(moved, unit), rule


def _named_for(phrase: Phrase, scene: Scene) -> date | None:
    """The day that `that year`, `the following day` count from."""
    if phrase.unit in ("M", "Y", "DE", "CE") and phrase.anchor == "named":
        return scene.named.first if scene.named is not None else None
    named = scene.named_day(phrase)
    return named.first if named is not None else None


def _ordinal(phrase: Phrase, scene: Scene) -> Found | None:
    """The last Monday of March, the third day of the month, the first week of October."""
    whole = find_period(_without_ordinal(phrase), scene)
    if whole is None or isinstance(whole[0], str):
        return None
    period, number = whole[0], phrase.ordinal
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


def _without_ordinal(phrase: Phrase) -> Phrase:
    return msgspec.structs.replace(phrase, ordinal=0, of="", weekday=0)


# -- Hijri -------------------------------------------------------------------------------------------------------------


def _hijri(phrase: Phrase, scene: Scene) -> Found | None:
    """A Hijri date, month or year; without its year it is the one of publication, or the last or next by the adjective."""
    if phrase.month and phrase.year >= FIRST_GREGORIAN:
        return _hijri_month_in(phrase)
    year = phrase.year or _hijri_year(phrase, scene)
    if not year or not hijri.known(year):
        form = f"H{year or 'XXXX'}" + (f"-{phrase.month:02}" if phrase.month else "")
        return form + (f"-{phrase.day:02}" if phrase.day else ""), "times.hijri.unresolved"
    if phrase.day:
        day = hijri.day(year, phrase.month, phrase.day)
        return (periods.of_day(day), "times.hijri.day") if day is not None else None
    if phrase.month:
        return hijri.of_month(year, phrase.month), "times.hijri.month"
    return hijri.of_year(year), "times.hijri.year"


def _hijri_month_in(phrase: Phrase) -> Found:
    """Ramadan 2019: the Hijri month that begins in a Gregorian year."""
    start = hijri.year_of(date(phrase.year, 1, 1))
    for year in (start, start + 1) if start is not None else ():
        month = hijri.of_month(year, phrase.month) if hijri.known(year) else None
        if month is not None and month.first.year == phrase.year:
            return month, "times.hijri.in_gregorian_year"
    return f"{phrase.year}", "times.hijri.unresolved"


def _hijri_year(phrase: Phrase, scene: Scene) -> int | None:
    anchor = scene.anchor
    year = hijri.year_of(anchor) if anchor is not None else None
    if year is None or anchor is None or not hijri.known(year):
        return None
    year += phrase.shift or 0
    if phrase.nearness and phrase.month:
        month = hijri.of_month(year, phrase.month)
        if phrase.nearness < 0:
            return year - (month.last >= anchor) + phrase.nearness + 1
        return year + (month.first <= anchor) + phrase.nearness - 1
    return year
