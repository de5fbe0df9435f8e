"""Days as an event writes them: ISO prefixes, with a last one for a span."""

from __future__ import annotations

import re
from datetime import date, timedelta

from musnad.model import Time

Days = tuple[str | None, str | None]
UNKNOWN: Days = (None, None)
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T.*)?$")
LENGTH = re.compile(r"P(\d{1,3})([DWMY])$")
BEGUN = "times.length.since"
EXACT = {"Y": 4, "M": 7, "W": 10, "D": 10}  # characters of the date at which a count of such units ends
ALL_DAYS = {"D": 1, "W": 7}


def counted_back(days: Days, number: int, unit: str) -> Days:
    """The day, month or year that lies a number of units (D W M Y) before; unknown where that is no single one."""
    first = days[0] or ""
    try:
        if unit in ALL_DAYS:
            return (date.fromisoformat(first) - timedelta(number * ALL_DAYS[unit])).isoformat(), None
        if unit == "Y":
            return f"{int(first[:4]) - number:04d}", None
        months = int(first[:4]) * 12 + int(first[5:7]) - 1 - number
        return f"{months // 12:04d}-{months % 12 + 1:02d}", None
    except (ValueError, OverflowError):
        return UNKNOWN


def is_day(time: Time) -> bool:
    """Whether a time expression names days of the calendar (no duration but a counted one that lasts, no `now`)."""
    if time.rule == BEGUN:
        return bool(time.earliest and LENGTH.match(time.value)) and time.mod is None
    return bool(time.earliest or time.latest) and time.type in ("DATE", "TIME") and time.value[:1].isdigit()


def written(time: Time) -> Days:
    """The days of a time expression as an event writes them.

    The shortest ISO prefix that says them: `2024` a year, `2024-03` a month or a part of it, `2024-03-05` a day; first and
    last of a longer span. What lasts since five years begins in a year, since three days on a day.
    """
    if time.rule == BEGUN:
        return (time.earliest or "")[: EXACT[time.value[-1]]] or None, None
    if ISO.match(time.value):
        return time.value[:10], None
    first, last = time.earliest, time.latest
    if first is None or last is None or first == last:
        return first or last, None
    if first.endswith("-01-01") and last.endswith("-12-31"):
        return first[:4], last[:4] if last[:4] != first[:4] else None
    if first.endswith("-01") and last[8:] >= "28":
        return first[:7], last[:7] if last[:7] != first[:7] else None
    return first, last
