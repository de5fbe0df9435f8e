"""What was worked out from words alone, kept between workings-out, so that an article is only worked through once.

A function of a text and of nothing else, marked `@known`, holds its last answers in memory. Within `remembering` it also
looks them up in a file: one for each version of the code and the tables (`code`), so an answer never goes stale, whatever is
added, decided or left out of the scope. Answers are found by a digest of the words. Where the file cannot be read or
written, everything is worked out as without it.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, get_type_hints

import msgspec

P = ParamSpec("P")
T = TypeVar("T")
HELD = 1 << 14  # answers of a function in memory
BATCH = 4_000  # answers that are written at once
FILES, MOST_BYTES = 2, 4 << 30  # left of other versions; a larger file is begun anew
WAIT = 5.0  # seconds for another writer
_TABLE = "CREATE TABLE IF NOT EXISTS known (asked BLOB PRIMARY KEY, answer BLOB NOT NULL) WITHOUT ROWID"
_encode = msgspec.msgpack.Encoder().encode


class Shelf:
    """A file of answers. All methods may be called from several threads, the file used by several processes."""

    def __init__(self, place: Path) -> None:
        self._fresh: dict[bytes, bytes] = {}
        self._file: sqlite3.Connection | None = None
        with suppress(OSError, sqlite3.Error):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sweep(place)
            self._file = sqlite3.connect(place, timeout=WAIT, isolation_level=None, check_same_thread=False)
            for order in (
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = OFF",
                "PRAGMA mmap_size = 1073741824",
                _TABLE,
            ):
                self._file.execute(order)

    def find(self, asked: bytes) -> bytes | None:
        """The answer kept for a digest; None where there is none."""
        found = self._fresh.get(asked)
        if found is None and self._file is not None:
            with suppress(sqlite3.Error):
                row = self._file.execute("SELECT answer FROM known WHERE asked = ?", (asked,)).fetchone()
                found = row[0] if row else None
        return found

    def keep(self, asked: bytes, answer: bytes) -> None:
        """Keep an answer; it is written with others."""
        if self._file is not None:
            self._fresh[asked] = answer
            if len(self._fresh) >= BATCH:
                self.write()

    def write(self) -> None:
        """Write what is not written yet."""
        rows, self._fresh = list(self._fresh.items()), {}
        if self._file is not None and rows:
            with suppress(sqlite3.Error), self._file:
                self._file.execute("BEGIN IMMEDIATE")
                self._file.executemany("INSERT OR IGNORE INTO known VALUES (?, ?)", rows)

    def close(self) -> None:
        """Write the rest and let the file go."""
        self.write()
        if self._file is not None:
            self._file.close()
            self._file = None


_shelves: list[Shelf] = []  # the file in use, if any


@contextmanager
def remembering(folder: Path | None, code: str) -> Iterator[None]:
    """Look answers up in a file of a folder while this lasts, and keep them there. folder: None for none."""
    if folder is None or _shelves:
        yield
        return
    shelf = Shelf(folder / f"{code}.sqlite")
    _shelves.append(shelf)
    try:
        yield
    finally:
        _shelves.remove(shelf)
        shelf.close()


def known(work: Callable[P, T]) -> Callable[P, T]:
    """Mark a function of words alone: of strings, and of nothing that tables and code do not fix."""
    return lru_cache(maxsize=HELD)(known_long(work))  # type: ignore[return-value]


def known_long(work: Callable[P, T]) -> Callable[P, T]:
    """The same for whole articles, whose answers are too large to be held in memory."""
    name = f"{work.__module__}.{work.__qualname__}".encode()
    decoders: list[Any] = []

    @wraps(work)
    def answer(*words: P.args, **none: P.kwargs) -> T:
        if not _shelves:
            return work(*words, **none)
        if not decoders:
            decoders.append(msgspec.msgpack.Decoder(get_type_hints(work)["return"]).decode)
        shelf = _shelves[0]
        given = "\0".join(map(str, words)).encode("utf-8", "surrogatepass")
        asked = hashlib.blake2b(given, key=name[-64:], digest_size=16).digest()
        kept = shelf.find(asked)
        if kept is not None:
            with suppress(msgspec.MsgspecError):
                return decoders[0](kept)  # type: ignore[no-any-return]
        found = work(*words, **none)
        with suppress(msgspec.MsgspecError, UnicodeEncodeError):
            shelf.keep(asked, _encode(found))
        return found

    return answer


def _sweep(place: Path) -> None:
    """Take away the files of the versions that were longest not in use, and a file that has grown too large."""
    others = sorted(place.parent.glob("*.sqlite"), key=lambda file: file.stat().st_mtime, reverse=True)
    large = [place] if place.exists() and place.stat().st_size > MOST_BYTES else []
    for file in [*[f for f in others if f != place][FILES:], *large]:
        for one in (file, *(file.with_name(file.name + end) for end in ("-wal", "-shm"))):
            one.unlink(missing_ok=True)
