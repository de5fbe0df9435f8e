"""Where a report itself sets one telling against another: contrary to what Damascus said; then he changed his mind and said; the two
traded accusations."""

from __future__ import annotations

import msgspec

from musnad.lexicon.matcher import Hit
from musnad.link.scan import Scan
from musnad.text.fold import ARABIC_COMMA
from musnad.text.layout import Range

Stretch = tuple[int, int]  # code points
TELLS = 4  # words after `contrary to` in which what was told stands
LONGEST = 24  # words of a telling
LEAST = 3
CHARGE = 9  # words after a verb of trading in which the accusations stand
PARTIES = 8  # words before it in which the two may be named
COMMAS = {",", ARABIC_COMMA}


class Turns(msgspec.Struct, frozen=True):
    """contrary: what others told, what is told against it, and what their telling is called (`earlier reports`), None where only a
    name tells whose it is. reversed: where a speaker is told to have turned, from the turn to
    the end of its sentence, and whether what was said before may stand anywhere before. traded: where two are told to accuse each
    other, and where they are named, the likeliest first."""

    contrary: list[tuple[Stretch, Stretch, Stretch | None]]
    reversed: list[tuple[int, int, bool]]
    traded: list[tuple[Stretch, list[Stretch]]]


def turns_in(seen: Scan) -> Turns:
    """All three in a text, in order."""
    contrary = [found for hit in seen.hits.of("link.contrary") if (found := _contrary(seen, hit)) is not None]
    turned = [
        (seen.tokens[hit.first].start, seen.tokens[seen.sentence(hit.first)[1] - 1].end, hit.row["back"] == "yes")
        for hit in seen.hits.of("link.reversals")
    ]
    traded = [both for hit in seen.hits.of("link.traded") if (both := _traded(seen, hit)) is not None]
    return Turns(list(dict.fromkeys(contrary)), turned, traded)


def _contrary(seen: Scan, hit: Hit) -> tuple[Stretch, Stretch, Stretch | None] | None:
    first, last = seen.sentence(hit.first)
    told = next((i for i in range(hit.last, min(last, hit.last + TELLS)) if _is_claim(seen, i)), None)
    if told is None:
        return None
    word = seen.hits.at(told, "link.charges")
    named = word is None or bool(word.pronoun) or not word.row["told"]
    called = None if named or word is None else word
    stops = [i for i in range(told + 1, min(last, told + LONGEST)) if seen.tokens[i].form in COMMAS]
    before = _begins(seen, hit, first), _trimmed(seen, hit.first)
    if before[1] - before[0] > LEAST:
        end = stops[0] if stops else min(last, told + LONGEST)
        return _span(seen, (hit.last, end)), _span(seen, before), _called(seen, called, end)
    stop = next((i for i in stops if not is_relative(seen.hits.at(i + 1, "link.little"))), None)
    if stop is None or last - stop <= LEAST:
        return None
    end = min(last, stop + LONGEST)
    end = next((i for i in range(stop + LEAST, end) if seen.tokens[i].form in COMMAS), end)
    return _span(seen, (hit.last, stops[0])), _span(seen, (stop + 1, end)), _called(seen, called, stops[0])


def _called(seen: Scan, word: Hit | None, end: int) -> Stretch | None:
    """What a telling is called: the word for it without what is written onto it, to the end of the telling."""
    if word is None:
        return None
    start, last = _span(seen, (word.first, end))
    return start + (0 if word.split.article else len(word.split.conjunction + word.split.preposition)), last


def is_relative(hit: Hit | None) -> bool:
    """Whether a word is a pronoun that opens a relative clause."""
    return hit is not None and hit.row["relative"] == "yes" and not hit.split.preposition


def _is_claim(seen: Scan, i: int) -> bool:
    """Whether a word stands for what was told: reports, rumours, `what Damascus announced`."""
    word = seen.hits.at(i, "link.charges")
    what = seen.hits.at(i - 1, "link.little")
    return word is not None and (word.row["told"] == "yes" or (what is not None and what.row["what"] == "yes"))


def _begins(seen: Scan, hit: Hit, first: int) -> int:
    """Where the clause before `contrary to` begins: after `that`, else with the sentence."""
    near = range(hit.first - 1, max(first, hit.first - LONGEST) - 1, -1)
    that = (i + 1 for i in near if (b := seen.hits.at(i, "link.breaks")) is not None and b.row["that"] == "yes")
    return next(that, max(first, hit.first - LONGEST))


def _trimmed(seen: Scan, end: int) -> int:
    while end > 0 and seen.tokens[end - 1].kind not in ("word", "number"):
        end -= 1
    return end


def _traded(seen: Scan, hit: Hit) -> tuple[Stretch, list[Stretch]] | None:
    first, last = seen.sentence(hit.first)
    charge = next((i for i in range(hit.last, min(last, hit.last + CHARGE)) if _lays(seen, i)), None)
    if charge is None:
        return None
    end = next((i for i in range(charge + LEAST, last) if seen.tokens[i].form in COMMAS), last)
    near = [(hit.last, charge), (max(first, hit.first - PARTIES), hit.first)]
    whole = _span(seen, (hit.first, min(end, charge + LONGEST)))
    return whole, [_span(seen, r) for r in near if r[0] < r[1]]


def _lays(seen: Scan, i: int) -> bool:
    word = seen.hits.at(i, "link.charges")
    return word is not None and word.row["laid"] == "yes"


def _span(seen: Scan, tokens: Range) -> Stretch:
    last = _trimmed(seen, tokens[1])
    return seen.tokens[tokens[0]].start, seen.tokens[max(tokens[0], last - 1)].end
