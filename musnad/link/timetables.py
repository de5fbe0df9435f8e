"""A day left open against a day that is told: the time will come, against by the end of the year."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from musnad.link.context import Context
from musnad.link.days import interval
from musnad.link.material import Item, Json, Material, Source
from musnad.link.noted import noted
from musnad.link.reasons import reason
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
Plan = tuple[
    int, int, Side, Source, str
]  # place of its document, place among its plans, what is told, where, what it is
Open = tuple[Side, Source, frozenset[str]]


def open_against_dated(material: Material, context: Context) -> list[Json]:
    """Sentences that leave a day open against plans of the same affair that name one; always soft, since a plan is no
    decision."""
    left_open = [told for source in material.sources.values() for told in _left_open(material, source)]
    planned = _by_month(material, _planned(material)) if left_open else {}
    return rows(
        material, "open_closed", [pair for told in left_open for pair in _against(material, context, told, planned)]
    )


def _by_month(material: Material, planned: dict[str, list[Dated]]) -> dict[str, list[Plan]]:
    """The plans by the months in which they may have been told, in the order of the documents; undated ones by document."""
    found: defaultdict[str, list[Plan]] = defaultdict(list)
    order = {key: number for number, key in enumerate(material.sources)}
    plans = [(order[key], number, plan) for key, plans in planned.items() for number, plan in enumerate(plans)]
    for first, second, (source, start, end, about, day) in sorted(plans, key=lambda p: p[:2]):
        told = side(material, source, start, end, day)
        for month in (f"in {source.key}", *_months(told.day, 0)):
            found[month].append((first, second, told, source, about))
    return found


def _months(day: str | None, beyond: int) -> list[str]:
    """The months that a day, known in part perhaps, may lie in; of one known to the year only, all twelve.

    beyond: days before and after it that count, too.
    """
    days = interval(day)
    if days is None:
        return []
    first, last = (d.toordinal() + shift for d, shift in zip(days, (-beyond, beyond), strict=True))
    months = (
        date.fromordinal(min(max(1, d), date.max.toordinal())).isoformat()[:7] for d in (*range(first, last, 28), last)
    )
    return list(dict.fromkeys(months))


def _planned(material: Material) -> dict[str, list[Dated]]:
    """The plans of every document that name a day, also one that could not be resolved, with the words that name it."""
    days: defaultdict[str, list[Item[Time]]] = defaultdict(list)
    for item in material.layer("times"):
        if item.record.type in ("DATE", "TIME"):
            days[item.source.key].append(item)
    found: defaultdict[str, list[Dated]] = defaultdict(list)
    for item in material.layer("events"):
        if item.record.modality in AHEAD:
            named = _first(days[item.source.key], item.start, item.end + NEXT + 1)
            if named:
                found[item.source.key].append((item.source, item.start, item.end, item.record.type, named))
    for said in material.layer("statements"):
        content = said.record.content
        if content is None or said.record.act not in CALLS or len(content.text) > LONGEST:
            continue
        named = _first(days[said.source.key], content.start, content.end)
        if named:
            found[said.source.key].append((said.source, content.start, content.end, "plan", named))
    return found


def _first(days: list[Item[Time]], start: int, end: int) -> str | None:
    """The words of the first day that begins within a stretch. days: of one document, in the order of the text."""
    at = bisect_left(days, start, key=lambda d: d.start)
    return days[at].words if at < len(days) and days[at].start < end else None


def _left_open(material: Material, source: Source) -> Iterator[Open]:
    for start, end, words in noted(material, source).undated:
        yield side(material, source, start, end, "open"), source, words


def _against(material: Material, context: Context, told: Open, planned: dict[str, list[Plan]]) -> Iterator[Pair]:
    left, source, words = told
    near = [
        plan for month in (f"in {source.key}", *_months(left.day, COMPARABLE_DAYS)) for plan in planned.get(month, ())
    ]
    for _, _, right, place, about in sorted({plan[:2]: plan for plan in near}.values(), key=lambda plan: plan[:2]):
        days = apart(left, right)
        if days is None or days > COMPARABLE_DAYS or same_mouth(left, right) or not context.same_affair(source, place):
            continue
        if len(words & stems(material.text(place)[right.start : right.end])) >= SHARED_WORDS:
            yield left, right, about, "soft", [reason("no_day", day=right.value)]
