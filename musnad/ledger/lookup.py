"""Looking things up in a ledger one at a time: what a reading room asks beside the views."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import RowMapping, func, select

from musnad.ledger.schema import decisions, documents, findings, records
from musnad.ledger.store import Ledger


class Read(NamedTuple):
    """A document as it stands in a ledger. fingerprint: of all that its reading followed from."""

    key: str
    id: str
    version: int
    fingerprint: str


def documents_read(ledger: Ledger) -> list[Read]:
    """Every document, older versions included, in the order of their keys."""
    columns = documents.c.key, documents.c.id, documents.c.version, documents.c.fingerprint
    with ledger.engine.connect() as connection:
        return sorted(Read(*row) for row in connection.execute(select(*columns)).all())


def document_state(read: Iterable[Read]) -> str:
    """A digest of documents with their versions and what their readings followed from; decisions do not count."""
    digest = hashlib.blake2b(digest_size=16)
    for one in read:
        digest.update(f"{one.key} {one.version} {one.fingerprint}\n".encode())
    return digest.hexdigest()


def keys_of(ledger: Ledger) -> set[str]:
    """The keys of all documents, older versions included."""
    with ledger.engine.connect() as connection:
        return {key for (key,) in connection.execute(select(documents.c.key))}


class Watch:
    """Tells whether a ledger may have changed since it was last asked.

    SQLite tells it by a number that every commit of another connection moves; of PostgreSQL everything is asked anew.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._connection = ledger.engine.connect() if ledger.engine.dialect.name == "sqlite" else None
        self._seen: int | None = None

    def changed(self) -> bool:
        """Whether a commit may have come since the last call; true at the first."""
        if self._connection is None:
            return True
        with self._connection.begin():
            now = self._connection.exec_driver_sql("PRAGMA data_version").scalar()
        moved, self._seen = now != self._seen, now
        return moved


def records_of(ledger: Ledger, key: str) -> list[RowMapping]:
    """The standing records of one document with their bodies as JSON, in the order of the text."""
    wanted = select(records).where(records.c.document == key, records.c.superseded.is_(None))
    with ledger.engine.connect() as connection:
        return list(connection.execute(wanted.order_by(records.c.start, records.c.end)).mappings().all())


def findings_of(ledger: Ledger, key: str | None = None) -> list[RowMapping]:
    """What reading noted: of one document, or of all; rows document (key), kind, message, start, end."""
    wanted = select(findings).order_by(findings.c.document, findings.c.position)
    if key is not None:
        wanted = wanted.where(findings.c.document == key)
    with ledger.engine.connect() as connection:
        return list(connection.execute(wanted).mappings().all())


def finding_kinds(ledger: Ledger, left_out: Sequence[str] = ()) -> dict[str, int]:
    """The kinds of findings with how many there are of each, the commonest first. left_out: keys of documents."""
    counted = (
        select(findings.c.kind, func.count()).where(findings.c.document.not_in(left_out)).group_by(findings.c.kind)
    )
    with ledger.engine.connect() as connection:
        found = [(str(kind), int(number)) for kind, number in connection.execute(counted)]
    return dict(sorted(found, key=lambda f: (-f[1], f[0])))


def findings_between(
    ledger: Ledger, kind: str, first: int, number: int, left_out: Sequence[str] = ()
) -> list[RowMapping]:
    """Some findings of a kind, of all where it is empty, from the first on, in the order of documents."""
    wanted = select(findings).where(findings.c.document.not_in(left_out))
    wanted = wanted.where(findings.c.kind == kind) if kind else wanted
    wanted = wanted.order_by(findings.c.document, findings.c.position).offset(first).limit(number)
    with ledger.engine.connect() as connection:
        return list(connection.execute(wanted).mappings().all())


def decision_log(ledger: Ledger, limit: int = 200) -> list[RowMapping]:
    """Every decision as it was taken, withdrawals included, the latest first."""
    wanted = select(decisions).order_by(decisions.c.number.desc()).limit(limit)
    with ledger.engine.connect() as connection:
        return list(connection.execute(wanted).mappings().all())


def newest(ledger: Ledger, layers: Sequence[str], since: str | None, limit: int) -> list[RowMapping]:
    """The standing records that came in last, the latest first: id, document (key) and recorded_at.

    since: ISO day from which they count; None takes all. limit: how many at most.
    """
    wanted = select(records.c.id, records.c.document, records.c.recorded_at)
    wanted = wanted.where(records.c.layer.in_(layers), records.c.superseded.is_(None))
    if since is not None:
        wanted = wanted.where(records.c.recorded_at >= since)
    wanted = wanted.order_by(records.c.recorded_at.desc(), records.c.document, records.c.start, records.c.id).limit(
        limit
    )
    with ledger.engine.connect() as connection:
        return list(connection.execute(wanted).mappings().all())


def titles(ledger: Ledger) -> dict[str, str]:
    """The headline of every document by its key; of one without a headline the first words of its text."""
    start, end = documents.c.title_start, documents.c.title_end
    words = func.substr(documents.c.text, func.coalesce(start, 0) + 1, func.coalesce(end - start, 90))
    with ledger.engine.connect() as connection:
        rows = connection.execute(select(documents.c.key, words)).all()
    return {key: " ".join(title.split()) for key, title in rows}
