"""Statements by speaker, and one speaker's page: everything said, the office on that day, positions over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.story.file import Actor
from musnad.story.people import said_by
from musnad.text.fold import fold
from musnad.web.paging import most, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
Text = Annotated[str, Query(max_length=120)]
SIZE = 30


@router.get("/statements")
def statements(room: In, act: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """act: how it was said; q: words of the speaker's name or of what was said."""
    rows = room.desk.rows("statements")
    kept = rows.where(kind=act).holding(fold(q)).ordered("day")
    return room.render("statements", some=sliced(kept, page, SIZE), acts=most(rows.counts("kind")),
                       speakers=most(rows.counts("lane"), 24), chosen={"act": act, "q": q})  # fmt: skip


@router.get("/who")
def person(room: In, name: Text, page: int = 1) -> HTMLResponse:
    """Everything said by a speaker of this name, in any spelling of it."""
    rows = said_by(room.desk.told(), name)
    actor = _actor(room, name)
    ids = {name, *([actor.id, *actor.names] if actor else [])}
    held = [p for p in room.desk.view("positions") if p["actor"] in ids]
    offices = most(rows.counts("place"))
    return room.render("who", name=name, some=sliced(rows, page, SIZE), actor=actor, held=held, offices=offices)


def _actor(room: Room, name: str) -> Actor | None:
    wanted = fold(name)
    for actor in room.desk.story.actors if room.desk.story else []:
        if any(fold(n) == wanted for n in [actor.id, *actor.names]):
            return actor
    return None
