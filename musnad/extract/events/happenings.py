"""Which mentions of one document tell of the same happening."""

from __future__ import annotations

from musnad.model import Event

KEPT = 6  # happenings of a type that a new mention is compared with


def number_happenings(events: list[Event], points_back: list[bool]) -> None:
    """Set `happening` of every event, counted from 0 in the order of the text.

    points_back: for each event, whether its words are definite (`the attack`).
    """
    known: dict[str, list[list[Event]]] = {}
    count = 0
    for event, back in zip(events, points_back, strict=True):
        groups = known.setdefault(event.type, [])
        group = next((g for g in reversed(groups[-KEPT:]) if _same(g, event, back)), None)
        if group is None:
            event.happening, count = count, count + 1
            groups.append([event])
        else:
            event.happening = group[0].happening
            group.append(event)


def _same(group: list[Event], event: Event, back: bool) -> bool:
    """Whether an event agrees with the last and the first mention of a happening and shares something with them."""
    evidence = back
    for other in {id(e): e for e in (group[0], group[-1])}.values():
        if other.modality != event.modality or (other.date and event.date and other.date != event.date):
            return False
        if other.place and event.place and other.place != event.place:
            return False
        for ours, theirs in ((event.actors, other.actors), (event.targets, other.targets)):
            shared = set(ours) & set(theirs)
            if ours and theirs and not shared:
                return False
            evidence = evidence or bool(shared)
        evidence = evidence or bool(event.place and event.place == other.place and event.date == other.date)
    return evidence
