"""The views that were kept last for a ledger, so that they can be shown while newer ones are worked out.

A line is a ledger asked in one way: its address, the story, the scope. Beside the folders of kept views stands for each line
a small file that names the state whose views were last kept whole. It is only a way to find them: what is kept is still named
by what it follows from (`told.state_of`), and how far it is behind is counted against the ledger each time.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import get_ident

import msgspec

from musnad.errors import MusnadError
from musnad.ledger import Ledger
from musnad.lexicon.kept import cache_folder
from musnad.story.file import Story

Decided = tuple[str, str, str | None]  # on, verdict, value
Scope = tuple[str | None, str | None, bool]  # known_on, about, judged
WAIT = 24 * 3600.0  # seconds for another worker


class NotKept(MusnadError):
    """A view that is being worked out for the first time."""


class Latest(msgspec.Struct, frozen=True):
    """A state whose views are kept. made: the instant at which the ledger stood so; decided: decisions that count in it."""

    state: str
    made: str
    decided: list[Decided] = []


class Behind(msgspec.Struct, frozen=True):
    """How far views are behind their ledger. made: as in Latest; documents, decisions: how many they do not hold yet."""

    made: str
    documents: int
    decisions: int


class Line:
    """Where the latest state of a line is noted. code: a digest of what makes views, so that old shapes are not shown."""

    def __init__(self, ledger: Ledger, story: Story | None, code: str, scope: Scope = (None, None, True)) -> None:
        self.scope = scope
        of = (_address(ledger), story, code)
        self._ledger = _digest(of)
        folder = cache_folder()
        self._folder = folder / "latest" if folder is not None else None
        self._name = _digest((*of, scope))

    def latest(self) -> Latest | None:
        """The state kept last; None where none is."""
        try:
            return msgspec.json.decode(self._place("json").read_bytes(), type=Latest)
        except (OSError, msgspec.MsgspecError):
            return None

    def note(self, latest: Latest) -> None:
        """From now on this state is the latest; what was asked for by `want` is done."""
        _write(self._place("json"), msgspec.json.encode(latest))
        with suppress(OSError):
            self._place("wanted").unlink(missing_ok=True)

    def want(self) -> None:
        """Ask whoever keeps this ledger's views up to date for this line too."""
        _write(self._place("wanted"), msgspec.json.encode((self._ledger, self.scope)))

    def wanted(self) -> Iterator[Scope]:
        """The scopes of this ledger and story that were asked for, whatever the scope of this line."""
        for place in sorted(self._place("wanted").parent.glob("*.wanted")):
            with suppress(OSError, msgspec.MsgspecError):
                of, scope = msgspec.json.decode(place.read_bytes(), type=tuple[str, Scope])
                if of == self._ledger:
                    yield scope

    @contextmanager
    def working(self) -> Iterator[None]:
        """Be the only one that works this ledger's views out; another one waits. Ends with the process, however it ends."""
        if self._folder is None:
            yield
            return
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = sqlite3.connect(self._folder / f"{self._ledger}.lock", timeout=WAIT, isolation_level=None)
        except (OSError, sqlite3.Error):
            yield
            return
        try:
            lock.execute("BEGIN EXCLUSIVE")
            yield
        finally:
            lock.close()

    def _place(self, kind: str) -> Path:
        return (self._folder or Path(os.devnull)) / f"{self._name}.{kind}"


def can_note() -> bool:
    """Whether one process can tell another what is kept: not without a cache folder, or in one that cannot be written."""
    folder = cache_folder()
    if folder is None:
        return False
    with suppress(OSError):
        (folder / "latest").mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.access(folder / "latest", os.W_OK)


def _address(ledger: Ledger) -> str:
    return ledger.where if "://" in ledger.where else str(Path(ledger.where).resolve())


def _digest(of: object) -> str:
    return hashlib.blake2b(msgspec.json.encode(of), digest_size=12).hexdigest()


def _write(place: Path, data: bytes) -> None:
    """Write a small file whole, or not at all where there is no room."""
    beside = place.with_name(f"{place.name}.{os.getpid()}-{get_ident()}.tmp")
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(data)
        os.replace(beside, place)
