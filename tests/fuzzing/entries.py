"""The ways in, each tried with one input: what must never happen raises here."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from fuzzing.inputs import FEED, ROOT, TAGS, Inputs
from musnad.errors import MusnadError
from musnad.intake import Refusal, documents
from musnad.ledger import Ledger, verify
from musnad.ledger.salvage import salvage
from musnad.ledger.verify import spans_of
from musnad.model import Document
from musnad.reader import read

PUBLISHED = [None, "2024-09-10", "2020", "2024-02", "1900-02-28", "2100-12-31"]
GROWTH = 4  # times longer
SLOWEST_GROWTH = 12  # times slower, from where it counts as more than linear
WORTH_TIMING = 1.0  # processor seconds below which nothing is said of growth


def try_document(document: Document) -> None:
    """It is read, the reading can be written, and every span is its words."""
    reading = read(document)
    for start, end, words in spans_of(msgspec.to_builtins(reading)):
        assert document.text[start:end] == words, (start, end, words)
    if not any("\ud800" <= c <= "\udfff" for c in document.text):  # which intake refuses
        msgspec.json.encode(reading)


def try_text(data: bytes) -> None:
    """Any text, with any day of publication."""
    text = data.decode("utf-8", "surrogatepass")
    try_document(Document(id="x", file="x", text=text, published=PUBLISHED[len(text) % len(PUBLISHED)]))


def try_growth(data: bytes) -> None:
    """A text several times over costs that many times more, not its square."""
    text = data.decode("utf-8", "surrogatepass") or "x"
    text *= max(1, 8000 // len(text))
    took = []
    for times in (1, GROWTH):
        before = time.process_time()
        try_document(Document(id="x", file="x", text=text * times))
        took.append(time.process_time() - before)
    assert took[1] < WORTH_TIMING or took[1] < SLOWEST_GROWTH * took[0], took


def try_file(name: str, data: bytes) -> None:
    """A file gives documents or refusals of one line; the documents are read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        for item in documents([str(path)]):
            if isinstance(item, Refusal):
                assert item.message and len(str(item).splitlines()) == 1
            else:
                try_document(item)


@cache
def small_ledger() -> bytes:
    """The bytes of a sound ledger."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.ledger"
        with Ledger(path, create=True) as ledger:
            for item in documents([str(ROOT / "examples" / "coalition")]):
                assert isinstance(item, Document)
                ledger.add(item)
        return path.read_bytes()


def try_ledger(data: bytes) -> None:
    """A damaged ledger is verified, asked and salvaged: a sentence or an answer, and what is saved is sound."""
    from musnad.link.material import Material
    from musnad.story.views import timeline

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "damaged.ledger"
        path.write_bytes(data)
        for ask in (verify, lambda ledger: timeline(Material(ledger))):
            try:
                with Ledger(path) as ledger:
                    ask(ledger)
            except MusnadError as error:
                assert len(str(error).splitlines()) == 1
        with Ledger(Path(folder) / "saved.ledger", create=True) as saved:
            try:
                salvage(path, saved)
            except MusnadError as error:
                assert len(str(error).splitlines()) == 1
            assert verify(saved).faults == []


@cache
def room() -> tuple[Any, list[tuple[str, list[str]]]]:
    """A visitor to the reading room over a small ledger, and every page with what it asks for."""
    from starlette.testclient import TestClient

    from musnad.story.desk import Desk
    from musnad.web.app import create_app

    folder = Path(tempfile.mkdtemp(prefix="musnad-fuzz-"))
    (folder / "room.ledger").write_bytes(small_ledger())
    app = create_app(Desk(Ledger(folder / "room.ledger")))
    pages = ["", "timeline", "figures", "disagreements", "statements", "sources", "documents", "search", "check", "findings", "map",
             "review", "changes", "who", "documents/{key}", "chain/{record}"]  # fmt: skip
    asked = [
        "q",
        "on",
        "since",
        "name",
        "claim",
        "at",
        "page",
        "known_on",
        "type",
        "lane",
        "measure",
        "layer",
        "from",
        "to",
    ]
    operations = [(f"/{language}/{page}", asked) for language in ("ar", "en") for page in pages]
    for path, methods in app.openapi()["paths"].items():
        if "get" in methods:
            operations.append((path, [p["name"] for p in methods["get"].get("parameters", []) if p["in"] == "query"]))
    return TestClient(
        app, base_url="http://localhost", follow_redirects=False, raise_server_exceptions=False
    ), operations


def try_room(data: bytes) -> None:
    """An address with odd values is answered, never by a server error."""
    client, _ = room()
    path, asked = msgspec.json.decode(data, type=tuple[str, dict[str, str]])
    answer = client.get(path, params=asked)
    assert answer.status_code < 500, answer.status_code


Entry = tuple[Callable[[Inputs], bytes], Callable[[bytes], None], int]
# name -> what makes an input, what tries it, how often it comes up
ENTRIES: dict[str, Entry] = {
    "text": (lambda i: i.text().encode("utf-8", "surrogatepass"), try_text, 12),
    "growth": (lambda i: i.text(1500).encode("utf-8", "surrogatepass"), try_growth, 1),
    "html": (lambda i: i.markup(TAGS), lambda data: try_file("a.html", data), 4),
    "feed": (lambda i: i.markup(FEED + TAGS), lambda data: try_file("a.rss", data), 3),
    "jsonl": (lambda i: i.records(), lambda data: try_file("a.jsonl", data), 4),
    "warc": (lambda i: i.archive(), lambda data: try_file("a.warc", data), 3),
    "plain": (lambda i: i.markup(["\n", " "]), lambda data: try_file("a.txt", data), 3),
    "ledger": (lambda i: i.damaged(small_ledger()), try_ledger, 1),
    "room": (lambda i: msgspec.json.encode(i.question(room()[1])), try_room, 10),
}
