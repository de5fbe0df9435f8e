"""Articles as received: paragraph by paragraph, every layer marked, each record beside its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from musnad.export.job import Job
from musnad.export.marks import Mark, marked
from musnad.export.wording import vocabulary
from musnad.ledger.lookup import findings_of, records_of
from musnad.link.material import Json, Material
from musnad.model import Judgement
from musnad.text.fold import fold
from musnad.web.files import NAMES, exported
from musnad.web.paging import facet, sliced
from musnad.web.room import In, Room
from musnad.web.summary import summary

router = APIRouter(prefix="/{lang}", include_in_schema=False)
LAYERS = {"statements": "said", "figures": "fig", "times": "time", "events": "event", "entities": "name"}
LEDGER = ("jsonl", "ftm", "plover", "atom")  # formats of the whole ledger that are written as they are sent
DOCUMENT = ("csv", "brat", "timeml", "jsonld", "jsonl")
SHOWN = ("statements", "figures", "events", "times", "positions")
MOST_MARKS, MOST_NOTES = (
    5_000,
    1_500,
)  # records of one page that are marked, and listed; a denser document is marked up to there
MOST_FINDINGS = 200
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
Text = Annotated[str, Query(max_length=120)]


@router.get("/documents")
def listing(room: In, outlet: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """Every article, the latest first. q: a part of its headline, in any spelling."""
    rows, wanted = room.desk.documents()[::-1], fold(q).strip()
    kept = [r for r in rows if not outlet or r["outlet"] == outlet]
    kept = [r for r in kept if wanted in fold(room.desk.title_of(r["key"]))] if wanted else kept
    return room.render("documents", some=sliced(kept, page), outlets=facet(rows, lambda r: r["outlet"]), outlet=outlet, q=q,
                       files=room.files("documents", LEDGER))  # fmt: skip


@router.get("/documents.{form}")
def whole(room: In, form: str) -> Response:
    """The whole ledger as a file, as `musnad export` writes it."""
    if form not in LEDGER:
        raise HTTPException(404)
    return exported(Job(Material(room.desk.ledger), room.w, room.desk.story), "ledger", form)


@router.get("/documents/{key}/files/{form}")
def one(room: In, key: str, form: str) -> Response:
    """One document with its records as a file, as `musnad export` writes it."""
    material = room.desk.material()
    if form not in DOCUMENT or key not in material.sources:
        raise HTTPException(404)
    job = Job(material.part([key]), room.w, room.desk.story, mark=True, narrowed=True)
    return exported(job, "document", form)


@router.get("/documents/{key}")
def document(room: In, key: str, at: Text = "", record: Text = "") -> HTMLResponse:
    """at: a stretch `start-end` to show as the words asked for; record: the record whose card stands beside it."""
    found = room.desk.ledger.document(key)
    rows = records_of(room.desk.ledger, key)
    decisions = room.desk.decisions()
    chosen = next((r for r in rows if r["id"] == record), None) if record else None
    wanted = _AT.fullmatch(at)
    target = (int(wanted[1]), int(wanted[2])) if wanted else (chosen["start"], chosen["end"]) if chosen else None
    marks = [*_marks(rows, decisions), *_segments(found.segments), *_target(target, len(found.text))]
    listed = next((r for r in room.desk.documents() if r["key"] == key), None)
    return room.render(
        "document", document=found, key=key, row=listed, blocks=list(_blocks(found.text, marks, _notes(rows, room, decisions), target)),
        chosen=_card(chosen, room, decisions) if chosen else None, target=target, layers=LAYERS,
        counts={layer: sum(r["layer"] == layer for r in rows) for layer in (*LAYERS, "positions")},
        findings=findings_of(room.desk.ledger, key)[:MOST_FINDINGS], unmarked=max(0, len(rows) - MOST_MARKS),
        measures_known=vocabulary("measures"), files=_files(room, key),
    )  # fmt: skip


@router.get("/documents/{key}/text")
def text(room: In, key: str) -> Response:
    """The text as received, as a plain file."""
    return Response(room.desk.ledger.document(key).text, media_type="text/plain; charset=utf-8")


@router.get("/records/{id}")
def record(room: In, id: str) -> Response:
    """A record by its id: its words in its document."""
    row = room.desk.ledger.record(id)
    where = room.link(f"documents/{row['document']}", at=f"{row['start']}-{row['end']}", record=row["id"])
    return RedirectResponse(where + "#words", 303)


def _files(room: Room, key: str) -> list[tuple[str, str, str]]:
    """The files that a document can be taken away as; an older version only as its text."""
    here = key in room.desk.material().sources
    forms = [(form, room.link(f"documents/{key}/files/{form}")) for form in (DOCUMENT if here else ())]
    forms.append(("text", room.link(f"documents/{key}/text")))
    return [(NAMES[form], room.t(f"form_{form}"), address) for form, address in forms]


def _marks(rows: Any, decisions: dict[str, Judgement]) -> list[Mark]:
    marks: list[Mark] = []
    for row in rows[:MOST_MARKS]:
        decision = decisions.get(row["id"])
        if row["layer"] not in LAYERS or (decision and decision.verdict == "reject"):
            continue
        css = LAYERS[row["layer"]]
        for start, end in _spans(row):
            marks.append(Mark(start, end, css))
        if row["layer"] == "statements":
            marks.append(Mark(row["start"], row["end"], "cue"))
    return marks


def _spans(row: Any) -> list[tuple[int, int]]:
    body = msgspec.json.decode(row["body"])
    if row["layer"] == "statements":
        return [(s["start"], s["end"]) for s in (body["content"], body["speaker"]) if s]
    if row["layer"] == "entities":
        return [(n["start"], n["end"]) for n in body["names"]]
    return [(row["start"], row["end"])]


def _segments(segments: Any) -> Iterator[Mark]:
    for segment in segments:
        if segment.kind in ("furniture", "caption", "byline"):
            yield Mark(segment.start, segment.end, segment.kind)


def _target(target: tuple[int, int] | None, length: int) -> list[Mark]:
    if target is None or target[0] >= target[1] or target[1] > length:
        return []
    return [Mark(*target, "target", id="words")]


def _notes(rows: Any, room: Room, decisions: dict[str, Judgement]) -> list[Json]:
    return [_card(row, room, decisions) for row in islice((r for r in rows if r["layer"] in SHOWN), MOST_NOTES)]


def _card(row: Any, room: Room, decisions: dict[str, Judgement]) -> Json:
    """A record as its card shows it."""
    body = msgspec.json.decode(row["body"])
    return {"id": row["id"], "layer": row["layer"], "start": row["start"], "end": row["end"], "words": row["words"],
            "rule": row["rule"], "body": body, "decision": decisions.get(row["id"]),
            "fields": summary(row["layer"], body, room)}  # fmt: skip


def _blocks(text: str, marks: list[Mark], notes: list[Json], target: tuple[int, int] | None) -> Iterator[Json]:
    """The paragraphs of a text with their marks and the records that begin in each; the one that holds what was asked for."""
    lines = list(_lines(text))
    marks = sorted(marks, key=lambda m: m.start)
    at = note = 0
    running: list[Mark] = []
    for start, end in lines:
        while at < len(marks) and marks[at].start < end:
            running.append(marks[at])
            at += 1
        here = [m if m.start >= start else msgspec.structs.replace(m, id="") for m in running]
        running = [m for m in running if m.end > end]
        first = note
        while note < len(notes) and notes[note]["start"] < end + 1:
            note += 1
        yield {"html": Markup(marked(text, here, start, end)), "notes": notes[first:note], "empty": start == end,
               "chosen": target is not None and start <= target[0] <= end}  # fmt: skip


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1
