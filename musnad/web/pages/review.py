"""Review: a queue of what the reader was least sure of, and the decisions people take; the last one can be undone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import RowMapping
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from musnad.errors import LedgerError, MusnadError
from musnad.export.gold import golds
from musnad.export.wording import vocabulary
from musnad.ledger.lookup import decision_log
from musnad.ledger.store import now
from musnad.link.material import TYPES
from musnad.model import Judgement
from musnad.web.paging import most, sliced
from musnad.web.room import In, Room
from musnad.web.summary import summary
from musnad.web.visitors import allowed, checked

router = APIRouter(prefix="/{lang}", include_in_schema=False)
VERDICTS = ("accept", "reject", "correct", "same", "not_same", "unsure", "withdraw")
SIZE = 20


@router.get("/review")
def queue(room: In, layer: Annotated[str, Query(max_length=20)] = "", page: int = 1) -> HTMLResponse:
    """What waits, narrowed to a layer; and what was decided last."""
    allowed(room.visitor, "review")
    rows = room.desk.rows("uncertain")
    some = sliced(rows.where(kind=layer), page, SIZE)
    some.rows = [r | {"fields": _fields(r, room)} for r in some.rows]
    around = room.around(ref for r in some.rows for ref in (r["sides"] if r["layer"] == "links" else [r]))
    return room.render("review", some=some, around=around, layers=most(rows.counts("kind")), layer=layer,
                       log=decision_log(room.desk.ledger, 12), standing=room.desk.decisions())  # fmt: skip


def _fields(row: Any, room: Room) -> list[tuple[str, str]]:
    if row["layer"] == "links":
        return []
    return summary(row["layer"], msgspec.json.decode(room.desk.ledger.record(row["record"])["body"]), room)


@router.post("/review")
async def decide(room: In, request: Request) -> Response:
    """Take a decision on a record or a link. verdict `withdraw` undoes the last one that stands."""
    async with request.form() as form:
        checked(room.visitor, form)
        allowed(room.visitor, "review")
        given = {name: str(value) for name, value in form.items()}
    await run_in_threadpool(_decide, room, given)
    return RedirectResponse(room.back or room.link("review"), 303)


def _decide(room: Room, given: Mapping[str, str]) -> None:
    verdict, on = given.get("verdict", ""), given.get("on", "")
    if verdict not in VERDICTS or not _known(room, on):
        raise HTTPException(422)
    value = None
    if verdict == "correct":
        change = correction(room.desk.ledger.record(on), room.desk.ledger.document, given)
        value = msgspec.json.encode(change).decode()
    room.desk.ledger.decide(Judgement(on=on, verdict=verdict, by=room.visitor.name, at=now(), value=value))


def _known(room: Room, on: str) -> bool:
    """Whether a decision may stand on this id: a record, or a link that is proposed or was decided on."""
    if len(room.desk.rows("uncertain").where(id=on)) or on in room.desk.decisions():
        return True
    try:
        return bool(room.desk.ledger.record(on)["id"] == on)
    except LedgerError:
        return False


def correction(row: RowMapping, document: Any, given: Mapping[str, str]) -> dict[str, Any]:
    """The fields that a person changed: words (which must stand in the document), speaker, measure.

    Raises: HTTP 422 where the words do not stand in the document, or nothing was changed.
    """
    layer, body = row["layer"], msgspec.json.decode(row["body"])
    change: dict[str, Any] = {}
    words = given.get("words", "").replace("\r\n", "\n").strip()
    old = body.get("content") if layer == "statements" else body if "start" in body else None
    if words and (old is None or words != old["text"]):
        span = _nearest(document(row["document"]).text, words, old["start"] if old else row["start"])
        change = {"content": span} if layer == "statements" else span
    speaker = given.get("speaker_name", "").strip()
    if layer == "statements" and speaker and speaker != (body.get("speaker_name") or ""):
        change["speaker_name"] = speaker
    measure = given.get("measure", "")
    if layer == "figures" and measure in vocabulary("measures") and measure != body["measure"]:
        change["measure"] = measure
    try:
        msgspec.convert(body | change, TYPES[layer])
    except (msgspec.ValidationError, KeyError):
        raise HTTPException(422) from None
    if not change:
        raise HTTPException(422)
    return change


def _nearest(text: str, words: str, around: int) -> dict[str, Any]:
    """The occurrence of words nearest to an offset, as a span."""
    before, after = text.rfind(words, 0, around + len(words)), text.find(words, around)
    found = [at for at in (before, after) if at >= 0]
    if not found:
        raise HTTPException(422)
    start = min(found, key=lambda at: abs(at - around))
    return {"start": start, "end": start + len(words), "text": words}


@router.get("/review/gold")
def gold(room: In) -> Response:
    """What the desk decided, as gold for `musnad score`: a document a line, with what was accepted, corrected and rejected."""
    allowed(room.visitor, "review")
    lines = [msgspec.json.encode(gold) for _, gold in golds(room.desk.material())]
    if not lines:
        raise MusnadError("nothing was accepted, corrected or rejected yet")
    return Response(b"\n".join(lines) + b"\n", media_type="application/jsonl",
                    headers={"Content-Disposition": 'attachment; filename="gold.jsonl"'})  # fmt: skip
