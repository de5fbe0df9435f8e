"""Disagreements: what cannot all be true as stated, its sides face to face with their chains."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from musnad.web.files import ROWS, of_rows
from musnad.web.paging import most, sliced
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)
SIZE = 15
Text = Annotated[str, Query(max_length=20)]


@router.get("/disagreements")
def disagreements(room: In, apparent: bool = False, kind: Text = "", page: int = 1) -> HTMLResponse:
    """kind: value, denial and so on; apparent: also those that only seem so, with the reason."""
    rows = room.desk.rows("apparent" if apparent else "disagreements")
    some = sliced(rows.where(kind=kind), page, SIZE)
    return room.render("disagreements", some=some, kinds=most(rows.counts("kind")), total=len(rows),
                       around=room.around(side for row in some.rows for side in row["sides"]),
                       chosen={"kind": kind, "apparent": "true" if apparent else ""},
                       files=room.files("disagreements", ROWS, apparent=apparent))  # fmt: skip


@router.get("/disagreements.{form}")
def taken(room: In, form: str, apparent: bool = False) -> Response:
    """The disagreements as a file."""
    return of_rows(room.desk.view("disagreements", apparent), "disagreements", form)
