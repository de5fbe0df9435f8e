"""The tables of a ledger: one schema for SQLite and PostgreSQL.

Days are Gregorian ISO prefixes, instants ISO 8601 in UTC, both as text, so that a day of which only the year is known can
be kept as such. `body` is the record's JSON exactly as `musnad read` prints it. A record carries its clocks as columns:

  said_on       the day on which its words were said (statements)
  happened_on   the day on which its event happened (events)
  as_of         the day at which its level held (figures)
  published_on  the day on which its document was published
  recorded_at   the instant at which it entered this ledger

An unknown clock is NULL and is never filled from another one.
"""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# key: hash of id and digest. version counts the texts that came in under one id, from 1; the highest is the current one.
# clock: HH:MM of publication as given with it. fingerprint: hash of all that reading depends on (text, given metadata, reader version); equal means nothing to do.
documents = Table(
    "documents",
    metadata,
    Column("key", String(32), primary_key=True),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("file", Text, nullable=False),
    Column("outlet", Text),
    Column("url", Text),
    Column("byline", Text),
    Column("given_published", String(32)),
    Column("clock", String(8)),
    Column("published", String(32)),
    Column("earliest", String(32)),
    Column("latest", String(32)),
    Column("published_how", String(16)),
    Column("title_start", Integer),
    Column("title_end", Integer),
    Column("segments", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("bytes_digest", String(64), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("recorded_at", String(40), nullable=False),
    Index("documents_id", "id"),
    Index("documents_published", "published"),
)

# position: place in the layer's list. superseded: the reader version that no longer finds the record, else NULL.
records = Table(
    "records",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("document", String(32), ForeignKey("documents.key"), nullable=False),
    Column("layer", String(16), nullable=False),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("words", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("reader", String(64), nullable=False),
    Column("said_on", String(32)),
    Column("happened_on", String(32)),
    Column("as_of", String(32)),
    Column("published_on", String(32)),
    Column("recorded_at", String(40), nullable=False),
    Column("superseded", String(64)),
    Column("body", Text, nullable=False),
    Index("records_document", "document"),
    Index("records_layer", "layer", "happened_on"),
)

# depth 0 is the outermost carrier of a statement
chains = Table(
    "chains",
    metadata,
    Column("record", String(32), ForeignKey("records.id"), primary_key=True),
    Column("depth", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("start", Integer),
    Column("end", Integer),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Index("chains_name", "name"),
)

findings = Table(
    "findings",
    metadata,
    Column("document", String(32), ForeignKey("documents.key"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("start", Integer),
    Column("end", Integer),
)

# an append-only log; the last word on a record or link holds, the verdict `withdraw` takes back the one before
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("on", String(32), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", String(40), nullable=False),
    Column("value", Text),
    Index("decisions_on", "on"),
)
