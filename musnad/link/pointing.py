"""Denials that point back: where a text tells something and then, in a clause or sentence of its own, that someone denies it.

Also what is laid to someone, and the answer that is set against it: `the West suspects that ..., but Tehran says ...`.
"""

from __future__ import annotations

import msgspec

from musnad.lexicon.matcher import Hit
from musnad.link.scan import Scan
from musnad.text.fold import ARABIC_COMMA
from musnad.text.layout import Range

Stretch = tuple[int, int]  # code points
LEAST = 4  # words of what is denied
OBJECT = 10  # words after the verb in which its object stands
LONGEST = 24  # words of a denial
FAR = 60  # words of a sentence before the denial that are shown
NEAR = 6  # words after an accusing verb in which the charge stands
NEGATED = 2  # words before a denying verb in which a negation turns it around
COMMAS = {",", ARABIC_COMMA}


class Retort(msgspec.Struct, frozen=True):
    """What was told, and what denies or answers it. verb: where the denying word ends, or the answer begins."""

    told: Stretch
    denied: Stretch
    verb: int
    answers: bool


def retorts_in(seen: Scan) -> list[Retort]:
    """Every denial of a text that points back, with what it denies; and every answer to an accusation."""
    charges = accusations(seen)
    verbs = [*seen.hits.of("link.denying"), *seen.hits.of("link.denied_it")]
    denials = [found for hit in verbs if (found := _denial(seen, hit, charges)) is not None]
    answers = [found for charge in charges if (found := _answer(seen, charge)) is not None]
    return sorted([*denials, *answers], key=lambda r: r.denied)


def accusations(seen: Scan) -> list[Range]:
    """The clauses in which something is laid to someone, as ranges of tokens: to the sentence's end or a turn."""
    found: list[Range] = []
    for hit in seen.hits.of("link.accusing"):
        last = seen.sentence(hit.first)[1]
        if hit.split.article or hit.features.tense == "masdar" or (found and hit.first < found[-1][1]):
            continue
        if hit.row["charge"] and not any(
            seen.hits.at(i, "link.charges") for i in range(hit.last, min(last, hit.last + NEAR))
        ):
            continue
        end = next((i for i in range(hit.last + 1, min(last, hit.last + FAR)) if _turns(seen, i)), last)
        found.append((_clause(seen, hit)[0], min(end, hit.last + FAR)))
    return [(first, last) for first, last in found if last - first > LEAST]


def _turns(seen: Scan, i: int) -> bool:
    """Whether another telling is set against the words before."""
    hit = seen.hits.at(i, "link.breaks")
    denying = seen.hits.at(i, "link.denying") or seen.hits.at(i, "link.denied_it")
    return denying is not None or (hit is not None and hit.row["turn"] != "")


def _answer(seen: Scan, charge: Range) -> Retort | None:
    """What follows an accusation after a turn, in its sentence or at the beginning of the next."""
    i = charge[1]
    while i < min(len(seen.tokens), charge[1] + 2) and seen.tokens[i].kind not in ("word", "number"):
        i += 1
    hit = seen.hits.at(i, "link.breaks")
    if hit is None or hit.row["turn"] not in ("but", "while"):
        return None
    end = min(seen.sentence(i)[1], i + LONGEST)
    if end - i <= LEAST:
        return None
    return Retort(_span(seen, charge), _span(seen, (i, end)), seen.tokens[i].end, True)


def _denial(seen: Scan, hit: Hit, charges: list[Range]) -> Retort | None:
    if hit.split.article or is_turned(seen, hit):
        return None
    points = points_back(seen, hit)
    if not points:
        return None
    clause = _clause(seen, hit)
    told = _told_before(seen, clause, charges)
    begins = clause[0] - seen.sentence(clause[0])[0] <= LEAST
    if points == "charges" and begins and not (told and _meets(told, charges)):
        told = _nearest(seen, clause, charges) or told
    if told is None:
        return None
    return Retort(_span(seen, told), _span(seen, clause), seen.tokens[hit.last - 1].end, False)


