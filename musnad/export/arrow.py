"""Arrow tables of records: one a kind, with a schema that follows the records field by field. A batch and an export share them.

A span becomes three columns (`content_start`, `content_end`, `content_text`), a list stays a list, a list of spans or of
chain links a list of structs. Every row begins with `document` and `digest`, so that each table stands alone.
"""

from __future__ import annotations

import math
import types
import typing
from typing import Any

import msgspec
import pyarrow as pa

from musnad.model import (
    Entity,
    Event,
    Figure,
    Finding,
    Number,
    Position,
    Reading,
    Segment,
    Span,
    Statement,
    Time,
)

SPAN = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])
KINDS: dict[str, type[msgspec.Struct]] = {
    "segments": Segment, "times": Time, "numbers": Number, "figures": Figure, "statements": Statement,
    "events": Event, "entities": Entity, "positions": Position, "findings": Finding,
}  # fmt: skip
DOCUMENTS = pa.schema([
    ("document", pa.string()), ("digest", pa.string()), ("file", pa.string()), ("outlet", pa.string()),
    ("url", pa.string()), ("published", pa.string()), ("earliest", pa.string()), ("latest", pa.string()),
    ("published_how", pa.string()), ("title", pa.string()), ("text", pa.string()),
])  # fmt: skip
ABOUT = {
    "documents": """A document as it was read; its text is what every offset counts in.

file:      path of the input as given.  url: its address, where known.
published: ISO prefix as far as it is known; earliest, latest: first and last day it may mean.
published_how: given (with the document), stated (in its text), inferred.
title:     the words of the headline; they stand in the text, too.""",
    "refusals": """Input that gave no document. line: its line, row or record in the file, from 1; message: what is wrong.""",
}
REFUSALS = pa.schema([("file", pa.string()), ("line", pa.int64()), ("message", pa.string())])
KEY = [("document", pa.string()), ("digest", pa.string())]


def _arrow(kind: Any) -> pa.DataType:
    """The Arrow type of a field's annotation; a union takes its widest member, text where they do not mix."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is list:
        return pa.list_(_arrow(inner[0]))
    if kind is Span:
        return SPAN
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return pa.struct([(name, _arrow(field)) for name, field in typing.get_type_hints(kind).items()])
    members = [m for m in inner if m is not type(None)] if origin in (typing.Union, types.UnionType) else [kind]
    if len(members) == 1 and members[0] is not kind:
        return _arrow(members[0])
    if set(members) <= {int, float}:
        return pa.int64() if members == [int] else pa.float64()
    return pa.bool_() if members == [bool] else pa.string()


def columns_of(kind: type[msgspec.Struct]) -> list[tuple[str, pa.DataType]]:
    """Column names and types of a record kind, spans opened."""
    columns: list[tuple[str, pa.DataType]] = []
    for name, annotation in typing.get_type_hints(kind).items():
        arrow = _arrow(annotation)
        if arrow == SPAN:
            columns += [(f"{name}_start", pa.int64()), (f"{name}_end", pa.int64()), (f"{name}_text", pa.string())]
        else:
            columns.append((name, arrow))
    return columns


def schemas() -> dict[str, pa.Schema]:
    """Every table's schema by its name."""
    records = {name: pa.schema(KEY + columns_of(kind)) for name, kind in KINDS.items()}
    return {"documents": DOCUMENTS, **records, "refusals": REFUSALS}


def as_double(value: float) -> float:
    """The nearest double of a number, infinite beyond the largest: a whole number of many digits has none of its own."""
    try:
        return float(value)
    except OverflowError:
        return math.inf if value > 0 else -math.inf


def cells(record: msgspec.Struct, schema: pa.Schema) -> dict[str, Any]:
    """A record as the cells of a row of its table."""
    row: dict[str, Any] = {}
    for name, value in msgspec.to_builtins(record).items():
        if isinstance(value, dict) or f"{name}_start" in schema.names:
            span = value or {}
            row |= {f"{name}_{part}": span.get(part) for part in ("start", "end", "text")}
        elif schema.field(name).type == pa.string() and value is not None:
            row[name] = value if isinstance(value, str) else str(value).lower()
        elif schema.field(name).type == pa.float64() and value is not None:
            row[name] = as_double(value)
        else:
            row[name] = value
    return row


def rows_of(reading: Reading, schema_of: dict[str, pa.Schema], key: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of one reading, table by table, in the order of the reading."""
    return {name: [key | cells(r, schema_of[name]) for r in getattr(reading, name)] for name in KINDS}
