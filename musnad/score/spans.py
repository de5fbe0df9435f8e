"""How two spans are compared, and how what was found is paired with what should be: the convention of every layer.

Spans are (start, end) in code points, end exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

Place = tuple[int, int]
_WORD = re.compile(r"[^\W_]+")


def overlap(a: Place, b: Place) -> int:
    """How many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def likeness(a: Place, b: Place) -> float:
    """Shared characters as a share of all that either covers."""
    shared = overlap(a, b)
    return shared / ((a[1] - a[0]) + (b[1] - b[0]) - shared) if shared else 0.0


def cover(a: Place, b: Place) -> float:
    """Shared characters as a share of the shorter span."""
    return overlap(a, b) / max(1, min(a[1] - a[0], b[1] - b[0]))


def word_f1(a: Place | None, b: Place | None, text: str) -> float:
    """F1 over the words of two spans; 0 where one is missing."""
    first, second = _words(a, text), _words(b, text)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _words(span: Place | None, text: str) -> set[Place]:
    if span is None:
        return set()
    return {(span[0] + m.start(), span[0] + m.end()) for m in _WORD.finditer(text[span[0] : span[1]])}


def pairs(
    gold: Sequence[Any], said: Sequence[Any], score: Callable[[Any, Any], float], floor: float
) -> list[tuple[int, int]]:
    """Pairs of indices, one to one, the best first, none scored below the floor."""
    scored = ((score(g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said))
    taken_gold: set[int] = set()
    taken_said: set[int] = set()
    found = []
    for value, i, j in sorted(scored, key=lambda row: -row[0]):
        if value < floor:
            break
        if i not in taken_gold and j not in taken_said:
            taken_gold.add(i)
            taken_said.add(j)
            found.append((i, j))
    return found
