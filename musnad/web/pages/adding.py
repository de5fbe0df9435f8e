"""Adding articles: text that was pasted, files, or the address of a page or feed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from musnad.errors import LedgerError, UnreadableInput
from musnad.intake import Refusal, documents
from musnad.intake.dates import is_prefix
from musnad.model import Document
from musnad.story.desk import Desk
from musnad.web.fetch import fetch
from musnad.web.jobs import Job, Result
from musnad.web.room import In
from musnad.web.visitors import allowed, checked

router = APIRouter(prefix="/{lang}", include_in_schema=False)
MOST_FILES = 50
Found = Iterable[Document | Refusal]


@router.get("/add")
def form(room: In) -> HTMLResponse:
    """The three ways to add."""
    allowed(room.visitor, "review")
    return room.render("add", results=None)


@router.post("/add")
async def add(room: In, request: Request) -> Response:
    """Read what was given and keep it; every article's fate is told, at once or, of several files and of an address,
    on a page that follows the work."""
    async with request.form(max_files=MOST_FILES, max_part_size=10_000_000) as given:
        checked(room.visitor, given)
        allowed(room.visitor, "review")
        words = {name: str(value).strip() for name, value in given.items() if isinstance(value, str)}
        files = [(f.filename or "upload.txt", await f.read()) for f in given.getlist("files")
                 if isinstance(f, UploadFile) and f.filename]  # fmt: skip
    work = _added(room.desk, words, files)
    if len(files) > 1 or words.get("address"):
        job = request.app.state.jobs.begin(work, len(files) if not words.get("address") else 0)
        return RedirectResponse(room.link(f"add/{job.id}"), 303)
    return room.render("add", results=await run_in_threadpool(list, work))


@router.get("/add/{id}")
def progress(room: In, id: str) -> HTMLResponse:
    """How far a job is; the page asks for itself anew until it is done."""
    allowed(room.visitor, "review")
    job: Job | None = room.request.app.state.jobs.of(id)
    if job is None:
        raise HTTPException(404)
    done = job.done  # before the results are looked at, so that none is missed
    return room.render("adding", 200, None if done else {"Refresh": "2"}, job=job, done=done, results=list(job.results))


def _added(desk: Desk, words: dict[str, str], files: list[tuple[str, bytes]]) -> Iterator[Result]:
    """The fate of everything given, one after the other; what cannot be read does not stop the rest."""
    published, outlet = words.get("published") or None, words.get("outlet") or None
    if published and not is_prefix(published):
        yield "refused", f"{published}: YYYY-MM-DD", ""
        return
    with tempfile.TemporaryDirectory(prefix="musnad-add-") as folder:
        for found in _given(Path(folder), words, files, (published, outlet)):
            try:
                yield from (_kept(desk, document) for document in found)
            except UnreadableInput as error:
                yield "refused", str(error), ""


def _given(folder: Path, words: dict[str, str], files: list[tuple[str, bytes]],
           known: tuple[str | None, str | None]) -> Iterator[Found]:  # fmt: skip
    """What each thing given holds; nothing is read before it is asked for."""
    if words.get("text"):
        title = words.get("title", "")
        name = words.get("name") or title[:60] or "pasted"
        record = {"id": name, "title": title or None, "text": words["text"], "url": words.get("url") or None}
        yield _read(folder, "pasted.jsonl", msgspec.json.encode(record) + b"\n", known)
    for name, data in files:
        yield _read(folder, Path(name.replace("\\", "/")).name[:120] or "upload.txt", data, known)
    if words.get("address"):
        yield _fetched(folder, words["address"], known)


def _fetched(folder: Path, address: str, known: tuple[str | None, str | None]) -> Found:
    data, kind, url = fetch(address)
    ending = ".xml" if "xml" in kind else ".html" if "html" in kind else ".txt"
    for document in _read(folder, f"page{ending}", data, known):
        yield _named(document, url) if isinstance(document, Document) else document


def _named(document: Document, url: str) -> Document:
    """A page knows where it came from; one that names itself nowhere is known by its address."""
    nameless = document.id.startswith("page.")
    known = {"id": url, "file": url} if nameless else {"file": url}
    return msgspec.structs.replace(document, url=document.url or url, **known)


def _read(folder: Path, name: str, data: bytes, known: tuple[str | None, str | None]) -> Found:
    """The documents of some bytes, read as a file of that name; the folder does not show in them."""
    path = folder / name
    path.write_bytes(data)
    bare: Callable[[str], str] = lambda s: s.replace(f"{folder}/", "")  # noqa: E731
    for document in documents([str(path)], *known):
        fields = {"file": bare(document.file)} | ({"id": bare(document.id)} if isinstance(document, Document) else {})
        yield msgspec.structs.replace(document, **fields)


def _kept(desk: Desk, document: Document | Refusal) -> Result:
    if isinstance(document, Refusal):
        return "refused", str(document), ""
    try:
        fate = desk.ledger.add(document)
    except LedgerError as error:
        return "refused", str(error), ""
    return fate, document.id, desk.key_of(document.id) or ""
