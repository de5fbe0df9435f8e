"""Opening a ledger: the address, the connection's settings, the schema brought up to date."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from musnad.errors import LedgerError
from musnad.ledger.copy import keep_copy
from musnad.ledger.faults import damaged, speak_plainly

REVISION = "0002"
DEFAULT = "musnad.ledger"
BUSY_SECONDS = 120
CHECKPOINT_PAGES = 8000  # of 4 KB: ids are hashes, so that every document touches many pages of the index again
CACHE_KIB = 32 * 1024
_SQLITE_HEADER = b"SQLite format 3\x00"


def address(given: str | None = None) -> str:
    """The ledger meant: as given, else by the variable MUSNAD_LEDGER, else the file `musnad.ledger` here."""
    return given or os.environ.get("MUSNAD_LEDGER") or DEFAULT


def shown(where: str) -> str:
    """An address as it may be shown: without its password."""
    try:
        return make_url(where).render_as_string(hide_password=True) if "://" in where else where
    except (ArgumentError, ValueError):
        return where.split("://", maxsplit=1)[0] + "://..."


def open_engine(where: str, create: bool) -> Engine:
    """Connect to a ledger and bring its schema up to date.

    where:  a path of an SQLite file, or a URL (`postgresql+psycopg://user@host/name`).
    create: make it where it does not exist yet.
    Raises: LedgerError where it does not exist, is no ledger, was written by a newer Musnad, or cannot be reached.
    """
    engine = _server_engine(where) if "://" in where else _file_engine(where, create)
    speak_plainly(engine, shown(where))
    try:
        _migrate(engine)
    except UnicodeDecodeError:  # what SQLite complains of is itself noise
        raise damaged(shown(where)) from None
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().split("\n")[0]
        raise LedgerError(f"{shown(where)}: the ledger cannot be opened ({reason}): check the address") from None
    return engine


def _server_engine(where: str) -> Engine:
    try:
        logging.getLogger("psycopg").setLevel(logging.ERROR)  # what it warns of is said by `speak_plainly`
        url = make_url(where)
        waits = {"options": f"-c lock_timeout={int(_wait() * 1000)}"} if url.get_backend_name() == "postgresql" else {}
        return create_engine(url, pool_pre_ping=True, connect_args=waits)
    except ArgumentError:
        raise LedgerError(
            f"{shown(where)}: is no address of a server: write postgresql+psycopg://user@host/name"
        ) from None
    except (ImportError, ValueError) as error:
        raise LedgerError(
            f"{shown(where)}: {error}: write postgresql+psycopg://user@host/name and install musnad[pg]"
        ) from None


def _file_engine(where: str, create: bool) -> Engine:
    path = Path(where)
    if path.is_dir():
        raise LedgerError(f"{where}: is a folder, not a ledger: name a file in it")
    if not path.exists() and not create:
        raise LedgerError(f"{where}: there is no ledger here: make one with `musnad add`, or name another by --ledger")
    if path.exists() and path.stat().st_size:
        with path.open("rb") as file:
            if file.read(len(_SQLITE_HEADER)) != _SQLITE_HEADER:
                raise LedgerError(f"{where}: is not a ledger (not an SQLite file): name another by --ledger")
    elif not path.parent.is_dir():
        raise LedgerError(f"{where}: the folder {path.parent} does not exist: make it first")
    writable = not path.exists() or os.access(path, os.W_OK)
    url = URL.create("sqlite", database=str(path)) if writable else _reading_url(path)
    engine = create_engine(url, connect_args={"timeout": _wait()})
    event.listen(engine, "connect", _prepare_sqlite)
    if writable:
        event.listen(engine, "connect", _prepare_writing)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _wait() -> float:
    """How many seconds to wait for another writer: MUSNAD_WAIT, else BUSY_SECONDS."""
    try:
        return float(os.environ.get("MUSNAD_WAIT", BUSY_SECONDS))
    except ValueError:
        raise LedgerError(f"MUSNAD_WAIT={os.environ['MUSNAD_WAIT']}: is no number of seconds: write 30") from None


def _reading_url(path: Path) -> URL:
    """A file that may only be read, as it stands; where changes wait in a journal beside it, with these."""
    journal = Path(f"{path}-wal")
    waiting = journal.exists() and journal.stat().st_size > 0
    how = "mode=ro" if waiting else "mode=ro&immutable=1"
    return URL.create("sqlite", database=f"file:{quote(str(path.resolve()))}?{how}", query={"uri": "true"})


def _prepare_sqlite(connection: Any, _: Any) -> None:
    """Transactions are begun by `_begin_sqlite` alone."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")


def _prepare_writing(connection: Any, _: Any) -> None:
    """Readers and one writer at a time, without blocking each other."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _begin_sqlite(connection: Any) -> None:
    """A writer takes its lock at once, so that two writers wait for each other instead of failing half-way."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def writing(engine: Engine) -> Engine:
    """The same store, for transactions that write."""
    return engine.execution_options(writes=True)


def _revision(connection: Any) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _migrate(engine: Engine) -> None:
    """Bring an older schema up to date, a copy of the ledger kept as it was."""
    with engine.connect() as connection:
        found = _revision(connection)
    if found == REVISION:
        return
    if found is not None and found > REVISION:
        raise LedgerError(f"{engine.url}: was written by a newer Musnad (schema {found}): bring Musnad up to date")
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with writing(engine).begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(20261122)"))
        found = _revision(connection)
        if found != REVISION:
            if found is not None:
                keep_copy(connection, found)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
