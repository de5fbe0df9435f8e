"""What can be saved of a damaged ledger file: every row that can still be read and proved, into a new ledger."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
from sqlalchemy import insert

from musnad.ledger.faults import StoreFault
from musnad.ledger.rows import text_digest
from musnad.ledger.schema import chains, decisions, documents, records
from musnad.ledger.search import index_paragraphs, paragraph_rows
from musnad.ledger.store import Ledger
from musnad.ledger.verify import spans_of
from musnad.model import Segment

TABLES = (documents, records, chains, decisions)
SLICE = 500
WIDEST_GAP = 10_000  # rows that one damaged stretch may hide
TO_READ_AGAIN = ""  # a fingerprint that no reading has
Row = dict[str, Any]


class Salvage(msgspec.Struct):
    """What came of it, by table: rows saved; rows that were there but are lost, as far as the file still tells."""

    saved: dict[str, int]
    lost: dict[str, int]


def salvage(damaged: str | Path, into: Ledger) -> Salvage:
    """Copy what is whole in a damaged SQLite ledger into an empty one, then read its documents again.

    A document is whole when its text has its digest, a record when its words and every span in it are those of its document.
    Decisions are kept. Records that were lost come back by reading where their document was saved.
    Raises: StoreFault where the file is damaged so far that it tells nothing.
    """
    result = Salvage({}, {})
    texts: dict[str, str] = {}
    kept: set[str] = set()
    url = f"file:{quote(str(Path(damaged).resolve()))}?mode=ro"
    with closing(sqlite3.connect(url, uri=True)) as source, into.engine.begin() as target:
        source.row_factory = sqlite3.Row
        for table in TABLES:
            rows, missing = _readable(source, table.name)
            whole = [row for row in rows if _is_whole(table.name, row, texts, kept)]
            result.saved[table.name] = len(whole)
            result.lost[table.name] = missing + len(rows) - len(whole)
            if table is documents:
                whole = [row | {"fingerprint": TO_READ_AGAIN} | _parts(row) for row in whole]
                for row in whole:
                    index_paragraphs(target, paragraph_rows(row["key"], row["text"]))
            names = {column.name for column in table.columns}
            known = [{name: value for name, value in row.items() if name in names} for row in whole]
            for first in range(0, len(known), SLICE):
                target.execute(insert(table), known[first : first + SLICE])
    for key in texts:
        into.add(into.document(key))
    return result


def _parts(row: Row) -> Row:
    """A document's segments where they cannot be read: none, so that reading finds them."""
    try:
        msgspec.json.decode(row["segments"], type=list[Segment])
    except (msgspec.MsgspecError, TypeError):
        return {"segments": "[]"}
    return {}


def _is_whole(table: str, row: Row, texts: dict[str, str], kept: set[str]) -> bool:
    """Whether a row can be proved; documents and records that are whole are noted for the rows that hang on them."""
    if table == "documents":
        whole = isinstance(row["text"], str) and text_digest(row["text"]) == row["digest"]
        if whole:
            texts[row["key"]] = row["text"]
        return whole
    if table == "records":
        whole = row["document"] in texts and _spans_hold(row, texts[row["document"]])
        if whole:
            kept.add(row["id"])
        return whole
    return table != "chains" or row["record"] in kept


def _spans_hold(row: Row, text: str) -> bool:
    try:
        body = msgspec.json.decode(row["body"])
    except (msgspec.DecodeError, TypeError):
        return False
    spans = [(row["start"], row["end"], row["words"]), *spans_of(body)]
    return all(text[start:end] == words for start, end, words in spans)


def _readable(source: sqlite3.Connection, table: str) -> tuple[list[Row], int]:
    """Every row of a table that can be read, and how many cannot though an index or a neighbour tells of them."""
    numbers, whole = _row_numbers(source, table)
    if not whole:
        numbers |= _between(numbers)
    rows: list[Row] = []
    unread = 0
    for number in sorted(numbers):
        try:
            row = source.execute(f'SELECT * FROM "{table}" WHERE rowid = ?', (number,)).fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            unread += 1
            continue
        if row is not None:
            rows.append(dict(row))
    return rows, unread


def _between(numbers: set[int]) -> set[int]:
    """The numbers that lie in gaps between those known; a wide gap is the work of damage, not of lost rows."""
    known = [0, *sorted(numbers)]
    gaps = [range(low + 1, high) for low, high in pairwise(known) if high - low <= WIDEST_GAP]
    return {number for gap in gaps for number in gap}


def _row_numbers(source: sqlite3.Connection, table: str) -> tuple[set[int], bool]:
    """The numbers of a table's rows from both its ends and from its indexes; whether it was read from end to end."""
    try:
        indexes = [r[1] for r in source.execute(f'PRAGMA index_list("{table}")')]
    except (sqlite3.Error, UnicodeDecodeError):
        raise StoreFault(
            "the ledger is damaged at its very beginning: nothing can be saved, take it from a backup"
        ) from None
    numbers: set[int] = set()
    whole = False
    for scan in (
        "NOT INDEXED ORDER BY rowid",
        "NOT INDEXED ORDER BY rowid DESC",
        *(f'INDEXED BY "{i}"' for i in indexes),
    ):
        found, ended = _scan(source, f'SELECT rowid FROM "{table}" {scan}')
        numbers.update(found)
        whole = whole or ended
    return numbers, whole


def _scan(source: sqlite3.Connection, query: str) -> tuple[list[int], bool]:
    """The row numbers that a query gives before it meets damage, and whether it met none."""
    found: list[int] = []
    try:
        for (number,) in source.execute(query):
            found.append(number)
    except (sqlite3.Error, UnicodeDecodeError):
        return found, False
    return found, True
