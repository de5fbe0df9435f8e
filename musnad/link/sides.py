"""What every kind of disagreement is made of: sides with their words, speaker, day and chain, and pairs made groups."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.link.days import days_between
from musnad.link.groups import Groups
from musnad.link.material import Item, Json, Material, Source, chain_of
from musnad.model import Statement

MOST_SIDES = 16  # listed in one row
MOST_REASONS = 6
OUTLET = "outlet"


class Side(msgspec.Struct, frozen=True):
    """One telling. value: what it says, as far as sides are compared by it. day: ISO prefix of when it was said."""

    source: Source
    start: int
    end: int
    value: str
    who: str
    day: str | None
    chain: tuple[str, ...] = ()

    def by(self, who: str) -> Side:
        """The same telling in another mouth."""
        return Side(self.source, self.start, self.end, self.value, who, self.day, self.chain)

    def json(self, material: Material) -> Json:
        """The side as a view prints it."""
        words = material.text(self.source)[self.start : self.end]
        place = {"document": self.source.id, "start": self.start, "end": self.end, "text": words}
        return place | {"who": self.who, "date": self.day, "chain": list(self.chain), "says": self.value}


Pair = tuple[Side, Side, str, str, list[Json]]  # two opposing sides, what they are about, hard or soft, why


def side(material: Material, source: Source, start: int, end: int, value: str) -> Side:
    """A side at a place of a document, with the speaker in whose mouth it stands, else the outlet."""
    said = material.statement_holding(source, start, end)
    day = (said.record.said_on if said else None) or source.published
    return Side(source, start, end, value, speaker_of(said, source), day, tuple(chain_of(source, said)))


def speaker_of(said: Item[Statement] | None, source: Source) -> str:
    """Who is heard: the speaker of the statement, else the outlet."""
    name = said.record.speaker_name if said is not None else None
    return name or source.outlet or OUTLET


def same_mouth(a: Side, b: Side) -> bool:
    """Whether one and the same speaker is heard twice in one document."""
    return a.source.key == b.source.key and a.who == b.who


def apart(a: Side, b: Side) -> int | None:
    """Days between two sides; None where one is undated, unless both stand in one document."""
    if a.source.key == b.source.key and (a.day is None or b.day is None):
        return 0
    return days_between(a.day, b.day)


def rows(material: Material, kind: str, pairs: Iterable[Pair], same: Iterable[tuple[Side, Side]] = ()) -> list[Json]:
    """Pairs of opposing sides as rows: pairs that share a side become one row. Of many sides those that oppose most are listed,
    the number of the others stands in `more`.

    same: sides of two pairs that tell the same, so that their pairs are one row.
    """
    listed = list(pairs)
    groups: Groups[Side] = Groups(dict.fromkeys(s for a, b, *_ in listed for s in (a, b)))
    for a, b in (*((pair[0], pair[1]) for pair in listed), *same):
        groups.join(a, b)
    told: dict[Side, list[Pair]] = {}
    for pair in listed:
        told.setdefault(groups.root(pair[0]), []).append(pair)
    return [row(material, kind, some) for some in told.values()]


def row(material: Material, kind: str, pairs: list[Pair]) -> Json:
    """One row of pairs that belong together."""
    sides = list(dict.fromkeys(side for a, b, *_ in pairs for side in (a, b)))
    return {
        "kind": kind,
        "strength": "hard" if any(pair[3] == "hard" for pair in pairs) else "soft",
        "about": pairs[0][2],
        "sides": [s.json(material) for s in sides[:MOST_SIDES]],
        "reasons": _reasons(pairs),
        "more": max(0, len(sides) - MOST_SIDES),
    }


def _reasons(pairs: list[Pair]) -> list[Json]:
    """Why the sides oppose each other, each reason once. The first one tells on what they differ, and who says what."""
    found: dict[str, Json] = {}
    for a, b, _, _, given in pairs:
        for n, why in enumerate(given):
            told = {"first": _heard(a), "second": _heard(b), "a": a.value, "b": b.value} if n == 0 else {}
            found.setdefault(why["reason"], told | why)
    return list(found.values())[:MOST_REASONS]


def _heard(side: Side) -> str:
    """Who is heard, the outlet by its name."""
    return side.source.outlet or side.who if side.who == OUTLET else side.who
