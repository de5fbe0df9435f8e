"""Gold: what people say is in a document, as a folder of JSON files, one a document, or as JSON Lines.

    {"doc": {"file": NAME, "published": DAY, "boilerplate": [span]},
     "times": [...], "figures": [...], "statements": [...], "events": [...], "entities": [...], "positions": [...],
     "document": {...}, "partial": true, "rejected": {LAYER: [record]}}

Records have the fields of `musnad.model`; a span is {"start", "end"} or {"text", "nth"}, the words and which occurrence of
them, from 0. `optional` on a record: finding or missing it costs nothing. `value_also`, `measure_also`, `type_also`: values
that are equally right. The last three keys are optional: `document` holds the document itself (`musnad export --format gold`
writes it); in `partial` gold only what people judged counts, and only what they rejected is a false alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from musnad.errors import MusnadError
from musnad.model import Document
from musnad.score.spans import Place

LAYERS = ("times", "numbers", "figures", "statements", "events", "entities", "positions")
Json = dict[str, Any]


class Gold(msgspec.Struct):
    """Gold of one document. name: file name that ties it to its document. records: layer to what people say is there."""

    name: str
    doc: Json
    records: dict[str, list[Json]]
    rejected: dict[str, list[Json]]
    partial: bool
    document: Document | None


def load_gold(where: str | Path) -> list[Gold]:
    """Gold of a folder, a JSON file a document in the order of their names, or of one file, a JSON object a line.

    What has no `doc` is no gold and is passed over.
    Raises: MusnadError, one sentence, where there is none, or one breaks the format.
    """
    found = []
    for name, data in _objects(Path(where)):
        try:
            value = msgspec.json.decode(data, type=Json)
            if "doc" in value:
                found.append(_gold(value))
        except (msgspec.MsgspecError, KeyError, TypeError) as error:
            raise MusnadError(f"{name}: is no gold ({error}): see docs/howto/score-your-own.md") from None
    if not found:
        raise MusnadError(f"{where}: there is no gold here (JSON with a `doc`): see docs/howto/score-your-own.md")
    return found


def _objects(where: Path) -> Iterator[tuple[str, bytes]]:
    """Each gold object with where it stands."""
    if where.is_dir():
        yield from ((str(path), path.read_bytes()) for path in sorted(where.glob("*.json")))
        return
    with where.open("rb") as file:
        yield from ((f"{where}:{number}", line) for number, line in enumerate(file, 1) if line.strip())


def _gold(data: Json) -> Gold:
    document = msgspec.convert(data["document"], Document) if "document" in data else None
    records = {layer: data.get(layer, []) for layer in LAYERS}
    return Gold(
        data["doc"]["file"], data["doc"], records, data.get("rejected", {}), bool(data.get("partial")), document
    )


def place(span: Json | None, text: str) -> Place | None:
    """Where a gold span stands. Raises MusnadError where the text does not have its words."""
    if span is None:
        return None
    if span.get("start") is not None:
        return span["start"], span["end"]
    at = -1
    for _ in range(span.get("nth", 0) + 1):
        at = text.find(span["text"], at + 1)
        if at < 0:
            raise MusnadError(
                f"gold has the words {span['text'][:60]!r}, the document has not: check the text and `nth`"
            )
    return at, at + len(span["text"])


def said_place(span: Any) -> Place | None:
    """Where a span that the reader gave stands."""
    return None if not span or span.get("start") is None else (span["start"], span["end"])
