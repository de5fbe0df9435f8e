"""What someone said on a named day, as a row of the timeline."""

from __future__ import annotations

from musnad.link.fresh import prefix
from musnad.link.material import Item, Json, Material, chain_of
from musnad.link.reports import Reports
from musnad.link.sayings import Said, opening, words_of
from musnad.model import Statement

Days = tuple[str | None, str | None, str | None]


def days_said(said: Said) -> Days:
    """The date, the earliest and the latest day of an act of speech."""
    date = said.items[0].record.said_on or prefix(said.days)
    return date, said.days[0].isoformat(), said.days[1].isoformat()


def spoken_row(reports: Reports, said: Said) -> Json:
    """The acts of speech of one speaker and day as a happening in the lane `said`; its references are the words that tell who
    spoke."""
    first, (date, earliest, latest), material = said.items[0], days_said(said), reports.material
    return {
        "date": date,
        "earliest": earliest,
        "latest": latest,
        "type": "statement_release",
        "modality": "happened",
        "lane": "said",
        "what": words_of(material, first),
        "place": None,
        "actors": [first.record.speaker_id or first.record.speaker_name],
        "origins": reports.number(said.items),
        "mentions": [_mention(material, item) for item in said.items],
    }


def _mention(material: Material, item: Item[Statement]) -> Json:
    start, end = opening(item)
    words = material.text(item.source)[start:end].rstrip()
    return item.reference() | {
        "end": start + len(words),
        "text": words,
        "source": item.record.speaker_name,
        "chain": chain_of(item.source, item),
        "published": item.source.published,
        "outlet": item.source.outlet,
        "modality": "happened",
        "date": item.record.said_on,
    }
