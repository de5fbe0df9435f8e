"""The echo of an old figure, told apart from a new measurement.

A point is an echo of the first point of its series with the same bounds where nothing says that it was counted anew: it
names no day of its own, or the day of the first one, and no newer source.
"""

from __future__ import annotations

from musnad.link.days import meet
from musnad.link.material import Item
from musnad.model import Figure

Bounds = tuple[float | int | None, float | int | None]


def echoes(points: list[Item[Figure]]) -> dict[str, Item[Figure]]:
    """For each record that repeats one before it, the first telling. points: of one series, in the order of their days."""
    first: dict[Bounds, Item[Figure]] = {}
    found: dict[str, Item[Figure]] = {}
    for item in points:
        figure = item.record
        bounds = (figure.low, figure.high)
        origin = first.setdefault(bounds, item)
        if origin is not item and not _counted_anew(origin, item):
            found[item.id] = origin
    return found


def _counted_anew(origin: Item[Figure], item: Item[Figure]) -> bool:
    """Whether a repeated number was measured again: it has a day of its own, or its modality is another."""
    if item.record.modality != origin.record.modality:
        return True
    day = item.record.as_of
    if day is None:
        if item.source.key != origin.source.key and not (item.source.published and origin.source.published):
            return True  # an unknown day is no reason to call it old
        years = (origin.source.published or "")[:4], (item.source.published or "")[:4]
        return (
            item.source.key != origin.source.key and years[0] != years[1] and item.record.source != origin.record.source
        )
    return not meet(day, origin.record.as_of or origin.source.published)
