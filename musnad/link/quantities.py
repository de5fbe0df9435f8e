"""Which figures tell one quantity: groups of figures that much speaks for.

Each figure is compared with few before it: those of the same number, happening or kind, and those around which the rarest
words are the same. The pairs that most speaks for are joined first, and two groups only where their members fit each other, so
that one chance likeness does not make one quantity of two. The work grows with the number of figures.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator
from math import log

from musnad.link.alike import Evidence, may_be_one
from musnad.link.clues import Clue, clues
from musnad.link.context import context_of
from musnad.link.corrections import corrections
from musnad.link.material import Item, Material
from musnad.model import Figure

ENOUGH = 1.8  # the evidence that makes two figures one quantity
FITTING = 0.8  # the mean evidence between the members of two groups that may be joined
SIZE, LARGE = 0.2, 20  # less of it is asked for a large group, whose members are told in many ways
NEVER = -2.5  # what speaks so much against two members keeps their groups apart
UNFIT = -0.5  # where they are of different measures
SAMPLE = 4  # members of each that are compared
NEAREST = {"number": 14, "happening": 10, "kind": 8, "before": 2}  # figures before one that it is compared with
COMMON = 40  # figures that share a word before it no longer brings them together
BY_WORDS = 8


def quantities(material: Material) -> list[list[Item[Figure]]]:
    """Every figure with bounds, in groups of one quantity, in the order of publication."""
    if "quantities" not in material.memory:
        found = clues(material)
        groups = _Groups(
            found, Evidence(found, context_of(material), {frozenset((a.id, b.id)) for a, b, _ in corrections(material)})
        )
        for _, a, b in sorted(groups.pairs(), key=lambda pair: (-pair[0], pair[1], pair[2])):
            groups.join(a, b)
        material.memory["quantities"] = [[found[n].item for n in group] for group in groups.all()]
    kept: list[list[Item[Figure]]] = material.memory["quantities"]
    return kept


class _Groups:
    """Groups of figures, by their places in the order of publication."""

    def __init__(self, found: list[Clue], evidence: Evidence) -> None:
        self._found, self._evidence = found, evidence
        self._members = {n: [n] for n in range(len(found))}
        self._root = list(range(len(found)))
        self._refused: set[tuple[int, int]] = set()

    def pairs(self) -> Iterator[tuple[float, int, int]]:
        """Pairs that enough speaks for, with the evidence."""
        index = _Index(self._evidence)
        for n, clue in enumerate(self._found):
            for other in index.near(n, clue):
                before = self._found[other]
                if may_be_one(before, clue):
                    score = self._evidence(before, clue)
                    if score >= ENOUGH:
                        yield score, other, n

    def join(self, a: int, b: int) -> None:
        """Make one group of those of two figures, where their members fit each other."""
        left, right = sorted((self._root[a], self._root[b]))
        if left == right or (left, right) in self._refused:
            return
        if not self._fit(self._members[left], self._members[right]):
            self._refused.add((left, right))
            return
        for member in self._members[right]:
            self._root[member] = left
        self._members[left] += self._members.pop(right)

    def _fit(self, left: list[int], right: list[int]) -> bool:
        some = [(self._found[a], self._found[b]) for a in left[:SAMPLE] for b in right[:SAMPLE]]
        scores = [self._evidence(a, b) if may_be_one(a, b) else UNFIT for a, b in some]
        if min(scores) <= NEVER:
            return False
        many = log(min(LARGE, max(len(left), len(right))))
        return sum(score if score > 0 else 2 * score for score in scores) >= (FITTING - SIZE * many) * len(some)

    def all(self) -> list[list[int]]:
        """The groups, each in the order of its members."""
        return [sorted(members) for members in self._members.values()]


class _Index:
    """The figures seen so far by what they may share with the next one."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._seen: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
        self._words: defaultdict[str, list[int]] = defaultdict(list)

    def near(self, n: int, clue: Clue) -> list[int]:
        """Figures to compare the next one with; it is entered itself."""
        found: set[int] = set()
        for key in _keys(clue):
            some = self._seen[key]
            found.update(some[-NEAREST[str(key[0])] :])
            some.append(n)
        shared: defaultdict[int, float] = defaultdict(float)
        for word in sorted(clue.words):
            holders = self._words[word]
            for other in holders[-BY_WORDS:] if len(holders) <= COMMON else ():
                shared[other] += self._evidence.tells[word]
            holders.append(n)
        found.update(heapq.nlargest(BY_WORDS, shared, key=lambda other: (shared[other], other)))
        return sorted(found)


def _keys(clue: Clue) -> Iterator[tuple[object, ...]]:
    figure = clue.item.record
    yield "number", figure.unit, clue.size
    yield "kind", figure.unit, figure.measure, clue.subject, clue.place, clue.noun
    yield "before", figure.unit, figure.measure, clue.item.source.key
    for happening in sorted(clue.happenings):
        yield "happening", figure.measure, happening
