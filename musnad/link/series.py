"""Figures of one series: the same thing counted of the same subject at the same place."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

import msgspec

from musnad.link.context import Context, context_of, countries
from musnad.link.material import Item, Material
from musnad.link.subjects import LOSSES, OWNERLESS, subject_of, told_place
from musnad.model import Figure

LEVELS = {"stock", "reduced_to"}
GAP = 8.0


class SeriesKey(msgspec.Struct, frozen=True, order=True):
    """What the points of a series share. flow: `stock` holds both a level and what it is or will be reduced to.
    size: series that are alike in all else are told apart by how large they are (a running total, a single attack)."""

    measure: str
    flow: str
    subject: str
    place: str
    unit: str
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
        material.memory["series"] = {
            msgspec.structs.replace(key, size=size): some
            for key, items in found.items()
            for size, some in enumerate(_of_like_size(items))
        }
    kept: dict[SeriesKey, list[Item[Figure]]] = material.memory["series"]
    return kept


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
