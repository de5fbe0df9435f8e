"""Disagreements: what cannot all be true as stated, its sides face to face with their chains."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from musnad.web.files import ROWS, of_rows
from musnad.web.paging import sliced
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)
SIZE = 15


@router.get("/disagreements")
def disagreements(room: In, apparent: bool = False, page: int = 1) -> HTMLResponse:
    """apparent: also those that only seem so, with the reason."""
    rows = room.desk.view("disagreements", apparent)
    return room.render("disagreements", some=sliced(rows, page, SIZE), apparent=apparent,
                       files=room.files("disagreements", ROWS, apparent=apparent))  # fmt: skip


@router.get("/disagreements.{form}")
def taken(room: In, form: str, apparent: bool = False) -> Response:
    """The disagreements as a file."""
    return of_rows(room.desk.view("disagreements", apparent), "disagreements", form)
