"""Contents: where what was said begins, and its true end."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import SPOKEN, Ground
from musnad.text.clitics import BA
from musnad.text.quotes import Quote

FARTHEST = 80
SHORTEST_SPEECH = 3
PREPOSITIONS = frozenset(("attached", "preposition", "from"))


class Opening(msgspec.Struct):
    """Where the content of a cue begins. kind: that quote colon object. merged: a second cue taken on the way."""

    first: int
    kind: str
    merged: Cue | None = None


def opening(ground: Ground, cue: Cue, i: int, limit: int, cues: dict[int, Cue]) -> Opening | None:
    """Look from token i, just after cue and speaker, for the complementiser, quotation, colon or object.

    limit: end of the sentence.  cues: all candidates by first token, for second cues on one content.
    """
    limit = min(limit, i + FARTHEST)
    short: Opening | None = None
    j, moved = i, False
    while j < limit:
        found = _opens_here(ground, cue, j, limit, moved)
        if found is not None:
            return found
        quote = ground.quotes.get(j)
        if quote is not None:
            short = short or Opening(j, "quote")
            j = quote.last + 1 if quote.closed else limit
            continue
        other = cues.get(j)
        if other is not None and other.form != "adjunct":
            return _merged(ground, cue, other, limit, cues) or short
        moved = moved or not (ground.is_comma(j) or j in ground.times)
        j = max(j + 1, ground.times.get(j, 0))
    return short


def _opens_here(ground: Ground, cue: Cue, j: int, limit: int, moved: bool) -> Opening | None:
    marker = ground.marker(j)
    if marker and marker.row["role"] == "that" and not marker.split.conjunction:
        return _that(ground, cue, j, marker.last, bool(marker.pronoun), limit)
    if ground.is_colon(j) and j + 1 < limit:
        return Opening(j + 1, "colon")
    quote = ground.quotes.get(j)
    if quote is not None and (quote.last - quote.first > SHORTEST_SPEECH or not moved) and not _is_name(ground, quote):
        return Opening(j, "quote")
    return _object(ground, cue, j, limit, moved)


def _is_name(ground: Ground, quote: Quote) -> bool:
    """A short quotation that a complementiser follows is a name on the way."""
    after = quote.last + 1
    return quote.last - quote.first <= SHORTEST_SPEECH and after < len(ground.tokens) and (
        ground.role(after) == "that" or after in ground.quotes or ground.is_colon(after)
    )  # fmt: skip


def _that(ground: Ground, cue: Cue, j: int, last: int, pronoun: bool, limit: int) -> Opening | None:
    before = ground.marker(j - 1)
    preposition = before.row.word if before and before.row["role"] in PREPOSITIONS else ""
    if preposition and j - 1 >= cue.last and preposition not in cue.that:
        return None
    if not cue.that - {"-"}:
        return None
    first = j if pronoun else last
    return Opening(first, "that") if first < limit else None


def _object(ground: Ground, cue: Cue, j: int, limit: int, moved: bool) -> Opening | None:
    marker = ground.marker(j)
    if marker and marker.row.word in cue.objects and j + 1 < limit:
        following = ground.marker(j + 1)
        if following is None or following.row["role"] != "that":
            return Opening(j if marker.pronoun else j + 1, "object")
        return None
    if ground.tokens[j].kind != "word":
        return None
    if BA_OBJECT in cue.objects and _begins_with_ba(ground, j):
        return Opening(j, "object")
    if "direct" in cue.objects and (cue.pronoun == "" or moved) and ground.role(j) == "":
        content = ground.hits.at(j, "statements.contents")
        if content is not None or (not moved and cue.word in FREE):
            return Opening(j, "object")
    return None


BA_OBJECT = BA
FREE = frozenset[str]()


def _begins_with_ba(ground: Ground, j: int) -> bool:
    key = ground.tokens[j].key
    return key[0] == BA and len(key) > 3 and ground.role(j) == ""


def _merged(ground: Ground, cue: Cue, other: Cue, limit: int, cues: dict[int, Cue]) -> Opening | None:
    """`went on to say`: a participle or `in his words` that carries the content of the verb before it."""
    if cue.form == "verb" and other.form in ("participle", "noun"):
        found = opening(ground, other, other.last, limit, {})
        if found is not None and found.kind != "object":
            return Opening(found.first, found.kind, other)
    return None


def content_end(ground: Ground, first: int, sentence_last: int, cues: dict[int, Cue]) -> int:
    """The token after the content that begins at `first`: the quotation's own end, or the clause's."""
    quote = ground.quotes.get(first)
    if quote is not None:
        after = quote.last + 1
        if not quote.closed:
            return _clause_end(ground, first, sentence_last, cues)
        if after >= sentence_last or ground.is_mark(after) or _hands_over(ground, after, cues):
            return after
        return _clause_end(ground, after, max(sentence_last, after), cues)
    return _clause_end(ground, first, sentence_last, cues)


def _clause_end(ground: Ground, i: int, limit: int, cues: dict[int, Cue]) -> int:
    j = i
    while j < limit:
        quote = ground.quotes.get(j)
        if quote is not None and quote.closed:
            j = quote.last + 1
            limit = max(limit, min(j, len(ground.tokens)))
            continue
        if j > i and _hands_over(ground, j, cues):
            return j
        j += 1
    return limit


def _hands_over(ground: Ground, j: int, cues: dict[int, Cue]) -> bool:
    """Whether another report begins at token j and is no part of the one before."""
    cue = cues.get(j)
    if cue is None:
        marker = ground.marker(j)
        if marker and marker.row["role"] == "clause" and not marker.pronoun:
            following = cues.get(marker.last)
            return following is not None and following.form == "verb" and following.features.tense in SPOKEN
        if marker and marker.row["role"] == "clause" and marker.pronoun:
            return cues.get(marker.last) is not None
        return False
    if cue.form in ("participle", "adjunct", "adverb"):
        return True
    return cue.joined or (j > 0 and ground.is_comma(j - 1) and cue.form == "verb")
