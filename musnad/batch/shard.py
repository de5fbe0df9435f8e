"""One shard: some documents in, one Parquet part of each table out. Idempotent, and whole or not there.

A part is written beside its place and renamed; the marker `done/NNNNN.json` comes last. So a shard that was killed at any
moment is simply done again, and the same documents give the same bytes whoever does it.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from musnad.batch.keys import KEYS, key_rows
from musnad.batch.shelf import Shelf
from musnad.export.arrow import rows_of, schemas
from musnad.intake.article import Refusal
from musnad.model import Document, Reading
from musnad.reader import read

SELDOM = 20_000  # containers made before the collector looks: readings hold no cycles, and it cost a tenth of the time
RECORDS = schemas()
SCHEMAS = RECORDS | KEYS


class Shard(msgspec.Struct):
    """Consecutive documents of the input, and the refusals met among them. index counts from 0.

    begins, ends: bytes of the input before its first document and up to its last, as far as they can be told.
    """

    index: int
    out: str
    documents: list[Document]
    refusals: list[Refusal]
    begins: int = 0
    ends: int = 0


class Done(msgspec.Struct):
    """What a finished shard wrote. rows: table name to rows; findings: kind to number."""

    index: int
    rows: dict[str, int]
    findings: dict[str, int]


def marker(out: Path, index: int) -> Path:
    """The file that says that a shard is done; it holds what the shard gave."""
    return out / "done" / f"{index:05d}.json"


def part(out: Path, table: str, index: int) -> Path:
    """Where the rows of one table of one shard stand."""
    return out / table / f"part-{index:05d}.parquet"


def read_shard(shard: Shard) -> Done:
    """Read every document of a shard and write its parts. A document that cannot be read becomes a refusal, not a crash."""
    gc.set_threshold(SELDOM)
    out, rows = Path(shard.out), _Rows()
    rows.refuse((r.file, r.line, r.message) for r in shard.refusals)
    for document in shard.documents:
        try:
            rows.add(document, read(document), shard.index)
        except Exception as error:  # reading is made not to raise; if it does, the run goes on and says so
            message = f"reading failed ({type(error).__name__}: {error}): report this article"
            rows.refuse([(document.file, None, message)])
    for name, schema in SCHEMAS.items():
        _write(part(out, name, shard.index), pa.Table.from_pylist(rows.of[name], schema=schema))
    done = Done(shard.index, {k: len(v) for k, v in rows.of.items()}, dict(sorted(rows.findings.items())))
    _write_bytes(marker(out, shard.index), msgspec.json.encode(done))
    return done


class _Rows:
    """The rows of a shard, table by table."""

    def __init__(self) -> None:
        self.of: dict[str, list[dict[str, Any]]] = {name: [] for name in SCHEMAS}
        self.findings: Counter[str] = Counter()

    def refuse(self, refused: Iterable[tuple[str, int | None, str]]) -> None:
        """Keep what gave no document: file, line and message."""
        self.of["refusals"] += ({"file": file, "line": line, "message": message} for file, line, message in refused)

    def add(self, document: Document, reading: Reading, shard: int) -> None:
        """Keep a document with its records and the keys it is linked by; nothing of it where one of these fails."""
        key, when = {"document": document.id, "digest": document.digest}, reading.published
        found = rows_of(reading, RECORDS, key) | key_rows(
            Shelf([(document, reading)], len(self.of["documents"])), shard
        )
        found["documents"] = [key | {
            "file": document.file, "outlet": document.outlet, "url": document.url, "published": when.value,
            "earliest": when.earliest, "latest": when.latest, "published_how": when.how,
            "title": reading.title.text if reading.title else None, "text": document.text,
        }]  # fmt: skip
        for name, rows in found.items():
            self.of[name] += rows
        self.findings.update(f.kind for f in reading.findings)


def _write(path: Path, table: pa.Table) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    pq.write_table(table, beside, compression="zstd")
    os.replace(beside, path)


def _write_bytes(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_bytes(data)
    os.replace(beside, path)
