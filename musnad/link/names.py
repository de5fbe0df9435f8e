"""Names compared as sets: places and actors as the reader's ids."""

from __future__ import annotations

from collections.abc import Set


def place_keys(place: str | None) -> set[str]:
    """The places of a record; several are written with semicolons."""
    return {p.strip().lower() for p in (place or "").split(";") if p.strip()}


def overlap(a: Set[str], b: Set[str]) -> float | None:
    """The share of the smaller set that is in the other, 0 to 1; None where one of them is empty."""
    if not a or not b:
        return None
    return len(a & b) / min(len(a), len(b))
