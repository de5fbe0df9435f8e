"""Figures of what occurred, parted by the occasion: the dead of one attack are one series, those of the next another.

An occasion is a day. A count that runs `since` a day is a series of its own. A figure without a day belongs where the same
number stands, else to the last occasion before its report.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterator
from datetime import date

from musnad.link.days import days_between, interval
from musnad.link.material import Item
from musnad.model import Figure

Found = Item[Figure]
Bounds = tuple[float | int | None, float | int | None]
RUNNING = "running"
LATE_DAYS = 10  # a report without a day is of an occasion that lies no further back
NEAR_DAYS = 2  # a toll is often told of the day on which it was counted
OLD_DAYS = 90  # the same number of an occasion further back is chance
CREEP = 0.1  # by which a running count grows between two reports
TELLING = 10  # a smaller number is often the same by chance
NEAREST = 30  # days of a month that are looked at
WIDE_DAYS = 7  # a day known no better than this (`in March`) names no occasion of its own where another holds it
GAP = 8  # times by which a running count exceeds the tolls of single days


def is_day(occasion: str) -> bool:
    """Whether an occasion is one known day."""
    return len(occasion) == len("2024-09-06")


def by_occasion(items: list[Found], happened: dict[str, str]) -> dict[str, list[Found]]:
    """The figures by occasion: ISO day of its first, `running` for running counts, "" where no day is known.

    happened: by record id, the day of the happening that a figure without a day of its own stands in.
    """
    found: dict[str, list[Found]] = {}
    dated: list[tuple[date, date, str, Found]] = []
    loose: list[Found] = []
    for item in items:
        day = item.record.as_of or happened.get(item.id)
        days = interval(day)
        if item.record.period:
            found.setdefault(RUNNING, []).append(item)
        elif days and day:
            dated.append((*days, day, item))
        else:
            loose.append(item)
    _place_dated(found, dated)
    _place_loose(found, loose)
    return _same_toll(found)


def _place_dated(found: dict[str, list[Found]], dated: list[tuple[date, date, str, Found]]) -> None:
    """Exact days first; what is only told of a month goes to a day in it, the one with the same number if there is one."""
    days: list[str] = []
    for first, last, day, item in sorted(dated, key=lambda d: ((d[1] - d[0]).days > WIDE_DAYS, d[0], d[1])):
        if (last - first).days <= WIDE_DAYS:
            name = first.isoformat()
        else:
            within = days[bisect_left(days, first.isoformat()) : bisect_right(days, last.isoformat())][-NEAREST:]
            name = max(within, key=lambda d: sum(_number(i) == _number(item) for i in found[d]), default=day)
        if name not in found:
            insort(days, name)
        found.setdefault(name, []).append(item)


def _same_toll(found: dict[str, list[Found]]) -> dict[str, list[Found]]:
    """Occasions a day or two apart of which the same telling number is told are one, its day told otherwise."""
    first: dict[tuple[Bounds, str], str] = {}
    drawn: dict[str, str] = {}
    for day in sorted(day for day in found if is_day(day)):
        for item in found[day]:
            before = first.get((_number(item), item.record.comparator))
            if before is not None and _size(item) >= TELLING and (days_between(before, day) or 0) <= NEAR_DAYS:
                drawn.setdefault(day, drawn.get(before, before))
            first[_number(item), item.record.comparator] = day
    joined: dict[str, list[Found]] = {}
    for day, items in found.items():
        joined.setdefault(drawn.get(day, day), []).extend(items)
    return joined


def _place_loose(found: dict[str, list[Found]], loose: list[Found]) -> None:
    numbers = _commonest(found)
    days = sorted(day for day in found if day != RUNNING)
    largest = max((_size(i) for day in days for i in found[day]), default=0.0)
    least = min((_size(i) for i in found.get(RUNNING, ())), default=0.0)
    totals = sorted(_size(i) for i in found.get(RUNNING, ()))
    for item in loose:
        day = numbers.get(_number(item))
        if day is not None and not _may_be_told_again(item, day):
            day = None
        if day is None and (
            _is_near(item, totals) or (least and _size(item) > GAP * largest and _size(item) * GAP > least)
        ):
            day = RUNNING
        if day is None:
            day = _last_before(item, days)
        found.setdefault(day, []).append(item)
        if not item.record.vague:
            numbers.setdefault(_number(item), day)


def _commonest(found: dict[str, list[Found]]) -> dict[Bounds, str]:
    """For each number, the occasion it is told of most often, the latest of several."""
    counted = Counter((_number(i), day) for day, items in sorted(found.items()) for i in items if not i.record.vague)
    return {number: day for (number, day), _ in sorted(counted.items(), key=lambda c: c[1])}


def _is_near(item: Found, totals: list[float]) -> bool:
    """Whether a telling number is about one that runs: the same total, some days before or after."""
    size = _size(item)
    at = bisect_left(totals, size * (1 - CREEP))
    return size >= TELLING and at < len(totals) and totals[at] <= size * (1 + CREEP)


def _may_be_told_again(item: Found, day: str) -> bool:
    """Whether an equal number of a day is the same one: not too long ago, a small one lately."""
    apart = days_between(item.source.published, day)
    return day == RUNNING or apart is None or apart <= (LATE_DAYS if _size(item) < TELLING else OLD_DAYS)


def _last_before(item: Found, days: list[str]) -> str:
    """The last occasion on or before the report, where one lies near enough; else the day of the report."""
    published = interval(item.source.published)
    if published is None:
        return ""
    for day in _backwards(days, item.source.published or ""):
        known = interval(day)
        if known and known[0] <= published[1]:
            near = (published[0] - known[0]).days <= LATE_DAYS
            return day if near else item.source.published or ""
    return item.source.published or ""


def _backwards(days: list[str], until: str) -> Iterator[str]:
    at = bisect_right(days, until + "~")
    return reversed(days[max(0, at - 3) : at])


def _number(item: Found) -> Bounds:
    return item.record.low, item.record.high


def _size(item: Found) -> float:
    bound = item.record.low if item.record.low is not None else item.record.high
    return float(bound or 0)
