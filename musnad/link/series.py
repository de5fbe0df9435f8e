"""Figures of one series: the same quantity, told by several or at several times, with what its points share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import TypeVar

import msgspec

from musnad.link.context import Context, context_of
from musnad.link.material import Item, Material
from musnad.link.occasions import occasion
from musnad.link.quantities import quantities
from musnad.link.subjects import OWNERLESS, kind_of_noun, lost_by, subject_of, told_place
from musnad.model import Figure

LEVELS = {"stock", "reduced_to"}
NAMELESS = OWNERLESS | {"people"}  # of which a number says little by itself
KINDS = {"vehicles", "weapons", "facilities"}  # measures that hold things of several kinds
T = TypeVar("T", bound=Hashable)


class SeriesKey(msgspec.Struct, frozen=True, order=True):
    """What the points of a series share, or most of them. flow: `stock` holds both a level and what it is or will be reduced to.
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
    """Every figure with bounds, by its series, each in the order of publication."""
    if "series" not in material.memory:
        context = context_of(material)
        found: dict[SeriesKey, list[Item[Figure]]] = {}
        taken: Counter[SeriesKey] = Counter()
        for items in quantities(material):
            key = _key(material, context, items)
            found[msgspec.structs.replace(key, size=taken[key])] = items
            taken[key] += 1
        material.memory["series"] = found
    kept: dict[SeriesKey, list[Item[Figure]]] = material.memory["series"]
    return kept


def _key(material: Material, context: Context, items: list[Item[Figure]]) -> SeriesKey:
    """What most points of a series tell; what is left untold by all is the home of the articles."""
    measure = _most(i.record.measure for i in items)
    subject = _most(subject_of(material, context, i) for i in items)
    place = ""
    if measure not in OWNERLESS:
        own = lost_by(subject, measure)
        told = _most(place for i in items if (place := told_place(i)))
        place = told or own or _most((context.country(i.source) or "").lower() for i in items)
        subject = "" if own and own == place else subject
    flow = _most("stock" if i.record.flow in LEVELS else i.record.flow for i in items)
    day = occasion(material, items) if flow == "occurred" else ""
    return SeriesKey(measure, flow, subject, place, _most(i.record.unit for i in items), day)


def _most(values: Iterable[str]) -> str:
    """The commonest value, the first of several; empty where there is none."""
    counts = Counter(values)
    return max(counts, key=lambda value: counts[value], default="")


def kind_of(item: Item[Figure]) -> str:
    """The dictionary's word for what a figure counts."""
    return kind_of_noun(item.record.subject or "", "")


def same_kind(a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether two figures of one measure count one kind of thing."""
    return a.record.measure not in KINDS or kind_of(a) == kind_of(b)
