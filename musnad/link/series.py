"""Figures of one series: the same thing counted of the same subject at the same place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from musnad.link.context import Context, context_of, countries
from musnad.link.material import Item, Material
from musnad.link.occasions import by_occasion
from musnad.link.subjects import LOSSES, OWNERLESS, kind_of_noun, subject_of, told_place
from musnad.link.topics import by_topic
from musnad.model import Event, Figure

LEVELS = {"stock", "reduced_to"}
NAMELESS = OWNERLESS | {"people"}  # of which a number says little by itself
KINDS = {"vehicles", "weapons", "facilities"}  # measures that hold things of several kinds
GAP = 8.0


class SeriesKey(msgspec.Struct, frozen=True, order=True):
    """What the points of a series share. flow: `stock` holds both a level and what it is or will be reduced to.
    day: of what occurred, the occasion: an ISO day, `running` for a count since a day, "" where none is known.
    size: series that are alike in all else are told apart by what they are of, or by how large they are."""

    measure: str
    flow: str
    subject: str
    place: str
    unit: str
    day: str = ""
    size: int = 0


def series(material: Material) -> dict[SeriesKey, list[Item[Figure]]]:
    """Every figure with bounds, by its series, in the order of their days."""
    if "series" not in material.memory:
        context = context_of(material)
        keys = [(item, _key(material, context, item)) for item in material.layer("figures") if _has_bounds(item)]
        homes = {key: (context.country(source) or "").lower() for key, source in material.sources.items()}
        usual = _usual_places(keys, homes)
        found: dict[SeriesKey, list[Item[Figure]]] = defaultdict(list)
        for item, key in keys:
            home = homes[item.source.key]
            found[_placed(key, usual.get((key, home), ""), home)].append(item)
        happened = days_of_happenings(material)
        material.memory["series"] = {
            msgspec.structs.replace(key, day=day, size=size): some
            for key, items in found.items()
            for day, told in _by_day(key, items, happened).items()
            for size, some in enumerate(_parts(material, key, told))
        }
    kept: dict[SeriesKey, list[Item[Figure]]] = material.memory["series"]
    return kept


def _by_day(key: SeriesKey, items: list[Item[Figure]], happened: dict[str, str]) -> dict[str, list[Item[Figure]]]:
    return by_occasion(items, happened) if key.flow == "occurred" else {"": items}


def _parts(material: Material, key: SeriesKey, items: list[Item[Figure]]) -> Iterator[list[Item[Figure]]]:
    """What no name tells apart, by the words around it; each part by size."""
    groups = by_topic(material, items) if key.measure in NAMELESS else _by_kind(key, items)
    for part in groups:
        yield from _of_like_size(part)


def _by_kind(key: SeriesKey, items: list[Item[Figure]]) -> list[list[Item[Figure]]]:
    """Trucks and aircraft apart, where a measure holds both."""
    if key.measure not in KINDS:
        return [items]
    parts: defaultdict[str, list[Item[Figure]]] = defaultdict(list)
    for item in items:
        parts[kind_of(item)].append(item)
    return list(parts.values())


def kind_of(item: Item[Figure]) -> str:
    """The dictionary's word for what a figure counts."""
    return kind_of_noun(item.record.subject or "", "")


def same_kind(a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether two figures of one measure count one kind of thing."""
    return a.record.measure not in KINDS or kind_of(a) == kind_of(b)


def days_of_happenings(material: Material) -> dict[str, str]:
    """For figures that stand in an event, the day of its happening in that report: by record id."""
    days: dict[tuple[str, int], str] = {}
    events: defaultdict[str, list[Item[Event]]] = defaultdict(list)
    for event in material.layer("events"):
        events[event.source.key].append(event)
        if event.record.date:
            days.setdefault((event.source.key, event.record.happening), event.record.date)
    found: dict[str, str] = {}
    starts = {key: [e.start for e in some] for key, some in events.items()}
    for item in material.layer("figures"):
        some = events.get(item.source.key, [])
        at = bisect_right(starts.get(item.source.key, []), item.start)
        for event in reversed(some[max(0, at - 3) : at]):
            day = days.get((item.source.key, event.record.happening))
            if event.start <= item.start < event.end and day:
                found[item.id] = day
                break
    return found


def _has_bounds(item: Item[Figure]) -> bool:
    return item.record.low is not None or item.record.high is not None


def _key(material: Material, context: Context, item: Item[Figure]) -> SeriesKey:
    figure = item.record
    flow = "stock" if figure.flow in LEVELS else figure.flow
    return SeriesKey(figure.measure, flow, subject_of(material, context, item), told_place(item), figure.unit)


def _placed(key: SeriesKey, usual: str, home: str) -> SeriesKey:
    """The key with its place: as told, else as told most in other articles on that country, else the victims' own country, else the article's.
    Who was lost in one's own country is the country's loss, whether the words name it or not."""
    if key.measure in OWNERLESS:
        return key
    own = key.subject if key.measure in LOSSES and key.subject in countries() else ""
    place = key.place or usual or own or home
    subject = "" if own and own == place else key.subject
    return msgspec.structs.replace(key, place=place, subject=subject)


def _usual_places(
    keys: list[tuple[Item[Figure], SeriesKey]], homes: dict[str, str]
) -> dict[tuple[SeriesKey, str], str]:
    """For a series of no told place, and the country an article is about, the place that is told most for it."""
    counts: defaultdict[tuple[SeriesKey, str], Counter[str]] = defaultdict(Counter)
    for item, key in keys:
        if key.place:
            counts[msgspec.structs.replace(key, place=""), homes[item.source.key]][key.place] += 1
    return {key: min(places, key=lambda p: (-places[p], p)) for key, places in counts.items()}


def _of_like_size(items: list[Item[Figure]]) -> list[list[Item[Figure]]]:
    """The figures parted where the next larger one is many times the one before it; zero goes with the smallest."""
    ordered = sorted(items, key=_size)
    parts: list[list[Item[Figure]]] = [[ordered[0]]]
    for before, item in pairwise(ordered):
        if _size(before) > 0 and _size(item) > GAP * _size(before):
            parts.append([])
        parts[-1].append(item)
    return parts


def _size(item: Item[Figure]) -> float:
    bound = item.record.low if item.record.low is not None else item.record.high
    return float(bound or 0)
