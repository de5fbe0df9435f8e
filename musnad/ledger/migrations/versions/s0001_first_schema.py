"""The first schema: documents, records, chains, findings, links, decisions, and the index for full-text search."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("file", sa.Text, nullable=False),
        sa.Column("outlet", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("byline", sa.Text),
        sa.Column("given_published", sa.String(32)),
        sa.Column("published", sa.String(32)),
        sa.Column("earliest", sa.String(32)),
        sa.Column("latest", sa.String(32)),
        sa.Column("published_how", sa.String(16)),
        sa.Column("title_start", sa.Integer),
        sa.Column("title_end", sa.Integer),
        sa.Column("segments", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("bytes_digest", sa.String(64), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("recorded_at", sa.String(40), nullable=False),
    )
    op.create_index("documents_id", "documents", ["id"])
    op.create_index("documents_published", "documents", ["published"])
    _create_record_tables()
    _create_people_tables()
    _create_search()


def _create_record_tables() -> None:
    op.create_table(
        "records",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.key"), nullable=False),
        sa.Column("layer", sa.String(16), nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("said_on", sa.String(32)),
        sa.Column("happened_on", sa.String(32)),
        sa.Column("as_of", sa.String(32)),
        sa.Column("published_on", sa.String(32)),
        sa.Column("recorded_at", sa.String(40), nullable=False),
        sa.Column("superseded", sa.String(64)),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("records_document", "records", ["document"])
    op.create_index("records_layer", "records", ["layer", "happened_on"])
    op.create_table(
        "chains",
        sa.Column("record", sa.String(32), sa.ForeignKey("records.id"), primary_key=True),
        sa.Column("depth", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
        sa.Column("cue_start", sa.Integer),
        sa.Column("cue_end", sa.Integer),
    )
    op.create_index("chains_name", "chains", ["name"])
    op.create_table(
        "findings",
        sa.Column("document", sa.String(32), sa.ForeignKey("documents.key"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("start", sa.Integer),
        sa.Column("end", sa.Integer),
    )


def _create_people_tables() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("left", sa.String(32), nullable=False),
        sa.Column("right", sa.String(32), nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("reasons", sa.Text, nullable=False),
    )
    op.create_index("links_left", "links", ["left"])
    op.create_index("links_right", "links", ["right"])
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("on", sa.String(32), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.String(40), nullable=False),
        sa.Column("value", sa.Text),
    )
    op.create_index("decisions_on", "decisions", ["on"])


def _create_search() -> None:
    """Folded words and clitic-stripped stems of every paragraph; the one thing the two stores index each in its way."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search USING fts5(document UNINDEXED, start UNINDEXED, stop UNINDEXED, words, "
            "tokenize = 'unicode61')"
        )
        return
    op.execute(
        "CREATE TABLE search (document varchar(32) NOT NULL, start integer NOT NULL, stop integer NOT NULL, "
        "words text NOT NULL)"
    )
    op.execute("CREATE INDEX search_words ON search USING gin (to_tsvector('simple', words))")
    op.execute("CREATE INDEX search_document ON search (document)")
