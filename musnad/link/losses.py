"""How many were lost on one occasion, as two reports tell it in sentences alike: three wounded at one house, or four.

Series part what was lost by day and place as told; where the sentences themselves show that one thing is told of, the numbers
are held against each other whatever the series.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nlargest
from math import log

import msgspec

from musnad.link.assertions import telling_words
from musnad.link.bounds import bounds_meet, figure_day
from musnad.link.context import Context
from musnad.link.days import days_between
from musnad.link.material import Item, Material
from musnad.link.noted import noted
from musnad.link.reasons import days_apart, reason
from musnad.link.repeated import figure_side
from musnad.link.seeming import ACTUAL, OUTLET, PART, REST, TALLIES
from musnad.link.sides import Pair
from musnad.link.subjects import LOSSES, special_words
from musnad.model import Figure

AROUND = 160  # characters before and after a number in its sentence
COMPARABLE_DAYS, PUBLISHED_DAYS = 2, 5
FAR = 1.7  # times as large as the other, from which on two numbers are of two occasions
SHARED, SHARE = 3, 0.25  # words around both that are the same, and their share of the weight of the poorer one's
RAREST, NEAREST = 24, 40  # words by which others are looked for, and how many figures with one are looked at


class Loss(msgspec.Struct, frozen=True, eq=False):
    """A figure of those lost. words: skeletons around it in its sentence, without what it counts itself."""

    item: Item[Figure]
    words: frozenset[str]


def lost_otherwise(material: Material, context: Context) -> Iterator[Pair]:
    """Pairs of figures of one loss that do not meet; soft where the later and larger one may have grown."""
    losses = [_loss(material, item) for item in material.layer("figures") if _counts(item.record)]
    counts = Counter(word for loss in losses for word in loss.words)
    weight = {word: log(1 + len(losses) / number) for word, number in counts.items()}
    told = _numbers(losses)
    postings: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for n, one in enumerate(losses):
        measure = one.item.record.measure
        rarest = nlargest(RAREST, one.words, key=lambda w: (weight[w], w))
        for m in sorted({m for word in rarest for m in postings[measure, word][-NEAREST:]}):
            other = losses[m]
            if _may_oppose(context, other.item, one.item, told) and _is_alike(other, one, weight):
                yield _pair(material, other.item, one.item)
        for word in rarest:
            postings[measure, word].append(n)


def _counts(figure: Figure) -> bool:
    plain = (
        figure.measure in LOSSES - TALLIES and figure.unit == "count" and not figure.vague and figure.part_of is None
    )
    return plain and figure.modality in ACTUAL and figure.rule not in (PART, REST) and _size(figure) > 0


def _size(figure: Figure) -> float:
    return float(figure.low or figure.high or 0)


def _loss(material: Material, item: Item[Figure]) -> Loss:
    some = noted(material, item.source).sentences
    start, end = some[max(0, bisect_right(some, item.start, key=lambda s: s[0]) - 1)]
    around = material.text(item.source)[max(start, item.start - AROUND) : min(end, item.end + AROUND)]
    own = {*telling_words(item.words), *telling_words(item.record.subject or "")}
    return Loss(item, frozenset(telling_words(around)) - own)


def _numbers(losses: list[Loss]) -> dict[str, set[tuple[str, float]]]:
    """The numbers of each document: one that both tell is of another part of what was lost."""
    found: defaultdict[str, set[tuple[str, float]]] = defaultdict(set)
    for loss in losses:
        found[loss.item.source.key].add((loss.item.record.measure, _size(loss.item.record)))
    return found


def _may_oppose(context: Context, a: Item[Figure], b: Item[Figure], told: dict[str, set[tuple[str, float]]]) -> bool:
    x, y = a.record, b.record
    if a.source.key == b.source.key or bounds_meet(x, y) or (x.source == y.source != OUTLET):
        return False
    small, large = sorted((_size(x), _size(y)))
    days = days_between(figure_day(a), figure_day(b))
    apart = days_between(a.source.published, b.source.published)
    if large > FAR * small or days is None or days > COMPARABLE_DAYS or apart is None or apart > PUBLISHED_DAYS:
        return False
    if (x.measure, _size(x)) in told[b.source.key] or (y.measure, _size(y)) in told[a.source.key]:
        return False
    who = [special_words(figure.subject or "") for figure in (x, y)]
    return not (all(who) and not who[0] & who[1]) and context.same_affair(a.source, b.source)


def _is_alike(a: Loss, b: Loss, weight: dict[str, float]) -> bool:
    shared = a.words & b.words
    poorer = min(sum(weight[w] for w in some) for some in (a.words, b.words))
    return len(shared) >= SHARED and sum(weight[w] for w in shared) >= SHARE * poorer


def _pair(material: Material, a: Item[Figure], b: Item[Figure]) -> Pair:
    days = days_between(a.source.published, b.source.published)
    earlier, later = sorted((a, b), key=lambda i: i.source.published or "")
    grown = bool(days) and _size(later.record) > _size(earlier.record)
    sides = figure_side(material, a), figure_side(material, b)
    return *sides, a.record.measure, "soft" if grown else "hard", [reason("bounds_apart"), *days_apart(days)]
