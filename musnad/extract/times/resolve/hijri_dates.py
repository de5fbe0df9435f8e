"""Dates of the Hijri calendar: days, months and years, counted from publication where they are not written."""

from __future__ import annotations

from datetime import date, timedelta

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.resolve import hijri, periods
from musnad.extract.times.resolve.periods import Found
from musnad.extract.times.resolve.scene import Scene

FIRST_GREGORIAN = 1600  # a year from here on is Gregorian also beside a Hijri month


def find_hijri(phrase: Phrase, scene: Scene) -> Found | None:
    """A Hijri date, month or year; without its year it is the one of publication, or the last or next by the adjective."""
    if phrase.month and phrase.year >= FIRST_GREGORIAN:
        return _hijri_month_in(phrase)
    year = phrase.year or _hijri_year(phrase, scene)
    if not year or not hijri.known(year):
        form = f"H{year or 'XXXX'}" + (f"-{phrase.month:02}" if phrase.month else "")
        return form + (f"-{phrase.day:02}" if phrase.day else ""), "times.hijri.unresolved"
    if phrase.day:
        day = hijri.day(year, phrase.month, phrase.day)
        return (periods.of_day(_on_weekday(day, phrase.weekday)), "times.hijri.day") if day is not None else None
    if phrase.month:
        return hijri.of_month(year, phrase.month), "times.hijri.month"
    return hijri.of_year(year), "times.hijri.year"


def _on_weekday(day: date, iso: int) -> date:
    """The day within two of the calendar's own that falls on the weekday said: months begin by sight of the moon."""
    for shift in (0, 1, -1, 2, -2) if iso else (0,):
        near = day + timedelta(days=shift)
        if not iso or near.isoweekday() == iso:
            return near
    return day


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
