"""Figures of one series whose bounds do not meet: at comparable days a disagreement, else only a seeming one."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.link.context import Context, context_of
from musnad.link.days import days_between
from musnad.link.material import Item, Json, Material
from musnad.link.series import SeriesKey, series
from musnad.link.sides import Pair, Side, rows, side
from musnad.model import Figure

COMPARABLE_DAYS = 31
STEADY_DAYS = 3  # what occurs anew each day can be compared only this far
NEAREST = 40
ACTUAL = ("actual", "claimed")
HEDGE = 0.1  # how far `about` reaches to each side, as a share of the number
UNTOLD = {"share", "other", "money", "people", "years", "area"}  # measures that say nothing without a subject
OUTLET = "outlet"
HEDGED = ("about", "nearly")


def values_apart(material: Material) -> list[Json]:
    """Rows of kind value, and apparent ones with the reason why they are none; what meets in a series is one row."""
    context = context_of(material)
    told: list[Pair] = []
    apparent: list[Pair] = []
    for key, items in sorted(series(material).items()):
        said = [i for i in items if i.record.modality in ACTUAL and not i.record.vague]
        about = " ".join(p for p in (key.subject, key.measure, key.place) if p)
        if not key.subject and key.measure in UNTOLD:
            continue
        for a, b in _conflicting(said):
            if not _comparable(context, key, a, b):
                continue
            reason = why_apparent(key, a, b)
            days = days_between(figure_day(a), figure_day(b))
            sides = (_side(material, a), _side(material, b))
            hard = _one_day(a, b) and _one_thing(context, key, a, b)
            if reason is None:
                why = f"bounds do not meet, {days} days apart"
                told.append((*sides, about, "hard" if hard else "soft", [why]))
            else:
                apparent.append((*sides, about, "soft", [reason]))
    return [*rows(material, "value", told), *rows(material, "apparent", apparent)]


def _comparable(context: Context, key: SeriesKey, a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether two figures of a series are of one affair; what was lost, of one that both sentences name something of."""
    if a.source.key == b.source.key:
        return True
    if not context.same_affair(a.source, b.source):
        return False
    if key.flow != "occurred":
        return True
    around = [context.names_around(i.source, i.start, i.end) for i in (a, b)]
    return bool(around[0] & around[1])


def _conflicting(said: list[Item[Figure]]) -> Iterator[tuple[Item[Figure], Item[Figure]]]:
    for n, a in enumerate(said):
        for b in said[n + 1 : n + 1 + NEAREST]:
            if not bounds_meet(a.record, b.record):
                yield a, b


def bounds_meet(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both; a hedged one covers a tenth more to each side."""
    (low_a, high_a), (low_b, high_b) = _reach(a), _reach(b)
    return low_a <= high_b and low_b <= high_a


def _reach(figure: Figure) -> tuple[float, float]:
    low = float("-inf") if figure.low is None else float(figure.low)
    high = float("inf") if figure.high is None else float(figure.high)
    spread = HEDGE if figure.comparator in HEDGED else 0.0
    return low - abs(low) * spread if low > float("-inf") else low, high + abs(high) * spread if high < float(
        "inf"
    ) else high


def why_apparent(key: SeriesKey, a: Item[Figure], b: Item[Figure]) -> str | None:
    """Why two figures that do not meet may both be true; None where nothing says so."""
    days = days_between(figure_day(a), figure_day(b))
    limit = COMPARABLE_DAYS if key.flow == "stock" else STEADY_DAYS
    if _is_part(a, b) or _is_part(b, a):
        return "part of the whole"
    if days is None:
        return "a day is unknown"
    if days > limit:
        return f"other date: {days} days apart"
    if a.record.period != b.record.period and (a.record.period or b.record.period):
        return "other period"
    if a.source.key != b.source.key and a.record.source == b.record.source != OUTLET:
        return "one source at two times"
    if key.flow == "occurred" and days and _grew(a, b):
        return "a later count, which had grown"
    if a.source.key == b.source.key and a.record.source == b.record.source:
        return "other thing counted: one source gives both in one report"
    return None


def _one_thing(context: Context, key: SeriesKey, a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether both are flatly told of one thing: unhedged; by two who are named, in one report; else, what was lost or
    done, in sentences that name two things alike."""
    if any(i.record.comparator in HEDGED for i in (a, b)):
        return False
    if a.source.key == b.source.key:
        return OUTLET not in (a.record.source, b.record.source)
    around = [context.names_around(i.source, i.start, i.end) for i in (a, b)]
    return key.flow != "occurred" or len(around[0] & around[1]) > 1


def _one_day(a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether both are known to be of one and the same day."""
    day = figure_day(a)
    return day is not None and len(day) >= len("2024-01-01") and day == figure_day(b)


def _grew(a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether the later of two counts is the larger one."""
    earlier, later = sorted((a, b), key=lambda i: figure_day(i) or "")
    return (_reach(later.record)[0], _reach(later.record)[1]) > (_reach(earlier.record)[0], _reach(earlier.record)[1])


def _is_part(a: Item[Figure], b: Item[Figure]) -> bool:
    whole = a.record.part_of
    return whole is not None and a.source.key == b.source.key and whole.start < b.end and b.start < whole.end


def figure_day(item: Item[Figure]) -> str | None:
    """The day at which a level held; without one of its own, the day its document was published."""
    return item.record.as_of or item.source.published


def _side(material: Material, item: Item[Figure]) -> Side:
    found = side(material, item.source, item.start, item.end, item.words)
    return Side(found.source, found.start, found.end, found.value, item.record.source, figure_day(item), found.chain)
