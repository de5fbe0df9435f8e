"""Documents from paths: plain text and JSON Lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from musnad.model import Document, Span


def make_document(name: str, text: str, **fields: str | None) -> Document:
    """A document from its text and what is known of it."""
    return Document(id=name, file=name, text=text, digest=hashlib.sha256(text.encode("utf-8")).hexdigest(), **fields)  # type: ignore[arg-type]


def documents(paths: list[str], published: str | None = None, outlet: str | None = None) -> Iterator[Document]:
    """Every document of the paths, in order."""
    for path in paths:
        if path.endswith(".jsonl"):
            yield from _records(Path(path))
        else:
            yield make_document(path, Path(path).read_text(encoding="utf-8"), published=published, outlet=outlet)


def _records(path: Path) -> Iterator[Document]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            record = json.loads(line)
            title = record.get("title")
            text = f"{title}\n\n{record['text']}" if title else record["text"]
            document = make_document(record["id"], text, published=record.get("published"), outlet=record.get("outlet"))
            if title:
                document.title = Span(start=0, end=len(title), text=title)
            yield document
