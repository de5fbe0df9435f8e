"""A day left open against a day that is told: the time will come, against by the end of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.link.context import Context
from musnad.link.material import Item, Json, Material, Source
from musnad.link.scan import scan
from musnad.link.sides import Pair, Side, apart, rows, same_mouth, side
from musnad.link.words import stems
from musnad.model import Time

COMPARABLE_DAYS = 14
SHARED_WORDS = 2
AHEAD = ("planned", "demanded", "conditional")
NEXT = 3  # characters after an event at which its day may begin
CALLS = ("demands", "pledges", "expects")  # acts whose content lies ahead
LONGEST = 160  # characters of a content that speaks of one plan
Dated = tuple[Source, int, int, str, str]  # where a plan stands, what it is, the words that name its day
Open = tuple[Side, Source, frozenset[str]]


def open_against_dated(material: Material, context: Context) -> list[Json]:
    """Sentences that leave a day open against plans of the same affair that name one; always soft, since a plan is no
    decision."""
    planned = _planned(material)
    pairs = []
    for source in material.sources.values():
        for told in _left_open(material, source):
            pairs += list(_against(material, context, told, planned))
    return rows(material, "open_closed", pairs)


def _planned(material: Material) -> dict[str, list[Dated]]:
    """The plans of every document that name a day, also one that could not be resolved, with the words that name it."""
    days: defaultdict[str, list[Item[Time]]] = defaultdict(list)
    for item in material.layer("times"):
        if item.record.type in ("DATE", "TIME"):
            days[item.source.key].append(item)
    found: defaultdict[str, list[Dated]] = defaultdict(list)
    for item in material.layer("events"):
        if item.record.modality in AHEAD:
            named = [d.words for d in days[item.source.key] if item.start <= d.start <= item.end + NEXT]
            if named:
                found[item.source.key].append((item.source, item.start, item.end, item.record.type, named[0]))
    for said in material.layer("statements"):
        content = said.record.content
        if content is None or said.record.act not in CALLS or len(content.text) > LONGEST:
            continue
        named = [d.words for d in days[said.source.key] if content.start <= d.start < content.end]
        if named:
            found[said.source.key].append((said.source, content.start, content.end, "plan", named[0]))
    return found


def _left_open(material: Material, source: Source) -> Iterator[Open]:
    seen = scan(material, source)
    for hit in seen.hits.of("link.undated"):
        first, last = seen.sentence(hit.first)
        start, end = seen.tokens[hit.first].start, seen.tokens[last - 1].end
        words = stems(seen.text[seen.tokens[first].start : end])
        yield side(material, source, start, end, "open"), source, words


def _against(material: Material, context: Context, told: Open, planned: dict[str, list[Dated]]) -> Iterator[Pair]:
    left, source, words = told
    for key, items in planned.items():
        if not context.same_affair(source, material.sources[key]):
            continue
        for place, start, end, about, day in items:
            shared = words & stems(material.text(place)[start:end])
            right = side(material, place, start, end, day)
            days = apart(left, right)
            near = days is not None and days <= COMPARABLE_DAYS
            if near and len(shared) >= SHARED_WORDS and not same_mouth(left, right):
                yield left, right, about, "soft", [f"no day against {day}"]
