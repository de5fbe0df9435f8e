"""Who speaks and is spoken of, what one actor said and holds: the views `people`, `who` and `positions`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from musnad.link.material import Item, Json, Material
from musnad.model import Entity, Position
from musnad.text.fold import fold

if TYPE_CHECKING:
    from musnad.story.rows import Rows
    from musnad.story.told import Told


BODIES = ("person", "organization", "armed_group", "government", "media")  # entities listed also where they say nothing
OFFICES = 60  # of one person, the first told


class _Told:
    """What is told of one person or body. names, types: how often each; offices: by words and time."""

    def __init__(self, id: str) -> None:
        self.id = id
        self.names: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.documents: dict[str, str] = {}
        self.offices: dict[tuple[str, ...], Json] = {}
        self.statements = self.figures = 0

    def add(self, item: Item[Entity]) -> None:
        """Take in the mentions of one document."""
        self.names.update(name.text for name in item.record.names)
        self.types[item.record.type] += 1
        self.documents[item.source.id] = item.source.published or ""
        for office in item.record.offices:
            key = (fold(office.text), office.held or "", office.since or "", office.until or "")
            if key not in self.offices and len(self.offices) < OFFICES:
                where = {"document": item.source.id, "start": office.start, "end": office.end, "text": office.text}
                time = {"held": office.held, "since": office.since, "until": office.until}
                self.offices[key] = (
                    where
                    | time
                    | {"record": item.id, "published": item.source.published, "last": item.source.published, "told": 0}
                )
            if key in self.offices:
                self.offices[key]["told"] += 1
                self.offices[key]["last"] = item.source.published or self.offices[key]["last"]

    def _name(self) -> str:
        """The name itself where it is the id, in Arabic; of what has an id of its own, the commonest name."""
        return self.names.most_common(1)[0][0] if self.names and self.id.isascii() else self.id

    def row(self) -> Json:
        """The row of the view `people`."""
        days = sorted(day for day in self.documents.values() if day)
        return {
            "id": self.id, "name": self._name(), "type": self.types.most_common(1)[0][0] if self.types else None,
            "names": [n for n, _ in self.names.most_common(12)],
            "documents": len(self.documents), "statements": self.statements, "figures": self.figures,
            "first": days[0] if days else None, "last": days[-1] if days else None, "offices": list(self.offices.values()),
        }  # fmt: skip


def people(material: Material) -> list[Json]:
    """Every person and body, and whatever else speaks: rows {"id", "name", "type", "names", "documents", "statements",
    "figures", "first", "last", "offices"}, those who say most first. An office tells where its words stand, how and when it
    is held (see model.Office), how many articles tell it and the last of them."""
    found: dict[str, _Told] = {}
    for entity in material.layer("entities"):
        found.setdefault(fold(entity.record.id).lower(), _Told(entity.record.id)).add(entity)
    for said in material.layer("statements"):
        if (who := _speaker(said)) is not None and said.record.content:
            found.setdefault(who, _Told(said.record.speaker_id)).statements += 1
    for figure in material.layer("figures"):
        if (who := _speaker(material.statement_at(figure))) is not None:
            found.setdefault(who, _Told(who)).figures += 1
    rows = [told.row() for told in found.values()]
    kept = [row for row in rows if row["type"] in BODIES or row["statements"]]
    return sorted(kept, key=lambda r: (-r["statements"], -r["documents"], r["id"]))


def _speaker(said: Item[Any] | None) -> str | None:
    """The folded id of who speaks in a statement; None where it is nobody of a name."""
    return fold(said.record.speaker_id).lower() if said is not None and said.record.speaker_id else None


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
