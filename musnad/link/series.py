"""Figures of one series: the same thing counted of the same subject at the same place."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from musnad.link.context import Context, context_of
from musnad.link.material import Item, Material
from musnad.link.subjects import place_of, subject_of
from musnad.model import Figure

LEVELS = {"stock", "reduced_to"}


class SeriesKey(msgspec.Struct, frozen=True, order=True):
    """What the points of a series share. flow: `stock` holds both a level and what it is or will be reduced to."""

    measure: str
    flow: str
    subject: str
    place: str
    unit: str


def series(material: Material) -> dict[SeriesKey, list[Item[Figure]]]:
    """Every figure with bounds, by its series, in the order of their days."""
    if "series" not in material.memory:
        context = context_of(material)
        found: dict[SeriesKey, list[Item[Figure]]] = defaultdict(list)
        for item in material.layer("figures"):
            if item.record.low is not None or item.record.high is not None:
                found[_key(material, context, item)].append(item)
        material.memory["series"] = dict(found)
    kept: dict[SeriesKey, list[Item[Figure]]] = material.memory["series"]
    return kept


def _key(material: Material, context: Context, item: Item[Figure]) -> SeriesKey:
    figure = item.record
    flow = "stock" if figure.flow in LEVELS else figure.flow
    subject, place = subject_of(material, context, item), place_of(context, item)
    return SeriesKey(figure.measure, flow, subject, place, figure.unit)
