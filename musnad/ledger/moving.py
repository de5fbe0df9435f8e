"""A ledger on the move: documents with their readings, and decisions, as JSON Lines that another ledger takes in.

The first line says what the file is. Then come the documents, older versions first, each with the records that stand and the
version that read them; then every decision in the order in which it was taken. Ids of records depend on the document alone, so
decisions find their records wherever they arrive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import RowMapping, select
from sqlalchemy.exc import SQLAlchemyError

from musnad.errors import LedgerError
from musnad.ledger.faults import StoreFault
from musnad.ledger.lookup import findings_of
from musnad.ledger.rows import LAYERS, document_key, text_digest
from musnad.ledger.schema import decisions, documents, records
from musnad.ledger.store import Ledger
from musnad.ledger.verify import spans_of
from musnad.model import Document, Finding, Judgement, Published, Reading, Span

FORM = 1
_ID, _INSTANT = re.compile("[0-9a-f]{32}"), re.compile(r"\d{4}-\d\d-\d\dT[0-9:.]{5,15}(Z|[+-]\d\d:?\d\d)")
_encode = msgspec.json.Encoder().encode


class Moved(msgspec.Struct):
    """One line of a moving ledger: its heading, a document with its reading, or a decision."""

    musnad: int | None = None
    document: Document | None = None
    reading: Reading | None = None
    reader: str = ""
    decision: Judgement | None = None


class Taken(msgspec.Struct):
    """What became of the lines. added, known: documents; decided, repeated: decisions; left: those of records on which this
    ledger has decisions of its own; refused: one sentence each."""

    added: int = 0
    known: int = 0
    decided: int = 0
    repeated: int = 0
    left: int = 0
    refused: list[str] = []


def moving(ledger: Ledger, keys: Collection[str] | None = None) -> Iterator[str]:
    """The lines of a ledger, or of the documents with these keys, each ending in a line break."""
    yield _line({"musnad": FORM})
    with ledger.engine.connect() as connection:
        wanted = select(documents.c.key, documents.c.reader).order_by(documents.c.id, documents.c.version)
        chosen = [row for row in connection.execute(wanted).all() if keys is None or row.key in keys]
    for row in chosen:
        document = ledger.document(row.key)
        yield _line({"document": document, "reading": reading_of(ledger, row.key, document), "reader": row.reader})
    ours = None if keys is None else _record_ids(ledger, keys)
    for on, taken in stacks(ledger).items():
        if ours is None or on in ours:
            yield from (_line({"decision": decision}) for decision in taken)


def _line(value: Any) -> str:
    return _encode(value).decode() + "\n"


def _record_ids(ledger: Ledger, keys: Collection[str]) -> set[str]:
    with ledger.engine.connect() as connection:
        rows = connection.execute(select(records.c.id, records.c.document)).all()
    return {row.id for row in rows if row.document in keys}


def reading_of(ledger: Ledger, key: str, document: Document) -> dict[str, Any]:
    """The reading of a document as it stands in the ledger, as JSON can be written from it; superseded records left out."""
    with ledger.engine.connect() as connection:
        row = connection.execute(select(documents).where(documents.c.key == key)).mappings().one()
        wanted = select(records.c.layer, records.c.body).where(
            records.c.document == key, records.c.superseded.is_(None)
        )
        found = connection.execute(wanted.order_by(records.c.position)).all()
    bodies: dict[str, list[msgspec.Raw]] = {layer: [] for layer in LAYERS}
    for layer, body in found:
        bodies[layer].append(msgspec.Raw(body.encode()))
    notes = [
        Finding(**{name: f[name] for name in ("kind", "message", "start", "end")}) for f in findings_of(ledger, key)
    ]
    return {"file": document.file, "id": document.id, "outlet": document.outlet, "published": _published(row),
            "title": document.title, "segments": document.segments, "findings": notes, **bodies}  # fmt: skip


def _published(row: RowMapping) -> Published:
    """The day of publication; the words that told it are not kept apart from the text."""
    return Published(value=row["published"], earliest=row["earliest"], latest=row["latest"], how=row["published_how"])


def stacks(ledger: Ledger) -> dict[str, list[Judgement]]:
    """Every decision ever taken, withdrawals included, by what it is on, in the order of taking."""
    found: dict[str, list[Judgement]] = {}
    with ledger.engine.connect() as connection:
        for row in connection.execute(select(decisions).order_by(decisions.c.number)).mappings():
            found.setdefault(row["on"], []).append(Judgement(**{k: row[k] for k in Judgement.__struct_fields__}))
    return found


def take(ledger: Ledger, lines: Iterable[bytes], read_again: bool = False) -> Taken:
    """Take in the lines of another ledger. Taking them twice changes nothing.

    read_again: read every document anew with this version instead of keeping the records that came with it.
    Documents that are here already keep the records they have. A document whose records do not stand on its text is refused.
    Raises: StoreFault where the store itself fails; everything else that is wrong is in `refused`.
    """
    taken, judged = Taken(), list[Judgement]()
    for number, line in enumerate(lines, 1):
        try:
            moved = msgspec.json.decode(line, type=Moved)
            if moved.musnad is not None and moved.musnad > FORM:
                raise LedgerError(f"form {moved.musnad} of a newer Musnad: bring Musnad up to date")
            if moved.document is not None and moved.reading is not None:
                _take_document(ledger, moved, read_again, taken)
        except StoreFault:
            raise
        except (msgspec.MsgspecError, LedgerError, SQLAlchemyError, UnicodeError) as error:
            taken.refused.append(f"line {number}: {_first_line(error)}")
            continue
        if moved.decision is not None:
            judged.append(moved.decision)
    decide_all(ledger, judged, taken)
    return taken


def _take_document(ledger: Ledger, moved: Moved, read_again: bool, taken: Taken) -> None:
    document, reading = moved.document, moved.reading
    assert document is not None and reading is not None
    fault = _fault(document, reading)
    if fault:
        raise LedgerError(f"{document.id}: {fault}")
    if _is_here(ledger, document):
        taken.known += 1
    elif read_again:
        ledger.add(document)
        taken.added += 1
    else:
        ledger.add(document, lambda _: reading, moved.reader)
        taken.added += 1


def _is_here(ledger: Ledger, document: Document) -> bool:
    wanted = select(documents.c.key).where(documents.c.key == document_key(document))
    with ledger.engine.connect() as connection:
        return connection.execute(wanted).first() is not None


def _fault(document: Document, reading: Reading) -> str:
    """What is untrue in a document that came with its reading; empty where all holds."""
    if text_digest(document.text) != document.digest:
        return "its text is not the text that was written out (the digest differs)"
    if reading.id != document.id:
        return "its reading is of another document"
    for start, end, words in spans_of(msgspec.to_builtins(reading)):
        if document.text[start:end] != words or start < 0:
            return f"a record says that the words at {start} to {end} are {words[:40]!r}, the text has {document.text[start:end][:40]!r}"
    inside: list[Any] = [*reading.segments, *([document.title] if document.title else [])]
    if any(not 0 <= s.start <= s.end <= len(document.text) for s in inside):
        return "a segment lies outside the text"
    return _title_fault(document.title, document.text)


def _title_fault(title: Span | None, text: str) -> str:
    return (
        ""
        if title is None or text[title.start : title.end] == title.text
        else "its headline does not stand in its text"
    )


def decide_all(ledger: Ledger, judged: Iterable[Judgement], taken: Taken) -> None:
    """Keep decisions that came from elsewhere, in their order.

    Those that are here already are repeated; a record on which this ledger decided otherwise keeps its own.
    """
    here = stacks(ledger)
    given: dict[str, list[Judgement]] = {}
    for judgement in judged:
        given.setdefault(judgement.on, []).append(judgement)
    for on, stack in given.items():
        own = here.get(on, [])
        if stack == own[: len(stack)]:
            taken.repeated += len(stack)
        elif own == stack[: len(own)]:
            taken.repeated += len(own)
            _decide(ledger, stack[len(own) :], taken)
        else:
            taken.left += len(stack)


def _decide(ledger: Ledger, stack: list[Judgement], taken: Taken) -> None:
    for judgement in stack:
        try:
            if not _ID.fullmatch(judgement.on) or not _INSTANT.fullmatch(judgement.at):
                raise LedgerError("an id has 32 hexadecimal digits, an instant is ISO 8601: this is not one of ours")
            ledger.decide(judgement)
            taken.decided += 1
        except StoreFault:
            raise
        except (LedgerError, SQLAlchemyError, UnicodeError) as error:
            taken.refused.append(f"decision on {judgement.on[:12]!r}: {_first_line(error)}")


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).split("\n")[0][:300]
