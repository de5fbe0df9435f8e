"""Denials without a verb of denying: no trace of the gas was found, there is no proof of an attack, it has no link to the talks."""

from __future__ import annotations

from musnad.link.scan import Scan
from musnad.text.fold import ARABIC_COMMA

NEGATED = 4  # words before the noun in which the negation stands
LONGEST = 24  # words of what is not there
COMMAS = {",", ARABIC_COMMA}


def absences_in(seen: Scan) -> list[tuple[int, int, int]]:
    """Where such words begin, where what is not there begins, and where it ends: code points."""
    found: list[tuple[int, int, int]] = []
    for hit in seen.hits.of("link.evidence"):
        first, last = seen.sentence(hit.first)
        before = range(max(first, hit.first - NEGATED), hit.first)
        negation = next((i for i in before if (n := seen.hits.at(i, "link.negations")) and n.row["absent"]), None)
        end = min(last, hit.last + LONGEST)
        end = next((i for i in range(hit.last, end) if seen.tokens[i].form in COMMAS), end)
        while end > hit.last and seen.tokens[end - 1].kind not in ("word", "number"):
            end -= 1
        if negation is not None and not hit.split.article and not hit.pronoun and end > hit.last:
            found.append((seen.tokens[negation].start, seen.tokens[hit.last].start, seen.tokens[end - 1].end))
    return found
