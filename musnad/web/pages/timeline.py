"""The timeline: happenings in four lanes, narrowed by lane, kind, year and words."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.web.paging import facet, sliced
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)
LANES = ("happened", "promised", "postponed", "other")
Text = Annotated[str, Query(max_length=80)]


@router.get("/timeline")
def timeline(room: In, show: Text = "", kind: Text = "", year: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """show: a lane; kind: a type of event; year: of its day, `none` for the undated; q: words that its mentions hold."""
    rows = room.desk.view("timeline")
    kinds = facet(rows, lambda r: r["type"])
    years = sorted({(r["date"] or "none")[:4] for r in rows})
    kept = [
        r for r in rows
        if (not show or r["lane"] == show) and (not kind or r["type"] == kind)
        and (not year or (r["date"] or "none")[:4] == year)
        and (not q or any(q in m["text"] for m in r["mentions"]))
    ]  # fmt: skip
    counts = dict(facet(rows, lambda r: r["lane"]))
    return room.render("timeline", some=sliced(kept, page), kinds=kinds, years=years, lanes=LANES, counts=counts,
                       chosen={"show": show, "kind": kind, "year": year, "q": q})  # fmt: skip
