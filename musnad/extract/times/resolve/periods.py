"""Stretches of the Gregorian calendar: what a TIMEX3 value covers, and how to step from one to the next.

Weeks begin on Monday (ISO 8601), decades and centuries are the ones of the year's digits (1990 to 1999).
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import msgspec


class Period(msgspec.Struct, frozen=True, gc=False):
    """A stretch of days. value: as TIMEX3 writes it; first, last: Gregorian days, inclusive."""

    value: str
    first: date
    last: date


Found = tuple[Period | str, str]  # a period (or the form of an unresolved value) and the rule that found it

SECONDS = {"H": 3600, "TM": 60, "TS": 1}

# what one step of each unit is: so many days, or so many months
_DAYS = {"D": 1, "W": 7}
_MONTHS = {"M": 1, "Q": 3, "HY": 6, "Y": 12, "DE": 120, "CE": 1200}


def exists(year: int, month: int, day: int) -> bool:
    """Whether the Gregorian calendar has that day."""
    return 1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def of_day(day: date) -> Period:
    """One day."""
    return Period(day.isoformat(), day, day)


def of_month(year: int, month: int) -> Period:
    """A whole month: 2020-03."""
    last = calendar.monthrange(year, month)[1]
    return Period(f"{year:04}-{month:02}", date(year, month, 1), date(year, month, last))


def of_year(year: int) -> Period:
    """A whole year: 2020."""
    return Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31))


def of_week(day: date) -> Period:
    """The ISO week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    year, week, _ = day.isocalendar()
    return Period(f"{year:04}-W{week:02}", monday, monday + timedelta(days=6))


def of_decade(year: int) -> Period:
    """The decade that holds a year: 199."""
    start = year // 10 * 10
    return Period(f"{start // 10:03}", date(max(start, 1), 1, 1), date(start + 9, 12, 31))


def of_century(number: int) -> Period:
    """The century of that number: the twentieth is 1900 to 1999, as newspapers count."""
    return Period(f"{number - 1:02}", date(max((number - 1) * 100, 1), 1, 1), date(number * 100 - 1, 12, 31))


def of_months(year: int, first: int, length: int, value: str) -> Period:
    """A run of whole months of one year: quarters and halves."""
    return Period(value, date(year, first, 1), of_month(year, first + length - 1).last)


def of_season(year: int, season: str) -> Period:
    """SP March to May, SU June to August, FA September to November, WI December to February of the next year."""
    month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    last = of_month(year + 1, 2).last if season == "WI" else of_month(year, month + 2).last
    return Period(f"{year:04}-{season}", date(year, month, 1), last)


def around(day: date, unit: str) -> Period:
    """The day, week, month, quarter, half, year, decade or century that holds a day."""
    if unit == "D":
        return of_day(day)
    if unit == "W":
        return of_week(day)
    if unit == "M":
        return of_month(day.year, day.month)
    if unit == "Q":
        quarter = (day.month - 1) // 3
        return of_months(day.year, quarter * 3 + 1, 3, f"{day.year:04}-Q{quarter + 1}")
    if unit == "HY":
        half = (day.month - 1) // 6
        return of_months(day.year, half * 6 + 1, 6, f"{day.year:04}-H{half + 1}")
    if unit == "Y":
        return of_year(day.year)
    return of_decade(day.year) if unit == "DE" else of_century(day.year // 100 + 1)


def step(day: date, unit: str, count: int) -> date | None:
    """The day so many units later (earlier where negative), at the end of a shorter month; None outside the calendar."""
    try:
        if unit in _DAYS:
            return day + timedelta(days=_DAYS[unit] * count)
        months = day.year * 12 + day.month - 1 + _MONTHS[unit] * count
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def year_by_nearness(month: int, day: int, nearness: int, anchor: date) -> int:
    """Last May is the May before this month, next May the one after it; `before last` is one more year away.

    day: of the month, 0 where none is told; `next 19 May`, said on the second, is that of this month.
    """
    year, told = anchor.year, (month, day)
    if nearness < 0:
        return year - (told >= (anchor.month, anchor.day if day else 0)) + nearness + 1
    if nearness > 0:
        return year + (told <= (anchor.month, anchor.day if day else 0)) + nearness - 1
    return year


def weekday_on_or_before(day: date, iso: int) -> date:
    """The last such weekday, the day itself included. iso: 1 Monday to 7 Sunday."""
    return day - timedelta(days=(day.isoweekday() - iso) % 7)


def weekday_on_or_after(day: date, iso: int) -> date:
    """The next such weekday, the day itself included. iso: 1 Monday to 7 Sunday."""
    return day + timedelta(days=(iso - day.isoweekday()) % 7)


def narrowed(period: Period, part: str) -> Period:
    """The beginning, middle or end of a period: thirds of a month by days, of a year by its first, middle, last months.

    part: START MID END. A month's thirds are 1-10, 11-20, 21-end; a year's end is December, its start January.
    """
    length = (period.last - period.first).days + 1
    if length <= 7:
        return period
    if length <= 31:
        cuts = {"START": (0, 10), "MID": (10, 20), "END": (20, length)}
    elif 360 <= length <= 366:
        year = period.first.year
        if period.first.month != 1:
            return period
        months = {"START": (1, 1), "MID": (6, 2), "END": (12, 1)}[part]
        named = of_months(year, *months, value=f"{year:04}-{months[0]:02}")
        return Period(period.value if part == "MID" else named.value, named.first, named.last)
    else:
        third = length // 3
        cuts = {"START": (0, third), "MID": (third, 2 * third), "END": (2 * third, length)}
    start, stop = cuts[part]
    return Period(period.value, period.first + timedelta(days=start), period.first + timedelta(days=stop - 1))


def joined(left: Period, right: Period) -> Period:
    """From the first day of one to the last day of the other."""
    return Period(f"{left.value}/{right.value}", left.first, right.last)
