"""The same views as JSON, as CSV, and the timeline as TimelineJS reads it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response

from musnad.export.timelinejs import timelinejs as slides
from musnad.export.wording import Wording
from musnad.ledger.lookup import records_of
from musnad.link.material import Json
from musnad.story.check import check
from musnad.story.desk import Desk
from musnad.story.find import find
from musnad.story.people import said_by as spoken_by
from musnad.web.files import of_rows
from musnad.web.visitors import allowed, visitor_of


class View(StrEnum):
    """The views that need no question of their own."""

    timeline = "timeline"
    figures = "figures"
    statements = "statements"
    disagreements = "disagreements"
    copies = "copies"
    sources = "sources"
    positions = "positions"
    people = "people"


def reader(request: Request, response: Response) -> Desk:
    """The desk, for whoever may read. An answer from views that are behind the ledger says so by two headers: the instant
    at which the ledger stood so, and how many documents and decisions they do not hold yet."""
    allowed(visitor_of(request), "read")
    desk: Desk = request.app.state.desk
    if (behind := desk.behind) is not None:
        response.headers["Musnad-As-Of"] = behind.made
        response.headers["Musnad-Not-In-Yet"] = str(behind.documents + behind.decisions)
    return desk


At = Annotated[Desk, Depends(reader)]
Day = Annotated[str, Query(pattern=r"^\d{4}-\d\d-\d\d$")]
Known = Annotated[str | None, Query(pattern=r"^\d{4}-\d\d-\d\d$", description="Only what was published by this day.")]
Words = Annotated[str, Query(min_length=1, max_length=300)]
NOT_FOUND: dict[int | str, dict[str, Any]] = {404: {"description": "Nothing of that name."}}
DENIED: dict[int | str, dict[str, Any]] = {
    403: {"description": "Not open to this visitor."},
    503: {"description": "The views of a large ledger are being worked out for the first time."},
}
router = APIRouter(prefix="/api", responses=DENIED)


@router.get("/state")
def state(desk: At, on: Day, known_on: Known = None) -> list[Json]:
    """The state of affairs on a day."""
    return list(desk.view("state", on, known_on=known_on))


@router.get("/changes")
def changes(desk: At, since: Day) -> list[Json]:
    """What documents published on or after a day brought."""
    return list(desk.view("changes", since))


@router.get("/search")
def search(desk: At, q: Words, limit: Annotated[int, Query(ge=1, le=200)] = 20) -> list[Json]:
    """Paragraphs that hold every word, in any spelling."""
    return find(desk.material(), q, limit)


@router.get("/check")
def check_claim(desk: At, claim: Words, on: Day | None = None) -> list[Json]:
    """What in the ledger supports or contradicts a sentence."""
    return check(desk.material(), claim, on)


@router.get("/who")
def said_by(desk: At, name: Words) -> list[Json]:
    """Everything said by a speaker of this name."""
    return list(spoken_by(desk.told(), name))


@router.get("/documents")
def documents(desk: At) -> list[Json]:
    """Every document, without its text."""
    return [dict(row) for row in desk.documents()]


@router.get("/documents/{key}", responses=NOT_FOUND)
def document(desk: At, key: str) -> Json:
    """A document with its text as received and every record in it."""
    found: Json = msgspec.to_builtins(desk.ledger.document(key))
    rows = [dict(r) | {"body": msgspec.json.decode(r["body"])} for r in records_of(desk.ledger, key)]
    return {"document": found, "records": rows}


@router.get("/timeline.timelinejs")
def timelinejs(desk: At) -> Json:
    """The dated happenings as TimelineJS reads them."""
    return slides(list(desk.view("timeline")), Wording("ar"), desk.story)


@router.get("/{view}.csv", responses=NOT_FOUND, response_class=Response)
def table(desk: At, view: View) -> Response:
    """A view as CSV: one line a reference, the row's own fields beside it."""
    return of_rows(desk.view(view.value), view.value, "csv")


@router.get("/{view}.jsonl", responses=NOT_FOUND, response_class=Response)
def lines(desk: At, view: View) -> Response:
    """A view as JSON Lines: one row a line."""
    return of_rows(desk.view(view.value), view.value, "jsonl")


@router.get("/{view}", responses=NOT_FOUND)
def view(desk: At, view: View) -> list[Json]:
    """A view as JSON."""
    return list(desk.view(view.value))


@router.get("/{rest:path}", include_in_schema=False)
def nothing(rest: str) -> Response:
    """Anything else under /api."""
    raise HTTPException(404)
