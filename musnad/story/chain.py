"""The way of one record to the reader: the view `chain`."""

from __future__ import annotations

import msgspec

from musnad.errors import LedgerError
from musnad.link.material import Json, Material
from musnad.link.sides import speaker_of


def chain(material: Material, beginning: str) -> Json:
    """The way of one record: its words, whom they passed through, each with the words that hand them over.

    beginning: the record's id, or enough of it to be unambiguous.
    Raises:    LedgerError where there is no such record, or several.
    """
    row = material.ledger.record(beginning)
    material = material.part([row["document"]])
    source = material.sources.get(row["document"])
    if source is None:
        raise LedgerError(f"record {beginning}: its document is an older version, or later than --known-on")
    reference = {
        "document": source.id,
        "start": row["start"],
        "end": row["end"],
        "text": row["words"],
        "record": row["id"],
    }
    said = next((i for i in material.layer("statements") if i.id == row["id"]), None)
    if said is None:
        said = material.statement_holding(source, row["start"], row["end"])
    links = [msgspec.to_builtins(link) for link in said.record.chain] if said else []
    decision = material.decisions.get(row["id"])
    return reference | {
        "layer": row["layer"], "rule": row["rule"], "who": speaker_of(said, source), "outlet": source.outlet,
        "published": source.published, "said_on": row["said_on"], "happened_on": row["happened_on"], "as_of": row["as_of"],
        "recorded_at": row["recorded_at"], "reader": row["reader"], "chain": links,
        "decision": msgspec.to_builtins(decision) if decision else None,
    }  # fmt: skip
