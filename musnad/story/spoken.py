"""What someone said on a named day, as a row of the timeline."""

from __future__ import annotations

from musnad.link.material import Item, Json, Material, chain_of
from musnad.link.sayings import opening, words_of
from musnad.model import Statement


def spoken_row(material: Material, said: list[Item[Statement]]) -> Json:
    """The acts of speech of one speaker and day as a happening in the lane `said`; its references are the words that tell who
    spoke."""
    first = said[0].record
    return {
        "date": first.said_on, "earliest": first.said_on, "latest": first.said_on, "type": "statement_release",
        "modality": "happened", "lane": "said", "what": words_of(material, said[0]), "place": None,
        "actors": [first.speaker_id or first.speaker_name], "mentions": [_mention(material, item) for item in said],
    }  # fmt: skip


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
