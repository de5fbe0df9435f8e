"""The views: what a ledger answers, as the JSON of DESIGN.md. Each is a pure function of the material."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from musnad.lexicon.matcher import lexicon
from musnad.link.echoes import echoes
from musnad.link.fresh import fresh_days, prefix
from musnad.link.happenings import best_told, happenings
from musnad.link.known import known
from musnad.link.material import Item, Json, Material, chain_of
from musnad.link.reports import Reports
from musnad.link.sayings import sayings, words_of
from musnad.model import Event, Figure, Statement
from musnad.story.file import Story
from musnad.story.lines import story_series
from musnad.story.spoken import Days, days_said, spoken_row
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

RANK = ("happened", "ongoing", "planned", "conditional", "demanded", "alleged", "denied", "hypothetical")


def timeline(material: Material) -> list[Json]:
    """One row a happening, or what someone said on a named day; the dated ones in order, the undated after them."""
    return list(happening_rows(material))


def happening_rows(material: Material) -> Iterator[Json]:
    """The rows of the timeline, one at a time."""
    reports = Reports(material)
    headed: list[tuple[Days, str, Callable[[], Json]]] = []
    for group in happenings(material):
        head = best_told(material, group)
        days = _days(material, head, group)
        headed.append((days, head.words, partial(_happening, reports, days, head, group)))
    for said in sayings(material):
        headed.append((days_said(said), words_of(material, said.items[0]), partial(spoken_row, reports, said)))
    headed.sort(key=lambda h: (h[0][0] is None, _place(h[0]), h[1]))
    for _, _, row in headed:
        yield row()


def _place(days: Days) -> str:
    """Where a row stands: at its date, or within it where its first day is known better."""
    date, earliest, _ = days
    return earliest if date and earliest and earliest.startswith(date) else date or ""


def _days(material: Material, head: Item[Event], group: list[Item[Event]]) -> Days:
    """The date, the earliest and the latest day of a happening."""
    fresh = fresh_days(material, group)
    if fresh is not None:
        return prefix(fresh), fresh[0].isoformat(), fresh[1].isoformat()
    dated = [i.record for i in group if i.record.date]
    earliest = min((event.date for event in dated if event.date), default=None)
    return head.record.date, earliest, max((event.end_date or event.date or "" for event in dated), default=None)


def _happening(reports: Reports, days: Days, head: Item[Event], group: list[Item[Event]]) -> Json:
    event = head.record
    return {
        "date": days[0],
        "earliest": days[1],
        "latest": days[2],
        "type": event.type,
        "modality": min((i.record.modality for i in group), key=_rank),
        "lane": lane(group),
        "what": head.words,
        "place": next((i.record.place for i in [head, *group] if i.record.place), None),
        "actors": list(dict.fromkeys(a for i in group for a in i.record.actors)),
        "origins": reports.number(group),
        "mentions": [_mention(reports.material, i) for i in group],
    }


def lane(group: list[Item[Event]]) -> str:
    """Where a timeline shows a happening: happened, promised, postponed (told to be put off), other."""
    if any(puts_off(i.words) for i in group):
        return "postponed"
    modalities = {i.record.modality for i in group}
    if modalities & {"happened", "ongoing"}:
        return "happened"
    return "promised" if modalities & {"planned", "demanded", "conditional"} else "other"


@known
def puts_off(words: str) -> bool:
    """Whether words tell that something was put off."""
    hits = lexicon("link").find(tokenize(Folded(words)))
    purposes = [
        range(hit.first, hit.last) for hit in hits.of("link.backgrounds")
    ]  # `for the sake of`, spelled as the verb
    return any(not any(hit.first in purpose for purpose in purposes) for hit in hits.of("link.delays"))


def _rank(modality: str) -> int:
    return RANK.index(modality) if modality in RANK else len(RANK)


def _mention(material: Material, item: Item[Event]) -> Json:
    statement = material.statement_at(item)
    return item.reference() | {
        "source": item.record.source,
        "chain": chain_of(item.source, statement),
        "published": item.source.published,
        "outlet": item.source.outlet,
        "modality": item.record.modality,
        "date": item.record.date,
    }


def figures(material: Material, story: Story | None = None) -> list[Json]:
    """One row a series, its points in the order of their days; those of a story carry its id and title."""
    return list(figure_rows(material, story))


def figure_rows(material: Material, story: Story | None = None) -> Iterator[Json]:
    """The rows of the view `figures`, one at a time."""
    (lines, named), reports = story_series(material, story), Reports(material)
    for key, items in sorted(lines.items(), key=lambda line: (line[0] not in named, line[0])):
        row: Json = {"measure": key.measure, "flow": key.flow, "subject": key.subject or None, "place": key.place or None,
               "unit": key.unit, "day": key.day or None}  # fmt: skip
        if key in named:
            row |= {"id": named[key].id, "title": named[key].title}
        ordered = sorted(items, key=lambda i: _point_day(_point(material, i, None)))
        origins = echoes(ordered)
        yield row | {
            "origins": reports.number(ordered),
            "points": [_point(material, i, origins.get(i.id)) for i in ordered],
        }


def _point(material: Material, item: Item[Figure], origin: Item[Figure] | None) -> Json:
    figure, statement = item.record, material.statement_at(item)
    return item.reference() | {
        "low": figure.low, "high": figure.high, "comparator": figure.comparator, "as_of": figure.as_of,
        "period": figure.period, "published": item.source.published, "modality": figure.modality, "flow": figure.flow,
        "measure": figure.measure, "source": figure.source, "chain": chain_of(item.source, statement),
        "echo_of": origin.reference() if origin else None,
    }  # fmt: skip


def _point_day(point: Json) -> tuple[str, str, int]:
    return (point["as_of"] or point["published"] or "9999", point["document"], point["start"])


def statements(material: Material) -> Iterator[Json]:
    """Every reported statement in the order of publication."""
    return (_statement(i) for i in material.layer("statements") if i.record.content)


def _statement(item: Item[Statement]) -> Json:
    said = item.record
    where = {"document": item.source.id, "record": item.id}
    return {
        "speaker": said.speaker_name or (said.speaker.text if said.speaker else None),
        "names": list(dict.fromkeys(filter(None, (said.speaker_id, said.speaker_name, *said.speaker_names)))),
        "office": said.speaker_role,
        "date": said.said_on,
        "published": item.source.published,
        "act": said.act,
        "direct": said.direct,
        "content": where | _span(said.content),
        "cue": where | _span(said.cue),
        "chain": [link.name for link in said.chain],
    }


def _span(span: Any) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}
