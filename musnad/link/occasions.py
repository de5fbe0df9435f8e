"""The occasion of what occurred: the day of a loss or an attack, or that it is counted since a day."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict

from musnad.link.material import Item, Material
from musnad.model import Event, Figure

RUNNING = "running"
LATE_DAYS = 10  # a report without a day is of an occasion that lies no further back
NEAREST = 3  # events before a figure that it may stand in


def occasion(material: Material, items: list[Item[Figure]]) -> str:
    """The ISO day that most points tell, exact ones before others; `running` where most are counts since a day; "" where no
    day is known."""
    if 2 * sum(bool(i.record.period) for i in items) > len(items):
        return RUNNING
    happened = days_of_happenings(material)
    days = Counter(day for i in items if (day := i.record.as_of or happened.get(i.id)))
    return max(days, key=lambda day: (is_day(day), days[day]), default="")


def is_day(day: str) -> bool:
    """Whether an occasion is one known day."""
    return len(day) == len("2024-09-06")


def days_of_happenings(material: Material) -> dict[str, str]:
    """For figures that stand in an event, the day of its happening in that report: by record id."""
    if "days_of_happenings" not in material.memory:
        material.memory["days_of_happenings"] = _days_of_happenings(material)
    kept: dict[str, str] = material.memory["days_of_happenings"]
    return kept


def _days_of_happenings(material: Material) -> dict[str, str]:
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
        for event in reversed(some[max(0, at - NEAREST) : at]):
            day = event.record.date or days.get((item.source.key, event.record.happening))
            if event.start <= item.start < event.end and day:
                found[item.id] = day
                break
    return found
