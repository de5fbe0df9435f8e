"""A ledger of an older schema is brought up to date when it is opened, and a copy is kept as it was."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text
from test_ledger import TEXT, document, full

from musnad.ledger import Ledger, engine, verify
from musnad.model import Judgement

FIRST = Path(engine.__file__).parent / "migrations" / "versions" / "s0001_first_schema.py"


def as_written_before(address):
    """A ledger as the first schema had it: filled by this program, then taken back to that schema column by column."""
    with Ledger(address, create=True) as ledger:
        ledger.add(document(), full, "1")
        on = ledger.records("figures")[0]["id"]
        ledger.decide(Judgement(on=on, verdict="accept", by="editor", at="2024-09-11T08:00:00Z"))
        with ledger.engine.begin() as connection:
            connection.execute(text("ALTER TABLE documents DROP COLUMN clock"))
            connection.execute(text("CREATE TABLE links (id varchar(32) PRIMARY KEY, kind varchar(16) NOT NULL)"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        return ledger.counts(), ledger.decisions()


def test_an_older_ledger_is_migrated_and_a_copy_kept(ledger_address):
    """Documents, records and decisions are there afterwards; the copy is of the old schema and whole."""
    counts, decisions = as_written_before(ledger_address)
    with Ledger(ledger_address) as ledger:
        assert ledger.counts() == counts
        assert ledger.decisions() == decisions
        assert verify(ledger).faults == []
        assert ledger.document(ledger.documents()[0]["key"]).text == TEXT
        tables = inspect(ledger.engine).get_table_names()
        assert "links" not in tables
        assert ledger.add(document(), full, "1") in ("unchanged", "reread")
    if "://" in ledger_address:
        copy = create_engine(ledger_address)
        with copy.connect() as connection:
            kept = connection.execute(text("SELECT text FROM before_migration_from_0001.documents")).scalars().all()
            records = connection.execute(text("SELECT count(*) FROM before_migration_from_0001.records")).scalar()
        copy.dispose()
    else:
        with sqlite3.connect(f"{ledger_address}.schema-0001") as connection:
            kept = [row[0] for row in connection.execute("SELECT text FROM documents")]
            records = connection.execute("SELECT count(*) FROM records").fetchone()[0]
            assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == "0001"
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert kept == [TEXT]
    assert records == sum(counts.values()) - counts["documents"]


def test_opening_a_migrated_ledger_again_changes_nothing(ledger_address):
    """One copy, made once."""
    as_written_before(ledger_address)
    with Ledger(ledger_address):
        pass
    with Ledger(ledger_address) as ledger:
        assert verify(ledger).faults == []


def test_a_migration_that_fails_leaves_the_ledger_as_it_was(tmp_path, monkeypatch):
    """The steps run in one transaction: a failing one leaves the old schema, and the ledger opens when it is mended."""
    from alembic import command

    address = str(tmp_path / "old.ledger")
    counts, _ = as_written_before(address)

    def broken(config, revision):
        config.attributes["connection"].execute(text("DROP TABLE links"))
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(command, "upgrade", broken)
        with pytest.raises(RuntimeError):
            Ledger(address)
    with sqlite3.connect(address) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone()[0] == "0001"
        assert connection.execute("SELECT count(*) FROM links").fetchone()[0] == 0
    with Ledger(address) as ledger:
        assert ledger.counts() == counts


def test_the_first_schema_is_never_changed():
    """What older ledgers were made by stays as it was: a change of schema is a new step."""
    assert 'revision = "0001"' in FIRST.read_text(encoding="utf-8")
    assert "clock" not in FIRST.read_text(encoding="utf-8")


def test_the_clock_of_publication_comes_back(ledger):
    """`An hour ago` counts from the same hour when a document is read again."""
    ledger.add(document(published="2024-09-10", clock="21:30"), full, "1")
    assert ledger.document(ledger.documents()[0]["key"]).clock == "21:30"
