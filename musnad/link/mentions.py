"""Event mentions with what tells whether two of them are of one happening."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date
from itertools import pairwise

import msgspec

from musnad.extract.events.kinds import kin
from musnad.link.context import STOPS, Context, context_of, land, power
from musnad.link.days import Interval, interval
from musnad.link.fresh import in_headline, near_days, span_of
from musnad.link.heads import head_word
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.names import place_keys
from musnad.model import Event, Time
from musnad.text.fold import Folded
from musnad.text.skeleton import skeleton
from musnad.text.tokens import tokenize

NAME = "@"  # before the names among the features, so that no word is taken for one
SHORTEST = 3
LASTING = ("campaign",)  # what goes on for months is named on many days
HARM = ("attack", "strike")
DOUBTFUL, LIKELY, SURE = 0, 1, 2
BESIDE = 40  # characters between an attack and those who suffer from it
Times = dict[str, list[Item[Time]]]


class Mention(msgspec.Struct, frozen=True, eq=False):
    """A mention and its clues.

    word:      the act that it names, or the dictionary word that names it; definite: whether it points back (`the attack`).
    features:  skeletons of its words, and its names with `@` before them, in a fixed order.
    places:    where its own words say that it happened; around: whoever and whatever else its sentence names; all in lower
               case.
    day:       first and last day; trust: how far it may be its own (SURE, LIKELY, DOUBTFUL).
    near:      the days by which it is compared: its day; of what is told as news or in a headline those just before the
               telling; None of a war or a campaign that is only named.
    published: first day on which its document may have been published.
    sentence:  of its document, by key and number: sentences without a mention are not counted.
    """

    item: Item[Event]
    family: int
    word: str
    definite: bool
    features: tuple[str, ...]
    places: frozenset[str]
    around: frozenset[str]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    day: Interval | None
    trust: int
    near: Interval | None
    published: date | None
    sentence: tuple[str, int]
    headline: bool


def mentions_of(material: Material) -> list[Mention]:
    """Every event mention of a material, in the order of the layer."""
    context = context_of(material)
    times: Times = defaultdict(list)
    for item in material.layer("times"):
        if item.record.earliest:
            times[item.source.key].append(item)
    sentences = _sentences(material)
    return [_mention(item, context, times, sentences[item.id]) for item in material.layer("events")]


def _mention(item: Item[Event], context: Context, times: Times, sentence: int) -> Mention:
    event, source = item.record, item.source
    named = {n.lower() for n in context.names(source, item.start, item.end)}
    homes = set(map(land, named))
    called = {skeleton(word) for word in context.name_words(source, item.start, item.end)}
    published = interval(source.published)
    word, definite = head_word(item.words, event.type)
    day, trust = span_of(event), _trust(item, times.get(source.key, []))
    return Mention(
        item=item, family=kin(event.type), word=word, definite=definite,
        features=(*(NAME + n for n in sorted(named | homes)), *sorted(skeletons(item.words) - called)),
        places=frozenset(place_keys(event.place) & named),
        around=frozenset(n.lower() for n in context.names_around(source, item.start, item.end)) | named,
        actors=_powers(event.actors), targets=_powers(event.targets), day=day, trust=trust,
        near=None if day and event.type in LASTING and trust == DOUBTFUL else near_days(context.material, item),
        published=published[0] if published else None, sentence=(source.key, sentence),
        headline=in_headline(context.material, item),
    )  # fmt: skip


def _powers(parties: list[str]) -> tuple[str, ...]:
    """Those for whom the parties of an event act, each once."""
    return tuple(dict.fromkeys(map(power, parties)))


@known
def skeletons(text: str) -> frozenset[str]:
    """The skeletons of a text's words of three letters and more, and its numbers."""
    tokens = tokenize(Folded(text))
    words = {skeleton(t.key) for t in tokens if t.kind == "word" and len(t.key) >= SHORTEST}
    return frozenset(words | {t.key for t in tokens if t.kind == "number"})


def _trust(item: Item[Event], times: list[Item[Time]]) -> int:
    """SURE where its words hold the time that dates it; LIKELY where the sentence tells when something was done; DOUBTFUL
    where a thing is only named, as the time may be that of the verb beside it."""
    day, named = item.record.date or "", item.record.rule == "events.noun.alone"
    for time in times[bisect_left(times, item.start, key=lambda t: t.start) :]:
        if time.start >= item.end or not day:
            break
        first, last = time.record.earliest or "", time.record.latest or time.record.earliest or ""
        meets = first[: len(day)] <= day[:10] and day[: len(last)] <= last
        if meets and (not named or any(c.isdigit() for c in time.words)):
            return SURE
    return DOUBTFUL if named else LIKELY


def _sentences(material: Material) -> dict[str, int]:
    """The number of the sentence of each mention, by its record."""
    numbers: dict[str, int] = {}
    before: Item[Event] | None = None
    number = 0
    for item in sorted(material.layer("events"), key=lambda i: (i.source.key, i.start, i.end)):
        if before is not None and before.source.key == item.source.key:
            between = material.text(item.source)[before.end : item.start]
            number += any(stop in between for stop in STOPS)
        else:
            number = 0
        numbers[item.id] = number
        before = item
    return numbers


def tolls(mentions: list[Mention]) -> list[tuple[Mention, Mention]]:
    """Pairs of an attack and those who suffer from it, told beside each other in one sentence (`a raid that killed two`), and
    of the killed and the wounded that the reader gave one number."""
    found: list[tuple[Mention, Mention]] = []
    taken: set[str] = set()
    ordered = sorted(mentions, key=lambda m: (m.item.source.key, m.item.start, m.item.end))
    for a, b in pairwise(ordered):
        if a.sentence != b.sentence or b.item.start - a.item.end > BESIDE:
            continue
        kinds = a.item.record.type, b.item.record.type
        if kinds[0] in HARM and kinds[1] == "casualties":
            found.append((a, b))
            taken.add(b.item.id)
        elif kinds[0] == "casualties" and kinds[1] in HARM and a.item.id not in taken:
            found.append((b, a))
        elif kinds == ("casualties", "casualties") and a.item.record.happening == b.item.record.happening:
            found.append((a, b))
    return found
