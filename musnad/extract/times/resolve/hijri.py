"""Hijri months and years as Gregorian days (Umm al-Qura calendar, through hijridate; 1343 to 1500 AH)."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from hijridate import Gregorian, Hijri

from musnad.extract.times.resolve.periods import Period

FIRST_YEAR, LAST_YEAR = 1343, 1500


def known(year: int) -> bool:
    """Whether the calendar's table holds that Hijri year."""
    return FIRST_YEAR <= year <= LAST_YEAR


@lru_cache(maxsize=4096)
def of_month(year: int, month: int) -> Period:
    """A Hijri month; the year must be known. The value keeps the calendar it was said in: H1443-01."""
    begin = Hijri(year, month, 1)
    return Period(f"H{year}-{month:02}", _day(year, month, 1), _day(year, month, begin.month_length()))


@lru_cache(maxsize=1024)
def of_year(year: int) -> Period:
    """A Hijri year; it must be known."""
    return Period(f"H{year}", of_month(year, 1).first, of_month(year, 12).last)


def day(year: int, month: int, number: int) -> date | None:
    """The Gregorian day of a Hijri date, None where the month has no such day."""
    return _day(year, month, number) if number <= Hijri(year, month, 1).month_length() else None


def year_of(gregorian: date) -> int | None:
    """The Hijri year that holds a Gregorian day; None outside the table."""
    try:
        return int(Gregorian(gregorian.year, gregorian.month, gregorian.day).to_hijri().year)
    except OverflowError:
        return None


def _day(year: int, month: int, number: int) -> date:
    gregorian = Hijri(year, month, number).to_gregorian()
    return date(gregorian.year, gregorian.month, gregorian.day)