def is_turned(seen: Scan, hit: Hit) -> bool:
    """Whether it is not denied at all: `does not deny`, `confirmation or denial`, or only a noun in another's clause."""
    before = range(max(0, hit.first - NEGATED), hit.first)
    if any((found := seen.hits.at(i, "link.negations")) and found.first != hit.first for i in before):
        return True
    beside = (hit.first - 1, hit.last)
    return any(0 <= i < len(seen.tokens) and seen.hits.at(i, "link.either") is not None for i in beside)


def points_back(seen: Scan, hit: Hit) -> str:
    """Whether what is denied is only a pronoun (`it`), or words such as `that` and `the charges against it` (`charges`)."""
    if hit.pronoun or hit.table == "link.denied_it":
        return "it"
    _, last = seen.sentence(hit.first)
    for i in range(hit.last, min(last, hit.last + OBJECT)):
        if _stops(seen, i):
            return ""
        found = seen.hits.at(i, "link.charges")
        if found is not None:
            return ("charges" if found.row["laid"] else "it") if _ends(seen, i + 1, last) else ""
    return ""


def _ends(seen: Scan, i: int, last: int) -> bool:
    """Whether nothing more is said of what is denied than whose or against whom it is."""
    words = 0
    while i < last and not _stops(seen, i) and not _goes_on(seen, i):
        words += seen.tokens[i].kind == "word" and seen.hits.at(i, "link.charges") is None
        i += 1
    return words <= 2


def _goes_on(seen: Scan, i: int) -> bool:
    """Whether a verb joined by `and` tells what else was said or done (`and called them absurd`)."""
    hit = seen.hits.at(i, "link.further")
    return hit is not None and bool(hit.split.conjunction)


def _stops(seen: Scan, i: int) -> bool:
    hit = seen.hits.at(i, "link.breaks")
    return seen.tokens[i].form in COMMAS or (hit is not None and hit.row["turn"] != "")


def _clause(seen: Scan, hit: Hit) -> Range:
    """The clause of a denial: from the comma before it to the one after."""
    first, last = seen.sentence(hit.first)
    begin = next((i + 1 for i in range(hit.first - 1, first - 1, -1) if seen.tokens[i].form in COMMAS), first)
    end = next((i for i in range(hit.last, last) if seen.tokens[i].form in COMMAS), last)
    return max(begin, hit.first - LONGEST), min(end, hit.last + LONGEST)


def _told_before(seen: Scan, clause: Range, charges: list[Range]) -> Range | None:
    """The words of the sentence before the clause, from where something is laid to someone; else the sentence before."""
    first, _ = seen.sentence(clause[0])
    if clause[0] - first > LEAST:
        told = max(first, clause[0] - FAR), clause[0]
    elif first == 0:
        return None
    else:
        begin, end = seen.sentence(first - 1)
        told = max(begin, end - FAR), end
    laid = [c[0] for c in charges if told[0] <= c[0] < told[1] - LEAST]
    turned = [i + 1 for i in range(told[0], told[1] - LEAST) if (h := seen.hits.at(i, "link.breaks")) and h.row["turn"]]
    told = max((*laid, *turned), default=told[0]), told[1]
    return told if told[1] - told[0] > LEAST else None


def _meets(told: Range, charges: list[Range]) -> bool:
    return any(c[0] < told[1] and told[0] < c[1] for c in charges)


def _nearest(seen: Scan, clause: Range, charges: list[Range]) -> Range | None:
    """The accusation nearest to a denial of charges that stand elsewhere in the text."""
    near = [c for c in charges if c[1] <= clause[0] or c[0] >= clause[1]]
    return min(near, key=lambda c: min(abs(c[0] - clause[1]), abs(clause[0] - c[1])), default=None)


def _span(seen: Scan, tokens: Range) -> Stretch:
    last = tokens[1] - 1
    while last > tokens[0] and seen.tokens[last].kind not in ("word", "number"):
        last -= 1
    return seen.tokens[tokens[0]].start, seen.tokens[last].end
