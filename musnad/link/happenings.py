"""The same happening told in several places: event mentions grouped across documents.

Mentions that the reader numbered as one, or an attack and its victims, begin as one group. The surest (dated to the day by
their own words, rich in rare words) come first; each joins the group that most speaks for, if enough does, and at last
groups join groups. Groups that share nothing rare never meet, so the work does not grow with the square of the ledger.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator
from math import exp, log

from musnad.ledger.rows import short_hash
from musnad.link.context import Context, context_of
from musnad.link.group import Group, is_one_day
from musnad.link.groups import Groups
from musnad.link.likeness import Evidence
from musnad.link.material import Item, Material
from musnad.link.mentions import NAME, Mention, mentions_of, tolls
from musnad.model import Event, Link

ENOUGH = 2.0  # the evidence that makes two groups one
WORK = 120_000  # comparisons that a ledger takes, about: with few mentions each group meets many
NEAREST = (12, 60)  # groups that one is compared with, at least and at most
COMMON = (60, 200)  # groups that hold a word before it no longer brings them together


def happenings(material: Material) -> list[list[Item[Event]]]:
    """Groups of mentions, each one happening: within a document as the reader numbered them, across documents by links
    that no one has undone."""
    groups, _ = _worked_out(material)
    return groups


def same_happenings(material: Material) -> list[Link]:
    """Judgements that two mentions are one happening: those by which groups were joined."""
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
        joiner = Joiner(material, evidence)
        place = {m.item.id: n for n, m in enumerate(mentions)}
        groups, heads = [], {}
        for group in joiner.join(_begun(mentions)):
            items = sorted((m.item for m in group.members), key=lambda i: place[i.id])
            heads[items[0].id] = _head(group, evidence)
            groups.append(items)
        material.memory["happenings"] = sorted(groups, key=lambda items: place[items[0].id]), joiner.links
        material.memory["best_told"] = heads
    found: tuple[list[list[Item[Event]]], list[Link]] = material.memory["happenings"]
    return found


def _head(group: Group, evidence: Evidence) -> Item[Event]:
    dated = [m for m in group.members if m.day == group.day and (not m.day or m.trust == group.trust[m.day])]
    return max(dated, key=lambda m: sum(evidence.tells[f] for f in m.features)).item


def _begun(mentions: list[Mention]) -> list[Group]:
    """The groups that single documents tell: mentions the reader gave one number, attacks with their victims."""
    by_id = {m.item.id: m for m in mentions}
    groups = Groups(by_id)
    for first, second in _numbered(mentions):
        groups.join(first.item.id, second.item.id)
    for attack, toll in tolls(mentions):
        groups.join(attack.item.id, toll.item.id)
    return [Group([by_id[i] for i in group]) for group in groups.all()]


def _numbered(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Mentions of one document that the reader gave one number; a document whose numbers are all 0 was not numbered."""
    read = {m.item.source.key for m in mentions if m.item.record.happening}
    first: dict[tuple[str, int], Mention] = {}
    for mention in mentions:
        if mention.item.source.key in read:
            yield first.setdefault((mention.item.source.key, mention.item.record.happening), mention), mention


