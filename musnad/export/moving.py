"""JSON Lines of a whole ledger, for another ledger to take in: `musnad import`."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.export.job import Job
from musnad.ledger.moving import moving


def chunks(job: Job) -> Iterator[str]:
    """The ledger a line at a time; narrowed, only current versions of the documents in scope, and decisions on their records."""
    return moving(job.material.ledger, set(job.material.sources) if job.narrowed else None)
