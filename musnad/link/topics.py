"""The words around a figure: what those are of that no name tells apart (shares, sums, seats)."""

from __future__ import annotations

from musnad.lexicon.matcher import lexicon
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.words import stem
from musnad.model import Figure
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

Found = Item[Figure]
BEFORE, AFTER = 70, 50  # characters
SHARED, SHARED_HERE = 3, 4  # words that two figures of one thing share, in two reports and in one
SMALL = 10  # a smaller number is often the same by chance, and needs a word alike
NEAREST = 30  # figures with a word that one is compared with
SHORTEST = 3


def words_shared(material: Material, a: Found, b: Found) -> int:
    """How many words near two figures are the same."""
    return len(words_near(material, a) & words_near(material, b))


def words_near(material: Material, item: Found) -> frozenset[str]:
    """The words around a figure in its paragraph, without numbers, units and particles."""
    text = material.text(item.source)
    before = text[max(0, item.start - BEFORE) : item.start].rpartition("\n")[2]
    after = text[item.end : item.end + AFTER].partition("\n")[0]
    return telling(f"{before} {item.words} {after}")


@known
def telling(words: str) -> frozenset[str]:
    """The stems of the words that tell what is counted: no numbers, units and particles."""
    tokens = tokenize(Folded(words))
    hits = lexicon("link").find(tokens)
    generic = {hit.first for hit in hits.of("link.counted")}
    return frozenset(
        stem(t.key) for i, t in enumerate(tokens) if t.kind == "word" and i not in generic and len(t.key) > SHORTEST
    )
