"""The bounds of a figure as a stretch of numbers, and the day at which it held."""

from __future__ import annotations

from musnad.link.material import Item
from musnad.model import Figure

HEDGE = 0.1  # how far `about` reaches to each side, as a share of the number
HEDGED = ("about", "nearly")
INFINITE = float("inf")


def bounds_meet(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both; a hedged one covers a tenth more to each side."""
    (low_a, high_a), (low_b, high_b) = reach(a), reach(b)
    return low_a <= high_b and low_b <= high_a


def reach(figure: Figure) -> tuple[float, float]:
    """The least and the largest number that a figure may mean; infinite where it is open."""
    spread = HEDGE if figure.comparator in HEDGED else 0.0
    low = -INFINITE if figure.low is None else figure.low - abs(figure.low) * spread
    high = INFINITE if figure.high is None else figure.high + abs(figure.high) * spread
    return float(low), float(high)


def figure_day(item: Item[Figure]) -> str | None:
    """The day at which a level held; without one of its own, the day its document was published."""
    return item.record.as_of or item.source.published
