"""Views worked out once and kept: a folder for each state of a ledger, in the user's cache, with a file for each view.

A folder is named by a digest of everything that the views follow from (`told.state_of`): documents, readings, decisions, the
story, the code and tables that link. So what is kept never goes stale: when a document is added, a decision taken or undone,
another name is asked for. A file is written beside its place and renamed, and never changed again; the ledger itself is not
written. Where there is no cache folder (MUSNAD_CACHE is empty) or no room in it, views are kept in memory.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import RLock, get_ident
from typing import Any
from urllib.parse import quote

import msgspec

from musnad.lexicon.kept import cache_folder
from musnad.link.material import Json
from musnad.story.facets import COLUMNS, facets_of
from musnad.story.rows import Rows

SHAPE = "1"  # of the files; counts into the folder's name
MOST_STATES, MOST_BYTES = 12, 4 << 30  # left in the cache
ABANDONED = 24 * 3600.0  # seconds after which no one writes a file any more
_encode = msgspec.json.Encoder().encode
_TABLES = f"""
CREATE TABLE rows (position INTEGER PRIMARY KEY, {", ".join(COLUMNS)});
CREATE TABLE bodies (position INTEGER PRIMARY KEY, body BLOB NOT NULL);
"""
_INDEXES = "CREATE INDEX kinds ON rows (kind, day); CREATE INDEX lanes ON rows (lane, day)"  # once the rows stand


class Kept:
    """The views of one state. All methods may be called from several threads, the folder used by several processes."""

    def __init__(self, folder: Path | None) -> None:
        self._folder, self._lock = folder, RLock()
        self._open: dict[str, sqlite3.Connection] = {}
        self.memory: dict[Any, Any] = {}  # counts that were asked for once

    def has(self, view: str) -> bool:
        """Whether a view was worked out to its end."""
        with self._lock:
            if view not in self._open and self._folder is not None:
                found = _opened(self._folder / f"{view}.sqlite")
                if found is not None:
                    self._open[view] = found
            return view in self._open

    def keep(self, view: str, rows: Iterable[Json]) -> None:
        """Keep the rows of a view, all or none; a view that is kept already stays as it is."""
        with self._lock:
            if self.has(view):
                return
            beside = self._beside(view)
            connection = sqlite3.connect(beside or ":memory:", isolation_level=None, check_same_thread=False)
            try:
                _write(connection, view, rows)
            except BaseException:
                connection.close()
                if beside is not None:
                    beside.unlink(missing_ok=True)
                raise
            self._open[view] = connection
            if beside is not None and self._folder is not None:
                with suppress(FileNotFoundError):  # taken away meanwhile: this process still reads what it wrote
                    os.replace(beside, self._folder / f"{view}.sqlite")

    def rows(self, view: str) -> Rows:
        """The rows of a kept view."""
        return Rows(self, view)

    def ask(self, view: str, query: str, values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """The rows of a query in SQL on a kept view."""
        with self._lock:
            return self._open[view].execute(query, tuple(values)).fetchall()

    def _beside(self, view: str) -> Path | None:
        """Where a view is written; None where nothing can be written."""
        if self._folder is None:
            return None
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            place = self._folder / f"{view}.{os.getpid()}-{get_ident()}.tmp"
            place.write_bytes(b"")
        except OSError:
            return None
        return place


def kept_for(state: str) -> Kept:
    """What is kept for a state; nothing yet where it is new. state: a digest, see `told.state_of`."""
    cache = cache_folder()
    if cache is None:
        return Kept(None)
    folder = cache / "views" / f"{SHAPE}-{state}"
    with suppress(OSError):
        os.utime(folder)
    with suppress(OSError):
        _sweep(folder)
    return Kept(folder)


def _opened(place: Path) -> sqlite3.Connection | None:
    """A kept view, or None where there is none or it is not whole."""
    if not place.exists():
        return None
    try:
        where = f"file:{quote(str(place.resolve()))}?mode=ro&immutable=1"
        connection = sqlite3.connect(where, uri=True, isolation_level=None, check_same_thread=False)
        number = connection.execute("PRAGMA user_version").fetchone()[0]
        for table in ("rows", "bodies"):
            if connection.execute(f"SELECT coalesce(max(position), -1) + 1 FROM {table}").fetchone()[0] != number:
                return None
    except sqlite3.Error:
        return None
    return connection


def _write(connection: sqlite3.Connection, view: str, rows: Iterable[Json]) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(_TABLES)
    marks = ", ".join("?" * (1 + len(COLUMNS)))
    number = 0
    connection.execute("BEGIN")
    for number, row in enumerate(rows, 1):
        held = facets_of(view, row)
        columns = [held.get(name) for name in COLUMNS]
        connection.execute(f"INSERT INTO rows VALUES ({marks})", (number - 1, *columns))
        connection.execute("INSERT INTO bodies VALUES (?, ?)", (number - 1, _encode(row)))
    connection.execute(f"PRAGMA user_version = {number}")
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)


def _sweep(kept: Path) -> None:
    """Take away the folders of states that were longest not asked for, and what a killed process left half written."""
    size, old = 0, time.time() - ABANDONED
    for number, folder in enumerate(sorted(kept.parent.iterdir(), key=lambda f: f.stat().st_mtime, reverse=True)):
        written = False
        for file in folder.iterdir():
            held = file.stat()
            size += held.st_size
            if file.suffix == ".tmp" and held.st_mtime < old:
                file.unlink(missing_ok=True)
            written |= file.suffix == ".tmp" and held.st_mtime >= old
        if folder != kept and not written and (number >= MOST_STATES or size > MOST_BYTES):
            shutil.rmtree(folder, ignore_errors=True)
