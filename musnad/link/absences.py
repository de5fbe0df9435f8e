"""Denials without a verb of denying: no trace of the gas was found, there is no proof of an attack, it never sought them."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.lexicon.matcher import Hit
from musnad.link.scan import Scan
from musnad.text.fold import ARABIC_COMMA

NEGATED, NEVER = 4, 8  # words before the noun, and before `never`, in which the negation stands
THAT = 6  # words after the noun in which `that` may stand
LONGEST = 24  # words of what is not there
COMMAS = {",", ARABIC_COMMA}
Absent = tuple[int, int, int]


def absences_in(seen: Scan) -> list[Absent]:
    """Where such words begin, where what is not there begins, and where it ends: code points."""
    return sorted((*_without_proof(seen), *_never(seen)))


def _without_proof(seen: Scan) -> Iterator[Absent]:
    for hit in seen.hits.of("link.evidence"):
        negation = _negation(seen, hit, NEGATED)
        end = _end(seen, hit.last, seen.sentence(hit.first)[1])
        if negation is not None and not hit.split.article and not hit.pronoun and end > hit.last:
            begin = next((i + 1 for i in range(hit.last, min(end - 1, hit.last + THAT)) if _opens(seen, i)), hit.last)
            yield seen.tokens[negation.first].start, seen.tokens[begin].start, seen.tokens[end - 1].end


def _opens(seen: Scan, i: int) -> bool:
    """Whether a word opens what there is no proof of: `no credible sign that ...`."""
    hit = seen.hits.at(i, "link.breaks")
    return hit is not None and hit.row["that"] == "yes"


def _never(seen: Scan) -> Iterator[Absent]:
    for hit in seen.hits.of("link.emphatic"):
        negation = _negation(seen, hit, NEVER)
        end = _end(seen, hit.last, seen.sentence(hit.first)[1])
        if negation is not None and negation.last < end:
            yield seen.tokens[negation.first].start, seen.tokens[negation.last].start, seen.tokens[end - 1].end


def _negation(seen: Scan, hit: Hit, reach: int) -> Hit | None:
    """The first negation before a word of its sentence."""
    first = seen.sentence(hit.first)[0]
    near = (seen.hits.at(i, "link.negations") for i in range(max(first, hit.first - reach), hit.first))
    return next((n for n in near if n is not None and n.row["absent"]), None)


def _end(seen: Scan, first: int, last: int) -> int:
    """Where the clause ends, without marks."""
    end = min(last, first + LONGEST)
    end = next((i for i in range(first, end) if seen.tokens[i].form in COMMAS), end)
    while end > first and seen.tokens[end - 1].kind not in ("word", "number"):
        end -= 1
    return end
