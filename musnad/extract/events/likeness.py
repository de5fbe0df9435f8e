"""How likely it is that two mentions of one document are of the same happening, as a sum of clues.

The weights are those of a logistic regression over pairs of mentions in stories read whole, rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import log

from musnad.extract.events.mentions import TALKS, VIOLENT
from musnad.extract.events.told import Told
from musnad.model import Event

WEIGHTS = {
    "any two": -1.65,
    "same type": 0.75,
    "same word": 0.8,
    "same word, pointing back": 0.3,
    "pointing back": -0.25,
    "talks": 1.15,
    "casualties": -0.35,
    "strike and casualties": -1.1,
    "sentences between": -0.35,
    "same sentence": -1.2,
    "next sentence": 0.7,
    "the first told": 0.5,
    "same place": 0.15,
    "other place": -0.15,
    "same actors": 0.1,
    "other targets": -0.7,
    "done and not done": -0.4,
    "both are news": 0.35,
    "one has no day": -0.25,
    "other day": -1.5,
    "other day, both beside it": -2.7,
    "same day, both beside it": 0.9,
    "beside": 0.5,
    "beside, who or which": 0.6,
    "beside, casualties": 0.2,
    "attack, then casualties": 1.0,
    "casualties, then attack": 1.0,
    "words of the clause": 1.2,
    "words of the sentence": 1.85,
    "other names": -0.75,
}
PAST = frozenset({"happened", "ongoing", "alleged", "denied"})
FOUGHT = VIOLENT - {"casualties"}
LEAD = 2  # mentions at the head of the story that it goes on to tell
IMAGINED = 1.5  # mentions imagined beside those at hand, so that few of them do not make every word common


class Likeness:
    """Compares the mentions of a page by number; words and names count by how few mentions hold them."""

    def __init__(self, told: list[Told]) -> None:
        self._told = told
        self._rare_words = _rarity([t.words for t in told])
        self._rare_setting = _rarity([t.setting for t in told])
        self._words = [sum(map(self._rare_words.__getitem__, t.words)) for t in told]
        self._setting = [sum(map(self._rare_setting.__getitem__, t.setting)) for t in told]
        self._first = sum(t.headline for t in told)

    def __call__(self, i: int, j: int) -> float:
        """The logarithm of the odds that mention `j` is of the happening of mention `i` before it."""
        return sum(WEIGHTS[clue] * amount for clue, amount in self.clues(i, j))

    def clues(self, i: int, j: int) -> Iterator[tuple[str, float]]:
        """What speaks for or against it, with its amount."""
        one, other = self._told[i], self._told[j]
        yield "any two", 1.0
        yield from _of_words(one, other)
        yield from _of_order(one, other)
        yield from _of_scene(one.event, other.event)
        yield from _of_days(one, other)
        if i <= self._first + LEAD - 1:
            yield "the first told", 1.0
        if j - i == 1 and one.sentence == other.sentence:
            yield from _beside(one, other)
        yield from self._shared(i, j)

    def _shared(self, i: int, j: int) -> Iterator[tuple[str, float]]:
        """What their clauses and sentences share."""
        one, other = self._told[i], self._told[j]
        yield "words of the clause", _part(one.words & other.words, self._rare_words, self._words[i], self._words[j])
        yield (
            "words of the sentence",
            _part(one.setting & other.setting, self._rare_setting, self._setting[i], self._setting[j]),
        )
        if one.names and other.names and one.names.isdisjoint(other.names):
            yield "other names", 1.0


def _of_words(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    same = one.word == other.word
    if same:
        yield "same word", 1.0
    if other.definite:
        yield ("same word, pointing back" if same else "pointing back"), 1.0
    if one.event.type == other.event.type:
        yield "same type", 1.0
        if other.event.type == "casualties":
            yield "casualties", 1.0
    elif {one.event.type, other.event.type} <= TALKS:
        yield "talks", 1.0
    elif {one.event.type, other.event.type} == {"casualties", "strike"}:
        yield "strike and casualties", 1.0


def _of_order(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    """How far apart they are told."""
    apart = other.sentence - one.sentence
    yield "sentences between", log(1 + apart)
    if apart == 0:
        yield "same sentence", 1.0
    elif apart == 1:
        yield "next sentence", 1.0


def _of_scene(one: Event, other: Event) -> Iterator[tuple[str, float]]:
    """Who did it, to whom and where."""
    if one.place and other.place:
        yield ("same place" if one.place == other.place else "other place"), 1.0
    if one.targets and other.targets and not set(one.targets) & set(other.targets):
        yield "other targets", 1.0
    if not set(one.actors).isdisjoint(other.actors):
        yield "same actors", 1.0
    if (one.modality in PAST) != (other.modality in PAST):
        yield "done and not done", 1.0
    if one.news and other.news:
        yield "both are news", 1.0


def _of_days(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    day, its = one.event.date or "", other.event.date or ""
    if not (day and its):
        if day or its:
            yield "one has no day", 1.0
    elif not (day.startswith(its) or its.startswith(day)):
        yield ("other day, both beside it" if one.dated and other.dated else "other day"), 1.0
    elif one.dated and other.dated:
        yield "same day, both beside it", 1.0


def _beside(one: Told, other: Told) -> Iterator[tuple[str, float]]:
    """What follows right behind in one sentence."""
    kinds = one.event.type, other.event.type
    yield "beside", 1.0
    if other.relative:
        yield "beside, who or which", 1.0
    if kinds == ("casualties", "casualties"):
        yield "beside, casualties", 1.0
    elif kinds[0] in FOUGHT and kinds[1] == "casualties":
        yield "attack, then casualties", 1.0
    elif kinds[1] in FOUGHT and kinds[0] == "casualties":
        yield "casualties, then attack", 1.0


def _rarity(held: list[frozenset[str]]) -> dict[str, float]:
    """How much each of what mentions hold tells: the fewer hold it, the more."""
    counts = Counter(x for some in held for x in some)
    return {x: -log((number + 0.5) / (len(held) + IMAGINED)) for x, number in counts.items()}


def _part(shared: frozenset[str], rarity: dict[str, float], one: float, other: float) -> float:
    """The part of what the lesser of two tells that both hold."""
    return sum(map(rarity.__getitem__, shared)) / max(0.1, min(one, other)) if shared else 0.0
