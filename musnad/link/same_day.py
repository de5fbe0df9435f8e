"""When two counts were: what their days speak for or against their being of one quantity.

A count has a day of its own, or that of the happening in which it stands, which is less sure; a count that runs since a day is
another one than that of a day. No report tells of what is yet to happen.
"""

from __future__ import annotations

from musnad.link.clues import Clue
from musnad.link.days import Interval, interval
from musnad.link.occasions import LATE_DAYS

DAY, PART_OF_DAY = 0.8, 0.4
SOFT_DAY, SOFT_PART, OTHER_SOFT_DAY = 0.5, 0.2, 1.2  # where the day is that of the happening
COUNTED, COUNTED_DAYS = 0.4, 2  # a toll is often told of the day on which it was counted
OTHER_DAY, LONG_AGO = 3.0, 0.5
RUNNING, NOT_RUNNING, WITHIN = 0.8, 1.0, 0.4
SHORT, CAMPAIGN = 2, 31  # days of a stretch that is but a night or a day, and of one operation


def of_time(a: Clue, b: Clue, told_alike: bool, copied: bool) -> float:
    """The evidence of days, in natural logarithms; 0 for levels.

    told_alike: in the same words, or of one happening, so that a day near the other may be that of the count.
    copied:     one sentence told again, in which a weekday may have been taken for that of another week.
    """
    if "occurred" not in (a.item.record.flow, b.item.record.flow):
        return 0.0
    if _runs(a) or _runs(b):
        return _of_running(a, b)
    if a.day and b.day:
        return _of_days(a.day, b.day, told_alike, copied)
    here, there = a.day or interval(a.told_on), b.day or interval(b.told_on)
    if here and there:
        return _of_soft_days(here, there, copied)
    known, other = (a, b) if here else (b, a)
    return -_lateness(known, other)


def _runs(clue: Clue) -> bool:
    """Whether a count runs over more than a night or a day."""
    first, _, last = (clue.item.record.period or "").partition("/")
    if not (first or last):
        return False
    begin, end = interval(first), interval(last)
    return begin is None or end is None or (end[1] - begin[0]).days > SHORT


def _of_running(a: Clue, b: Clue) -> float:
    if _runs(a) and _runs(b):
        return RUNNING
    running, other = (a, b) if _runs(a) else (b, a)
    first, _, last = (running.item.record.period or "").partition("/")
    begin, end = interval(first), interval(last)
    within = (
        begin
        and end
        and other.day
        and begin[0] <= other.day[0] <= other.day[1] <= end[1]
        and (end[1] - begin[0]).days <= CAMPAIGN
    )
    return -WITHIN if within else -NOT_RUNNING


def _of_days(here: Interval, there: Interval, told_alike: bool, copied: bool) -> float:
    if here == there and here[0] == here[1]:
        return DAY
    apart = _apart(here, there)
    if apart <= 0:
        return PART_OF_DAY
    return -COUNTED if copied or (told_alike and apart <= COUNTED_DAYS) else -OTHER_DAY


def _of_soft_days(here: Interval, there: Interval, copied: bool) -> float:
    if here == there and here[0] == here[1]:
        return SOFT_DAY
    apart = _apart(here, there)
    if apart <= 0:
        return SOFT_PART
    return -OTHER_SOFT_DAY if apart > COUNTED_DAYS and not copied else 0.0


def _apart(here: Interval, there: Interval) -> int:
    """Days between the nearer ends of two intervals; none or fewer where they meet."""
    return max((here[0] - there[1]).days, (there[0] - here[1]).days)


def _lateness(known: Clue, other: Clue) -> float:
    """What speaks against a count without a day being of the known one of another: its report came some days before that one, or
    long after it where they share no happening."""
    day, told = known.day or interval(known.told_on), interval(other.item.source.published)
    if day is None or told is None:
        return 0.0
    if (day[0] - told[1]).days > COUNTED_DAYS:
        return OTHER_DAY if known.day else OTHER_SOFT_DAY
    return LONG_AGO if (told[0] - day[1]).days > LATE_DAYS and not known.happenings & other.happenings else 0.0
