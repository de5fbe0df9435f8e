"""JSON-LD: every record as a W3C Web Annotation on its document; statements also as schema.org Quotation, what is disputed
as Claim and ClaimReview.

Sources: Web Annotation Data Model and Vocabulary (W3C, 2017), schema.org. Positions count code points of the document's
text, which stands beside them as `schema:text`, so that whoever reads the file can prove each. A person's decision on a
record is an annotation on the annotation (`assessing`): it says that the reading is right, not that the claim is true. A
ClaimReview says only that claims disagree and calls none of them right.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.export.headings import heading, speaker
from musnad.export.job import Job
from musnad.export.sheets import Entry, Sheet, sheets
from musnad.export.wording import LANGUAGES, Wording
from musnad.ledger.rows import short_hash
from musnad.link.disagreements import disagreements
from musnad.link.material import Json
from musnad.model import Judgement, Statement

NAMESPACE = "https://musnad.example/ns#"
_RESOURCES = ("isPartOf", "isBasedOn", "appearance", "itemReviewed", "url")
_DAYS = ("datePublished", "dateCreated")
CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {"schema": "https://schema.org/", "musnad": NAMESPACE, "record": {"@id": "musnad:record", "@type": "@json"}}
    | {f"schema:{name}": {"@type": "@id"} for name in _RESOURCES}
    | {f"schema:{name}": {"@type": "schema:Date"} for name in _DAYS},
]
AROUND = 32  # code points of context on each side of a quote
MOTIVATIONS = {"entities": "identifying", "times": "classifying", "numbers": "classifying"}
_encode = msgspec.json.Encoder().encode


def chunks(job: Job) -> Iterator[str]:
    """One JSON-LD document, a node at a time."""
    yield f'{{"@context": {_encode(CONTEXT).decode()}, "@graph": ['
    for number, node in enumerate(nodes(job)):
        yield (",\n" if number else "\n") + _encode(node).decode()
    yield "\n]}\n"


def nodes(job: Job) -> Iterator[Json]:
    """Every node of the graph: articles, annotations, quotations, then claims and their reviews."""
    wordings = [Wording(language) for language in LANGUAGES]
    keys: dict[str, str] = {}
    for sheet in sheets(job.material):
        keys[sheet.source.id] = sheet.source.key
        yield article(sheet)
        for entry in sheet.entries:
            yield annotation(sheet, entry, wordings)
            if entry.layer == "statements" and entry.record.content is not None:
                yield quotation(sheet, entry)
            if entry.decision is not None:
                yield assessment(entry, entry.decision)
    for row in disagreements(job.material, False):
        yield from reviewed(row, keys, job.wording)


def article(sheet: Sheet) -> Json:
    """A document as a news article, with its text."""
    document, source = sheet.document, sheet.source
    return _known({
        "id": _document(source.key), "type": "schema:NewsArticle", "schema:identifier": source.id,
        "schema:headline": _arabic(document.title.text) if document.title else None, "schema:text": document.text,
        "schema:inLanguage": "ar", "schema:datePublished": source.published, "schema:url": document.url,
        "schema:publisher": {"type": "schema:Organization", "schema:name": source.outlet} if source.outlet else None,
        "schema:sha256": document.digest,
    })  # fmt: skip


def annotation(sheet: Sheet, entry: Entry, wordings: list[Wording]) -> Json:
    """A record as an annotation: its words as target, its fields and its headings in every language as bodies."""
    labels = [{"type": "TextualBody", "purpose": "describing", "value": heading(entry.record, w), "language": w.language,
               "textDirection": w.direction, "format": "text/plain"} for w in wordings]  # fmt: skip
    fields = {"type": f"musnad:{type(entry.record).__name__}", "record": msgspec.to_builtins(entry.record),
              "musnad:layer": entry.layer, "musnad:rule": entry.rule, "musnad:through": [c.name for c in sheet.chain(entry)]}  # fmt: skip
    return {
        "id": _record(entry.id), "type": "Annotation", "motivation": MOTIVATIONS.get(entry.layer, "describing"),
        "created": entry.recorded_at, "generator": {"id": f"urn:musnad:reader:{entry.reader}", "type": "Software"},
        "body": [fields, *labels], "target": target(sheet, entry.start, entry.end),
    }  # fmt: skip


def target(sheet: Sheet, start: int, end: int) -> Json:
    """Words of a document, by position and by quote."""
    text = sheet.document.text
    return {
        "type": "SpecificResource", "source": _document(sheet.source.key), "selector": [
            {"type": "TextPositionSelector", "start": start, "end": end},
            {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": text[max(0, start - AROUND) : start],
             "suffix": text[end : end + AROUND]},
        ],
    }  # fmt: skip


def quotation(sheet: Sheet, entry: Entry) -> Json:
    """A statement as a quotation: what was said, by whom, where and when."""
    said: Statement = entry.record
    assert said.content is not None
    types = {entity.record.id: entity.record.type for entity in sheet.of("entities")}
    kind = "schema:Person" if types.get(said.speaker_id or "", "person") == "person" else "schema:Organization"
    name = None if said.speaker_name is None and said.speaker is None else speaker(said, Wording())
    return _known({
        "id": f"urn:musnad:quotation:{entry.id}", "type": "schema:Quotation", "schema:text": _arabic(said.content.text),
        "schema:spokenByCharacter": _known({"type": kind, "schema:name": name, "schema:jobTitle": said.speaker_role
                                            if kind == "schema:Person" else None}) if name else None,
        "schema:dateCreated": said.said_on, "schema:isPartOf": _document(sheet.source.key),
        "schema:isBasedOn": _record(entry.id), "schema:inLanguage": "ar",
    })  # fmt: skip


def assessment(entry: Entry, decision: Judgement) -> Json:
    """What a person said of a record: accepted, corrected (with the fields as they should be), or unsure."""
    node = {
        "id": f"urn:musnad:decision:{short_hash(decision.on, decision.at, decision.by)}", "type": "Annotation",
        "motivation": "editing" if decision.verdict == "correct" else "assessing", "created": decision.at,
        "creator": {"type": "Person", "name": decision.by}, "target": _record(entry.id),
        "body": {"type": "TextualBody", "value": decision.verdict, "language": "en", "format": "text/plain"},
    }  # fmt: skip
    return node | ({"musnad:value": decision.value} if decision.value else {})


def reviewed(row: Json, keys: dict[str, str], wording: Wording) -> Iterator[Json]:
    """A disagreement: each side a claim, and for each a review that says with which others it disagrees."""
    sides = [
        (f"urn:musnad:claim:{short_hash(s['document'], s['start'], s['end'], row['kind'])}", s) for s in row["sides"]
    ]
    for name, side in dict(sides).items():
        yield _known({
            "id": name, "type": "schema:Claim", "schema:text": _arabic(side["text"]), "schema:datePublished": side["date"],
            "schema:author": {"type": "schema:Thing", "schema:name": side["who"]},
            "schema:appearance": _document(keys[side["document"]]) if side["document"] in keys else None,
        })  # fmt: skip
        others = [other for other in dict(sides) if other != name]
        yield {
            "id": name.replace(":claim:", ":review:"), "type": "schema:ClaimReview", "schema:claimReviewed": _arabic(side["text"]),
            "schema:itemReviewed": name, "schema:author": {"type": "schema:Organization", "schema:name": wording("name")},
            "schema:reviewAspect": f"{wording(row['kind'], 'kinds')}, {wording(row['strength'], 'kinds')}",
            "schema:reviewRating": {"type": "schema:Rating", "schema:alternateName": wording("disputed")},
            "schema:reviewBody": wording.reasons(row["reasons"]), "schema:isBasedOn": others,
        }  # fmt: skip


def _document(key: str) -> str:
    return f"urn:musnad:document:{key}"


def _record(id: str) -> str:
    return f"urn:musnad:record:{id}"


def _arabic(words: str) -> Json:
    return {"@value": words, "@language": "ar"}


def _known(node: Json) -> Json:
    """The node without what is not known."""
    return {name: value for name, value in node.items() if value is not None}
