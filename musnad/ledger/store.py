"""The ledger: documents with every record read in them, findings and what people decided."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Engine, RowMapping, Select, delete, func, insert, select, text, update

from musnad.errors import LedgerError
from musnad.ledger.engine import address, open_engine, shown, writing
from musnad.ledger.faults import damaged, patiently
from musnad.ledger.rows import LAYERS, Prepared, document_key, fingerprint, prepare
from musnad.ledger.schema import chains, decisions, documents, findings, records
from musnad.ledger.search import index_paragraphs, search
from musnad.model import Document, Judgement, Reading, Segment, Span

Added = Literal["added", "reread", "unchanged"]
SLICE = 500  # keys in one question
VERDICTS = ("accept", "reject", "correct", "same", "not_same", "unsure", "withdraw")


def now() -> str:
    """This instant, ISO 8601 in UTC to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Ledger:
    """An open ledger. Everything written is written in one transaction or not at all.

    where:  a path of an SQLite file or a `postgresql+psycopg://` URL; without it MUSNAD_LEDGER, else `musnad.ledger`.
    create: make it where it does not exist yet.
    Raises: LedgerError, one sentence, where it cannot be opened.
    """

    def __init__(self, where: str | Path | None = None, create: bool = False) -> None:
        given = address(str(where) if where is not None else None)
        self.where = shown(given)
        self.engine: Engine = open_engine(given, create)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.dispose()

    # documents

    def add(
        self, document: Document, reading: Callable[[Document], Reading] | None = None, reader: str | None = None
    ) -> Added:
        """Read a document and keep it with its records.

        reading: what reads it; None for the reader. reader: its version.

        The same text under the same id, read by the same version: nothing changes. Read by another version: the records
        of the new reading hold, those it no longer finds are superseded and stay, decisions are kept. Another text under
        the same id is kept beside the old one as its next version.
        Raises: LedgerError where the text holds what no store can keep (a NUL, half a surrogate pair).
        """
        check_storable(document)
        from musnad.ledger.version import reader_version  # loaded only where documents are read, as all that reads them
        from musnad.reader import read

        version = reader or reader_version()
        if self.holds(document, version):
            return "unchanged"
        return self.write(prepare(document, (reading or read)(document), version))

    def write(self, prepared: Prepared) -> Added:
        """Keep a document that was read and prepared, elsewhere perhaps; else as `add`."""

        def write() -> Added:
            with writing(self.engine).begin() as connection:
                return _write(connection, prepared)

        return patiently(write)

    def holds(self, document: Document, reader: str) -> bool:
        """Whether this very document, as read by this version, is in the ledger."""
        wanted = select(documents.c.fingerprint).where(documents.c.key == document_key(document))

        def known() -> bool:
            with self.engine.connect() as connection:
                return bool(connection.execute(wanted).scalar() == fingerprint(document, reader))

        return patiently(known)

    def number(self) -> int:
        """How many documents there are, versions of one counted once."""
        with self.engine.connect() as connection:
            return connection.execute(select(func.count(documents.c.id.distinct()))).scalar() or 0

    def current(self, names: tuple[str, ...] = (), keys: set[str] | None = None) -> list[Any]:
        """Every document's row but its text, current versions only, in the order of publication and id; undated ones first.

        names: the columns wanted, key, id and version among them; those that stand before the text are read much faster.
        keys:  of these documents only; None takes all.
        """
        dated = documents.c.published.is_not(None)  # stores differ in where they put what is unknown
        columns = [c for c in documents.c if (c.name in names if names else c.name not in ("text", "segments"))]
        key, id, version = ([c.name for c in columns].index(name) for name in ("key", "id", "version"))
        wanted = select(*columns).order_by(dated, documents.c.published, documents.c.id)
        if keys is not None and len(keys) <= SLICE:
            wanted = wanted.where(documents.c.id.in_(select(documents.c.id).where(documents.c.key.in_(keys))))
        with self.engine.connect() as connection:
            rows = connection.execute(wanted).all()
        newest: dict[str, int] = {}
        for row in rows:
            if row[version] > newest.get(row[id], 0):
                newest[row[id]] = row[version]
        return [row for row in rows if row[version] == newest[row[id]] and (keys is None or row[key] in keys)]

    def documents(self, names: tuple[str, ...] = ()) -> list[RowMapping]:
        """The same rows by the names of their columns."""
        return [row._mapping for row in self.current(names)]

    def document(self, key: str) -> Document:
        """A document as it was received. Raises LedgerError where there is none of that key."""
        with self.engine.connect() as connection:
            row = connection.execute(select(documents).where(documents.c.key == key)).mappings().first()
        if row is None:
            raise LedgerError(f"{self.where}: no document has the key {key}: see `musnad search`")
        try:
            segments = msgspec.json.decode(row["segments"], type=list[Segment])
        except msgspec.MsgspecError:
            raise damaged(f"{self.where}: the segments of {row['id']} cannot be read") from None
        start, end = row["title_start"], row["title_end"]
        title = Span(start=start, end=end, text=row["text"][start:end]) if start is not None else None
        return Document(
            id=row["id"],
            file=row["file"],
            text=row["text"],
            title=title,
            segments=segments,
            published=row["given_published"],
            clock=row["clock"],
            outlet=row["outlet"],
            url=row["url"],
            byline=row["byline"],
            digest=row["digest"],
            bytes_digest=row["bytes_digest"],
        )

    def texts(self, keys: list[str] | None = None) -> dict[str, str]:
        """The text of every document by its key, or of those named."""
        wanted = select(documents.c.key, documents.c.text)
        with self.engine.connect() as connection:
            if keys is None:
                return dict(connection.execute(wanted).all())
            slices = [connection.execute(wanted.where(documents.c.key.in_(some))).all() for some in _slices(keys)]
        return {key: words for rows in slices for key, words in rows}

    # records

    def records(self, layer: str, keys: list[str] | None = None) -> list[RowMapping]:
        """The standing records of a layer with their bodies as JSON, in the order of document and text.

        keys: of these documents only; None takes all.
        """
        with self.engine.connect() as connection:
            return [
                row
                for wanted in _standing(layer, keys)
                for row in connection.execute(wanted.order_by(records.c.document, records.c.position)).mappings()
            ]

    def each_record(self, layer: str, keys: list[str] | None = None) -> Iterator[Any]:
        """The same records one at a time and in no order: for many, of which only some stay in memory."""
        columns = [records.c[name] for name in ("id", "document", "layer", "position", "body")]
        with self.engine.connect().execution_options(yield_per=2000) as connection:
            for wanted in _standing(layer, keys):
                yield from connection.execute(wanted.with_only_columns(*columns))

    def record(self, beginning: str) -> RowMapping:
        """One record by its id or an unambiguous beginning of it. Raises LedgerError where there is none, or several."""
        known = select(records).where(records.c.id == beginning)  # by the index, which no beginning of an id can use
        wanted = select(records).where(records.c.id.startswith(beginning, autoescape=True)).limit(3)
        with self.engine.connect() as connection:
            found = connection.execute(known).mappings().all() or connection.execute(wanted).mappings().all()
        if len(found) != 1:
            many = "several records begin" if found else "no record begins"
            raise LedgerError(f"{self.where}: {many} with {beginning!r}: give an id as a view prints it")
        return found[0]

    def counts(self) -> dict[str, int]:
        """How many documents, and standing records of each layer."""
        grouped = select(records.c.layer, func.count()).where(records.c.superseded.is_(None)).group_by(records.c.layer)
        with self.engine.connect() as connection:
            number = connection.execute(select(func.count()).select_from(documents)).scalar() or 0
            return {"documents": number} | dict(connection.execute(grouped).all())

    # what people and the linker say of records

    def decide(self, judgement: Judgement) -> None:
        """Keep a decision. It is added to the log; the last one on a record holds. Raises LedgerError on a bad verdict."""
        if judgement.verdict not in VERDICTS:
            raise LedgerError(f"no verdict {judgement.verdict!r}: there are {', '.join(VERDICTS)}")
        if judgement.value is not None and not _is_object(judgement.value):
            raise LedgerError(f'the correction {judgement.value!r} is no JSON object: give fields as {{"low": 2400}}')
        with writing(self.engine).begin() as connection:
            connection.execute(insert(decisions), [msgspec.to_builtins(judgement)])

    def decisions(self) -> dict[str, Judgement]:
        """The decision that holds on each record or link, by its id: the last one that was not withdrawn."""
        stacks: dict[str, list[Judgement]] = {}
        with self.engine.connect() as connection:
            for row in connection.execute(select(decisions).order_by(decisions.c.number)).mappings():
                stack = stacks.setdefault(row["on"], [])
                if row["verdict"] == "withdraw":
                    del stack[-1:]
                else:
                    stack.append(Judgement(**{k: row[k] for k in Judgement.__struct_fields__}))
        return {on: stack[-1] for on, stack in stacks.items() if stack}

    def findings(self) -> list[dict[str, Any]]:
        """What readers noted on their own readings: document id, kind, message, start and end, in the order of documents."""
        wanted = select(documents.c.id, findings).join(documents, documents.c.key == findings.c.document)
        with self.engine.connect() as connection:
            rows = connection.execute(wanted.order_by(documents.c.id, findings.c.position)).mappings()
            return [{"document": r["id"], **{k: r[k] for k in ("kind", "message", "start", "end")}} for r in rows]

    def search(self, query: str, limit: int = 20, every: bool = True) -> list[Any]:
        """Paragraphs that hold every word of a query, or any: (document key, start, end), the best first."""
        with self.engine.connect() as connection:
            return search(connection, query, limit, every)


