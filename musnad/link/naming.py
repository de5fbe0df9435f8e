"""Denials that name the claim they deny: `denied what was reported of a ceasefire`, also where no one is read as the speaker."""

from __future__ import annotations

import msgspec

from musnad.lexicon.matcher import Hit
from musnad.link.pointing import LONGEST, Stretch, is_turned, points_back
from musnad.link.scan import Scan
from musnad.text.fold import ARABIC_COMMA

WITHIN = 14  # words after the verb in which the claim begins
LEAST = 2  # words that tell what is claimed
COMMAS = {",", ARABIC_COMMA}


class Named(msgspec.Struct, frozen=True):
    """verb: where the denying word begins and ends. word: the one that stands for the claim. claim: from it to the clause's end."""

    verb: Stretch
    word: Stretch
    claim: Stretch


def named_in(seen: Scan) -> list[Named]:
    """Every denial of a text that names a claim."""
    found = []
    for hit in seen.hits.of("link.denying"):
        named = None if hit.split.article or hit.pronoun else _named(seen, hit)
        if named is not None and not is_turned(seen, hit) and not points_back(seen, hit):
            found.append(named)
    return found


def _named(seen: Scan, hit: Hit) -> Named | None:
    last = seen.sentence(hit.first)[1]
    for i in range(hit.last, min(last, hit.last + WITHIN)):
        if seen.hits.at(i, "link.breaks") is not None:
            return None
        word = seen.hits.at(i, "link.charges")
        agency = seen.hits.at(i - 1, "link.media_words") is not None
        if word is not None and word.row["told"] and not word.pronoun and not agency:
            end = min(last, word.last + LONGEST)
            end = next((j for j in range(word.last + LEAST, end) if seen.tokens[j].form in COMMAS), end)
            while end > word.last and seen.tokens[end - 1].kind not in ("word", "number"):
                end -= 1
            if end - word.last < LEAST:
                return None
            return Named(_span(seen, hit.first, hit.last), _span(seen, i, word.last), _span(seen, i, end))
    return None


def _span(seen: Scan, first: int, last: int) -> Stretch:
    return seen.tokens[first].start, seen.tokens[last - 1].end
