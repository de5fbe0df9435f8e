"""The promise of a span, proved: every record against its document, every document against its digest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import select

from musnad.ledger.rows import text_digest
from musnad.ledger.schema import chains, documents, findings, records
from musnad.ledger.store import Ledger


class Verification(msgspec.Struct):
    """What was looked at, and every fault in one sentence. counts: documents, records, spans and links of chains."""

    counts: dict[str, int]
    faults: list[str]


def spans_of(body: Any) -> Iterator[tuple[int, int, str]]:
    """Every span in a record's JSON: anything with start, end and text."""
    if isinstance(body, dict):
        start, end, words = body.get("start"), body.get("end"), body.get("text")
        if isinstance(start, int) and isinstance(end, int) and isinstance(words, str):
            yield start, end, words
        for value in body.values():
            if isinstance(value, (dict, list)):
                yield from spans_of(value)
    elif isinstance(body, list):
        for value in body:
            yield from spans_of(value)


def verify(ledger: Ledger) -> Verification:
    """Compare every span of the ledger with the text it points into, superseded records included.

    Raises: nothing for a damaged ledger; each fault is one sentence.
    """
    counts: Counter[str] = Counter(documents=0, records=0, spans=0)
    faults: list[str] = []
    names: dict[str, tuple[str, str]] = {}
    with ledger.engine.connect() as connection:
        for row in connection.execute(select(documents)).mappings():
            counts["documents"] += 1
            names[row["key"]] = (row["id"], row["text"])
            if text_digest(row["text"]) != row["digest"]:
                faults.append(f"document {row['id']}: its text is not the text that was added (the digest differs)")
        for row in connection.execution_options(stream_results=True).execute(select(records)).mappings():
            counts["records"] += 1
            name, words = names.get(row["document"], ("", ""))
            faults += _faults_of(row, name, words, counts)
        held = select(chains.c.record).where(chains.c.record.not_in(select(records.c.id)))
        faults += [f"chain of {r.record}: its record is not in the ledger" for r in connection.execute(held)]
        lost = select(findings.c.document).where(findings.c.document.not_in(select(documents.c.key))).distinct()
        faults += [f"finding of {r.document}: its document is not in the ledger" for r in connection.execute(lost)]
    return Verification(dict(counts), faults)


def _faults_of(row: Any, name: str, words: str, counts: Counter[str]) -> Iterator[str]:
    where = f"record {row['id'][:12]} ({row['layer']}) of {name or row['document']}"
    if not name:
        yield f"{where}: its document is not in the ledger"
        return
    try:
        body = msgspec.json.decode(row["body"])
    except msgspec.DecodeError:
        yield f"{where}: its body is not JSON"
        return
    for start, end, said in [(row["start"], row["end"], row["words"]), *spans_of(body)]:
        counts["spans"] += 1
        if words[start:end] != said:
            yield f"{where}: the words at {start} to {end} are {words[start:end]!r} in the text, {said!r} in the record"
