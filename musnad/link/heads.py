"""The act that a mention names, and whether it points back (`the attack`)."""

from __future__ import annotations

from functools import cache

from musnad.lexicon.matcher import lexicon
from musnad.lexicon.tables import table
from musnad.link.known import known
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

TABLES = ("events.nouns", "events.verbs")


@known
def head_word(words: str, kind: str) -> tuple[str, bool]:
    """What the first trigger of an event type among words names, and whether one of that type is definite; `""` where none is
    found. Words that name one act (a raid, a strike, a bombardment) stand under its name, others for themselves."""
    hits = lexicon("extract").find(tokenize(Folded(words)))
    found = [hit for table in TABLES for hit in hits.of(table)]
    own = [hit for hit in found if hit.row["type"] == kind] or found
    if not own:
        return "", False
    first = min(own, key=lambda hit: (hit.first, hit.table))
    word = first.row.word
    return _acts().get(word, word), any(hit.split.article for hit in own)


@cache
def _acts() -> dict[str, str]:
    return {row.word: row["act"] for row in table("link.acts").rows}
