"""Joins groups of mentions that speak for each other, the surest first; then lets go over what another group speaks for more.

Groups that share nothing rare never meet, so the work does not grow with the square of the ledger.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import log

from musnad.link.context import Context
from musnad.link.group import Group, is_one_day
from musnad.link.likeness import Evidence
from musnad.link.mentions import Mention

ENOUGH = 2.5  # the evidence that makes two groups one
WORK = 120_000  # comparisons that a ledger takes, about: with few mentions each group meets many
NEAREST = (12, 60)  # groups that one is compared with, at least and at most
COMMON = (60, 200)  # groups that hold a word before it no longer brings them together
SWEEPS = (1, 2)  # times that all mentions are weighed once more, in a large ledger and in a small one
BETTER = 0.5  # by how much another group must speak more for a mention
Unit = list[Mention]  # mentions that one document tells as one


class Joiner:
    """Joins groups whose reports are of one affair, as far as the evidence goes."""

    def __init__(self, context: Context, evidence: Evidence) -> None:
        self._context = context
        self._evidence = evidence
        few, many = NEAREST
        self._nearest = max(few, min(many, WORK // max(1, evidence.mentions)))
        self._small = self._nearest > few
        self._common = COMMON[self._small]
        self._index: dict[tuple[int, str], dict[int, Group]] = defaultdict(dict)
        self._entered: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
        self._standing: dict[int, Group] = {}

    def join(self, units: list[Unit]) -> list[Group]:
        """The groups left when all that speak enough for each other are one."""
        for group in sorted(map(Group, units), key=self._order):
            best = max(self._scored(group), key=lambda scored: scored[0], default=None)
            if best is not None:
                best[1].take(group.members.values())
                self._enter(best[1])
            else:
                self._stand(group)
        self._join_standing()
        for _ in range(SWEEPS[self._small]):
            self._sweep(units)
        return list(self._standing.values())

    def _order(self, group: Group) -> tuple[int, float]:
        """The surest first: the more its day is trusted, then by how much its words tell."""
        day = group.day
        trust = 1 + group.trusted(day) if day is not None and is_one_day(day) else 0
        told = max(sum(self._evidence.tells[f] for f in m.features) for m in group.members.values())
        return -trust, -told

    def _join_standing(self) -> None:
        """Join standing groups, the likeliest pair first, until none is likely enough."""
        by_place = list(self._standing.values())
        places = {id(group): place for place, group in enumerate(by_place)}
        sizes = {place: group.size for place, group in enumerate(by_place)}
        queue: list[tuple[float, int, int, int, int]] = []

        def offer(group: Group) -> None:
            for score, other in self._scored(group):
                few, many = sorted((group, other), key=lambda g: (g.size, -places[id(g)]))
                heapq.heappush(queue, (-score, places[id(few)], places[id(many)], few.size, many.size))

        for group in by_place:
            offer(group)
        while queue:
            _, few, many, size_few, size_many = heapq.heappop(queue)
            if sizes.get(few) != size_few or sizes.get(many) != size_many:
                continue
            self._fall(by_place[few])
            by_place[many].take(by_place[few].members.values())
            del sizes[few]
            sizes[many] = by_place[many].size
            self._enter(by_place[many])
            offer(by_place[many])

    def _sweep(self, units: list[Unit]) -> None:
        """Weigh each unit against the rest of its group, and let it go over to another that speaks more for it."""
        holds = {key: group for group in self._standing.values() for key in group.members}
        for unit in units:
            held, alone = holds[unit[0].item.id], Group(unit)
            held.release(unit)
            here = self._evidence(alone, held) if held.size else ENOUGH
            others = ((score, group) for score, group in self._scored(alone) if group is not held)
            best = max(others, key=lambda scored: scored[0], default=(0.0, held))
            goes_to = best[1] if best[0] > max(here, ENOUGH) + BETTER else held
            if here < 0 and goes_to is held:
                goes_to = self._stand(alone)
            if not held.size and goes_to is not held:
                self._fall(held)
            if goes_to is not alone:
                goes_to.take(unit)
                self._enter(goes_to)
            holds.update((m.item.id, goes_to) for m in unit)

    def _scored(self, group: Group) -> Iterator[tuple[float, Group]]:
        """The groups near one that speak enough for being the same."""
        for other in self._near(group):
            score = self._evidence(group, other)
            if score >= ENOUGH:
                yield score, other

    def _near(self, group: Group) -> Iterable[Group]:
        """Groups of the family that share the most telling words and names."""
        shared: defaultdict[int, float] = defaultdict(float)
        found: dict[int, Group] = {}
        for feature, _ in group.own:
            holders = self._index.get((group.head.family, feature), {})
            if len(holders) <= self._common:
                weight = self._evidence.tells[feature]
                for key, other in holders.items():
                    if other.size:
                        shared[key] += weight
                        found[key] = other
        shared.pop(id(group), None)
        ranked = [(weight + log(found[key].size), -n, key) for n, (key, weight) in enumerate(shared.items())]
        nearest = (found[key] for *_, key in heapq.nlargest(self._nearest, ranked))
        return [other for other in nearest if self._is_one_affair(group, other)]

    def _stand(self, group: Group) -> Group:
        self._standing[id(group)] = group
        self._enter(group)
        return group

    def _fall(self, group: Group) -> None:
        """Take a group out of the standing ones and out of the index."""
        del self._standing[id(group)]
        for key in self._entered.pop(id(group), ()):
            self._index[key].pop(id(group), None)

    def _enter(self, group: Group) -> None:
        """Enter a group into the index under the words that many of its mentions hold."""
        for feature, _ in group.own:
            key = group.head.family, feature
            self._index[key][id(group)] = group
            self._entered[id(group)].add(key)

    def _is_one_affair(self, a: Group, b: Group) -> bool:
        """Whether the reports of two groups are about the same people and places."""
        few, many = (a, b) if len(a.documents) <= len(b.documents) else (b, a)
        return self._context.same_affair(few.head.item.source, many.head.item.source) or any(
            key in many.documents for key in few.documents
        )