class Joiner:
    """Joins groups, and keeps the links by which it did."""

    def __init__(self, material: Material, evidence: Evidence) -> None:
        self.links: list[Link] = []
        self._material = material
        self._context: Context = context_of(material)
        self._evidence = evidence
        few, many = NEAREST
        self._nearest = max(few, min(many, WORK // max(1, evidence.mentions)))
        self._common = COMMON[1] if self._nearest > few else COMMON[0]
        self._index: dict[tuple[int, str], dict[int, Group]] = defaultdict(dict)

    def join(self, groups: list[Group]) -> list[Group]:
        """The groups left when all that speak enough for each other are one."""
        standing: dict[int, Group] = {}
        for group in sorted(groups, key=self._order):
            best = max(self._scored(group), key=lambda scored: scored[0], default=None)
            if best is not None and self._link(best[1], group, best[0]):
                best[1].absorb(group)
                self._enter(best[1])
            else:
                standing[id(group)] = group
                self._enter(group)
        self._join_standing(standing)
        return list(standing.values())

    def _order(self, group: Group) -> tuple[int, float]:
        """The surest first: the more its day is trusted, then by how much its words tell."""
        day = group.day
        trust = 1 + group.trusted(day) if day is not None and is_one_day(day) else 0
        told = max(sum(self._evidence.tells[f] for f in m.features) for m in group.members)
        return -trust, -told

    def _join_standing(self, standing: dict[int, Group]) -> None:
        """Join standing groups, the likeliest pair first, until none is likely enough."""
        sizes: dict[int, int] = {}
        queue: list[tuple[float, int, int, int, int]] = []
        places = {key: n for n, key in enumerate(standing)}

        def offer(group: Group) -> None:
            for score, other in self._scored(group):
                few, many = sorted((group, other), key=lambda g: (g.size, -places[id(g)]))
                heapq.heappush(queue, (-score, places[id(few)], places[id(many)], few.size, many.size))

        by_place = list(standing.values())
        for group in by_place:
            sizes[places[id(group)]] = group.size
            offer(group)
        while queue:
            score, few, many, size_few, size_many = heapq.heappop(queue)
            if sizes.get(few) != size_few or sizes.get(many) != size_many:
                continue
            if not self._link(by_place[many], by_place[few], -score):
                continue
            self._leave(by_place[few])
            by_place[many].absorb(by_place[few])
            del sizes[few], standing[id(by_place[few])]
            sizes[many] = by_place[many].size
            self._enter(by_place[many])
            offer(by_place[many])

    def _scored(self, group: Group) -> Iterator[tuple[float, Group]]:
        """The groups near one that speak enough for being the same."""
        for other in self._near(group):
            score = self._evidence(group, other)
            if score >= ENOUGH:
                yield score, other

    def _near(self, group: Group) -> list[Group]:
        """Groups of the family that share the most telling words and names."""
        shared: defaultdict[int, float] = defaultdict(float)
        found: dict[int, Group] = {}
        for feature, _ in group.own:
            holders = self._index.get((group.head.family, feature), {})
            if len(holders) <= self._common:
                weight = self._evidence.tells[feature]
                for key, other in holders.items():
                    shared[key] += weight
                    found[key] = other
        shared.pop(id(group), None)
        ranked = [(weight + log(found[key].size), -n, key) for n, (key, weight) in enumerate(shared.items())]
        return [
            found[key] for *_, key in heapq.nlargest(self._nearest, ranked) if self._is_one_affair(group, found[key])
        ]

    def _enter(self, group: Group) -> None:
        """Enter a group into the index under the words that many of its mentions hold."""
        for feature, _ in group.own:
            self._index[group.head.family, feature][id(group)] = group

    def _leave(self, group: Group) -> None:
        for feature in group.features:
            self._index.get((group.head.family, feature), {}).pop(id(group), None)

    def _is_one_affair(self, a: Group, b: Group) -> bool:
        """Whether the reports of two groups are about the same people and places."""
        few, many = (a, b) if len(a.documents) <= len(b.documents) else (b, a)
        return self._context.same_affair(few.head.item.source, many.head.item.source) or any(
            key in many.documents for key in few.documents
        )

    def _link(self, many: Group, few: Group, score: float) -> bool:
        """Note the judgement that two groups are one; False where someone has undone it."""
        left, right = sorted((many.head.item.id, few.head.item.id))
        if not self._material.stands(short_hash("same_happening", left, right)):
            return False
        shared = sorted(set(many.head.features) & set(few.head.features), key=lambda f: (self._evidence.share[f], f))
        reasons = [f"both name {f[1:]}" for f in shared if f.startswith(NAME)][:3]
        reasons += [f"both say {f}" for f in shared if not f.startswith(NAME)][:3]
        day = many.day
        reasons += [f"same day {day[0]}"] if day and day == few.day and is_one_day(day) else []
        likely = round(1 / (1 + exp(ENOUGH - 1 - score)), 2)
        self.links.append(Link(kind="same_happening", left=left, right=right, score=likely, reasons=reasons))
        return True
