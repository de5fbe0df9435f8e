"""FollowTheMoney statements: one row for each value of each property, with the record it comes from and when it came in.

Source: `followthemoney.statement` (CSV). `origin` is the id of our record, so that every value leads back to its words.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator

from musnad.export.follow_the_money import Value, grouped
from musnad.export.job import Job

COLUMNS = ("id", "entity_id", "canonical_id", "prop", "schema", "value", "dataset", "lang", "original_value", "external",
           "first_seen", "last_seen", "origin", "prop_type")  # fmt: skip
DATASET = "musnad"


def chunks(job: Job) -> Iterator[str]:
    """The statements as CSV, a document at a time."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    for _, values in grouped(job):
        writer.writerows(_row(value) for value in values)
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _row(value: Value) -> dict[str, str]:
    parts = (DATASET, value.entity, value.prop, value.value)
    return {
        "id": hashlib.sha1(".".join(parts).encode(), usedforsecurity=False).hexdigest(), "entity_id": value.entity,
        "canonical_id": value.entity, "prop": value.prop, "schema": value.schema, "value": value.value, "dataset": DATASET,
        "lang": value.lang or "", "external": "f", "first_seen": value.seen, "last_seen": value.seen, "origin": value.origin,
    }  # fmt: skip
