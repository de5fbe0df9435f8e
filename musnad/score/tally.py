"""Counting: what was right, what gold has, what was said; and the rates that follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec


class Tally(msgspec.Struct):
    """right: found as gold has it; gold: what there is; said: what the reader gave."""

    right: int = 0
    gold: int = 0
    said: int = 0

    def add(self, right: int, gold: int, said: int) -> None:
        """Count one more document."""
        self.right += right
        self.gold += gold
        self.said += said

    def row(self) -> dict[str, Any]:
        """Precision, recall and F1 to four places, with what they were counted on."""
        precision = self.right / self.said if self.said else 0.0
        recall = self.right / self.gold if self.gold else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return {
            "P": round(precision, 4),
            "R": round(recall, 4),
            "F1": round(both, 4),
            "gold": self.gold,
            "said": self.said,
        }


class Sheet:
    """Tallies and misses of every measure, in the order in which they were first counted."""

    def __init__(self) -> None:
        self.tallies: dict[str, Tally] = {}
        self.misses: dict[str, list[str]] = {}

    def add(self, measure: str, right: int, gold: int, said: int) -> None:
        """Count one document under a measure."""
        self.tallies.setdefault(measure, Tally()).add(right, gold, said)

    def miss(self, measure: str, sentence: str) -> None:
        """Keep one thing that went wrong, in words."""
        self.misses.setdefault(measure, []).append(sentence)

    def rows(self) -> Iterator[dict[str, Any]]:
        """One row a measure."""
        for measure, tally in self.tallies.items():
            yield {"layer": measure, **tally.row()}
