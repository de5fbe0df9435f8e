"""Denials that point back: where a text tells something and then, in a clause or sentence of its own, that someone denies it."""

from __future__ import annotations

from musnad.lexicon.matcher import Hit
from musnad.link.scan import Scan
from musnad.text.fold import ARABIC_COMMA
from musnad.text.layout import Range

Stretch = tuple[int, int]
Retort = tuple[Stretch, Stretch]  # what was told, what denies it: code points
LEAST = 4  # words of what is denied
OBJECT = 6  # words after the verb in which its object stands
LONGEST = 24  # words of a denial
FAR = 60  # words of a sentence before the denial that are shown
COMMAS = {",", ARABIC_COMMA}


def retorts_in(seen: Scan) -> list[Retort]:
    """Every denial of a text that points back, with what it denies."""
    found: list[Retort] = []
    for hit in seen.hits.of("link.denying"):
        if hit.split.article or not _points_back(seen, hit):
            continue
        clause = _clause(seen, hit)
        told = _told_before(seen, clause)
        if told is not None:
            found.append((_span(seen, told), _span(seen, clause)))
    return found


def _points_back(seen: Scan, hit: Hit) -> bool:
    """Whether what is denied is only a pronoun, or words such as `that` and `the charges against it`."""
    if hit.pronoun:
        return True
    _, last = seen.sentence(hit.first)
    for i in range(hit.last, min(last, hit.last + OBJECT)):
        if seen.tokens[i].form in COMMAS:
            return False
        if seen.hits.at(i, "link.charges") is not None:
            return _ends(seen, i + 1, last)
    return False


def _ends(seen: Scan, i: int, last: int) -> bool:
    """Whether nothing more is said of what is denied than whose or against whom it is."""
    words = 0
    while i < last and seen.tokens[i].form not in COMMAS:
        words += seen.tokens[i].kind == "word" and seen.hits.at(i, "link.charges") is None
        i += 1
    return words <= 2


def _clause(seen: Scan, hit: Hit) -> Range:
    """The clause of a denial: from the comma before it to the one after."""
    first, last = seen.sentence(hit.first)
    begin = next((i + 1 for i in range(hit.first - 1, first - 1, -1) if seen.tokens[i].form in COMMAS), first)
    end = next((i for i in range(hit.last, last) if seen.tokens[i].form in COMMAS), last)
    return max(begin, hit.first - LONGEST), min(end, hit.last + LONGEST)


def _told_before(seen: Scan, clause: Range) -> Range | None:
    """The words of the sentence before the clause, else the sentence before."""
    first, _ = seen.sentence(clause[0])
    if clause[0] - first > LEAST:
        return max(first, clause[0] - FAR), clause[0]
    if first == 0:
        return None
    begin, end = seen.sentence(first - 1)
    return (max(begin, end - FAR), end) if end - begin > LEAST else None


def _span(seen: Scan, tokens: Range) -> tuple[int, int]:
    last = tokens[1] - 1
    while last > tokens[0] and seen.tokens[last].kind not in ("word", "number"):
        last -= 1
    return seen.tokens[tokens[0]].start, seen.tokens[last].end
