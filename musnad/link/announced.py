"""One announcement told with two days: the coalition announced the truce on Saturday, the coalition announced it on Sunday."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nlargest
from math import log

import msgspec

from musnad.link.assertions import is_told, telling_words
from musnad.link.context import Context
from musnad.link.dated import names_weekday
from musnad.link.days import days_between, interval
from musnad.link.material import Item, Material
from musnad.link.reasons import reason
from musnad.link.sides import Pair, side
from musnad.model import Statement

ACT = "announces"
NEAR_DAYS = 3  # two days further apart are two announcements
RAREST, NEAREST = 24, 24  # words by which others are looked for, and how many with a word are looked at
SHARED, SHARE = (
    3,
    0.5,
)  # words of what is announced that are the same, and their share of the weight of the poorer one's
LONGEST = 200  # characters of an announcement that are shown


class Announced(msgspec.Struct, frozen=True, eq=False):
    """An announcement with its day. words: of what is announced; who: of the speaker's name."""

    item: Item[Statement]
    day: str
    words: frozenset[str]
    who: frozenset[str]


def announced_twice(material: Material, context: Context) -> Iterator[Pair]:
    """Pairs of announcements of one thing by one speaker, in two reports, on two days."""
    told = [found for item in material.layer("statements") if (found := _announced(material, item)) is not None]
    said = [
        item.record.content.text for item in material.layer("statements") if item.record.content and item.record.said_on
    ]
    counts = Counter(word for text in said for word in frozenset(telling_words(text)))
    weight = {word: log(1 + len(said) / number) for word, number in counts.items()}
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for n, one in enumerate(told):
        rarest = nlargest(RAREST, one.words, key=lambda w: (weight[w], w))
        for m in sorted({m for word in rarest for m in postings[word][-NEAREST:]}):
            other = told[m]
            if _is_one(context, other, one) and _share(other.words, one.words, weight) >= SHARE:
                yield _pair(material, other, one)
        for word in rarest:
            postings[word].append(n)


def _announced(material: Material, item: Item[Statement]) -> Announced | None:
    said = item.record
    days = interval(said.said_on)
    if said.act != ACT or said.content is None or not said.speaker_name or days is None or days[0] != days[1]:
        return None
    if not said.said_on or said.said_on > (item.source.published or said.said_on) or not is_told(material, item):
        return None
    words, who = (frozenset(telling_words(text)) for text in (said.content.text, said.speaker_name))
    return Announced(item, said.said_on, words, who) if len(words) >= SHARED else None


def _is_one(context: Context, a: Announced, b: Announced) -> bool:
    """Whether one speaker announces like things in two reports, on two days."""
    days = days_between(a.day, b.day)
    near = days is not None and 0 < days <= NEAR_DAYS and a.item.source.key != b.item.source.key
    alike = len(a.words & b.words) >= SHARED and bool(a.who & b.who)
    return near and alike and context.same_affair(a.item.source, b.item.source)


def _share(x: frozenset[str], y: frozenset[str], weight: dict[str, float]) -> float:
    poorer = min(sum(weight[w] for w in some) for some in (x, y))
    return sum(weight[w] for w in x & y) / poorer if poorer else 0.0


def _pair(material: Material, a: Announced, b: Announced) -> Pair:
    spans = [_span(one.item) for one in (a, b)]
    first, second = (
        side(material, one.item.source, *span, one.day).by(one.item.record.speaker_name or "")
        for one, span in zip((a, b), spans, strict=True)
    )
    named = all(
        names_weekday(material.text(one.item.source)[slice(*span)]) for one, span in zip((a, b), spans, strict=True)
    )
    why = [reason("told_as", a=a.day, b=b.day)]
    return first, second, "statement_release", "hard" if named else "soft", why


def _span(item: Item[Statement]) -> tuple[int, int]:
    """Where an announcement stands, with who announced it."""
    parts = [span for span in (item.record.cue, item.record.speaker, item.record.content) if span is not None]
    start = min(span.start for span in parts)
    return start, min(max(span.end for span in parts), start + LONGEST)
