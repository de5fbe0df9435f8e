"""What tells whether two figures are of one quantity: for each figure its clues, gathered once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import msgspec

from musnad.extract.events.kinds import kin
from musnad.lexicon.matcher import lexicon
from musnad.link.context import STOPS, Context, context_of, home
from musnad.link.days import Interval, interval
from musnad.link.happenings import happenings
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.names import place_keys
from musnad.link.occasions import days_of_happenings
from musnad.link.subjects import LOSSES, kind_of_noun, parts, subject_of, told_place
from musnad.link.victims import victims
from musnad.model import Event, Figure
from musnad.text.fold import Folded
from musnad.text.skeleton import skeleton
from musnad.text.tokens import tokenize

Bounds = tuple[float | int | None, float | int | None]
HARM = kin("attack")
NEAREST = 4  # events of a sentence before a figure, and after it, that it may be of
REACH = 160  # characters to them
BEFORE, AFTER = 80, 60  # characters whose words are looked at
SHORTEST = 4
PARAGRAPH, LAST_PLACES = 300, 3  # characters before a toll in which its scene is named, and how many places make one


class Clue(msgspec.Struct, frozen=True, eq=False):
    """A figure with what it may share with another one.

    number:  its bounds; size: the nearer one.
    noun:    the kind of thing or part of the people counted, synonyms under one name; empty where it says no more than the
             measure.
    subject: who is named as counted; place: the country; places: the place itself, as told; around: whoever and whatever
             else its sentence names.
    day:     its own day; told_on: the day of the happening that it stands in.
    scene:   where a toll is not told with a place, the places that its paragraph names before it.
    happenings: numbers of the happenings told in its sentence, as linked across documents.
    words:   skeletons of the words around it.
    """

    item: Item[Figure]
    number: Bounds
    size: float
    noun: str
    subject: str
    place: str
    places: frozenset[str]
    around: frozenset[str]
    scene: frozenset[str]
    day: Interval | None
    told_on: str | None
    happenings: frozenset[int]
    words: frozenset[str]


def clues(material: Material) -> list[Clue]:
    """The clues of every figure with bounds, in the order of publication, document and text."""
    context, harm, days = context_of(material), _Harm(material), days_of_happenings(material)
    lost = victims(material, context)
    bounded = [i for i in material.layer("figures") if i.record.low is not None or i.record.high is not None]
    bounded.sort(key=lambda i: (i.source.published or "", i.source.id, i.start))
    subjects = {i.id: lost[i.id] if i.record.measure in LOSSES else subject_of(material, context, i) for i in bounded}
    return [_clue(material, context, (harm.around(i), days.get(i.id), subjects[i.id]), i) for i in bounded]


def _clue(
    material: Material, context: Context, known: tuple[frozenset[int], str | None, str], item: Item[Figure]
) -> Clue:
    """known: the happenings told around the figure, the day of the one it stands in, its subject."""
    figure, (told, told_on, subject) = item.record, known
    named = subject.isascii() and subject not in parts()
    bound = figure.low if figure.low is not None else figure.high
    return Clue(
        item=item, number=(figure.low, figure.high), size=float(bound or 0),
        noun=subject if subject in parts() else noun_of(figure.subject or "", figure.measure),
        subject=subject if named else "",
        place=told_place(item), places=frozenset(place_keys(figure.place)),
        around=frozenset(n.lower() for n in context.names_around(item.source, item.start, item.end)), day=interval(figure.as_of), told_on=told_on,
        scene=_scene(material, context, item), happenings=told, words=_words(material, item),
    )  # fmt: skip


def _scene(material: Material, context: Context, item: Item[Figure]) -> frozenset[str]:
    """The places, in lower case, that the paragraph names last before a toll that is told without one."""
    if item.record.place or item.record.flow != "occurred":
        return frozenset()
    text = material.text(item.source)
    first = text.rfind("\n", max(0, item.start - PARAGRAPH), item.start) + 1
    named = [name.lower() for _, name in context.named(item.source, max(first, item.start - PARAGRAPH), item.start)]
    return frozenset([name for name in named if home(name)][-LAST_PLACES:])


def _words(material: Material, item: Item[Figure]) -> frozenset[str]:
    """The skeletons of the words around a figure in its paragraph, without those that only say that something is counted."""
    text = material.text(item.source)
    before = text[max(0, item.start - BEFORE) : item.start].rpartition("\n")[2]
    after = text[item.end : item.end + AFTER].partition("\n")[0]
    return (_bare(before) | _bare(after)) - _bare(item.words)


@known
def _bare(words: str) -> frozenset[str]:
    tokens = tokenize(Folded(words))
    generic = {hit.first for hit in lexicon("link").find(tokens).of("link.counted")}
    return frozenset(
        skeleton(t.key)
        for i, t in enumerate(tokens)
        if t.kind == "word" and i not in generic and len(t.key) >= SHORTEST
    )


@known
def noun_of(subject: str, measure: str) -> str:
    """The kind of thing that a noun names: synonyms are one (a deputy, a member, a seat)."""
    hit = next(iter(lexicon("link").find(tokenize(Folded(subject))).of("link.synonyms")), None)
    return hit.row["kind"] if hit is not None else skeleton(kind_of_noun(subject, measure))


class _Harm:
    """The attacks and losses of every document, with the happenings they were linked to."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._events: defaultdict[str, list[Item[Event]]] = defaultdict(list)
        for event in material.layer("events"):
            if kin(event.record.type) == HARM:
                self._events[event.source.key].append(event)
        self._starts = {key: [e.start for e in some] for key, some in self._events.items()}
        told_again = (group for group in happenings(material) if len(group) > 1)
        self._number = {e.id: number for number, group in enumerate(told_again) for e in group}

    def around(self, item: Item[Figure]) -> frozenset[int]:
        """The happenings told in the sentence of a figure, near it."""
        some, starts = self._events.get(item.source.key, []), self._starts.get(item.source.key, [])
        at, text = bisect_right(starts, item.start), self._material.text(item.source)
        near = (event for event in some[max(0, at - NEAREST) : at + NEAREST] if not _is_apart(text, event, item))
        return frozenset(self._number[event.id] for event in near if event.id in self._number)


def _is_apart(text: str, event: Item[Event], item: Item[Figure]) -> bool:
    """Whether an event stands far from a figure or in another sentence."""
    first, last = min(event.end, item.end), max(event.start, item.start)
    return last - first > REACH or any(stop in text[first:last] for stop in STOPS)
