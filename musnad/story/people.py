"""What one actor said and holds: the views `who` and `positions`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from musnad.link.material import Item, Json, Material
from musnad.model import Position
from musnad.text.fold import fold

if TYPE_CHECKING:
    from musnad.story.rows import Rows
    from musnad.story.told import Told


def said_by(told: Told, name: str) -> Rows:
    """Everything said by a speaker of this name, in any spelling of it, with the office of that day; of all without one."""
    return told.rows("statements").holding(fold(name).lower(), "who")


def positions_on(told: Told, on: str | None = None) -> Sequence[Json]:
    """Who holds what: see `positions`. on: leave out what was published after this day."""
    if on is None:
        return told.rows("positions")
    rows = []
    for row in told.rows("positions"):
        stances = [s for s in row["stances"] if (s["published"] or "9999") <= on]
        rows += [row | {"stances": stances}] if stances else []
    return rows


def positions(material: Material) -> list[Json]:
    """Who holds what: one row an actor and proposition, its stances in the order of their days."""
    held: defaultdict[tuple[str, str], list[Item[Position]]] = defaultdict(list)
    for item in material.layer("positions"):
        held[item.record.actor, item.record.on].append(item)
    return [
        {"actor": actor, "on": proposition, "stances": [_stance(material, i) for i in items]}
        for (actor, proposition), items in sorted(held.items())
    ]


def _stance(material: Material, item: Item[Position]) -> Json:
    said = material.statement_at(item)
    day = (said.record.said_on if said else None) or item.source.published
    return item.reference() | {"stance": item.record.stance, "date": day, "published": item.source.published}
