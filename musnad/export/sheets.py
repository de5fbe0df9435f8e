"""What exports of records are made from: one document at a time, with its records as people left them.

Only one document's records are held at once, so that a ledger larger than memory can be written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import RowMapping

from musnad.ledger.lookup import records_of
from musnad.ledger.rows import anchor
from musnad.link.material import TYPES, Item, Material, Source, corrected
from musnad.model import ChainLink, Document, Judgement, Number, Statement

KINDS: dict[str, Any] = TYPES | {"numbers": Number}
_DECODERS = {layer: msgspec.json.Decoder(kind) for layer, kind in KINDS.items()}


class Entry(Item[Any], frozen=True, eq=False):
    """A record that stands. decision: what people last said of it, where they did; corrections are in `record` already.

    recorded_at: ISO 8601 instant in UTC at which it entered the ledger; reader: the version that read it.
    """

    layer: str
    rule: str
    reader: str
    recorded_at: str
    decision: Judgement | None


class Sheet(msgspec.Struct, frozen=True, eq=False):
    """A document with its entries in the order of the text.

    row: its columns in the ledger but text and segments. spoken: the innermost statement that holds an entry, by its id.
    """

    source: Source
    document: Document
    row: RowMapping
    entries: list[Entry]
    spoken: dict[str, Statement]

    def of(self, layer: str) -> list[Entry]:
        """The entries of one layer."""
        return [entry for entry in self.entries if entry.layer == layer]

    def statement_of(self, entry: Entry) -> Statement | None:
        """The innermost statement whose content holds an entry (itself, for a statement); None where the outlet speaks."""
        if entry.layer == "statements":
            found: Statement = entry.record
            return found
        return self.spoken.get(entry.id)

    def chain(self, entry: Entry) -> list[ChainLink]:
        """The carriers of an entry, outermost first: its statement's chain, else the outlet alone."""
        statement = self.statement_of(entry)
        if statement is not None and statement.chain:
            return statement.chain
        return [ChainLink(name=self.source.outlet, kind="outlet")] if self.source.outlet else []


def sheets(material: Material) -> Iterator[Sheet]:
    """Every document of a material in the order of publication and id, with its standing records; rejected ones left out."""
    for key in material.sources:
        yield sheet_of(material, key)


def sheet_of(material: Material, key: str) -> Sheet:
    """One document of a material by its key."""
    if "rows" not in material.memory:
        material.memory["rows"] = {row["key"]: row for row in material.ledger.documents()}
    source, row = material.sources[key], material.memory["rows"][key]
    found = (_entry(row, source, material.decisions.get(row["id"])) for row in records_of(material.ledger, key))
    entries = [entry for entry in found if entry is not None]
    return Sheet(source, material.ledger.document(key), row, entries, _spoken(entries))


def _spoken(entries: list[Entry]) -> dict[str, Statement]:
    """The innermost statement whose content holds each entry, in one pass over both in the order of the text."""
    said = sorted(
        (e.record for e in entries if e.layer == "statements" and e.record.content), key=lambda s: s.content.start
    )
    found: dict[str, Statement] = {}
    open_ones: list[Statement] = []
    following = 0
    for entry in sorted(entries, key=lambda e: e.start):
        while following < len(said) and said[following].content.start <= entry.start:
            open_ones.append(said[following])
            following += 1
        open_ones = [s for s in open_ones if s.content and s.content.end > entry.start]
        held = [s for s in open_ones if s.content and s.content.end >= entry.end]
        if held:
            found[entry.id] = min(held, key=_length)
    return found


def _length(statement: Statement) -> int:
    return statement.content.end - statement.content.start if statement.content else 0


def decoded(row: RowMapping) -> Any:
    """A record's row as the record that was read."""
    return _DECODERS[row["layer"]].decode(row["body"])


def _entry(row: RowMapping, source: Source, decision: Judgement | None) -> Entry | None:
    if decision is not None and decision.verdict == "reject":
        return None
    record = decoded(row)
    place = (row["start"], row["end"], row["words"])
    if decision is not None and decision.verdict == "correct" and decision.value:
        record = corrected(record, decision.value)
        place = anchor(row["layer"], record)
    return Entry(
        row["id"], source, record, *place, row["layer"], row["rule"], row["reader"], row["recorded_at"], decision
    )
