"""What makes two mentions of a batch one happening: weights of a comparison pair by pair, which SQL can do anywhere.

A ledger weighs whole groups (musnad/link/likeness.py) and finds more; what a batch holds together is a first reading of it.
"""

from __future__ import annotations

COMMON = 120  # mentions that share a word before it no longer brings them together
NEAR_DAYS = 5  # documents this near may tell one undated happening
SAME = 0.6
CROSSING = 0.3  # the share of pairs between two groups that must be linked for them to become one
SERIAL = {"attack", "strike", "casualties", "threat", "protest", "meeting", "visit", "training", "campaign", "transfer"}
ENOUGH = 1.2  # the weight of about two words: of what happens again and again, one word alone does not tell which
ENOUGH_ONCE = 0.5  # of what happens once, one word does
