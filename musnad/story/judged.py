"""How much of what people judged was right: the error rate that a desk's own review gives."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import sqrt

from musnad.ledger.rows import LAYERS
from musnad.link.material import Json, Material

COUNTED = ("accept", "correct", "reject")
NINETY_FIVE = 1.96  # standard deviations


def judged(material: Material) -> list[Json]:
    """One row a layer that was judged: how many were accepted, corrected and rejected, and the share accepted.

    from, to: the bounds within which that share lies at 95 % (Wilson), were the judged records drawn by chance. A queue of
    what the reader was least sure of is not drawn by chance: it gives a share that is too low.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for layer in LAYERS:
        for row in material.ledger.records(layer):
            decision = material.decisions.get(row["id"])
            if decision is not None and decision.verdict in COUNTED:
                counts[layer][decision.verdict] += 1
    return [_row(layer, count) for layer, count in counts.items()]


def _row(layer: str, count: Counter[str]) -> Json:
    total = sum(count.values())
    low, high = wilson(count["accept"], total)
    return {"layer": layer, "accepted": count["accept"], "corrected": count["correct"], "rejected": count["reject"],
            "right": round(count["accept"] / total, 4), "from": round(low, 4), "to": round(high, 4)}  # fmt: skip


def wilson(right: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share. Source: Wilson 1927."""
    share, square = right / total, NINETY_FIVE**2
    middle = (share + square / (2 * total)) / (1 + square / total)
    half = NINETY_FIVE * sqrt(share * (1 - share) / total + square / (4 * total**2)) / (1 + square / total)
    return max(0.0, middle - half), min(1.0, middle + half)
