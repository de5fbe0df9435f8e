"""Of whom a toll is, where its own words only say that people were lost.

The words beside it tell (`seven killed in the ranks of the army`, `killed among the civilians: 17`), or the toll that it is told
with (`20 rebels killed and 30 others wounded`).
"""

from __future__ import annotations

import re

from musnad.lexicon.matcher import Hit, lexicon
from musnad.link.context import Context
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.subjects import LOSSES, people_in, subject_of, word_after
from musnad.model import Figure
from musnad.text.fold import Folded
from musnad.text.tokens import Token, tokenize

NEAREST = 3  # words between a toll and those that say of whom it is
REACH = 4  # words that say it
BEFORE, AFTER = 80, 60  # characters in which they are looked for
BESIDE = 60  # characters between two tolls of the same people
PAIRED = 20  # the same, where the second one says of whom both are
_STOP = re.compile(r"[.!?\n\u061f]")
_END = re.compile(r"[.!?\n\u061f,\u060c\u061b\d]")


def victims(material: Material, context: Context) -> dict[str, str]:
    """By record id of a toll: the name of those lost, or which part of the people they are; "" where neither is told."""
    found: dict[str, str] = {}
    before: Item[Figure] | None = None
    for item in material.layer("figures"):
        if item.record.measure not in LOSSES:
            continue
        near = before if before is not None and _is_beside(material, before, item) else None
        beside = _told_beside(material, item, near)
        found[item.id] = subject_of(material, context, item) or beside or (found[near.id] if near is not None else "")
        if near is not None and beside and not found[near.id] and item.start - near.end <= PAIRED:
            found[near.id] = beside
        before = item
    return found


def _is_beside(material: Material, a: Item[Figure], b: Item[Figure]) -> bool:
    """Whether a toll follows another one in its sentence, and no word turns to someone else between them."""
    if a.source is not b.source or not 0 <= b.start - a.end <= BESIDE:
        return False
    between = material.text(a.source)[a.end : b.start]
    return not _STOP.search(between) and not _turns(between)


def _told_beside(material: Material, item: Item[Figure], near: Item[Figure] | None) -> str:
    """Whom the words right after a toll name, else those before it in its clause."""
    text = material.text(item.source)
    after = _END.split(text[item.end : item.end + AFTER], maxsplit=1)[0]
    begin = max(item.start - BEFORE, near.end if near is not None else 0, 0)
    before = _END.split(text[begin : item.start])[-1]
    told = (word_after(material, item), whose(after, "after"), whose(before, "both"))
    return next((people for words in told if (people := people_in(words))), "")


@known
def whose(words: str, where: str) -> str:
    """The words that say whom a toll is of, among those right after it (`after`) or before it (`both`); empty where they do
    not."""
    tokens = tokenize(Folded(words))
    ranks = [hit for hit in lexicon("link").find(tokens).of("link.ranks") if not hit.pronoun]
    if where == "after":
        return _told(words, tokens, next((hit for hit in ranks if hit.first < NEAREST), None))
    return _told(words, tokens, next((hit for hit in reversed(ranks) if hit.row["where"] == where), None))


def _told(words: str, tokens: list[Token], rank: Hit | None) -> str:
    if rank is None or rank.last >= len(tokens):
        return ""
    last = tokens[min(len(tokens), rank.last + REACH) - 1]
    return words[tokens[rank.last].start : last.end]


@known
def _turns(words: str) -> bool:
    """Whether words set another telling against the one before (but, while)."""
    hits = lexicon("link").find(tokenize(Folded(words))).of("link.breaks")
    return any(hit.row["turn"] for hit in hits)
