"""Origins: which reports copy which, how many sources a claim really has, and the way of one record link by link."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from musnad.story.chain import chain as chain_view
from musnad.web.files import ROWS, of_rows
from musnad.web.paging import sliced
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)


@router.get("/sources")
def sources(room: In, page: int = 1) -> HTMLResponse:
    """Claims with the origins behind them, and the pairs of documents that carry one report."""
    pairs = [c for c in room.desk.view("copies") if c["kind"] != "independent"]
    some = sliced(room.desk.view("sources"), page, 20)
    around = room.around(ref for row in some.rows for ref in row["references"][:12])
    return room.render("sources", some=some, around=around, copies=pairs[:100] if some.page == some.pages else [],
                       files=room.files("sources", ROWS))  # fmt: skip


@router.get("/sources.{form}")
def taken(room: In, form: str) -> Response:
    """The claims with their origins as a file."""
    return of_rows(room.desk.view("sources"), "sources", form)


@router.get("/chain/{id}")
def chain(room: In, id: str) -> HTMLResponse:
    """The way of one record to the reader."""
    row = chain_view(room.desk.material(), id)
    return room.render("chain", row=row, around=room.around([row]))
