"""Who keeps and who breaks what was agreed, as a report tells it: `Tehran has kept the deal`, `accused it of breaking the truce`.

What is demanded, promised, aimed at or a condition is no claim; a negation turns it around.
"""

from __future__ import annotations

import msgspec

from musnad.lexicon.matcher import Hit
from musnad.link.holdings import is_told, points_at
from musnad.link.scan import Scan
from musnad.text.layout import Range

Stretch = tuple[int, int]  # code points
OBJECT = 7  # words after it in which what is kept stands
PARTY = 5  # words before it, or after, in which who keeps it is named
ACCUSED = 10  # words before it in which a verb of accusing stands
NEGATED = 2
OUTRIGHT = ("perfect", "imperfect", "jussive", "participle")
DEALS = {"truce": "truce", "agreement": "agreement"}
OPPOSITE = {"kept": "broken", "broken": "kept"}


class Keeping(msgspec.Struct, frozen=True):
    """A claim that a party keeps or breaks a truce or an agreement. after, before: where it is named, first or last; accused: from
    the verb of accusing to the words, where one stands before them."""

    state: str
    deal: str
    words: Stretch
    after: Stretch | None
    before: Stretch | None
    accused: Stretch | None = None


def keepings_in(seen: Scan) -> list[Keeping]:
    """Every such claim of a text, in order."""
    return [found for hit in seen.hits.of("link.keeping") if (found := _keeping(seen, hit)) is not None]


def _keeping(seen: Scan, hit: Hit) -> Keeping | None:
    first, last = seen.sentence(hit.first)
    deal = _deal(seen, hit, last)
    if deal is None or hit.split.article or not _is_claimed(seen, hit):
        return None
    negated = any(seen.hits.at(i, "link.negations") for i in range(max(first, hit.first - NEGATED), hit.first))
    state = OPPOSITE[hit.row["state"]] if negated else hit.row["state"]
    accusing = _accusing(seen, hit, first)
    before, after = (max(first, hit.first - PARTY), hit.first), (hit.last, deal[1])
    if accusing is not None:
        before = accusing.last, hit.first
    near, far = (_span(seen, r) if r[0] < r[1] else None for r in (after, before))
    accused = _span(seen, (accusing.first, hit.last)) if accusing is not None else None
    return Keeping(state, deal[0], _span(seen, (hit.first, deal[2])), near, far, accused)


def _deal(seen: Scan, hit: Hit, last: int) -> tuple[str, int, int] | None:
    """What is kept: truce or agreement, and where its words begin and end."""
    for i in range(hit.last, min(last, hit.last + OBJECT)):
        process, undertaking = seen.hits.at(i, "link.processes"), seen.hits.at(i, "link.undertakings")
        if undertaking is not None or (points_at(seen, i, "deal") and not hit.row["object"]):
            return "agreement", i, i + 1
        if process is not None and process.row["topic"] in DEALS and not hit.row["object"]:
            return DEALS[process.row["topic"]], i, process.last
        if seen.hits.at(i, "link.breaks") is not None:
            return None
    return None


def _is_claimed(seen: Scan, hit: Hit) -> bool:
    """Whether it is told as so: a verb that is no condition, aim or demand; a verbal noun where someone is accused of it, or
    where it is confirmed of another."""
    first = seen.sentence(hit.first)[0]
    if hit.features.tense in OUTRIGHT:
        governed = seen.hits.at(hit.first - 1, "link.breaks")
        subjunctive = governed is not None and governed.row["that"] == "yes" and hit.features.tense == "imperfect"
        return not subjunctive and is_told(seen, hit, negated=True)
    confirmed = any(seen.hits.at(i, "link.further") for i in range(max(first, hit.first - 3), hit.first))
    return _accusing(seen, hit, first) is not None or (confirmed and not hit.pronoun and not hit.split.preposition)


def _accusing(seen: Scan, hit: Hit, first: int) -> Hit | None:
    found = (seen.hits.at(i, "link.accusing") for i in range(hit.first - 1, max(first, hit.first - ACCUSED) - 1, -1))
    return next((h for h in found if h is not None), None) if hit.features.tense == "masdar" else None


def _span(seen: Scan, tokens: Range) -> Stretch:
    return seen.tokens[tokens[0]].start, seen.tokens[tokens[1] - 1].end
