"""Why two figures of one series that do not meet may both be true: a part, another place, another day, a later count."""

from __future__ import annotations

from collections.abc import Callable

from musnad.link.bounds import figure_day, reach
from musnad.link.context import land
from musnad.link.days import days_between, interval
from musnad.link.material import Item, Json
from musnad.link.names import place_keys
from musnad.link.reasons import reason
from musnad.link.series import SeriesKey, same_kind
from musnad.link.subjects import FORCES, LOSSES, part_of_people, special_words
from musnad.model import Figure

Found = Item[Figure]
COMPARABLE_DAYS = 31
STEADY_DAYS = 3  # what occurs anew each day can be compared only this far
TALLIES = {"detained", "displaced"}  # which are counted on from day to day
ACTUAL = ("actual", "claimed")
OUTLET = "outlet"
PART = "figures.counted.of_them"
REST = "figures.counted.other"  # the others beside those told before


def why_apparent(key: SeriesKey, a: Found, b: Found) -> Json | None:
    """Why two figures that do not meet may both be true; None where nothing says so."""
    return _other_thing(a, b) or _other_time(key, a, b) or _one_source(a, b)


def _other_thing(a: Found, b: Found) -> Json | None:
    if _is_part(a, b) or _is_part(b, a) or _is_smaller_part(a, b):
        return reason("part")
    if (a.record.modality in ACTUAL) != (b.record.modality in ACTUAL):
        return reason("planned")
    if _other_place(a, b):
        return reason("other_place")
    if not same_kind(a, b) or _other_people(a, b):
        return reason("other_thing")
    return reason("the_rest") if REST in (a.record.rule, b.record.rule) else None


def _other_people(a: Found, b: Found) -> bool:
    """Whether those lost are told by words of their own, of which none is the same (rebels, men of the resistance)."""
    if a.record.measure not in LOSSES | FORCES:
        return False
    x, y = (special_words(i.record.subject or "") for i in (a, b))
    return bool(x and y) and not x & y


def _is_smaller_part(a: Found, b: Found) -> bool:
    """Whether one counts a part of the people (civilians) and the other more of them without saying which."""
    kinds = [part_of_people(i.record.subject or "") for i in (a, b)]
    small, large = sorted((a, b), key=lambda i: reach(i.record))
    return (
        a.record.measure in LOSSES
        and kinds[0] != kinds[1]
        and not part_of_people(large.record.subject or "")
        and bool(part_of_people(small.record.subject or ""))
    )


def _is_later(a: Found, b: Found) -> bool:
    """Whether one occurred on a day after the other had been told."""
    day, told = interval(a.record.as_of), interval(b.source.published)
    return day is not None and told is not None and day[0] > told[1]


def _other_time(key: SeriesKey, a: Found, b: Found) -> Json | None:
    if a.record.period != b.record.period:
        return reason("other_period")
    if key.flow == "occurred" and (_is_later(a, b) or _is_later(b, a)):
        return reason("other_date", days=days_between(figure_day(a), figure_day(b)))
    days = days_between(figure_day(a), figure_day(b))
    if days is None:
        return reason("day_unknown")
    if days > (COMPARABLE_DAYS if key.flow == "stock" else STEADY_DAYS):
        return reason("other_date", days=days)
    if key.measure in TALLIES and days_between(figure_day(a), figure_day(b)) and _grew(a, b, figure_day):
        return reason("grown")
    return reason("grown") if key.flow == "occurred" and days and _grew(a, b, _told_on) else None


def _one_source(a: Found, b: Found) -> Json | None:
    if not _named_alike(a.record.source, b.record.source):
        return None
    if a.source.key == b.source.key:
        return reason("one_source_both")
    return reason("one_source_twice") if a.record.source != OUTLET else None


def _named_alike(x: str, y: str) -> bool:
    """Whether two sources are one: `a military official`, later `the military official`."""
    return x == y or special_words(x) == special_words(y) != frozenset()


def _told_on(item: Found) -> str | None:
    """The day of the report; the toll of one occasion may only grow from one to the next."""
    return item.source.published or item.record.as_of


def _grew(a: Found, b: Found, day: Callable[[Found], str | None]) -> bool:
    """Whether the later of two counts is the larger one."""
    earlier, later = sorted((a, b), key=lambda i: day(i) or "")
    return reach(later.record) > reach(earlier.record)


def _other_place(a: Found, b: Found) -> bool:
    """Whether both are told of places, of which none is the country of the other."""
    x, y = place_keys(a.record.place), place_keys(b.record.place)
    homes = [set(map(land, some)) for some in (x, y)]
    return bool(x and y) and not x & y and not (x & homes[1] or y & homes[0])


def _is_part(a: Found, b: Found) -> bool:
    if a.source.key != b.source.key:
        return False
    whole = a.record.part_of
    told_so = whole is not None and whole.start < b.end and b.start < whole.end
    return told_so or (a.record.rule == PART and b.start < a.start)
