"""Parquet: one document a row, its columns named like the fields of a JSON Lines record.

Source: Apache Parquet format 2. The reader is pyarrow, in the extra `parquet`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from musnad.errors import UnreadableInput
from musnad.intake.article import Given, Refusal
from musnad.intake.records import DATE_FIELDS, TEXT_FIELDS, record_document
from musnad.model import Document

COLUMNS = ("id", "title", *TEXT_FIELDS, *DATE_FIELDS, "outlet", "url", "byline")
MAGIC = b"PAR1"
ROWS = 256  # rows held at a time


def read_parquet(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """A document or a refusal for every row. A refusal's line is the number of the row, from 1.

    Raises: UnreadableInput where the file is no whole Parquet file or has no column of text.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError:
        raise UnreadableInput("it is a Parquet file: install `musnad[parquet]` to read it") from None
    number = 0
    try:
        if not stream.seekable():
            raise UnreadableInput("a Parquet file is read from its end: name the file instead of standard input")
        table = pq.ParquetFile(stream)
        columns = _columns(table.schema_arrow)
        for batch in table.iter_batches(ROWS, columns=columns, use_threads=False):
            for record in batch.to_pylist():
                number += 1
                yield _document(file, number, record, given)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:  # damaged files fail in many ways
        said = " ".join(str(error)[:120].split())
        message = f"the Parquet file cannot be read from here on ({said})"
        yield Refusal(file=file, line=number + 1 if number else None, message=message)


def _columns(schema: Any) -> list[str]:
    """The columns to read. Raises UnreadableInput that names the columns there are where none holds the text."""
    there = {field.name: str(field.type) for field in schema}
    texts = [name for name in TEXT_FIELDS if there.get(name) in ("string", "large_string", "string_view")]
    if texts:
        return [name for name in COLUMNS if name in there]
    named = next((name for name in TEXT_FIELDS if name in there), None)
    if named:
        raise UnreadableInput(f"its column '{named}' holds {there[named]}, not text: write it as a column of strings")
    listed = ", ".join(sorted(there)[:12]) or "none"
    raise UnreadableInput(f"the table has no column 'text'; its columns: {listed[:200]}: rename the one with the text")


def _document(file: str, number: int, record: dict[str, Any], given: Given) -> Document | Refusal:
    for name in DATE_FIELDS:
        if isinstance(record.get(name), date):  # a datetime is a date, too
            record[name] = record[name].isoformat()
    raw = json.dumps(record, ensure_ascii=True, default=str).encode()
    if all(record.get(name) is None for name in TEXT_FIELDS):
        return Refusal(file=file, line=number, message="its text is empty (null)")
    return record_document(file, number, record, raw, given)
