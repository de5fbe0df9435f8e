"""Compiled tables kept between runs, in the user's cache folder; a run that finds none compiles and keeps them.

A block is named by a digest of everything it follows from: the tables' bytes, the code that compiles, the version of Python.
So it never goes stale, and two versions of the program do not disturb each other. It opens with a digest of itself and is
written beside its place and renamed: a damaged or half-written block is made anew, and writers at once do no harm. Where the
folder cannot be written, or MUSNAD_CACHE is empty, tables are compiled at every start.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import get_ident

from musnad.lexicon.compiled import compile_tables
from musnad.lexicon.tables import read_table, table_paths

DIGEST = 16  # bytes
KEPT = 8  # blocks of other versions that are left in the folder
_PACKAGE = Path(__file__).resolve().parent.parent
_CODE = [_PACKAGE / name for name in (
    "lexicon/compiled.py", "lexicon/inflect.py", "lexicon/tables.py", "text/fold.py", "text/tokens.py",
)]  # fmt: skip


def block_of(room: str) -> bytes:
    """The compiled tables of a room, from the cache where it has them."""
    paths, folder = table_paths(room), cache_folder()
    if folder is None:
        return compile_tables(map(read_table, paths))
    place = folder / f"{room}-{_fingerprint(paths)}.tables"
    block = _sound(place)
    if block is None:
        block = compile_tables(map(read_table, paths))
        _keep(place, block)
    return block


def cache_folder() -> Path | None:
    """Where blocks are kept: $MUSNAD_CACHE, else the platform's folder for caches. None where it is set to nothing."""
    named = os.environ.get("MUSNAD_CACHE")
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "musnad"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / "musnad" / "cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "musnad"


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=DIGEST).digest()


def _fingerprint(paths: list[Path]) -> str:
    digest = hashlib.blake2b(repr(sys.version_info).encode(), digest_size=DIGEST)
    for path in [*_CODE, *paths]:
        data = path.read_bytes()
        digest.update(f"{path.parent.name}/{path.name} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()


def _sound(place: Path) -> bytes | None:
    """The block of a file, or None where there is none or it is not what was written."""
    try:
        data = place.read_bytes()
    except OSError:
        return None
    return data[DIGEST:] if _digest(data[DIGEST:]) == data[:DIGEST] else None


def _keep(place: Path, block: bytes) -> None:
    """Write a block, and take away the oldest ones; a folder that cannot be written is left alone."""
    beside = place.with_suffix(f".{os.getpid()}-{get_ident()}.tmp")
    try:
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside.write_bytes(_digest(block) + block)
        os.replace(beside, place)
        oldest_last = sorted(place.parent.glob("*.tables"), key=lambda p: p.stat().st_mtime, reverse=True)
        for path in oldest_last[KEPT:]:
            path.unlink(missing_ok=True)
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
