"""FollowTheMoney: articles, who and what they name, and what they tell of them, as entities one a line.

Source: the FollowTheMoney model 4 (followthemoney.tech): Article, Person, Organization, PublicBody, Company, Territory,
Address, Event, Note. The thing and the words that name it are kept apart: a name in an article is a name of the entity only
because the reader gave it the same id there, and each value goes back to its record through `statements`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from musnad.export.headings import heading
from musnad.export.job import Job
from musnad.export.sheets import Entry, Sheet, sheets
from musnad.export.wording import Wording
from musnad.ledger.rows import short_hash
from musnad.link.material import Json
from musnad.model import Entity, Event, Figure, Statement

SCHEMATA = {
    "person": "Person", "organization": "Organization", "armed_group": "Organization", "country": "Territory",
    "government": "PublicBody", "place": "Territory", "base": "Territory", "media": "Company",
}  # fmt: skip
LEGAL = ("Person", "Organization", "PublicBody", "Company")
_encode = msgspec.json.Encoder().encode


class Value(msgspec.Struct, frozen=True):
    """One value of one property of one entity, and where it comes from: a FollowTheMoney statement.

    origin: the record's id, or "document". seen: instant at which it entered the ledger.
    """

    entity: str
    schema: str
    prop: str
    value: str
    lang: str | None
    origin: str
    seen: str


def chunks(job: Job) -> Iterator[str]:
    """Entities, one JSON object a line; one that several articles name stands once for each, as fragments of one id."""
    for _, values in grouped(job):
        for entity in _entities(values):
            yield _encode(entity).decode() + "\n"


def grouped(job: Job) -> Iterator[tuple[Sheet, list[Value]]]:
    """The statements of each document."""
    for sheet in sheets(job.material):
        yield sheet, list(statements(sheet, job.wording))


def statements(sheet: Sheet, wording: Wording) -> Iterator[Value]:
    """Every statement that one document gives."""
    yield from _article(sheet)
    named = {entry.record.id: SCHEMATA[entry.record.type] for entry in sheet.of("entities")}
    makers: dict[str, Callable[..., Iterator[tuple[str, str]]]] = {
        "entities": _entity, "events": _event, "statements": _said, "figures": _figure}  # fmt: skip
    for entry in sheet.entries:
        if entry.layer in makers:
            id, schema = _identity(entry)
            for prop, value in makers[entry.layer](sheet, entry, named, wording):
                yield Value(id, schema, prop, value, None, entry.id, entry.recorded_at)


def thing(id: str, schema: str) -> str:
    """The FollowTheMoney id of an entity of ours, whatever the case of its name; what is of two kinds is two things there."""
    return f"musnad-{short_hash('entity', id.lower(), schema)}"


def _identity(entry: Entry) -> tuple[str, str]:
    if isinstance(entry.record, Entity):
        schema = SCHEMATA[entry.record.type]
        return thing(entry.record.id, schema), schema
    return f"musnad-{entry.id}", "Event" if isinstance(entry.record, Event) else "Note"


def _article(sheet: Sheet) -> Iterator[Value]:
    document, source = sheet.document, sheet.source
    values = {
        "title": document.title.text if document.title else None, "fileName": source.id, "publishedAt": source.published,
        "publisher": source.outlet, "sourceUrl": document.url, "author": document.byline, "bodyText": document.text,
        "language": "ara", "mimeType": "text/plain",
    }  # fmt: skip
    for prop, value in values.items():
        if value:
            yield Value(_article_id(sheet), "Article", prop, value, None, "document", sheet.row["recorded_at"])


def _article_id(sheet: Sheet) -> str:
    return f"musnad-{sheet.source.key}"


def _entity(sheet: Sheet, entry: Entry, named: dict[str, str], wording: Wording) -> Iterator[tuple[str, str]]:
    entity: Entity = entry.record
    for name in dict.fromkeys(span.text for span in entity.names):
        yield "name", " ".join(name.split())
    if entity.id not in {span.text for span in entity.names}:
        yield "alias", entity.id
    yield "proof", _article_id(sheet)
    if SCHEMATA[entity.type] == "Person":
        yield from (("position", role) for role in entity.roles)


def _event(sheet: Sheet, entry: Entry, named: dict[str, str], wording: Wording) -> Iterator[tuple[str, str]]:
    event: Event = entry.record
    yield "name", " ".join(event.text.split())
    yield "summary", heading(event, wording)
    yield "proof", _article_id(sheet)
    yield from (("date", day) for day in (event.date,) if day)
    yield from (("endDate", day) for day in (event.end_date,) if day)
    yield from (("location", place) for place in (event.place,) if place)
    yield from (("keywords", word) for word in (event.type, event.modality))
    yield from (
        ("involved", thing(who, named[who])) for who in (*event.actors, *event.targets) if named.get(who) in LEGAL
    )


def _said(sheet: Sheet, entry: Entry, named: dict[str, str], wording: Wording) -> Iterator[tuple[str, str]]:
    said: Statement = entry.record
    yield "name", heading(said, wording)
    yield "description", said.content.text if said.content else said.cue.text
    yield from (("entity", thing(who, named[who])) for who in (said.speaker_id,) if who and who in named)
    yield from _note(sheet, entry, said.said_on)


def _figure(sheet: Sheet, entry: Entry, named: dict[str, str], wording: Wording) -> Iterator[tuple[str, str]]:
    figure: Figure = entry.record
    yield "name", heading(figure, wording)
    yield "description", figure.text
    yield from (("entity", thing(who, named[who])) for who in (figure.subject,) if who and who in named)
    yield from _note(sheet, entry, figure.as_of)


def _note(sheet: Sheet, entry: Entry, day: str | None) -> Iterator[tuple[str, str]]:
    yield "keywords", entry.layer
    yield "proof", _article_id(sheet)
    yield from (("publisher", link.name) for link in sheet.chain(entry))
    yield from (("createdAt", when) for when in (day,) if when)


def _entities(values: list[Value]) -> Iterator[Json]:
    made: dict[str, dict[str, Any]] = {}
    for value in values:
        entity = made.setdefault(value.entity, {"id": value.entity, "schema": value.schema, "properties": {}})
        held = entity["properties"].setdefault(value.prop, [])
        if value.value not in held:
            held.append(value.value)
    yield from made.values()
