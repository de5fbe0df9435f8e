"""The sentences of a ledger nearest in words to a sentence: what speaks of it, where nothing supports or contradicts it."""

from __future__ import annotations

from collections import defaultdict
from math import log, sqrt

from musnad.link.material import Material, Source
from musnad.link.scan import scan
from musnad.link.words import stems

Place = tuple[Source, int, int]
LEAST = 1  # words that must be shared


def nearest(material: Material, words: str, limit: int) -> list[tuple[float, Place]]:
    """Sentences by the weight of the words they share with others, rare words counting most; the best first.

    Returns: (score 0 to 1, (source, start, end)), ties in the order of the documents.
    """
    asked = stems(words)
    shared: list[tuple[Place, frozenset[str], int]] = []
    counts: defaultdict[str, int] = defaultdict(int)
    number = 0
    for source in material.sources.values():
        seen = scan(material, source)
        for (first, last), found in zip(seen.sentences(), seen.stems(), strict=True):
            number += 1
            if len(found & asked) >= LEAST:
                place = (source, seen.tokens[first].start, seen.tokens[last - 1].end)
                shared.append((place, found & asked, len(found)))
            for word in found & asked:
                counts[word] += 1
    weight = {word: log(1 + number / (1 + counts[word])) for word in asked}
    whole = sum(weight.values()) or 1.0
    ranked = [(sum(weight[w] for w in found) / whole / sqrt(1 + size / 40), place) for place, found, size in shared]
    return sorted(ranked, key=lambda r: -r[0])[:limit]
