"""Dated mentions of events that two reports tell in nearly the same words: what can be told of one thing with another day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from heapq import nlargest
from math import log
from typing import Any

import msgspec

from musnad.extract.events.kinds import OTHER, kin
from musnad.lexicon.matcher import Lexicon
from musnad.lexicon.tables import table
from musnad.link.assertions import telling_words
from musnad.link.days import days_between, interval
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.noted import noted
from musnad.model import Event, Time
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

PUBLISHED_DAYS = 7  # between the reports
RAREST = 5  # words by which others are looked for
NEAREST = 24  # mentions with a word that are looked at
IN_EVENT, SHARE_IN_EVENT = 5, 0.6  # words of two events that are the same, and their share of the weight
IN_SENTENCE, SHARE_IN_SENTENCE = 8, 0.5  # the same for the sentences around them
IN_LONG, SHARE_IN_LONG = 12, 0.4  # and where they share many
EXPLICIT = ("times.weekday", "times.date")  # rules of times that do not hang on the day of print alone
LOOSE = ("times.length", "times.reference")  # of times that say a day only about


class Dated(msgspec.Struct, frozen=True, eq=False):
    """A mention with the words that tell its day. words, around: skeletons of the event's words and of its sentence's, without
    those of the time; numbers: of the figures in its sentence; explicit: whether the day is named by weekday or date; timed:
    whether the event's own words hold the time; sentence: code points."""

    item: Item[Event]
    sentence: tuple[int, int]
    words: frozenset[str]
    around: frozenset[str]
    numbers: frozenset[float]
    explicit: bool
    timed: bool


def dated_mentions(material: Material) -> list[Dated]:
    """Every mention of a known kind whose words, or whose sentence, tell the one day on which it was."""
    times, figures = _by_document(material, "times"), _by_document(material, "figures")
    found = []
    for item in material.layer("events"):
        days = interval(item.record.date)
        if kin(item.record.type) == OTHER or days is None or days[0] != days[1]:
            continue
        some = times.get(item.source.key, [])
        start, end = _sentence(material, item)
        own = _only_day(_within(some, item.start, item.end) or _within(some, start, end))
        own = [t for t in own if _dates(t.record, item.record)]
        if own:
            found.append(_dated(material, item, (start, end), own, figures.get(item.source.key, [])))
    return found


def _sentence(material: Material, item: Item[Event]) -> tuple[int, int]:
    """The code points of the sentence in which an event begins."""
    some = noted(material, item.source).sentences
    return some[max(0, bisect_right(some, item.start, key=lambda s: s[0]) - 1)]


def _only_day(times: list[Item[Time]]) -> list[Item[Time]]:
    """The times of an event's words, or of its sentence, where they tell one day only."""
    return times if len({t.record.earliest for t in times} - {None}) == 1 else []


def _by_document(material: Material, layer: str) -> dict[str, list[Item[Any]]]:
    found: defaultdict[str, list[Item[Any]]] = defaultdict(list)
    for item in material.layer(layer):
        found[item.source.key].append(item)
    return found


def _within(items: list[Item[Any]], start: int, end: int) -> list[Item[Any]]:
    first = bisect_left(items, start, key=lambda i: i.start)
    return items[first : bisect_left(items, end, key=lambda i: i.start)]


def _dates(time: Time, event: Event) -> bool:
    """Whether a time is the day of an event, told as such (not `ten days ago`)."""
    day = (event.date or "")[:10]
    return time.earliest == time.latest == day and not time.rule.startswith(LOOSE)


def _dated(
    material: Material, item: Item[Event], sentence: tuple[int, int], own: list[Item[Time]], figures: list[Item[Any]]
) -> Dated:
    text = material.text(item.source)[slice(*sentence)]
    timed = frozenset(word for time in own for word in telling_words(time.words))
    numbers = frozenset(float(f.record.low) for f in _within(figures, *sentence) if f.record.low is not None)
    return Dated(
        item, sentence, frozenset(telling_words(item.words)) - timed, frozenset(telling_words(text)) - timed,
        numbers, any(_is_explicit(t.record) for t in own),
        own[0].start < item.end and item.start < own[0].end,
    )  # fmt: skip


def _is_explicit(time: Time) -> bool:
    return time.rule.startswith(EXPLICIT) or names_weekday(time.text)


@known
def names_weekday(words: str) -> bool:
    """Whether words name a day of the week."""
    return bool(_weekdays().find(tokenize(Folded(words))).of("times.weekdays"))


@cache
def _weekdays() -> Lexicon:
    return Lexicon([table("times.weekdays")])


def alike(mentions: list[Dated]) -> Iterator[tuple[Dated, Dated]]:
    """Pairs of mentions of one kind in two reports of a week that tell one thing in nearly the same words, whatever their days."""
    weight = _weights(mentions)
    postings: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for n, one in enumerate(mentions):
        family = _family(one.item.record.type)
        rarest = {w for some in (one.words, one.around) for w in nlargest(RAREST, some, key=lambda w: (weight[w], w))}
        near = {m for word in rarest for m in postings[family, word][-NEAREST:]}
        for m in sorted(near):
            if _may_be_one(mentions[m], one) and _is_alike(mentions[m], one, weight):
                yield mentions[m], one
        for word in rarest:
            postings[family, word].append(n)


def _family(kind: str) -> int:
    """The family of an event; a campaign is one of attacks."""
    return kin("attack" if kind == "campaign" else kind)


def _weights(mentions: list[Dated]) -> dict[str, float]:
    counts = Counter(word for one in mentions for word in one.words | one.around)
    return {word: log(1 + len(mentions) / number) for word, number in counts.items()}


def _may_be_one(a: Dated, b: Dated) -> bool:
    if a.item.source.key == b.item.source.key or not (a.explicit or b.explicit):
        return False
    days = days_between(a.item.source.published, b.item.source.published)
    return days is not None and days <= PUBLISHED_DAYS


def _is_alike(a: Dated, b: Dated, weight: dict[str, float]) -> bool:
    if not a.words & b.words:
        return False
    if len(a.words & b.words) >= IN_EVENT and _share(a.words, b.words, weight) >= SHARE_IN_EVENT:
        return True
    shared, share = len(a.around & b.around), _share(a.around, b.around, weight)
    return (shared >= IN_SENTENCE and share >= SHARE_IN_SENTENCE) or (shared >= IN_LONG and share >= SHARE_IN_LONG)


def _share(x: frozenset[str], y: frozenset[str], weight: dict[str, float]) -> float:
    poorer = min(sum(weight[w] for w in x), sum(weight[w] for w in y))
    return sum(weight[w] for w in x & y) / poorer if poorer else 0.0
