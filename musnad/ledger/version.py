"""The version of the reader: what a reading depends on besides the document."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

from musnad import __version__
from musnad.extract.plugins import VARIABLE

LONGEST = 64  # characters of a version in the ledger
_ROOMS = ("text", "lexicon", "extract")


def reader_version() -> str:
    """The version of the rules, and the readers from elsewhere that are asked: it changes when a reading may change."""
    asked = os.environ.get(VARIABLE, "").replace(" ", "")
    return f"{_rules_version()}+{asked}"[:LONGEST] if asked else _rules_version()


@cache
def _rules_version() -> str:
    """The package's version with a digest of its rules and word tables."""
    root = Path(__file__).resolve().parent.parent
    paths = [p for room in _ROOMS for p in (root / room).rglob("*") if p.suffix in (".py", ".tsv", ".gz")]
    digest = hashlib.sha256()
    for path in sorted([*paths, root / "reader.py"]):
        digest.update(path.relative_to(root).as_posix().encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{__version__}+{digest.hexdigest()[:12]}"
