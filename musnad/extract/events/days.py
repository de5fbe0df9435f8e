"""Days as an event writes them: ISO prefixes, with a last one for a span."""

from __future__ import annotations

import re
from datetime import date, timedelta

from musnad.model import Time

Days = tuple[str | None, str | None]
UNKNOWN: Days = (None, None)
ISO = re.compile(r"\d{4}(-\d\d(-\d\d)?)?(T.*)?$")


def days_before(days: Days, number: int) -> Days:
    """The day that lies a number of days before another; unknown where that is no single day."""
    try:
        return (date.fromisoformat(days[0] or "") - timedelta(number)).isoformat(), None
    except (ValueError, OverflowError):
        return UNKNOWN


def is_day(time: Time) -> bool:
    """Whether a time expression names days of the calendar (no duration, no `now`)."""
    return bool(time.earliest or time.latest) and time.type in ("DATE", "TIME") and time.value[:1].isdigit()


def written(time: Time) -> Days:
    """The days of a time expression as an event writes them.

    The shortest ISO prefix that says them: `2024` a year, `2024-03` a month or a part of it, `2024-03-05` a day; first and
    last of a longer span.
    """
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
