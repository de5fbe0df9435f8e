"""What one actor said and holds: the views `who` and `positions`."""

from __future__ import annotations

from collections import defaultdict

from musnad.link.material import Item, Json, Material
from musnad.model import Position
from musnad.story.views import statements


def who(material: Material, name: str) -> list[Json]:
    """Everything said by a speaker of this name, in any spelling of it, with the office of that day."""
    return statements(material, name)


def positions(material: Material, on: str | None = None) -> list[Json]:
    """Who holds what: one row an actor and proposition, its stances in the order of their days.

    on: leave out what was published after this day.
    """
    held: defaultdict[tuple[str, str], list[Item[Position]]] = defaultdict(list)
    for item in material.layer("positions"):
        if on is None or (item.source.published or "9999") <= on:
            held[item.record.actor, item.record.on].append(item)
    return [
        {"actor": actor, "on": proposition, "stances": [_stance(material, i) for i in items]}
        for (actor, proposition), items in sorted(held.items())
    ]


def _stance(material: Material, item: Item[Position]) -> Json:
    said = material.statement_at(item)
    day = (said.record.said_on if said else None) or item.source.published
    return item.reference() | {"stance": item.record.stance, "date": day}
