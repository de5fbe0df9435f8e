"""Dates of metadata: ISO 8601, RFC 822 and epoch numbers to an ISO prefix of a Gregorian day.

Sources: ISO 8601-1; RFC 2822 section 3.3 (feeds); seconds or milliseconds since 1970-01-01T00:00Z.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

_ISO = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d/.-])")
_CLOCK = re.compile(r"\s*\d{4}-\d{2}-\d{2}[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T\d*Z?)?\s*$")
_DAY_FIRST = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_EPOCH = re.compile(r"\s*\d{9,13}(?:\.\d*)?\s*$")
_PREFIX = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")


def iso_day(written: object) -> str | None:
    """The day as an ISO prefix (`2024`, `2024-09`, `2024-09-10`), None where it cannot be read.

    written: string or number as the metadata holds it. The day is the one written, in the zone written; an epoch number
             counts in UTC. A day and month that could be either way round (`03/04/2024`) are not guessed at.
    """
    if isinstance(written, bool) or not isinstance(written, str | int | float):
        return None
    text = str(written)
    if _EPOCH.match(text):
        return _from_epoch(float(text))
    if found := _COMPACT.match(text) or _ISO.match(text):
        return _valid(*found.groups())
    if found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
        return _valid(year, month, day) if int(day) > 12 or day == month else None
    return _from_mail(text)


def clock_of(written: object) -> str | None:
    """The clock time (HH:MM) of an ISO 8601 instant, in the zone written; None where there is none."""
    found = _CLOCK.match(written) if isinstance(written, str) else None
    return found.group(1) if found else None


def is_prefix(written: str) -> bool:
    """Whether a string is an ISO prefix of a day that exists."""
    return bool(_PREFIX.match(written)) and iso_day(written) == written


def _valid(year: str, month: str | None, day: str | None) -> str | None:
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        return None
    return whole[: 10 if day else 7 if month else 4]


def _from_epoch(number: float) -> str | None:
    seconds = number / 1000 if number >= 1e11 else number
    try:
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return None


def _from_mail(text: str) -> str | None:
    from email.utils import parsedate_to_datetime  # slow to load, and only feeds and pages write days so

    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
