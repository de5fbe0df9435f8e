"""The tagger at work: the weights of a conditional random field and the best sequence of labels.

The file is gzip JSON: labels, weights of transitions, weights of features, in thousandths; trained by `train.py` with
CRFsuite, read here without it. The weights of one feature for all labels are packed into one integer, a field a label, so
that adding features is adding integers. What a word weighs for itself and for the two words on either side lies side by
side in one integer, too, so a new word costs one look-up a feature; the sums of words and of pairs of neighbours are kept.
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import add
from pathlib import Path

import msgspec

from musnad.extract.entities.mention import Mention
from musnad.extract.entities.tagger.features import (
    BEGIN,
    EDGE,
    END,
    OFFSETS,
    coarse_of,
    code_features,
    left_features,
    right_features,
    table_codes,
    titles_before,
    word_features,
)
from musnad.extract.page import Page
from musnad.text.layout import Range
from musnad.text.tokens import Token

MODEL_FILE = Path(__file__).with_name("names.crf.json.gz")
FIELD = 32  # bits a label in a packed vector
CERTAIN = (
    2_500  # a word whose own features speak for O by this margin is O wherever it stands (4 of 1,900 names differ)
)
SURE = 6_000  # a token whose best label is O by this margin is taken as O (10 of 9,882 names differ)
LEAN = {"PER": 500}  # added to a type's weights: training leaves more persons out than it finds wrongly
KEPT = 100_000
LONGEST = 12  # tokens of one name
Scores = tuple[int, ...]
HERE = OFFSETS.index(0)
_VECTOR = msgspec.json.Decoder(list[int])
_VECTORS = msgspec.json.Decoder(list[list[int] | None])


class Weights(msgspec.Struct):
    """labels: in the order of every vector, O first. transitions: from label to label. words: feature of a word to a vector
    for each of OFFSETS, or null; places: feature of table codes and pairs to its vector. Both still JSON: a feature is
    decoded when a text first has it. All weights in thousandths."""

    labels: list[str]
    transitions: list[list[int]]
    words: dict[str, msgspec.Raw]
    places: dict[str, msgspec.Raw]


class Word(msgspec.Struct, gc=False):
    """What a word adds, packed, to the token two before it up to the token two after it, and its coarse class.

    never: whether the word is no name wherever it stands.
    """

    never: bool
    coarse: int
    far_before: int
    before: int
    here: int
    after: int
    far_after: int


class Tagger:
    """Reads the labels of a page's tokens."""

    def __init__(self, weights: Weights) -> None:
        self.labels = weights.labels
        self.transitions = weights.transitions
        size = len(self.labels)
        self._places, self._place_weights = weights.places, dict[str, int]()
        self._by_word, self._word_weights = weights.words, dict[str, int]()
        self._width, self._bias = size * FIELD, pack([1 << FIELD - 1] * size)
        self._base = self._bias + pack([LEAN.get(label[2:], 0) for label in self.labels])
        self._biases = sum(self._bias << self._width * k for k in range(len(OFFSETS)))
        self._unpack = struct.Struct(f"<{size}I").unpack
        self._bytes = size * FIELD // 8
        self._nothing: Scores = (2 * SURE, *[0] * (size - 1))
        self._words: dict[str, Word] = {}
        self._codes = lru_cache(KEPT)(lambda *codes: self._sum(code_features(*codes)))
        self._left = lru_cache(KEPT)(lambda *place: self._sum(left_features(*place)))
        self._right = lru_cache(KEPT)(lambda *place: self._sum(right_features(*place)))

    def names(self, page: Page, by_rule: Sequence[Mention]) -> list[tuple[int, int, str]]:
        """The names found, given those that rules see: first token, last exclusive, and PER, LOC or ORG."""
        return self.names_in(page.tokens, page.sentences, table_codes(page, by_rule))

    def names_in(self, tokens: list[Token], sentences: list[Range], codes: list[str]) -> list[tuple[int, int, str]]:
        """The same for tokens, their sentences and their table codes."""
        found: list[tuple[int, int, str]] = []
        for first, last in sentences:
            emissions = self._emissions(tokens[first:last], codes[first:last])
            for i, tag in labelled(emissions, self.transitions):
                label = self.labels[tag]
                open_ = found and found[-1][1] == first + i and found[-1][2] == label[2:] and i > 0
                if label[0] == "I" and open_ and first + i - found[-1][0] < LONGEST:
                    found[-1] = (found[-1][0], first + i + 1, label[2:])
                else:
                    found.append((first + i, first + i + 1, label[2:]))
        return found

    def scores(self, page: Page, by_rule: Sequence[Mention]) -> Iterator[Scores]:
        """What speaks for each label at each token, each label's weight in thousandths with one constant added."""
        codes = table_codes(page, by_rule)
        for first, last in page.sentences:
            yield from self._emissions(page.tokens[first:last], codes[first:last])

    def _emissions(self, tokens: list[Token], codes: list[str]) -> list[Scores]:
        """What speaks for each label at each token of a sentence, each score shifted by one constant."""
        edge = self._word(EDGE, EDGE)
        words = [edge, edge, *(self._word(t.form, t.key) for t in tokens), edge, edge]
        near = [EDGE, BEGIN, *codes, END, EDGE]
        titles = titles_before(codes)
        base, size, unpack = self._base, self._bytes, self._unpack
        found = []
        for i in range(2, len(words) - 2):
            word, left, right = words[i], words[i - 1], words[i + 1]
            if word.never:
                found.append(self._nothing)
                continue
            before, code, after = near[i - 1], near[i], near[i + 1]
            total = base + word.here + left.after + right.before + words[i - 2].far_after + words[i + 2].far_before
            total += self._codes(near[i - 2], before, code, after, near[i + 2])
            total += self._left(left.coarse, before, word.coarse, titles[i - 2]) + self._right(
                word.coarse, after, right.coarse
            )
            found.append(unpack(total.to_bytes(size, "little")))
        return found

    def _word(self, form: str, key: str) -> Word:
        known = self._words.get(form)
        if known is None:
            total, kept = self._biases, self._word_weights
            for name in word_features(form, key)[0]:
                if name in self._by_word:
                    weight = kept.get(name)
                    if weight is None:
                        weight = kept[name] = self._side_by_side(_VECTORS.decode(self._by_word[name]))
                    total += weight
            mask = (1 << self._width) - 1
            parts = [(total >> self._width * k & mask) - self._bias for k in range(len(OFFSETS))]
            if len(self._words) >= KEPT:
                self._words.clear()
            known = self._words[form] = Word(self._never(parts[HERE]), coarse_of(form, key), *parts)
        return known

    def _never(self, own: int) -> bool:
        """Whether a word's own weights leave no doubt that it is no name."""
        scores = self._unpack((own + self._bias).to_bytes(self._bytes, "little"))
        return bool(scores[0] - max(scores[1:]) > CERTAIN)

    def _side_by_side(self, vectors: list[list[int] | None]) -> int:
        """The vectors of all offsets in one integer."""
        return sum(pack(vector) << self._width * k for k, vector in enumerate(vectors) if vector)

    def _sum(self, names: Iterable[str]) -> int:
        """What features of a place weigh."""
        total, kept = 0, self._place_weights
        for name in names:
            if name in self._places:
                weight = kept.get(name)
                if weight is None:
                    weight = kept[name] = pack(_VECTOR.decode(self._places[name]))
                total += weight
        return total


