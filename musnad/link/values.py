"""Figures of one series whose bounds do not meet: at comparable days a disagreement, else only a seeming one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator

from musnad.link.bounds import HEDGED, bounds_meet, figure_day
from musnad.link.cliques import cliques
from musnad.link.context import Context, context_of, countries
from musnad.link.counts import counted_otherwise
from musnad.link.days import days_between
from musnad.link.losses import lost_otherwise
from musnad.link.material import Item, Json, Material
from musnad.link.occasions import is_day
from musnad.link.reasons import days_apart, reason
from musnad.link.repeated import figure_side, in_so_many_words
from musnad.link.seeming import ACTUAL, OUTLET, STEADY_DAYS, why_apparent
from musnad.link.series import NAMELESS, SeriesKey, series
from musnad.link.sides import Pair, Side, row, rows
from musnad.link.subjects import FORCES, LOSSES
from musnad.link.topics import words_shared
from musnad.model import Figure

Told = dict[tuple[str, str], set[float]]  # numbers, by document and measure
NEAREST = 40
COMPARED = (*ACTUAL, "planned")
BESIDE = 250  # characters between two figures of which one is dated and the other follows it
LIKE = 1.5  # numbers of what only words tell apart differ by less, or they count two things
SHARED = 4  # words near both
NEARLY = 1.2  # two numbers as near as that are two counts of one thing, no whole and its part
FAR = 3.0  # two counts of people lost or deployed differ by less, or they are of two occasions


def values_apart(material: Material) -> list[Json]:
    """Rows of kind value, and apparent ones with the reason why they are none; what meets in a series is one row."""
    context = context_of(material)
    told: list[Pair] = []
    apparent: list[Pair] = []
    everywhere = _numbers(material.layer("figures"))
    for key, items in sorted(series(material).items()):
        said = [i for i in items if i.record.modality in COMPARED and not i.record.vague]
        about = " ".join(p for p in (key.subject, key.measure, key.place) if p)
        here = _numbers(said)
        for a, b in _conflicting(said):
            if not _comparable(context, key, a, b) or _are_parts(everywhere, here, a, b):
                continue
            why = why_apparent(key, a, b)
            days = days_between(figure_day(a), figure_day(b))
            sides = (figure_side(material, a), figure_side(material, b))
            hard = _one_day(a, b) and _one_thing(context, key, a, b)
            if why is None:
                told.append((*sides, about, "hard" if hard else "soft", [reason("bounds_apart"), *days_apart(days)]))
            else:
                apparent.append((*sides, about, "soft", [why]))
    told += [*in_so_many_words(material, context), *counted_otherwise(material, context)]
    told += lost_otherwise(material, context)
    return [
        *_rows_of_values(material, told),
        *rows(material, "apparent", [*apparent, *_parts(material)]),
    ]


def _rows_of_values(material: Material, told: list[Pair]) -> Iterator[Json]:
    """Rows in which all figures oppose each other or meet."""
    at = {(i.source.key, i.start, i.end): i.record for i in material.layer("figures")}

    def figure(side: Side) -> Figure | None:
        return at.get((side.source.key, side.start, side.end))

    def number(side: Side) -> Hashable:
        found = figure(side)
        return side.value if found is None else (found.low, found.high)

    def meets(a: Side, b: Side) -> bool:
        x, y = figure(a), figure(b)
        return x is not None and y is not None and bounds_meet(x, y)

    return (row(material, "value", some) for some in cliques(told, number, meets))


def _numbers(items: Iterable[Item[Figure]]) -> dict[tuple[str, str], set[float]]:
    """The numbers that each document tells of each measure."""
    found: defaultdict[tuple[str, str], set[float]] = defaultdict(set)
    for item in items:
        found[item.source.key, item.record.measure].add(_size(item))
    return found


def _are_parts(told: Told, series: Told, a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether those lost are a whole and a part of it: one report tells what is left between them, or each tells both.

    told: the numbers of each document; series: those of the series.
    """
    if a.record.measure not in LOSSES:
        return False
    here, there = ((i.source.key, i.record.measure) for i in (a, b))
    if a.source.key == b.source.key:
        return abs(_size(a) - _size(b)) in told[here]
    if _ratio(a, b) <= NEARLY:
        return False
    return _size(a) in series[there] or _size(b) in series[here]


def _parts(material: Material) -> Iterator[Pair]:
    """Figures that are told as a part of another one: never in conflict with it, whatever they count."""
    whole: Item[Figure] | None = None
    for item in material.layer("figures"):
        part_of = item.record.part_of
        if part_of is None:
            whole = item
        elif whole is not None and whole.source is item.source and whole.start <= part_of.start < whole.end:
            yield (
                figure_side(material, whole),
                figure_side(material, item),
                item.record.measure,
                "soft",
                [reason("part")],
            )


def _comparable(context: Context, key: SeriesKey, a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether two figures of a series are of one affair; what was lost, of one that both sentences name something of."""
    if key.measure in LOSSES | FORCES and _ratio(a, b) > FAR:
        return False
    if key.measure in NAMELESS and (
        a.source.key == b.source.key or not (_ratio(a, b) < LIKE and words_shared(context.material, a, b) >= SHARED)
    ):
        return False
    if a.source.key == b.source.key:
        days = {a.record.as_of, b.record.as_of}
        return len(days) == 1 or (None in days and abs(a.start - b.start) <= BESIDE)
    if not context.same_affair(a.source, b.source):
        return False
    if key.flow != "occurred" or _remembered(key, a) or _remembered(key, b):
        return True
    around = [context.names_around(i.source, i.start, i.end) for i in (a, b)]
    return any(name.lower() not in countries() for name in around[0] & around[1])


def _remembered(key: SeriesKey, item: Item[Figure]) -> bool:
    """Whether a report tells of an occasion days after it: what is still told of is that one, not a skirmish of the day."""
    return is_day(key.day) and (days_between(item.source.published, key.day) or 0) > STEADY_DAYS


def _ratio(a: Item[Figure], b: Item[Figure]) -> float:
    """How many times the larger number is the smaller one."""
    small, large = sorted(_size(i) for i in (a, b))
    return large / small if small > 0 else float("inf")


def _size(item: Item[Figure]) -> float:
    return float(item.record.low or item.record.high or 0)


def _conflicting(said: list[Item[Figure]]) -> Iterator[tuple[Item[Figure], Item[Figure]]]:
    for n, a in enumerate(said):
        for b in said[n + 1 : n + 1 + NEAREST]:
            if not bounds_meet(a.record, b.record):
                yield a, b


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
