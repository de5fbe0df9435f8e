"""The same happening told in several places: event mentions grouped across documents.

What one document surely tells again (by one word, on one day, under one number of the reader), or an attack and its victims, is one unit.
The surest units (dated to the day by their own words, rich in rare words) come first; each joins the group that most speaks for
it, if enough does, then groups join groups, and at last each unit is weighed again (`musnad/link/joining.py`). What holds a
group together are links from the mention that stands first in it to each other unit; one that someone has undone parts the unit
from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import exp

from musnad.ledger.rows import short_hash
from musnad.link.context import context_of
from musnad.link.days import Interval
from musnad.link.group import Group, is_one_day
from musnad.link.groups import Groups
from musnad.link.joining import ENOUGH, Joiner, Unit
from musnad.link.likeness import Evidence
from musnad.link.material import Item, Json, Material
from musnad.link.mentions import DOUBTFUL, NAME, Mention, mentions_of, tolls
from musnad.link.reasons import reason
from musnad.model import Event, Link

AS_READ = "same_happening"
FOLLOWS_FROM = {"events", "statements", "entities", "times"}


def happenings(material: Material) -> list[list[Item[Event]]]:
    """Groups of mentions, each one happening: within a document as the reader numbered them, across documents by links
    that no one has undone."""
    groups, _ = _worked_out(material)
    return groups


def same_happenings(material: Material) -> list[Link]:
    """Judgements that two mentions are one happening: those that hold the groups together."""
    if AS_READ in material.memory:
        found: list[Link] = material.memory[AS_READ]
        return found
    _, links = _worked_out(material)
    return links


def best_told(material: Material, group: list[Item[Event]]) -> Item[Event]:
    """The mention of a happening that stands for it: of those that tell its day as most and the best trusted ones do, the
    one whose words tell most."""
    heads: dict[str, Item[Event]] = material.memory["best_told"]
    return heads[group[0].id]


def _worked_out(material: Material) -> tuple[list[list[Item[Event]]], list[Link]]:
    if "happenings" not in material.memory:
        mentions = mentions_of(material)
        evidence = Evidence(mentions)
        units = _units(mentions)
        joined = Joiner(context_of(material), evidence).join(units)
        judge = _Judge(material, evidence, units)
        held = [(group, judge.links(group)) for group in joined]
        material.as_read[AS_READ] = FOLLOWS_FROM, [link for _, links in held for link in links]
        groups, links = judge.judged(held)
        place = {m.item.id: n for n, m in enumerate(mentions)}
        told, heads = [], {}
        for group in groups:
            items = sorted((m.item for m in group.members.values()), key=lambda i: place[i.id])
            heads[items[0].id] = _head(group, evidence)
            told.append(items)
        material.memory["happenings"] = sorted(told, key=lambda items: place[items[0].id]), links
        material.memory["best_told"] = heads
    found: tuple[list[list[Item[Event]]], list[Link]] = material.memory["happenings"]
    return found


def _head(group: Group, evidence: Evidence) -> Item[Event]:
    dated = [m for m in group.members.values() if m.day == group.day and (not m.day or m.trust == group.trust[m.day])]
    return max(dated, key=lambda m: sum(evidence.tells[f] for f in m.features)).item


def _units(mentions: list[Mention]) -> list[Unit]:
    """What single documents surely tell as one: what is told again by one word, attacks with their victims, the killed with
    the wounded."""
    by_id = {m.item.id: m for m in mentions}
    groups = Groups(by_id)
    for first, second in _told_again(mentions):
        groups.join(first.item.id, second.item.id)
    for attack, toll in tolls(mentions):
        groups.join(attack.item.id, toll.item.id)
    return [[by_id[i] for i in group] for group in groups.all()]


def _told_again(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Mentions of one document that the reader gave one number, by one word, of one day that their sentences tell; a document
    whose numbers are all 0 was not numbered."""
    read = {m.item.source.key for m in mentions if m.item.record.happening}
    first: dict[tuple[str, int, str, Interval], Mention] = {}
    for mention in mentions:
        key = mention.item.source.key
        if key in read and mention.day and mention.trust > DOUBTFUL:
            told = key, mention.item.record.happening, mention.word, mention.day
            yield first.setdefault(told, mention), mention


class _Judge:
    """Says for each group why it is one, unit by unit."""

    def __init__(self, material: Material, evidence: Evidence, units: list[Unit]) -> None:
        self._material = material
        self._evidence = evidence
        self._unit = {m.item.id: n for n, unit in enumerate(units) for m in unit}
        self._units = units

    def judged(self, groups: list[tuple[Group, list[Link]]]) -> tuple[list[Group], list[Link]]:
        """The groups, without what someone has parted from them, and the links that hold each together."""
        left: list[Group] = []
        links: list[Link] = []
        for group, found in groups:
            if all(map(self._stands, found)):
                links += found
            else:
                links += list(self._part(group, left))
            left.append(group)
        return left, links

    def links(self, group: Group) -> list[Link]:
        """Why each unit belongs to its group."""
        return [self._link(group, unit) for unit in self._others(group)]

    def _others(self, group: Group) -> list[Unit]:
        """The units of a group but that which stands first."""
        return [self._units[number] for number in dict.fromkeys(self._unit[key] for key in group.members)][1:]

    def _part(self, group: Group, left: list[Group]) -> Iterator[Link]:
        """The links that hold a group together, once the units that someone has parted from it are taken out of it."""
        for unit in self._others(group):
            link = self._link(group, unit)
            if self._stands(link):
                yield link
            else:
                group.release(unit)
                left.append(Group(unit))

    def _stands(self, link: Link) -> bool:
        return self._material.stands(short_hash(link.kind, link.left, link.right))

    def _link(self, group: Group, unit: Unit) -> Link:
        """The judgement that a unit belongs to its group."""
        left, right = sorted((group.head.item.id, unit[0].item.id))
        alone = Group(unit)
        group.release(unit)
        likely = round(1 / (1 + exp(ENOUGH - 1 - self._evidence(alone, group))), 2)
        reasons = self._reasons(group, alone)
        group.take(unit)
        return Link(kind="same_happening", left=left, right=right, score=likely, reasons=reasons)

    def _reasons(self, group: Group, alone: Group) -> list[Json]:
        """Names and words that both hold, the rarest first, and the day."""
        shared = sorted(set(alone.features) & set(group.features), key=lambda f: (self._evidence.share[f], f))
        names = [f[1:] for f in shared if f.startswith(NAME)][:3]
        words = [f for f in shared if not f.startswith(NAME)][:3]
        day = alone.day
        return [
            *([reason("both_name", names=names)] if names else ()),
            *([reason("both_say", words=words)] if words else ()),
            *([reason("same_day", day=day[0].isoformat())] if day and day == group.day and is_one_day(day) else ()),
        ]
