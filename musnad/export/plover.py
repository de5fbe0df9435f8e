"""PLOVER-like events, one JSON object a line: who did what to whom, when and where, each with the words that tell it.

Source: PLOVER, the Political Language Ontology for Verifiable Event Records (2022): event types, modes, and `source`,
`target`, `date` of an event. What is planned, demanded or denied keeps its modality, which PLOVER does not have.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from musnad.export.job import Job
from musnad.export.sheets import Entry, Sheet, sheets
from musnad.link.material import Json
from musnad.model import Event
from musnad.story.names import Names

_encode = msgspec.json.Encoder().encode


@cache
def _types() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def chunks(job: Job) -> Iterator[str]:
    """One event a line, in the order of documents and text."""
    names = Names(job.material, job.story, job.wording.language)
    for sheet in sheets(job.material):
        for entry in sheet.of("events"):
            yield _encode(plover(sheet, entry, names)).decode() + "\n"


def plover(sheet: Sheet, entry: Entry, names: Names) -> Json:
    """An event mention. event_type is null where PLOVER has no such type; days are ISO prefixes, null where unknown."""
    event: Event = entry.record
    said = _types().get(event.type, {})
    return {
        "id": entry.id,
        "event_type": said.get("event"),
        "event_mode": said.get("mode") or None,
        "musnad_type": event.type,
        "modality": event.modality,
        "event_date": event.date,
        "event_end_date": event.end_date,
        "source": [{"id": actor, "name": names(actor)} for actor in event.actors],
        "target": [{"id": actor, "name": names(actor)} for actor in event.targets],
        "location": {"id": event.place, "name": names(event.place)} if event.place else None,
        "reported_by": event.source,
        "chain": [link.name for link in sheet.chain(entry)],
        "event_text": entry.words,
        "language": "ar",
        "document": {"id": sheet.source.id, "url": sheet.document.url, "digest": sheet.document.digest,
                     "start": entry.start, "end": entry.end},
        "publisher": sheet.source.outlet,
        "publication_date": sheet.source.published,
        "recorded_at": entry.recorded_at,
    }  # fmt: skip
