"""What an export is asked, and the formats there are."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import IO

import msgspec

from musnad.export.wording import Wording
from musnad.link.material import Material
from musnad.story.file import Story

# format -> module; `chunks(job)` of the first gives one text, `write(job, folder)` of the second fills a folder
TEXTS = {
    "atom": "atom",
    "ftm": "follow_the_money",
    "ftm-statements": "ftm_statements",
    "geojson": "geo_json",
    "jsonld": "json_ld",
    "jsonl": "moving",
    "plover": "plover",
    "timelinejs": "timelinejs",
}
FOLDERS = {"brat": "brat", "csv": "csv_tables", "gold": "gold", "parquet": "parquet_tables", "timeml": "timeml"}


class Job(msgspec.Struct):
    """What is asked for. since, limit: of a feed; mark: begin CSV with a byte order mark; narrowed: the material is part of the ledger; wording: language of labels."""

    material: Material
    wording: Wording
    story: Story | None = None
    mark: bool = False
    since: str | None = None
    limit: int = 200
    narrowed: bool = False


def module_of(form: str) -> ModuleType:
    """The module that writes a format, imported now."""
    return importlib.import_module(f"musnad.export.{(TEXTS | FOLDERS)[form]}")


@contextmanager
def whole_file(path: Path, mode: str = "w") -> Iterator[IO[str]]:
    """A text file that is there whole or not at all: written beside its place and renamed at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    try:
        with part.open(mode, encoding="utf-8", newline="") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