def _standing(layer: str, keys: list[str] | None) -> list[Select[Any]]:
    """What asks for the standing records of a layer, of some documents: a question for each slice of their keys."""
    if layer not in LAYERS:
        raise LedgerError(f"no layer {layer!r}: there are {', '.join(LAYERS)}")
    standing = select(records).where(records.c.superseded.is_(None))
    if keys is None:
        return [standing.where(records.c.layer == layer)]
    of_layer = standing.where(func.coalesce(records.c.layer, "") == layer)  # so that no index of layers is gone through
    return [of_layer.where(records.c.document.in_(some)) for some in _slices(keys)]


def _is_object(value: str) -> bool:
    try:
        return isinstance(msgspec.json.decode(value), dict)
    except msgspec.DecodeError:
        return False


def check_storable(document: Document) -> None:
    """Raises LedgerError, one sentence, where a text holds what no store can keep."""
    try:
        document.text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise LedgerError(
            f"{document.file}: the text holds half a surrogate pair at {error.start}: save it as proper Unicode"
        ) from None
    if "\x00" in document.text:
        raise LedgerError(f"{document.file}: the text holds a NUL at {document.text.index(chr(0))}: save it as text")


def _write(connection: Connection, prepared: Prepared) -> Added:
    """Write a document and its records on an open transaction."""
    instant = now()
    row = prepared.document | {"recorded_at": instant}
    key = row["key"]
    if connection.dialect.name == "postgresql":  # one writer a document; SQLite has one writer altogether
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": int(key[:15], 16)})
    known = connection.execute(select(documents.c.fingerprint).where(documents.c.key == key)).scalar()
    if known == row["fingerprint"]:
        return "unchanged"
    if known is None:
        of_id = select(func.max(documents.c.version)).where(documents.c.id == row["id"])
        connection.execute(insert(documents), [row | {"version": (connection.execute(of_id).scalar() or 0) + 1}])
        index_paragraphs(connection, prepared.paragraphs)
    else:
        kept = {k: v for k, v in row.items() if k not in ("key", "recorded_at")}
        connection.execute(update(documents).where(documents.c.key == key).values(**kept))
        _supersede(connection, prepared)
    _write_records(connection, prepared, instant)
    return "added" if known is None else "reread"


