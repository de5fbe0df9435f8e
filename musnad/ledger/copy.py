"""A ledger as it was before a newer Musnad changes its schema."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Connection, inspect, text


def keep_copy(connection: Connection, revision: str) -> str | None:
    """Copy a ledger of an older schema before it is migrated, once.

    In SQLite into a file beside it, `NAME.schema-REVISION`; in PostgreSQL into a schema of the same database,
    `before_migration_from_REVISION`.
    Returns: the copy's name, None where it is there already or the ledger lives in memory.
    Raises:  StoreFault or sqlite3.Error where there is no room; nothing is changed then.
    """
    if connection.dialect.name == "sqlite":
        return _keep_file(connection, revision)
    name = f"before_migration_from_{revision}"
    if name in inspect(connection).get_schema_names():
        return None
    connection.execute(text(f"CREATE SCHEMA {name}"))
    for table in inspect(connection).get_table_names():
        connection.execute(text(f'CREATE TABLE {name}."{table}" AS TABLE "{table}"'))
    return name


def _keep_file(connection: Connection, revision: str) -> str | None:
    path = connection.engine.url.database
    if not path or path == ":memory:":
        return None
    kept = Path(f"{path}.schema-{revision}")
    if kept.exists():
        return None
    half = Path(f"{kept}.part")
    half.unlink(missing_ok=True)
    source, target = sqlite3.connect(path), sqlite3.connect(half)
    try:
        source.backup(target)
    finally:
        source.close()
        target.close()
    half.rename(kept)
    return str(kept)
