"""Holidays as days: fixed in the Gregorian or the Hijri calendar, or moving with Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.resolve import hijri, periods
from musnad.extract.times.resolve.periods import Period
from musnad.extract.times.resolve.scene import Scene
from musnad.lexicon.tables import Row, table


@cache
def _rows() -> dict[str, Row]:
    return {row.word: row for row in table("times.holidays").rows}


def find_holiday(phrase: Phrase, scene: Scene) -> tuple[Period | str, str]:
    """The day of a holiday: in the year said, else in the year of publication moved by `last` and `next`."""
    row = _rows()[phrase.holiday]
    anchor = scene.anchor
    year = phrase.year or (anchor.year if anchor is not None else 0)
    day = _in_year(row, year) if year else None
    if day is None:
        return "XXXX", "times.holiday.unresolved"
    if not phrase.year and anchor is not None and phrase.nearness:
        passed = day < anchor
        moved = year - (not passed) if phrase.nearness < 0 else year + passed
        day = _in_year(row, moved) or day
    return periods.of_day(day), "times.holiday.day"


def _in_year(row: Row, year: int) -> date | None:
    """The holiday in a Gregorian year (the first one, where a Hijri feast falls twice)."""
    if row["calendar"] == "easter":
        return _easter(year) + timedelta(days=int(row["day"]))
    month, day = int(row["month"]), int(row["day"])
    if row["calendar"] == "gregorian":
        return date(year, month, day)
    start = hijri.year_of(date(year, 1, 1))
    for hijri_year in (start, start + 1) if start is not None else ():
        found = hijri.day(hijri_year, month, day) if hijri.known(hijri_year) else None
        if found is not None and found.year == year:
            return found
    return None


def _easter(year: int) -> date:
    """Easter Sunday of the western churches. Source: Anonymous Gregorian algorithm (Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
