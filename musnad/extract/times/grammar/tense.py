"""Whether a clause tells of what was or of what is to come, from the words around a time expression.

No tagger: the nearest sign before the expression decides (a future verb, `expected`, `by`; or a verb that reports).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from musnad.extract.times.grammar.words import Words
from musnad.lexicon.tables import table
from musnad.text.clitics import NOON, SIN, TA, WAW, YA
from musnad.text.fold import fold

Tense = Literal["past", "coming", "unknown"]

REACH_BACK, REACH_ON = 25, 6
NEAR = 3  # tokens between `was` and what was expected
FRAGMENT = 8  # a line of fewer words has no clause to speak of
_PERSONS = frozenset((YA, TA, NOON))


def tense_of(words: Words, first: int, last: int) -> Tense:
    """The tense around tokens first to last, looking back and then a little ahead inside the sentence."""
    start, end = words.page.sentence_of(first)
    for i in range(first - 1, max(start, first - REACH_BACK) - 1, -1):
        sign = sign_of(words, i)
        if sign is not None:
            return "past" if sign == "coming" and _was(words, max(start, i - NEAR), i) else sign
    if _is_announced(words, start, first):
        return "coming"
    for i in range(last, min(end, last + REACH_ON)):
        sign = sign_of(words, i)
        if sign is not None:
            return sign
    return "unknown"


def sign_of(words: Words, i: int) -> Tense | None:
    """What one word says of the tense of its clause, None where it says nothing."""
    if words.tokens[i].kind != "word":
        return None
    hit = words.hits.at(i, "times.tenses")
    if hit is not None:
        return "coming" if hit.row["tense"] == "coming" or hit.split.future else "past"
    if is_future_verb(words.tokens[i].key):
        return "coming"
    readings = {hit.features.tense for hit in words.hits.tables_at(i)}
    return "past" if "perfect" in readings and "masdar" not in readings else None


def _was(words: Words, first: int, at: int) -> bool:
    """Whether `was` stands right before a sign of what is to come (`was due on Monday`)."""
    hits = (words.hits.at(i, "times.tenses") for i in range(first, at))
    return words.hits.at(at, "times.tenses") is not None and any(hit and hit.row["tense"] == "was" for hit in hits)


def _is_announced(words: Words, start: int, at: int) -> bool:
    """Whether a headline tells in the imperfect, before a time, what is to come (`the league meets on Monday`)."""
    if words.page.segment_kind(words.tokens[at].start) != "title":
        return False
    return any(
        h.features.tense == "imperfect" for i in range(max(start, at - REACH_BACK), at) for h in words.hits.tables_at(i)
    )


def is_future_verb(key: str) -> bool:
    """Whether a folded word has the shape of a future verb: sin, a person, three letters more; known look-alikes out."""
    at = 1 if key[:1] == WAW and len(key) > 5 else 0
    stem = key[at:]
    if len(stem) < 5 or stem[0] != SIN or stem[1] not in _PERSONS:
        return False
    return not stem.startswith(_look_alikes())


@cache
def _look_alikes() -> tuple[str, ...]:
    return tuple(fold(row.word) for row in table("times.sin_words").rows)
