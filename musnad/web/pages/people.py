"""Statements by speaker, and one speaker's page: everything said, the office on that day, positions over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from musnad.link.material import Json
from musnad.story.file import Actor, Office
from musnad.story.people import said_by
from musnad.story.rows import Rows
from musnad.text.fold import fold
from musnad.web.files import ROWS, of_rows
from musnad.web.paging import most, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
Text = Annotated[str, Query(max_length=120)]
SIZE, OFFICES = 30, 12


@router.get("/statements")
def statements(room: In, act: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """act: how it was said; q: words of the speaker's name or of what was said."""
    rows = room.desk.rows("statements")
    some = sliced(_fitting(room, act, q), page, SIZE)
    some.rows = [with_office(row, _actor(room, row["speaker"] or ""), room) for row in some.rows]
    return room.render("statements", some=some, acts=most(rows.counts("kind")),
                       speakers=most(rows.counts("lane"), 24), files=room.files("statements", ROWS, act=act, q=q),
                       chosen={"act": act, "q": q})  # fmt: skip


def _fitting(room: Room, act: str, q: str) -> Rows:
    return room.desk.rows("statements").where(kind=act).holding(fold(q)).ordered("day")


@router.get("/statements.{form}")
def taken(room: In, form: str, act: Text = "", q: Text = "") -> Response:
    """The statements asked for as a file."""
    return of_rows(_fitting(room, act, q), "statements", form)


@router.get("/who.{form}")
def taken_of(room: In, form: str, name: Text) -> Response:
    """Everything said by one speaker as a file."""
    return of_rows(said_by(room.desk.told(), name), "statements", form)


@router.get("/who")
def person(room: In, name: Text, year: Annotated[str, Query(max_length=4)] = "", page: int = 1) -> HTMLResponse:
    """Everything said by a person or body of this name, in any spelling of it; year: of what was said."""
    told, actor = said_by(room.desk.told(), name), _actor(room, name)
    ids = {name, *([actor.id, *actor.names] if actor else [])}
    years: dict[str, int] = {}
    for day, number in told.counts("day").items():
        years[day[:4]] = years.get(day[:4], 0) + number
    some = sliced(told.within(year if year in years else "").ordered("day"), page, SIZE)
    some.rows = [with_office(row, actor, room) for row in some.rows]
    return room.render(
        "who", name=name, some=some, actor=actor, year=year, years=sorted(years.items()), most=max(years.values(), default=1),
        held=[p for id in sorted(ids) for p in room.desk.rows("positions").where(who=id)], offices=_offices(told),
        files=room.files("who", ROWS, name=name), id=actor.id if actor else name, took_part=len(room.desk.rows("timeline").where(who=actor.id if actor else name)),
    )  # fmt: skip


def with_office(row: Json, actor: Actor | None, room: Room) -> Json:
    """A statement with its speaker's office on the day it was said: as its article tells it, else as the story file has it.

    `office_told` says which: whether the article itself names the office.
    """
    if row["office"] or actor is None:
        return row | {"office_told": True}
    office = office_on(actor, row["date"] or row["published"] or "")
    return row | {"office": room.titled(office.title, "") if office else None, "office_told": False}


def office_on(actor: Actor, day: str) -> Office | None:
    """The office that a story file says was held on a day, the latest begun where there are several; None without one."""
    held = [
        o for o in actor.offices if day and o.start[: len(day)] <= day and (not o.end or day[: len(o.end)] <= o.end)
    ]
    return max(held, key=lambda o: o.start, default=None)


def _offices(told: Rows) -> list[tuple[str, int, str, str]]:
    """The offices as articles tell them: words, how often, the first and the last day; in the order of their first day."""
    found = []
    for office, number in most(told.counts("place"), OFFICES):
        days = sorted(day for day in told.holding(office, "place").counts("day") if day)
        found.append((office, number, days[0] if days else "", days[-1] if days else ""))
    return sorted(found, key=lambda o: (o[2], o[0]))


def _actor(room: Room, name: str) -> Actor | None:
    wanted = fold(name)
    for actor in room.desk.story.actors if room.desk.story and name else []:
        if any(fold(n) == wanted for n in [actor.id, *actor.names]):
            return actor
    return None
