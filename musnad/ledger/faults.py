"""What a store complains of, as one sentence: disk full, read-only, locked, damaged, gone away."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from musnad.errors import LedgerError

# the beginning of SQLite's error name (https://www.sqlite.org/rescode.html) -> what is wrong and what to do
SQLITE = {
    "SQLITE_FULL": "the disk is full: make room and run it again",
    "SQLITE_IOERR": "the disk does not take what is written: see whether it is full or failing, and run it again",
    "SQLITE_READONLY": "the ledger is read-only: copy it to a place where you may write",
    "SQLITE_BUSY": "another program keeps the ledger locked: run it again when that one is done",
    "SQLITE_LOCKED": "another program keeps the ledger locked: run it again when that one is done",
    "SQLITE_CORRUPT": "the ledger is damaged: save what can be read by `musnad salvage`",
    "SQLITE_NOTADB": "the ledger is damaged at its very beginning: take it from a backup",
    "SQLITE_CANTOPEN": "the file cannot be opened: check its folder and your rights",
}
DAMAGED = (
    "Could not decode to UTF-8",
    "no such table",
    "no such column",
)  # what Python and SQLite say of damage without a code
# SQLSTATE or its class (PostgreSQL documentation, appendix A)
POSTGRESQL = {
    "53100": "the server's disk is full: make room there and run it again",
    "25006": "the server is read-only: write to its primary",
    "42501": "this user may not do that there: ask for the right, or name another user",
    "55P03": "another program keeps the ledger locked: run it again when that one is done",
    "XX001": "the server reports damaged data: bring back a backup",
}
WAITS = (0.2, 0.5, 1, 2, 4, 8)  # seconds
Result = TypeVar("Result")
GONE = "the server went away: see that it runs, and run it again"


class StoreFault(LedgerError):
    """The store itself fails, not one document: what was written before is kept, and the next attempt would fail too."""


class ConnectionLost(StoreFault):
    """The server went away; it may come back."""


def damaged(what: str) -> StoreFault:
    """The error for a row that is no longer what was written."""
    return StoreFault(f"{what}: {SQLITE['SQLITE_CORRUPT']}")


def speak_plainly(engine: Engine, where: str) -> None:
    """Make an engine raise StoreFault, one sentence, where the store itself fails; other errors pass unchanged."""

    def replace(context: ExceptionContext) -> BaseException | None:
        if context.is_disconnect:
            return ConnectionLost(f"{where}: {GONE}")
        if context.connection is None and engine.dialect.name == "postgresql":
            first = str(context.original_exception).strip().split("\n")[0]
            return ConnectionLost(
                f"{where}: no connection to the server ({first}): check the address, see that it runs"
            )
        reason = fault_of(context.original_exception)
        return StoreFault(f"{where}: {reason}") if reason else None

    event.listen(engine, "handle_error", replace)


def fault_of(error: Any) -> str | None:
    """What is wrong with the store and what to do; None where the error is not the store's."""
    if isinstance(error, sqlite3.OperationalError) and any(words in str(error) for words in DAMAGED):
        return SQLITE["SQLITE_CORRUPT"]
    name = getattr(error, "sqlite_errorname", None)
    if name is not None:
        return next((words for beginning, words in SQLITE.items() if name.startswith(beginning)), None)
    state = getattr(error, "sqlstate", None)
    if state is None:
        return None
    if state[:2] in ("08", "57"):
        return GONE
    return POSTGRESQL.get(state)


def patiently(work: Callable[[], Result]) -> Result:
    """Do a piece of work that is whole or nothing; where the server went away, wait for it to come back, and do it again.

    Waits up to a quarter of a minute altogether, so that a restart of the server passes unnoticed.
    Raises: ConnectionLost where it does not come back.
    """
    for seconds in WAITS:
        try:
            return work()
        except ConnectionLost:
            time.sleep(seconds)
    return work()
