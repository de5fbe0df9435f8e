"""Parquet: one table a kind of record, with the columns that `musnad batch` writes and the ledger's own beside them."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from musnad.export.arrow import DOCUMENTS, KEY, KINDS, cells, columns_of
from musnad.export.job import Job
from musnad.export.sheets import KINDS as LAYERS
from musnad.export.sheets import Entry, Sheet, sheets

BATCH = 5_000  # rows held before they are written
OWN = [("record", pa.string()), ("published", pa.string()), ("outlet", pa.string())]
LAST = [("through", pa.list_(pa.string())), ("decision", pa.string()), ("decided_by", pa.string()),
        ("decided_at", pa.string()), ("reader", pa.string()), ("recorded_at", pa.string())]  # fmt: skip


def schema_of(table: str) -> pa.Schema:
    """The schema of a table of records, or of `documents`."""
    if table == "documents":
        return pa.schema([*DOCUMENTS, ("byline", pa.string()), ("reader", pa.string()), ("recorded_at", pa.string())])
    return pa.schema([*KEY, *OWN, *columns_of(KINDS[table]), *LAST])


def write(job: Job, folder: Path) -> None:
    """Every table as `TABLE.parquet` in a folder; each is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as opened:
        tables = {name: opened.enter_context(_Table(folder / f"{name}.parquet", schema_of(name)))
                  for name in ("documents", *LAYERS)}  # fmt: skip
        for sheet in sheets(job.material):
            tables["documents"].add(document_row(sheet))
            for entry in sheet.entries:
                tables[entry.layer].add(entry_row(sheet, entry, tables[entry.layer].schema))


def document_row(sheet: Sheet) -> dict[str, Any]:
    """The row of a document, its text included."""
    document, row = sheet.document, sheet.row
    own = {name: row[name] for name in ("digest", "file", "outlet", "url", "byline", "published", "earliest", "latest",
                                        "published_how", "reader", "recorded_at")}  # fmt: skip
    return own | {
        "document": row["id"],
        "title": document.title.text if document.title else None,
        "text": document.text,
    }


def entry_row(sheet: Sheet, entry: Entry, schema: pa.Schema) -> dict[str, Any]:
    """The row of a record."""
    source, decision = sheet.source, entry.decision
    return cells(entry.record, schema) | {
        "document": source.id, "digest": sheet.document.digest, "record": entry.id, "published": source.published,
        "outlet": source.outlet, "through": [link.name for link in sheet.chain(entry)], "reader": entry.reader,
        "recorded_at": entry.recorded_at, "decision": decision.verdict if decision else None,
        "decided_by": decision.by if decision else None, "decided_at": decision.at if decision else None,
    }  # fmt: skip


class _Table:
    """One table, written some rows at a time beside its place and renamed when all are there."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.path, self.schema = path, schema
        self._part = path.with_name(path.name + ".part")
        self._rows: list[dict[str, Any]] = []

    def __enter__(self) -> _Table:
        self._writer = pq.ParquetWriter(self._part, self.schema, compression="zstd")
        return self

    def add(self, row: dict[str, Any]) -> None:
        """One more row."""
        self._rows.append(row)
        if len(self._rows) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, self.schema))
            self._rows = []

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._flush()
        self._writer.close()
        if kind is None:
            self._part.replace(self.path)
        else:
            self._part.unlink(missing_ok=True)
