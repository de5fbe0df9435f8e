"""Bounds and hedges in signs, the same in every language."""

from __future__ import annotations

from fractions import Fraction

from musnad.model import Figure

SIGNS = {"about": "≈ ", "nearly": "≲ ", "more_than": "> ", "at_least": "≥ ", "less_than": "< ", "at_most": "≤ "}
PLAIN = 10  # the largest denominator of a common fraction that a share is written as
NEAR = 0.0005  # how near to it a share then is


def amount(low: float | int | None, high: float | int | None, comparator: str, unit: str) -> str:
    """`≈ 2,500`, `> 1,200`, `2,500–3,000`; any unit but a count is added, a percentage is `98%`, a share of a whole `1/3` or
    `12.5%`."""
    if low is not None and high is not None and low != high:
        value = f"{_number(low, unit)}–{_number(high, unit)}"
    else:
        value = SIGNS.get(comparator, "") + _number(low if low is not None else high, unit)
    if unit == "percent":
        return f"{value}%"
    return value if unit in ("count", "fraction") else f"{value} {unit}"


def _number(value: float | int | None, unit: str) -> str:
    if value is None:
        return "?"
    if unit != "fraction":
        return f"{value:,}"
    return share(value)


def share(value: float) -> str:
    """A part of a whole as people write it: `1/3` where it is a plain common fraction, else `13.7%`."""
    near = Fraction(value).limit_denominator(PLAIN)
    return str(near) if near and abs(near - value) < NEAR else f"{value * 100:,.3g}%"


def figure_amount(figure: Figure) -> str:
    """The amount of a figure record."""
    return amount(figure.low, figure.high, figure.comparator, figure.unit)
