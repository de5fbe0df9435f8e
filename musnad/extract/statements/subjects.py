"""Subjects: who stands before a cue, in its clause or at the head of its sentence."""

from __future__ import annotations

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.speakers import LONGEST_PHRASE, Phrase, phrase_after, skip_asides
from musnad.text.clitics import BA, TA, WAW, YA

NEAR = 12
VERB_OF_SENTENCE = Cue(0, 0, "none", "", "", objects=frozenset(("direct",)), traits=frozenset(("addressed", "tight")))


def phrase_before(ground: Ground, cue: Cue, start: int) -> Phrase | None:
    """The subject that stands before the cue in its clause; None where the clause leaves it unsaid."""
    last = cue.first
    while last > start and ground.role(last - 1) in ("auxiliary", "negation"):
        last -= 1
    first = _clause_start(ground, last, start)
    if first is None:
        return None
    if first == last and last > start and ground.role(last - 1) == "relative":
        return _antecedent(ground, cue, last - 1, start)
    first = skip_asides(ground, first, last)
    phrase = phrase_after(ground, first, last, cue)
    if not phrase and ground.is_comma(last - 1) and last - 1 > start:
        return _set_off(ground, cue, last - 1, start)
    if phrase and phrase.last - phrase.first == 1 and ground.role(phrase.first) == "pointing":
        return None
    return phrase if phrase and fits(ground, phrase, cue) else None


def _antecedent(ground: Ground, cue: Cue, relative: int, start: int) -> Phrase | None:
    """Whom a relative clause describes: the noun phrase just before it, as far back as its head."""
    last = relative
    while last > start and ground.is_comma(last - 1):
        last -= 1
    first = last
    while (
        first > max(start, last - NEAR) and not ground.is_mark(first - 1) and ground.role(first - 1) in ("", "attached")
    ):
        first -= 1
    heads = (k for k in range(first, last) if (h := ground.source(k)) and h.row["kind"] not in ("rule", "document"))
    first = next(heads, first)
    while first < last - 1 and (ground.is_occasion(first) or ground.content(first) or ground.role(first)):
        first += 1
    phrase = Phrase(*ground.trimmed(first, last), last)
    feminine = ground.tokens[relative].key.endswith(TA + YA)  # the singular for her, or for many things
    if cue.features.number == "s" and cue.features.gender == ("m" if feminine else "f"):
        return None
    return phrase if phrase and fits(ground, phrase, cue) else None


def _set_off(ground: Ground, cue: Cue, comma: int, start: int) -> Phrase | None:
    """A subject that a comma parts from its verb: it must fill its clause."""
    first = _clause_start(ground, comma, start)
    if first is None or first >= comma:
        return None
    if first - 1 > start and ground.is_comma(first - 1):
        earlier = _clause_start(ground, first - 1, start)
        whole = phrase_after(ground, earlier, comma + 1, cue) if earlier is not None else None
        if whole and whole.last == comma and fits(ground, whole, cue):
            return whole
    first = skip_asides(ground, first, comma)
    phrase = phrase_after(ground, first, comma, cue)
    return phrase if phrase and phrase.after == comma and fits(ground, phrase, cue) else None


def _clause_start(ground: Ground, last: int, start: int) -> int | None:
    """The first token of the clause that ends before `last`; None where its subject is a pronoun."""
    i = last - 1
    lowest = max(start, last - LONGEST_PHRASE)
    while i >= lowest:
        marker = ground.marker(i)
        role = marker.row["role"] if marker else ""
        if (
            marker
            and role in ("that", "clause", "turn", "auxiliary", "relative", "if", "retreat", "whether")
            and marker.last <= last
        ):
            return None if marker.pronoun else marker.last
        if ground.is_comma(i) or ground.is_colon(i) or ground.is_dash(i):
            return i + 1
        i -= 1
    return lowest if lowest == start else None


def subject_of_sentence(ground: Ground, start: int, last: int) -> Phrase | None:
    """Who stands at the head of a sentence whose own verb reports nothing: after its first word, or before it."""
    start = _after_lead(ground, start, last)
    for i in range(start, min(last, start + 3)):
        head = ground.source(i)
        if ground.role(i) or (head is None and i not in ground.named) or i in ground.times:
            continue
        if head is not None and (head.split.preposition or head.row["kind"] in ("rule", "document")):
            continue
        phrase = phrase_after(ground, i, last, VERB_OF_SENTENCE)
        return phrase if phrase else None
    return None


def _after_lead(ground: Ground, start: int, last: int) -> int:
    """The token after an opening adverbial (`meanwhile,`, `in Geneva,`) and its comma."""
    if ground.role(start) in ("", "auxiliary") and start not in ground.times:
        return start
    return next((i + 1 for i in range(start, min(last, start + NEAR)) if ground.is_comma(i)), start)


def fits(ground: Ground, phrase: Phrase, cue: Cue) -> bool:
    """Whether the phrase can be the verb's subject: no verb or preposition at its head, and of the same gender."""
    if _opens_as_clause(ground, phrase):
        return False
    if ground.verb(phrase.first) is not None and ground.source(phrase.first) is None:
        return False
    hit = ground.source(phrase.first)
    if hit is None or cue.features.number != "s" or not cue.features.gender:
        return True
    return bool(hit.row["gender"] == cue.features.gender)


def _opens_as_clause(ground: Ground, phrase: Phrase) -> bool:
    """An unknown word before a speaker or a pointing word (`this came in answer to`) is a verb; `bi` and a noun begin no
    subject."""
    first = phrase.first
    if ground.source(first) is not None or first in ground.named or ground.articled(first):
        return False
    if first + 1 < phrase.last and ground.role(first + 1) == "pointing":
        return True
    key = ground.tokens[first].key
    if key[: 2 if key[0] == WAW else 1].endswith(BA) and key[0] in (WAW, BA):
        return len(key) > 4 and first not in ground.named and phrase.last - first > 1
    return any(i in ground.named or ground.source(i) is not None for i in range(first + 1, min(first + 3, phrase.last)))
