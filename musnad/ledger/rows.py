"""A reading as rows of the ledger: stable ids, spans, clocks and the record's own JSON."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec

from musnad.ledger.search import paragraph_rows
from musnad.model import ChainLink, Document, Event, Figure, Reading, Record, Statement

LAYERS = ("times", "numbers", "figures", "statements", "events", "entities", "positions")
_encode = msgspec.json.Encoder().encode
Row = dict[str, Any]


def short_hash(*parts: object) -> str:
    """32 hexadecimal digits that stand for these parts."""
    return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_key(document: Document) -> str:
    """The document's key: one text under one id, whatever the reader."""
    return short_hash("document", document.id, document.digest or text_digest(document.text))


def fingerprint(document: Document, reader: str) -> str:
    """Stands for everything that a reading depends on."""
    title = document.title.end if document.title else ""
    given = (
        document.published,
        document.clock,
        document.outlet,
        document.url,
        document.byline,
        title,
        len(document.segments),
    )
    return short_hash("fingerprint", document.digest or text_digest(document.text), *given, reader)


def document_row(document: Document, reading: Reading, reader: str) -> Row:
    """The document's row, without its version and the instant at which it is written."""
    published, title = reading.published, reading.title
    return {
        "key": document_key(document),
        "id": document.id,
        "file": document.file,
        "outlet": reading.outlet,
        "url": document.url,
        "byline": document.byline,
        "given_published": document.published,
        "clock": document.clock,
        "published": published.value,
        "earliest": published.earliest,
        "latest": published.latest,
        "published_how": published.how,
        "title_start": title.start if title else None,
        "title_end": title.end if title else None,
        "segments": _encode(reading.segments).decode(),
        "text": document.text,
        "digest": document.digest or text_digest(document.text),
        "bytes_digest": document.bytes_digest,
        "reader": reader,
        "fingerprint": fingerprint(document, reader),
    }


def anchor(layer: str, record: Any) -> tuple[int, int, str]:
    """The span a record hangs on: the cue of a statement, the first name of an entity, the evidence of a position."""
    if layer == "statements":
        span = record.cue
    elif layer == "entities":
        span = record.names[0] if record.names else None
    elif layer == "positions":
        span = record.evidence
    else:
        span = record
    return (span.start, span.end, span.text) if span is not None else (0, 0, "")


def _clocks(record: Record) -> tuple[str | None, str | None, str | None]:
    """said_on, happened_on, as_of, as far as the record tells."""
    if isinstance(record, Statement):
        return record.said_on, None, None
    if isinstance(record, Event):
        return None, record.date, None
    if isinstance(record, Figure):
        return None, None, record.as_of
    return None, None, None


def record_rows(document: Document, reading: Reading, reader: str) -> Iterator[tuple[Row, list[ChainLink]]]:
    """Every record of a reading as its row, without the instant at which it is written, and its chain.

    The id depends on the document, the layer, the span and, where records share all three, on their order: not on the
    rule or on any field that a better reader may fill in, so that what people decided stays attached.
    """
    key = document_key(document)
    for layer in LAYERS:
        seen: Counter[tuple[int, int]] = Counter()
        for position, record in enumerate(getattr(reading, layer)):
            start, end, words = anchor(layer, record)
            nth = seen[start, end]
            seen[start, end] += 1
            said_on, happened_on, as_of = _clocks(record)
            row = {
                "id": short_hash(key, layer, start, end, nth),
                "document": key,
                "layer": layer,
                "position": position,
                "start": start,
                "end": end,
                "words": words,
                "rule": record.rule,
                "reader": reader,
                "said_on": said_on,
                "happened_on": happened_on,
                "as_of": as_of,
                "published_on": reading.published.value,
                "superseded": None,
                "body": _encode(record).decode(),
            }
            yield row, record.chain if isinstance(record, Statement) else []


def chain_rows(record: str, chain: list[ChainLink]) -> list[Row]:
    """The carriers of a statement, outermost first."""
    return [
        {
            "record": record,
            "depth": depth,
            "name": link.name,
            "kind": link.kind,
            "start": link.span.start if link.span else None,
            "end": link.span.end if link.span else None,
            "cue_start": link.cue.start if link.cue else None,
            "cue_end": link.cue.end if link.cue else None,
        }
        for depth, link in enumerate(chain)
    ]


class Prepared(msgspec.Struct):
    """A document read and made ready to be written: the rows of every table, so that a writer only writes."""

    document: Row
    records: list[Row]
    carriers: list[Row]
    findings: list[Row]
    paragraphs: list[Row]


def prepare(document: Document, reading: Reading, reader: str) -> Prepared:
    """All rows that a document and its reading by a version of the reader make."""
    row = document_row(document, reading, reader)
    records: list[Row] = []
    carriers: list[Row] = []
    for record, chain in record_rows(document, reading, reader):
        records.append(record)
        carriers += chain_rows(record["id"], chain)
    noted = [
        {"document": row["key"], "position": i, "kind": f.kind, "message": f.message, "start": f.start, "end": f.end}
        for i, f in enumerate(reading.findings)
    ]
    return Prepared(row, records, carriers, noted, paragraph_rows(row["key"], document.text))
