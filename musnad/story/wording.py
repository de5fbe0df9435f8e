"""Bounds and hedges in signs, the same in every language."""

from __future__ import annotations

from musnad.model import Figure

SIGNS = {"about": "≈ ", "nearly": "≲ ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ "}


def amount(low: float | int | None, high: float | int | None, comparator: str, unit: str) -> str:
    """`≈ 2,500`, `> 1,200`, `2,500–3,000`; any unit but a count is added."""
    if low is not None and high is not None and low != high:
        value = f"{low:,}–{high:,}"
    else:
        number = low if low is not None else high
        value = SIGNS.get(comparator, "") + ("?" if number is None else f"{number:,}")
    return value if unit == "count" else f"{value} {unit}"


def figure_amount(figure: Figure) -> str:
    """The amount of a figure record."""
    return amount(figure.low, figure.high, figure.comparator, figure.unit)
