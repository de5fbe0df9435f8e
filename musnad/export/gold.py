"""A desk's decisions as gold: a file a document, with what people accepted, corrected and rejected, and the document itself.

`musnad score --gold` reads it. It is partial gold: what nobody judged says nothing about the reader. The records as they were
read are scored against what people made of them, so a correction counts against the reader that needed it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from musnad.errors import MusnadError
from musnad.export.job import Job, whole_file
from musnad.export.names import FileNames
from musnad.export.sheets import decoded
from musnad.ledger.lookup import records_of
from musnad.link.material import Json, Material, corrected

KEPT = ("accept", "correct")


def write(job: Job, folder: Path) -> None:
    """A `.json` for every document of which a record was judged. Raises MusnadError where nothing was."""
    names, count = FileNames(), 0
    for id, gold in golds(job.material):
        count += 1
        with whole_file(folder / f"{names.of(id)}.json") as file:
            file.write(msgspec.json.format(msgspec.json.encode(gold), indent=1).decode() + "\n")
    if not count:
        raise MusnadError(
            "nothing was accepted, corrected or rejected yet: judge records with `musnad decide` or in review"
        )


def golds(material: Material) -> Iterator[tuple[str, Json]]:
    """Document id and gold of every judged document."""
    for key, source in material.sources.items():
        kept: dict[str, list[Json]] = {}
        rejected: dict[str, list[Json]] = {}
        for row in records_of(material.ledger, key):
            decision = material.decisions.get(row["id"])
            if decision is None or decision.verdict not in (*KEPT, "reject"):
                continue
            record = decoded(row)
            if decision.verdict == "correct" and decision.value:
                record = corrected(record, decision.value)
            into = rejected if decision.verdict == "reject" else kept
            into.setdefault(row["layer"], []).append(msgspec.to_builtins(record))
        if kept or rejected:
            document = material.ledger.document(key)
            yield source.id, {"doc": {"file": source.id}, "partial": True, "document": msgspec.to_builtins(document),
                              **kept, "rejected": rejected}  # fmt: skip