def pack(vector: list[int]) -> int:
    """Numbers side by side in one integer; the sum of packed vectors is the packed sum."""
    return sum(number << (FIELD * k) for k, number in enumerate(vector))


def labelled(emissions: list[Scores], transitions: list[list[int]]) -> Iterator[tuple[int, int]]:
    """Token and label of every token that is not O, on the path of greatest weight (Viterbi).

    Tokens that are O beyond doubt cut the sentence into stretches that are decided alone; linear in the tokens.
    """
    start = -1
    for i, scores in enumerate(emissions):
        if scores[0] - max(scores[1:]) < SURE:
            if start < 0:
                start = i
        elif start >= 0:
            yield from _stretch(emissions, transitions, start, i)
            start = -1
    if start >= 0:
        yield from _stretch(emissions, transitions, start, len(emissions))


def _stretch(emissions: list[Scores], transitions: list[list[int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    if last == first + 1 and first > 0 and last < len(emissions):
        yield from _single(emissions[first], transitions, first)
        return
    into = list(zip(*transitions, strict=True))
    scores: list[int] = list(emissions[first])
    if first:  # an O stands before
        scores = [s + w for s, w in zip(scores, transitions[0], strict=True)]
    back = []
    for emission in emissions[first + 1 : last]:
        step, best = [], []
        for weights, here in zip(into, emission, strict=True):
            reach = list(map(add, scores, weights))
            top = max(reach)
            step.append(reach.index(top))
            best.append(top + here)
        back.append(step)
        scores = best
    if last < len(emissions):  # an O stands after
        scores = [s + row[0] for s, row in zip(scores, transitions, strict=True)]
    k = scores.index(max(scores))
    path = [k]
    for step in reversed(back):
        k = step[k]
        path.append(k)
    path.reverse()
    yield from ((first + i, label) for i, label in enumerate(path) if label)


def _single(scores: Scores, transitions: list[list[int]], at: int) -> Iterator[tuple[int, int]]:
    """A stretch of one token between two that are O."""
    totals = [s + into + row[0] for s, into, row in zip(scores, transitions[0], transitions, strict=True)]
    label = totals.index(max(totals))
    if label:
        yield at, label


def load(path: Path = MODEL_FILE) -> Tagger | None:
    """The tagger of a model file, or None where there is none."""
    if not path.exists():
        return None
    return Tagger(msgspec.json.decode(gzip.decompress(path.read_bytes()), type=Weights))


@lru_cache(maxsize=1)
def shipped() -> Tagger | None:
    """The tagger that comes with the package; loaded at first use."""
    return load()
