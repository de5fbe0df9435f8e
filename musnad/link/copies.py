"""Copies of one report: texts that share long runs of words, found by shingles and an inverted index.

A shingle is four words in a row, folded. Candidates share sampled shingles that are rare in the ledger; only they are
compared in full, so the work grows with the documents and not with their pairs. Source: Broder 1997 (containment).
"""

from __future__ import annotations

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import combinations, groupby
from math import log, sqrt

import msgspec

from musnad.link.known import known_long
from musnad.link.words import stems
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

WIDTH = 4
WORD = 32  # bits of a shingle, and of the place of a text
SAMPLE = 4  # one shingle in so many stands in the index
COMMON = 60  # a shingle in more documents than this is a turn of phrase or furniture
SHARED = 2  # sampled shingles that make two documents a candidate pair
COPY = 0.6
LONGER = 0.4  # the share of the longer text that a copy holds
PARTIAL = 0.1  # a paragraph or two
RETELLING = 0.07  # some sentences
SOME_WORDS = 0.28  # of the weight of the poorer text's words; below it a few sentences are but quoted by both
SAME_WORDS, ALIKE = 0.48, 0.2  # a retelling that shares few sentences shares the rare words
FEW = 10  # texts that are imagined beside those at hand, so that few texts do not make every word rare
LASTING = 10  # days over which a report is carried at most
TRACE = 0.05  # below this two texts share no more than turns of phrase


class Overlap(msgspec.Struct, frozen=True):
    """How much of two texts is the same. smaller: share of the shorter one's shingles that the other has; larger: the
    share of the longer one's; words: share of the weight of the poorer one's words; alike: cosine of the weights of
    both; all 0 to 1."""

    left: str
    right: str
    smaller: float
    larger: float
    words: float
    alike: float

    @property
    def kind(self) -> str:
        """copy: most of the shorter is in the longer and of like length; partial: paragraphs; retelling: a few sentences,
        or the same rare words in others; else trace."""
        if self.smaller >= COPY and self.larger >= LONGER:
            return "copy"
        if self.smaller >= PARTIAL:
            return "partial"
        quoted = self.smaller >= RETELLING and self.words >= SOME_WORDS
        told = quoted or self.words >= SAME_WORDS or self.alike >= ALIKE
        return "retelling" if told else "trace"


@known_long
def shingles(text: str) -> frozenset[int]:
    """Hashes of every four words in a row, marks left out; of fewer words, their one run."""
    words = [t.key for t in tokenize(Folded(text)) if t.kind != "mark"]
    runs = range(max(1, len(words) - WIDTH + 1)) if words else range(0)
    return frozenset(zlib.crc32(" ".join(words[i : i + WIDTH]).encode("utf-8", "replace")) for i in runs)


class Index:
    """Where sampled shingles stand: the documents of each, and which of them last.

    days: the day of publication of a document as a number, where it is known; what more than two documents say over more
    than LASTING days is furniture or background that goes with every report, and tells of no copy.
    """

    def __init__(self, texts: Mapping[str, str], days: Mapping[str, int]) -> None:
        self._keys = list(texts)
        self._documents: dict[int, list[int]] = {}  # those of a shingle that more than one holds, by their places
        for value, same in groupby(sorted(self._places(texts)), key=lambda place: place >> WORD):
            found = [place & (1 << WORD) - 1 for place in same]
            if len(found) > 1:
                self._documents[value] = found
        known = [days.get(key) for key in self._keys]
        self.lasting = {
            value for value, some in self._documents.items() if _lasts([d for n in some if (d := known[n]) is not None])
        }

    def _places(self, texts: Mapping[str, str]) -> array[int]:
        """Every sampled shingle of every text, with the text's place in the lower half of a number."""
        places = array("Q")
        for number, text in enumerate(texts.values()):
            places.extend(value << WORD | number for value in shingles(text) if value % SAMPLE == 0)
        return places

    def pairs(self) -> list[tuple[str, str]]:
        """Pairs of documents that share rare sampled shingles, in the order of the documents."""
        shared: Counter[tuple[int, int]] = Counter()
        for value, found in self._documents.items():
            if len(found) <= COMMON and value not in self.lasting:
                shared.update(combinations(found, 2))
        return [(self._keys[a], self._keys[b]) for (a, b), number in sorted(shared.items()) if number >= SHARED]

    def fresh(self, common: frozenset[int]) -> float:
        """How many of the shingles that two documents share do not last, judged by the sampled ones."""
        sampled = [value for value in common if value % SAMPLE == 0]
        return len(common) * sum(value not in self.lasting for value in sampled) / max(1, len(sampled))


def _lasts(days: list[int]) -> bool:
    return len(days) > 2 and max(days) - min(days) > LASTING


def overlaps(texts: Mapping[str, str], days: Mapping[str, int] | None = None) -> list[Overlap]:
    """Every pair of texts that shares more than turns of phrase, in the order of the texts. days: as Index takes them."""
    index = Index(texts, days or {})
    pairs = index.pairs()
    near = dict.fromkeys(key for pair in pairs for key in pair)
    sets, words = {key: shingles(texts[key]) for key in near}, {key: stems(texts[key]) for key in near}
    weights = _weights(words.values())
    found = []
    for left, right in pairs:
        a, b = sets[left], sets[right]
        common = index.fresh(a & b)
        smaller, larger = common / min(len(a), len(b)), common / max(len(a), len(b))
        if smaller >= TRACE:
            shared, alike = _shared(words[left], words[right], weights)
            found.append(Overlap(left, right, round(smaller, 3), round(larger, 3), round(shared, 3), round(alike, 3)))
    return found


def _weights(sets: Iterable[frozenset[str]]) -> dict[str, float]:
    """How much a word tells: the logarithm of how few of the texts hold it."""
    counts: Counter[str] = Counter()
    number = FEW
    for words in sets:
        counts.update(words)
        number += 1
    return {word: log(number / count) for word, count in counts.items()}


def _shared(a: frozenset[str], b: frozenset[str], weights: Mapping[str, float]) -> tuple[float, float]:
    """The share of the poorer text's weight that is in the other, and the cosine of both."""
    poorer = min(sum(weights[w] for w in a), sum(weights[w] for w in b))
    lengths = sum(weights[w] ** 2 for w in a) * sum(weights[w] ** 2 for w in b)
    both = a & b
    share = sum(weights[w] for w in both) / poorer if poorer else 0.0
    return share, sum(weights[w] ** 2 for w in both) / sqrt(lengths) if lengths else 0.0
