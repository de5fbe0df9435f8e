"""CSV: one table a kind of record, each row with its document, its words, its chain and what people said of it.

Source: RFC 4180. A span becomes three columns (`content_start`, `content_end`, `content_text`), a list one cell divided by
semicolons, a chain its names from the outermost to the innermost. Cells that a spreadsheet would take for a formula begin
with an apostrophe.
"""

from __future__ import annotations

import csv
import io
import types
import typing
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from musnad.export.job import Job, whole_file
from musnad.export.sheets import KINDS, Entry, Sheet, sheets
from musnad.model import Span

BYTE_ORDER_MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would take for one
DOCUMENT = ("document", "outlet", "url", "byline", "published", "earliest", "latest", "published_how", "title", "digest",
            "reader", "recorded_at")  # fmt: skip
OWN = ("record", "document", "published", "outlet")
LAST = ("through", "decision", "decided_by", "decided_at", "recorded_at")
TABLES = ("documents", *KINDS)


def cell(value: Any) -> Any:
    """A value as a cell: lists joined by semicolons, formulas made harmless, None empty."""
    if isinstance(value, list):
        value = "; ".join(
            str(inner.get("name", inner.get("text")) if isinstance(inner, dict) else inner) for inner in value
        )
    elif isinstance(value, dict):
        value = msgspec.json.encode(value).decode()
    return "'" + value if isinstance(value, str) and value.startswith(FORMULA) else value


def columns(table: str) -> list[str]:
    """The columns of a table, in order."""
    if table == "documents":
        return list(DOCUMENT)
    named = [
        column
        for name, kind in typing.get_type_hints(KINDS[table]).items()
        for column in ([f"{name}_start", f"{name}_end", f"{name}_text"] if _is_span(kind) else [name])
    ]
    return [*OWN, *named, *LAST]


def _is_span(kind: Any) -> bool:
    return kind is Span or (isinstance(kind, types.UnionType) and Span in typing.get_args(kind))


@cache
def _span_fields(layer: str) -> frozenset[str]:
    return frozenset(name for name, annotation in typing.get_type_hints(KINDS[layer]).items() if _is_span(annotation))


def document_row(sheet: Sheet) -> dict[str, Any]:
    """The row of a document, without its text."""
    title = sheet.document.title
    known = {name: sheet.row[name] for name in DOCUMENT if name in sheet.row}
    return known | {"document": sheet.source.id, "title": title.text if title else None}


def entry_row(sheet: Sheet, entry: Entry) -> dict[str, Any]:
    """The row of a record."""
    row: dict[str, Any] = {"record": entry.id, "document": sheet.source.id, "published": sheet.source.published,
                           "outlet": sheet.source.outlet}  # fmt: skip
    spans = _span_fields(entry.layer)
    for name, value in msgspec.to_builtins(entry.record).items():
        if name in spans:
            row |= {f"{name}_{part}": (value or {}).get(part) for part in ("start", "end", "text")}
        else:
            row[name] = value
    decision = entry.decision
    return row | {
        "through": [link.name for link in sheet.chain(entry)], "recorded_at": entry.recorded_at,
        "decision": decision.verdict if decision else None, "decided_by": decision.by if decision else None,
        "decided_at": decision.at if decision else None,
    }  # fmt: skip


def chunks(job: Job, table: str) -> Iterator[str]:
    """One table as CSV, a line at a time."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns(table))
    yield BYTE_ORDER_MARK if job.mark else ""
    writer.writeheader()
    for sheet in sheets(job.material):
        _write_sheet({table: writer}, sheet)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def write(job: Job, folder: Path) -> None:
    """Every table as `TABLE.csv` in a folder, all in one pass over the ledger."""
    with ExitStack() as files:
        writers = {}
        for table in TABLES:
            file = files.enter_context(whole_file(folder / f"{table}.csv"))
            file.write(BYTE_ORDER_MARK if job.mark else "")
            writers[table] = csv.DictWriter(file, columns(table))
            writers[table].writeheader()
        for sheet in sheets(job.material):
            _write_sheet(writers, sheet)


def _write_sheet(writers: dict[str, csv.DictWriter[str]], sheet: Sheet) -> None:
    if "documents" in writers:
        writers["documents"].writerow({name: cell(value) for name, value in document_row(sheet).items()})
    for entry in sheet.entries:
        if entry.layer in writers:
            writers[entry.layer].writerow({name: cell(value) for name, value in entry_row(sheet, entry).items()})