def _supersede(connection: Connection, prepared: Prepared) -> None:
    """Take away what an earlier reading left and this one finds again, keeping since when it is known; what this one does
    not find stays, marked."""
    key = prepared.document["key"]
    known = select(records.c.id, records.c.recorded_at).where(records.c.document == key)
    old = {r.id: r.recorded_at for r in connection.execute(known)}
    for row in prepared.records:
        if row["id"] in old:
            row["recorded_at"] = old[row["id"]]
    found = {row["id"] for row in prepared.records}
    connection.execute(delete(findings).where(findings.c.document == key))
    for some in _slices([i for i in old if i not in found]):
        gone = update(records).where(records.c.id.in_(some), records.c.superseded.is_(None))
        connection.execute(gone.values(superseded=prepared.document["reader"]))
    for some in _slices([i for i in old if i in found]):
        connection.execute(delete(chains).where(chains.c.record.in_(some)))
        connection.execute(delete(records).where(records.c.id.in_(some)))


def _write_records(connection: Connection, prepared: Prepared, instant: str) -> None:
    for row in prepared.records:
        row.setdefault("recorded_at", instant)
    for rows, table in ((prepared.records, records), (prepared.carriers, chains), (prepared.findings, findings)):
        if rows:
            connection.execute(insert(table), rows)


def _slices(ids: list[str], size: int = SLICE) -> list[list[str]]:
    return [ids[i : i + size] for i in range(0, len(ids), size)]
