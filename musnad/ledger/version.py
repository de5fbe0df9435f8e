"""The version of the reader: what a reading depends on besides the document."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from musnad import __version__

_ROOMS = ("text", "lexicon", "extract")


@cache
def reader_version() -> str:
    """The package's version with a digest of its rules and word tables: it changes when a reading may change."""
    root = Path(__file__).resolve().parent.parent
    paths = [p for room in _ROOMS for p in (root / room).rglob("*") if p.suffix in (".py", ".tsv", ".gz")]
    digest = hashlib.sha256()
    for path in sorted([*paths, root / "reader.py"]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"
