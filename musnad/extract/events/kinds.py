"""Families of event types: mentions of one family may tell of one happening."""

from __future__ import annotations

from functools import cache

KINDRED = (
    {"meeting", "dialogue_round", "visit"},
    {"attack", "strike", "casualties"},
    {"withdrawal", "redeployment", "handover", "transfer", "return"},
    {"decision", "resolution", "agreement", "pledge"},
    {"training"},
    {"campaign"},
    {"appointment"},
    {"territorial_control"},
    {"threat", "protest"},
)
OTHER = len(KINDRED)  # the number of what is of no family


@cache
def kin(kind: str) -> int:
    """The number of the family of event types; types of one family may name one happening."""
    return next((i for i, family in enumerate(KINDRED) if kind in family), OTHER)
