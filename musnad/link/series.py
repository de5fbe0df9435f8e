"""Figures of one series: the same thing counted of the same subject at the same place."""

from __future__ import annotations

from collections import defaultdict

import msgspec

from musnad.link.material import Item, Material
from musnad.link.names import place_keys
from musnad.model import Figure

LEVELS = {"stock", "reduced_to"}


class SeriesKey(msgspec.Struct, frozen=True, order=True):
    """What the points of a series share. flow: `stock` holds both a level and what it is or will be reduced to."""

    measure: str
    flow: str
    subject: str
    place: str
    unit: str


def key_of(figure: Figure) -> SeriesKey:
    """The series that a figure belongs to by its own fields."""
    flow = "stock" if figure.flow in LEVELS else figure.flow
    return SeriesKey(
        figure.measure,
        flow,
        (figure.subject or "").strip().lower(),
        "; ".join(sorted(place_keys(figure.place))),
        figure.unit,
    )


def series(material: Material) -> dict[SeriesKey, list[Item[Figure]]]:
    """Every figure with bounds, by its series."""
    found: dict[SeriesKey, list[Item[Figure]]] = defaultdict(list)
    for item in material.layer("figures"):
        if item.record.low is not None or item.record.high is not None:
            found[key_of(item.record)].append(item)
    return dict(found)
