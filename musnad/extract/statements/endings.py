"""Endings: where what was said ends, of itself or because another report begins."""

from __future__ import annotations

from bisect import bisect_left

from musnad.extract.statements.contents import Opening
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import SPOKEN, Ground
from musnad.text.quotes import Quote

LONGEST = 250
BREAKS = frozenset(("clause", "turn"))


def content_end(ground: Ground, found: Opening, sentence_last: int, cues: dict[int, Cue]) -> int:
    """The token after a content: the end of its quotation, or of its clause."""
    first = found.first
    quote = ground.quotes.get(first)
    if quote is not None and quote.closed:
        after = quote.last + 1
        torn = _tear(ground, quote)
        if torn is not None:
            return torn
        if (
            found.kind == "that"
            and after + 1 < sentence_last
            and ground.is_comma(after)
            and _describes(ground, after + 1)
        ):
            return _clause_end(ground, after + 1, sentence_last, cues, found.kind)
        if after >= sentence_last or ground.is_mark(after) or _hands_over(ground, after, cues):
            return after
        return _clause_end(ground, after, max(sentence_last, after), cues, found.kind)
    return _clause_end(ground, first, sentence_last, cues, found.kind)


def _describes(ground: Ground, i: int) -> bool:
    """Whether a relative clause at token i tells more of a quoted name, so that the sentence has yet to say something."""
    return ground.role(i) == "relative"


def _clause_end(ground: Ground, i: int, limit: int, cues: dict[int, Cue], kind: str) -> int:
    j, limit = i, min(limit, i + LONGEST)
    while j < limit:
        quote = ground.quotes.get(j)
        if quote is not None and quote.closed:
            torn = _tear(ground, quote)
            if torn is not None:
                return torn
            j = quote.last + 1
            limit = max(limit, min(j, len(ground.tokens)))
            continue
        if j > i and (_hands_over(ground, j, cues) or _breaks_off(ground, j, kind)):
            return j
        j += 1
    return limit


def _tear(ground: Ground, quote: Quote) -> int | None:
    """Where a quotation lost its closing mark: a participle after a comma that reports on, inside it."""
    at = bisect_left(ground.torn, quote.first + 1)
    return ground.torn[at] if at < len(ground.torn) and ground.torn[at] < quote.last else None


def is_torn(ground: Ground, cue: Cue) -> bool:
    """Whether a participle reports on with a complementiser after a comma, as only the paper's own voice does."""
    begins = cue.first == ground.page.sentence_of(cue.first)[0]
    if begins and cue.form == "verb" and cue.joined and cue.features.tense == "perfect" and cue.act in ("says", "adds"):
        return ground.role(cue.last) == "that"
    if cue.form != "participle" or not ground.is_comma(cue.first - 1):
        return False
    return ground.role(cue.last) == "that" or ground.role(cue.last + 1) == "that"


def _breaks_off(ground: Ground, j: int, kind: str) -> bool:
    """Whether the paper's own voice comes back after a comma: `, and this came`, and for a noun also `, while`."""
    if not ground.is_comma(j - 1):
        return False
    marker = ground.marker(j)
    if marker is None:
        return False
    role = marker.row["role"]
    if role == "retreat":
        return True
    if role == "auxiliary":
        return bool(marker.split.conjunction)
    return kind == "object" and (role in BREAKS or role == "sequel") and not marker.pronoun


def _hands_over(ground: Ground, j: int, cues: dict[int, Cue]) -> bool:
    """Whether another report begins at token j and is no part of the one before."""
    cue = cues.get(j)
    if cue is None:
        marker = ground.marker(j)
        if marker is None or marker.row["role"] not in BREAKS:
            return False
        if marker.row["role"] == "clause" and not ground.is_comma(j - 1):
            return False
        following = cues.get(marker.last)
        return following is not None and following.form == "verb" and following.features.tense in SPOKEN
    if cue.form == "participle":
        return cue.joined or ground.is_mark(j - 1) or _governs_next(ground, cue)
    return cue.form in ("adjunct", "adverb") or (cue.form == "verb" and cue.joined and "weak" not in cue.traits)


def _governs_next(ground: Ground, cue: Cue) -> bool:
    """Whether a participle's own preposition, complementiser or quotation follows it at once."""
    at = cue.last
    if at >= len(ground.tokens) or at in ground.quotes or ground.is_colon(at):
        return at < len(ground.tokens)
    marker = ground.marker(at)
    return marker is not None and (marker.row["role"] == "that" or marker.row.word in cue.that | cue.objects)
