"""One number put against another in so many words: `29 billion only, and not 100 billion`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from musnad.lexicon.matcher import lexicon
from musnad.link.material import Item, Material
from musnad.model import Figure
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

APART = 60  # characters between the two numbers
LAST = 2  # words before the second in which the negation stands


def corrections(material: Material) -> Iterator[tuple[Item[Figure], Item[Figure], str]]:
    """Figures with the one that each is said not to be, and the key of the reason."""
    for a, b in pairwise(material.layer("figures")):
        if a.source.key != b.source.key or not 0 < b.start - a.end <= APART or not _alike(a, b):
            continue
        if _is_refused(material.text(a.source)[a.end : b.start]):
            yield a, b, "not_that"


def _alike(a: Item[Figure], b: Item[Figure]) -> bool:
    same = (a.record.measure, a.record.unit) == (b.record.measure, b.record.unit)
    return same and (a.record.low, a.record.high) != (b.record.low, b.record.high)


def _is_refused(between: str) -> bool:
    """Whether the words between two numbers end in a negation."""
    tokens = [t for t in tokenize(Folded(between)) if t.kind == "word"]
    hits = lexicon("link").find(tokens)
    return any(
        hit is not None and hit.row["refuses"] for i in range(max(0, len(tokens) - LAST), len(tokens))
        for hit in [hits.at(i, "link.negations")]
    )  # fmt: skip
