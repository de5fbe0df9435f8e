"""Two camps that are both told to hold one place: retaken by the army, and still the last stronghold of the rebels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator

import msgspec

from musnad.lexicon.matcher import lexicon
from musnad.link.context import Context, countries
from musnad.link.days import days_between
from musnad.link.holdings import Holding, Stretch
from musnad.link.known import known
from musnad.link.material import Json, Material, Source
from musnad.link.noted import noted
from musnad.link.reasons import days_apart, reason
from musnad.link.sides import Pair, Side, apart, rows, side
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

COMPARABLE_DAYS = 2  # a place may change hands
LONG_AGO = 31
NEAREST = 40  # claims on a place that one is compared with
STATE = "state"
SITES, ARMED = ("place", "base"), ("armed_group",)


Named = tuple[str, int, int]  # id or camp, and where it is named


class Held(msgspec.Struct, frozen=True, eq=False):
    """A claim that someone holds a place. holder: a camp, else the id of an armed group."""

    side: Side
    source: Source
    told: Holding
    holder: str


def held_otherwise(material: Material, context: Context) -> list[Json]:
    """Rows of kind control: claims that two hold one place within days in which it is not told to have changed hands."""
    by_place: defaultdict[str, list[Held]] = defaultdict(list)
    past = _past(material)
    sites, armed = sites_of(material), _ids(material, ARMED)
    for source in material.sources.values():
        for told in noted(material, source).holdings:
            place = _place(context, source, told, sites)
            holder = next((h for s in told.holders if (h := _holder(material, context, source, s, armed))), None)
            if place is not None and holder is not None and not _is_past(material, source, told, past):
                words = min(told.words[0], place[1], holder[1]), max(told.words[1], place[2], holder[2])
                heard = side(material, source, *words, material.text(source)[holder[1] : holder[2]])
                by_place[place[0]].append(Held(heard, source, told, holder[0]))
    pairs = [pair for place in sorted(by_place) for pair in _pairs(context, place, by_place[place])]
    return rows(material, "control", pairs)


def sites_of(material: Material) -> set[str]:
    """Ids of every place and base that is no country, and no capital that speaks for one."""
    return _ids(material, SITES)


def _ids(material: Material, types: tuple[str, ...]) -> set[str]:
    """Ids of every entity of some types that is no country."""
    lands = set(countries().values())
    return {i.record.id for i in material.layer("entities") if i.record.type in types and i.record.id not in lands}


def _past(material: Material) -> dict[str, list[int]]:
    """Where the times of every document stand that are long before its publication."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for item in material.layer("times"):
        days = days_between(item.record.latest, item.source.published)
        if days is not None and days > LONG_AGO and (item.record.latest or "") < (item.source.published or ""):
            found[item.source.key].append(item.start)
    return found


def _is_past(material: Material, source: Source, told: Holding, past: dict[str, list[int]]) -> bool:
    """Whether a claim stands in a sentence that tells of what was long ago."""
    some, places = noted(material, source).sentences, past.get(source.key, [])
    start, end = some[max(0, bisect_right(some, told.words[0], key=lambda s: s[0]) - 1)]
    at = bisect_left(places, start)
    return at < len(places) and places[at] < min(end, told.words[0])


def _place(context: Context, source: Source, told: Holding, sites: set[str]) -> Named | None:
    """The place that a claim is of: the last named before, or the first named after."""
    if told.before is not None:
        return _first(context, source, told.before, sites, last=True)
    return _first(context, source, told.after, sites) if told.after is not None else None


def _holder(material: Material, context: Context, source: Source, stretch: Stretch, armed: set[str]) -> Named | None:
    """Who is named in a stretch: a camp of the country, or an armed group."""
    found = camp(material.text(source)[slice(*stretch)])
    if found is not None:
        return found[0], stretch[0] + found[1][0], stretch[0] + found[1][1]
    return _first(context, source, stretch, armed)


def _first(context: Context, source: Source, stretch: Stretch, ids: set[str], last: bool = False) -> Named | None:
    """The first, or the last, of some ids that a stretch names, with where it is named."""
    named = [(words, name) for words, name in context.named(source, *stretch) if name in ids]
    if not named:
        return None
    words, name = named[-1 if last else 0]
    text = context.material.text(source)
    end = stretch[1] + len(words)
    at = text.rfind(words, stretch[0], end) if last else text.find(words, stretch[0], end)
    return name, at, at + len(words)


@known
def camp(text: str) -> tuple[str, tuple[int, int]] | None:
    """The camp that words name first, and where."""
    tokens = tokenize(Folded(text))
    hits = lexicon("link").find(tokens).of("link.camps")
    return (hits[0].row["camp"], (tokens[hits[0].first].start, tokens[hits[0].last - 1].end)) if hits else None


def _pairs(context: Context, place: str, told: list[Held]) -> Iterator[Pair]:
    for n, a in enumerate(told):
        for b in told[n + 1 : n + 1 + NEAREST]:
            days = apart(a.side, b.side)
            if days is None or days > COMPARABLE_DAYS or not _opposed(a, b):
                continue
            if context.same_affair(a.source, b.source):
                left = "left" in (a.told.state, b.told.state)
                first, second = (b, a) if b.told.state == "left" else (a, b)
                why = [reason("left_and_holds") if left else reason("held_by"), *days_apart(days)]
                yield first.side, second.side, place, "hard" if days <= 1 else "soft", why


def _opposed(a: Held, b: Held) -> bool:
    """Whether a later report tells another to hold a place than the one told before; or one to hold it that had left."""
    here = a.source.key == b.source.key
    early, late = sorted((a, b), key=lambda h: h.side.day or "")
    states = {a.told.state, b.told.state}
    if a.holder == b.holder:
        return not here and early.told.state == "left" and late.told.state == "holds" and not late.told.inside
    if "left" in states or states == {"took"} or not (here or late.told.state == "holds"):
        return False
    within = (a.told.inside and not b.told.whole) or (b.told.inside and not a.told.whole)
    return not within and STATE in (a.holder, b.holder)
