"""Statements: who said what, narrowed by act and words; and the office of a speaker on that day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from musnad.link.material import Json
from musnad.story.file import Actor, Office
from musnad.story.rows import Rows
from musnad.text.fold import fold
from musnad.web.files import ROWS, of_rows
from musnad.web.paging import most, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
Text = Annotated[str, Query(max_length=120)]
SIZE = 30


@router.get("/statements")
def statements(room: In, act: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """act: how it was said; q: words of the speaker's name or of what was said."""
    rows = room.desk.rows("statements")
    some = sliced(_fitting(room, act, q), page, SIZE)
    some.rows = [with_office(row, actor_of(room, row["speaker"] or ""), room) for row in some.rows]
    return room.render("statements", some=some, acts=most(rows.counts("kind")),
                       speakers=most(rows.counts("lane"), 24), files=room.files("statements", ROWS, act=act, q=q),
                       chosen={"act": act, "q": q})  # fmt: skip


def _fitting(room: Room, act: str, q: str) -> Rows:
    return room.desk.rows("statements").where(kind=act).holding(fold(q)).ordered("day")


@router.get("/statements.{form}")
def taken(room: In, form: str, act: Text = "", q: Text = "") -> Response:
    """The statements asked for as a file."""
    return of_rows(_fitting(room, act, q), "statements", form)


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


def actor_of(room: Room, name: str) -> Actor | None:
    """The actor of the story file that has this name, in any spelling."""
    wanted = fold(name)
    for actor in room.desk.story.actors if room.desk.story and name else []:
        if any(fold(n) == wanted for n in [actor.id, *actor.names]):
            return actor
    return None
