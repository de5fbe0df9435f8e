"""Statements by speaker, and one speaker's page: everything said, the office on that day, positions over time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.link.material import Json
from musnad.story.file import Actor
from musnad.story.people import who
from musnad.text.fold import fold
from musnad.web.paging import facet, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
Text = Annotated[str, Query(max_length=120)]
SIZE = 30


@router.get("/statements")
def statements(room: In, act: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """act: how it was said; q: words of the speaker's name or of what was said."""
    rows = room.desk.view("statements")
    wanted = fold(q)
    kept = [r for r in rows if (not act or r["act"] == act) and (not q or _holds(r, wanted))]
    kept = sorted(kept, key=lambda r: r["date"] or r["published"] or "", reverse=True)
    return room.render("statements", some=sliced(kept, page, SIZE), acts=facet(rows, lambda r: r["act"]),
                       speakers=facet(rows, lambda r: r["speaker"], 24), chosen={"act": act, "q": q})  # fmt: skip


def _holds(row: Json, wanted: str) -> bool:
    return wanted in fold(row["speaker"] or "") or wanted in fold(row["content"]["text"])


@router.get("/who")
def person(room: In, name: Text, page: int = 1) -> HTMLResponse:
    """Everything said by a speaker of this name, in any spelling of it."""
    rows = who(room.desk.material(), name)
    actor = _actor(room, name)
    ids = {name, *([actor.id, *actor.names] if actor else [])}
    held = [p for p in room.desk.view("positions") if p["actor"] in ids]
    offices = facet(rows, lambda r: r["office"])
    return room.render("who", name=name, some=sliced(rows, page, SIZE), actor=actor, held=held, offices=offices)


def _actor(room: Room, name: str) -> Actor | None:
    wanted = fold(name)
    for actor in room.desk.story.actors if room.desk.story else []:
        if any(fold(n) == wanted for n in [actor.id, *actor.names]):
            return actor
    return None
