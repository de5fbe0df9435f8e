"""Who holds a place, as a report tells it: took it, holds it, left it. Words alone; who and where are named in stretches of them.

`The army retook the town`, `the town, which the rebels control`, `their last stronghold in the province`. What is only aimed at, a
condition, a past that is over, and parts of a place are no claims.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.lexicon.matcher import Hit
from musnad.link.scan import Scan
from musnad.text.layout import Range

Stretch = tuple[int, int]  # code points
BEFORE, AFTER = 8, 12  # words around the one that tells, in which who holds and what is held are named
HOLDER = 5  # words after it in which who holds is named first
AIMED = 3  # words before it in which an aim or a condition stands
OUTRIGHT = ("perfect", "imperfect", "jussive")


class Holding(msgspec.Struct, frozen=True):
    """A claim on who holds a place. state: took, holds, left. words: those that say so. holders: where who holds is named, the likeliest
    first. before, after: where the place is, last or first named there. inside: only within that place; whole: all of it."""

    state: str
    words: Stretch
    holders: list[Stretch]
    before: Stretch | None = None
    after: Stretch | None = None
    inside: bool = False
    whole: bool = False


def holdings_in(seen: Scan) -> list[Holding]:
    """Every such claim of a text, in order."""
    verbs = (found for hit in seen.hits.of("link.holding") if (found := _of_verb(seen, hit)) is not None)
    nouns = (found for hit in seen.hits.of("link.held") for found in _of_noun(seen, hit))
    return sorted([*verbs, *nouns], key=lambda h: h.words)


def _of_verb(seen: Scan, hit: Hit) -> Holding | None:
    if not is_told(seen, hit) or hit.row["driven"] or hit.split.article or hit.split.preposition:
        return None
    if seen.hits.at(hit.first, "link.held") or _is_subjunctive(seen, hit):
        return None
    (first, last), finite = _clause(seen, hit), hit.features.tense in OUTRIGHT
    it = next((i for i in range(hit.last, min(last, hit.last + HOLDER)) if points_at(seen, i, "place")), None)
    before, after = (max(first, hit.first - BEFORE), hit.first), (hit.last, last)
    if it is not None:  # `the town that they control`
        named = [(hit.last, it)] if it > hit.last else [(it + 1, min(last, it + 1 + HOLDER))]
        return (
            _holding(seen, hit, hit.row["state"], named, before, None) if finite or hit.row["state"] == "left" else None
        )
    if not finite and not hit.pronoun and hit.row["state"] != "left":
        return None
    near = hit.last, _place_begins(seen, hit.last, after[1])
    return _holding(seen, hit, hit.row["state"], [before] if hit.pronoun else [near, before], None, after)


def _of_noun(seen: Scan, hit: Hit) -> Iterator[Holding]:
    if not is_told(seen, hit):
        return
    first, last = _clause(seen, hit)
    named = [(hit.last, min(last, hit.last + HOLDER))]
    found = _holding(seen, hit, "holds", named, (max(first, hit.first - BEFORE), hit.first), None)
    if found is not None:
        yield found
    within = _holding(seen, hit, "holds", named, None, (hit.last, last)) if hit.row["after"] else None
    if within is not None:
        yield msgspec.structs.replace(within, inside=True)


def _holding(
    seen: Scan, hit: Hit, state: str, named: list[Range], before: Range | None, after: Range | None
) -> Holding | None:
    place = before or after
    holders = [h for h in named if h[0] < h[1]]
    if (
        place is None
        or place[0] >= place[1]
        or not holders
        or any(seen.hits.at(i, "link.partly") for i in range(*place))
    ):
        return None
    around = range(min(place[0], hit.first), max(place[1], hit.last))
    whole = any(seen.hits.at(i, "link.wholly") for i in around)
    spans, words = [_span(seen, h) for h in holders], _span(seen, (hit.first, hit.last))
    return Holding(state, words, spans, before and _span(seen, before), after and _span(seen, after), whole=whole)


def is_told(seen: Scan, hit: Hit, negated: bool = False) -> bool:
    """Whether it is told as so: no future, aim, condition or past that is over; and no negation, unless that is told, too."""
    first = max(seen.sentence(hit.first)[0], hit.first - BEFORE)
    near = any(_turns(seen, i, negated) for i in range(max(first, hit.first - AIMED), hit.first))
    return not (hit.split.future or near or any(_is_over(seen, i) for i in range(first, hit.first)))


def _is_over(seen: Scan, i: int) -> bool:
    """Whether `was` puts what follows into a past that is over."""
    hit = seen.hits.at(i, "link.backgrounds")
    return hit is not None and hit.row["over"] == "yes"


def _turns(seen: Scan, i: int, negated: bool) -> bool:
    background = seen.hits.at(i, "link.backgrounds")
    relative = background is not None and background.row["reach"] == "1"
    tables = ("link.denying", "link.aims") if negated else ("link.denying", "link.aims", "link.negations")
    return (background is not None and not relative) or any(seen.hits.at(i, table) for table in tables)


def points_at(seen: Scan, i: int, what: str) -> bool:
    """Whether a preposition with a pronoun points at a place, or a deal, that was named before."""
    hit = seen.hits.at(i, "link.on_it")
    return hit is not None and hit.row["to"] == what


def _is_subjunctive(seen: Scan, hit: Hit) -> bool:
    """Whether a verb stands after `that ... may`, so that it is not told as done."""
    before = seen.hits.at(hit.first - 1, "link.breaks")
    return before is not None and before.row["that"] == "yes" and hit.features.tense == "imperfect"


def _place_begins(seen: Scan, i: int, last: int) -> int:
    """Where the words that tell what is held begin after a verb: at a preposition."""
    return next((j for j in range(i, last) if seen.hits.at(j, "link.leading") is not None), min(last, i + HOLDER))


def _clause(seen: Scan, hit: Hit) -> Range:
    first, last = seen.sentence(hit.first)
    end = min(last, hit.last + AFTER)
    return first, next((i for i in range(hit.last, end) if seen.hits.at(i, "link.breaks") is not None), end)


def _span(seen: Scan, tokens: Range) -> Stretch:
    return seen.tokens[tokens[0]].start, seen.tokens[tokens[1] - 1].end
