"""Copies of one report: texts that share long runs of words, found by shingles and an inverted index.

A shingle is four words in a row, folded. Candidates share sampled shingles that are rare in the ledger; only they are
compared in full, so the work grows with the documents and not with their pairs. Source: Broder 1997 (containment).
"""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations

import msgspec

from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

WIDTH = 4
SAMPLE = 8  # one shingle in so many stands in the index
COMMON = 60  # a shingle in more documents than this is a turn of phrase or furniture
SHARED = 2  # sampled shingles that make two documents a candidate pair
COPY = 0.6
PARTIAL = 0.4
TRACE = 0.05  # below this two texts share no more than turns of phrase


class Overlap(msgspec.Struct, frozen=True):
    """How much of two texts is the same. smaller: share of the shorter one's shingles that the other has; larger: the
    share of the longer one's; both 0 to 1."""

    left: str
    right: str
    smaller: float
    larger: float

    @property
    def kind(self) -> str:
        """copy: most of the shorter is in the longer and of like length; partial: a good part; else trace."""
        if self.smaller >= COPY and self.larger >= PARTIAL:
            return "copy"
        return "partial" if self.smaller >= PARTIAL else "trace"


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
    found = []
    for left, right in candidates(sets):
        a, b = sets[left], sets[right]
        common = len(a & b)
        smaller, larger = common / min(len(a), len(b)), common / max(len(a), len(b))
        if smaller >= TRACE:
            found.append(Overlap(left, right, round(smaller, 3), round(larger, 3)))
    return found
