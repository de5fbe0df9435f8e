"""Which mentions of one document tell of the same happening.

Each mention joins, of the happenings before it, the one that most speaks for it, if enough does: the clues between it and the
mentions of that happening are summed up by weights (`likeness.py`). In the order of the text, each mention is compared with a
few happenings of its family only, so that the work grows with the length of the text.
"""

from __future__ import annotations

from musnad.extract.events.kinds import kin
from musnad.extract.events.likeness import Likeness
from musnad.extract.events.told import Told

ENOUGH = -0.25  # logarithm of the odds that make a mention one with a happening before it
KEPT = 16  # happenings of a family that a new mention is compared with, the last ones
LATEST = 3  # mentions of a happening that a new one is compared with, besides the first


def number_happenings(told: list[Told]) -> None:
    """Set `happening` of every event, counted from 0 in the order of the text."""
    likeness = Likeness(told)
    known: dict[int, list[list[int]]] = {}
    count = 0
    for k, mention in enumerate(told):
        groups = known.setdefault(kin(mention.event.type), [])
        scored = [(_speaks(likeness, group, k), -n) for n, group in enumerate(reversed(groups[-KEPT:]))]
        best, nearest = max(scored, default=(ENOUGH, 0))
        if best > ENOUGH:
            group = groups[nearest - 1]
            group.append(k)
            mention.event.happening = told[group[0]].event.happening
        else:
            groups.append([k])
            mention.event.happening, count = count, count + 1


def _speaks(likeness: Likeness, group: list[int], k: int) -> float:
    """How much speaks for mention `k` being of a happening: half by its likest mention, half by all that are looked at."""
    looked_at = group if len(group) <= LATEST else [group[0], *group[-LATEST:]]
    alike = [likeness(earlier, k) for earlier in looked_at]
    return (max(alike) + sum(alike) / len(alike)) / 2
