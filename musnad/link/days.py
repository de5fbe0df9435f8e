"""Days known in part: ISO prefixes compared as the intervals they stand for."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

Interval = tuple[date, date]


@lru_cache(maxsize=1 << 14)
def interval(prefix: str | None) -> Interval | None:
    """First and last Gregorian day of an ISO prefix (`2024`, `2024-09`, `2024-09-06`) or week (`2024-W36`), or None where it
    is none."""
    parts = (prefix or "").split("T")[0].split("-")
    if len(parts) == 2 and parts[1][:1] == "W":
        return _week(parts[0], parts[1][1:])
    if not (1 <= len(parts) <= 3 and all(p.isdigit() for p in parts)):
        return None
    numbers = [int(p) for p in parts]
    try:
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            year, month = numbers
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        day = date(numbers[0], numbers[1], numbers[2])
        return day, day
    except (ValueError, TypeError):
        return None


def _week(year: str, number: str) -> Interval | None:
    try:
        first = date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return None
    return first, first + timedelta(days=6)


def meet(a: str | None, b: str | None) -> bool:
    """Whether two days may be the same one: both known and their intervals overlap."""
    left, right = interval(a), interval(b)
    return left is not None and right is not None and left[0] <= right[1] and right[0] <= left[1]


def days_between(a: str | None, b: str | None) -> int | None:
    """Days from the nearer ends of two days, 0 where they may be the same, None where one is unknown."""
    left, right = interval(a), interval(b)
    if left is None or right is None:
        return None
    return max(0, (left[0] - right[1]).days, (right[0] - left[1]).days)


def not_after(day: str | None, limit: str) -> bool:
    """Whether a day is known and begins on or before another."""
    days, last = interval(day), interval(limit)
    return days is not None and last is not None and days[0] <= last[1]


def last_day(limit: str) -> str:
    """The last day of an ISO prefix; `0`, which stands before every day, where it is none."""
    days = interval(limit)
    return days[1].isoformat() if days else "0"


def first_day(days: Iterable[str | None]) -> str:
    """The day on which the earliest of some begins, ISO; empty where none is known."""
    return min((known[0].isoformat() for known in map(interval, days) if known), default="")


def age(day: str | None, on: str) -> int | None:
    """Whole days from the end of a day (known in part) to another; None where one is unknown."""
    days, last = interval(day), interval(on)
    return max(0, (last[1] - days[1]).days) if days and last else None
