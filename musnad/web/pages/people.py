"""People and bodies: all of them with what they are told of, and one's page: offices, positions, everything said."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from musnad.link.material import Json
from musnad.story.people import said_by
from musnad.story.rows import Rows
from musnad.text.fold import fold
from musnad.web.files import ROWS, of_rows
from musnad.web.pages.statements import SIZE, actor_of, with_office
from musnad.web.paging import most, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
Text = Annotated[str, Query(max_length=120)]
ORDERS = {"documents": "weight", "last": "day"}  # how the list may be ordered; else by what they said
LISTED, OFFICES = 60, 12


@router.get("/people")
def listing(room: In, kind: Text = "", q: Text = "", order: Text = "", page: int = 1) -> HTMLResponse:
    """Everyone who speaks or is spoken of. kind: person, organization and so on; q: a part of a name, in any spelling."""
    fitting = room.desk.rows("people").holding(fold(q).lower())
    return room.render("people", some=sliced(_ordered(fitting.where(kind=kind), order), page, LISTED), kinds=most(fitting.counts("kind")),
                       orders=("", *ORDERS), files=room.files("people", ROWS, kind=kind, q=q),
                       chosen={"kind": kind, "q": q, "order": order if order in ORDERS else ""})  # fmt: skip


def _ordered(rows: Rows, order: str) -> Rows:
    return rows.ordered(ORDERS[order]) if order in ORDERS else rows


@router.get("/people.{form}")
def taken(room: In, form: str, kind: Text = "", q: Text = "") -> Response:
    """The people and bodies asked for as a file."""
    return of_rows(room.desk.rows("people").where(kind=kind).holding(fold(q).lower()), "people", form)


@router.get("/who.{form}")
def taken_of(room: In, form: str, name: Text) -> Response:
    """Everything said by one speaker as a file."""
    return of_rows(_said(room, _ids(room, name)), "statements", form)


def _ids(room: Room, name: str) -> set[str]:
    """The names that someone goes by: the one given and, of an actor of the story file, all that it gives."""
    actor = actor_of(room, name)
    return {name, *([actor.id, *actor.names] if actor else [])}


def _said(room: Room, ids: set[str]) -> Rows:
    """What is told under the name, of these, that most is told under."""
    return max((said_by(room.desk.told(), id) for id in sorted(ids)), key=len)


@router.get("/who")
def person(room: In, name: Text, year: Annotated[str, Query(max_length=4)] = "", page: int = 1) -> HTMLResponse:
    """Everything said by a person or body of this name, in any spelling of it; year: of what was said."""
    actor, ids = actor_of(room, name), _ids(room, name)
    told = _said(room, ids)
    years: dict[str, int] = {}
    for day, number in told.counts("day").items():
        years[day[:4]] = years.get(day[:4], 0) + number
    some = sliced(told.within(year if year in years else "").ordered("day"), page, SIZE)
    some.rows = [with_office(row, actor, room) for row in some.rows]
    return room.render(
        "who", name=name, some=some, actor=actor, year=year, years=sorted(years.items()), most=max(years.values(), default=1),
        held=[p for id in sorted(ids) for p in room.desk.rows("positions").where(who=id)], offices=_offices(room, ids),
        files=room.files("who", ROWS, name=name), id=actor.id if actor else name, took_part=len(room.desk.rows("timeline").where(who=actor.id if actor else name)),
    )  # fmt: skip


def _offices(room: Room, ids: set[str]) -> list[Json]:
    """The offices as articles tell them beside any of these names, in the order in which they are first told."""
    rows = (row for id in sorted({fold(id).lower() for id in ids}) for row in room.desk.rows("people").where(who=id))
    people = {row["id"]: row for row in rows}
    found = [office for row in people.values() for office in row["offices"]]
    return sorted(found, key=lambda o: (-o["told"], o["published"] or ""))[:OFFICES]
