"""Which mentions of one document tell of the same happening."""

from __future__ import annotations

import msgspec

from musnad.model import Event

KEPT = 6  # happenings of a type that a new mention is compared with


class Told(msgspec.Struct, gc=False):
    """A mention with its word: the dictionary word that names it, and whether it is definite (`the attack`).

    dated: words beside it name its day.
    """

    event: Event
    word: str
    definite: bool
    dated: bool = False


def number_happenings(told: list[Told]) -> None:
    """Set `happening` of every event, counted from 0 in the order of the text."""
    known: dict[str, list[list[Told]]] = {}
    count = 0
    for mention in told:
        groups = known.setdefault(mention.event.type, [])
        group = next((g for g in reversed(groups[-KEPT:]) if _same(g, mention)), None)
        if group is None:
            mention.event.happening, count = count, count + 1
            groups.append([mention])
        else:
            mention.event.happening = group[0].event.happening
            group.append(mention)


def _same(group: list[Told], mention: Told) -> bool:
    """Whether a mention agrees with the first and the last of a happening and shares something with them."""
    return not any(_conflict(other.event, mention.event) for other in (group[0], group[-1])) and any(
        _shares(other, mention) for other in (group[0], group[-1])
    )


def _conflict(one: Event, other: Event) -> bool:
    """Whether two mentions cannot be of one happening: another day, place, modality, or nobody in common."""
    if one.modality != other.modality or (one.date and other.date and one.date != other.date):
        return True
    if one.place and other.place and one.place != other.place:
        return True
    pairs = ((one.actors, other.actors), (one.targets, other.targets))
    return any(ours and theirs and not set(ours) & set(theirs) for ours, theirs in pairs)


def _shares(one: Told, other: Told) -> bool:
    """Whether something speaks for one happening: the same people, place and day, or the same word pointing back."""
    event, earlier = other.event, one.event
    if set(event.actors) & set(earlier.actors) or set(event.targets) & set(earlier.targets):
        return True
    if event.place and event.place == earlier.place and event.date == earlier.date:
        return True
    same_word = one.word == other.word
    same_day = event.date is not None and event.date == earlier.date and event.type != "other"
    return other.definite and (same_word or same_day)
