"""Copies of one report: texts that share long runs of words, found by shingles and an inverted index.

A shingle is four words in a row, folded. Candidates share sampled shingles that are rare in the ledger; only they are
compared in full, so the work grows with the documents and not with their pairs. Source: Broder 1997 (containment).
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from math import log

import msgspec

from musnad.link.words import stems
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

WIDTH = 4
SAMPLE = 8  # one shingle in so many stands in the index
COMMON = 60  # a shingle in more documents than this is a turn of phrase or furniture
SHARED = 2  # sampled shingles that make two documents a candidate pair
COPY = 0.6
PARTIAL = 0.4
RETELLING = 0.48
FEW = 10  # texts that are imagined beside those at hand, so that few texts do not make every word rare
TRACE = 0.05  # below this two texts share no more than turns of phrase


class Overlap(msgspec.Struct, frozen=True):
    """How much of two texts is the same. smaller: share of the shorter one's shingles that the other has; larger: the
    share of the longer one's; words: share of the weight of the poorer one's words; all 0 to 1."""

    left: str
    right: str
    smaller: float
    larger: float
    words: float

    @property
    def kind(self) -> str:
        """copy: most of the shorter is in the longer and of like length; partial: a good part; retelling: the same rare
        words in other sentences; else trace."""
        if self.smaller >= COPY and self.larger >= PARTIAL:
            return "copy"
        if self.smaller >= PARTIAL:
            return "partial"
        return "retelling" if self.words >= RETELLING else "trace"


def shingles(text: str) -> frozenset[int]:
    """Hashes of every four words in a row, marks left out; of fewer words, their one run."""
    words = [t.key for t in tokenize(Folded(text)) if t.kind != "mark"]
    runs = range(max(1, len(words) - WIDTH + 1)) if words else range(0)
    return frozenset(zlib.crc32(" ".join(words[i : i + WIDTH]).encode("utf-8", "replace")) for i in runs)


def candidates(sets: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    """Pairs of documents that share rare sampled shingles."""
    index: defaultdict[int, list[str]] = defaultdict(list)
    for key, hashes in sets.items():
        for value in hashes:
            if value % SAMPLE == 0:
                index[value].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in index.values():
        if len(keys) <= COMMON:
            shared.update(combinations(keys, 2))
    return [pair for pair, number in shared.items() if number >= SHARED]


def overlaps(texts: Mapping[str, str]) -> list[Overlap]:
    """Every pair of texts that shares more than turns of phrase, in the order of the texts."""
    sets = {key: shingles(text) for key, text in texts.items()}
    pairs = list(candidates(sets))
    words = {key: stems(texts[key]) for key in dict.fromkeys(key for pair in pairs for key in pair)}
    weights = _weights(words.values())
    found = []
    for left, right in pairs:
        a, b = sets[left], sets[right]
        common = len(a & b)
        smaller, larger = common / min(len(a), len(b)), common / max(len(a), len(b))
        shared = _share(words[left], words[right], weights)
        if smaller >= TRACE:
            found.append(Overlap(left, right, round(smaller, 3), round(larger, 3), round(shared, 3)))
    return found


def _weights(sets: Iterable[frozenset[str]]) -> dict[str, float]:
    """How much a word tells: the logarithm of how few of the texts hold it."""
    counts: Counter[str] = Counter()
    number = FEW
    for words in sets:
        counts.update(words)
        number += 1
    return {word: log(number / count) for word, count in counts.items()}


def _share(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> float:
    poorer = min(sum(weights[w] for w in a), sum(weights[w] for w in b))
    return sum(weights[w] for w in a & b) / poorer if poorer else 0.0
