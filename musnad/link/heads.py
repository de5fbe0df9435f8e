"""The word by which a mention names what happened, and whether it points back (`the attack`)."""

from __future__ import annotations

from musnad.lexicon.matcher import lexicon
from musnad.link.known import known
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

TABLES = ("events.nouns", "events.verbs")


@known
def head_word(words: str, kind: str) -> tuple[str, bool]:
    """The dictionary word of the first trigger of an event type among words, and whether one of that type is definite; `""`
    where none is found."""
    hits = lexicon("extract").find(tokenize(Folded(words)))
    found = [hit for table in TABLES for hit in hits.of(table)]
    own = [hit for hit in found if hit.row["type"] == kind] or found
    if not own:
        return "", False
    first = min(own, key=lambda hit: (hit.first, hit.table))
    return first.row.word, any(hit.split.article for hit in own)
