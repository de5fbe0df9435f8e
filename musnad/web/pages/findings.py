"""Findings: what reading only partly understood, or left, and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.ledger.lookup import findings_of
from musnad.web.paging import facet, sliced
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)


@router.get("/findings")
def findings(room: In, kind: Annotated[str, Query(max_length=80)] = "", page: int = 1) -> HTMLResponse:
    """kind: of finding."""
    sources = room.desk.material().sources
    rows = [f for f in findings_of(room.desk.ledger) if f["document"] in sources]
    kept = [f for f in rows if not kind or f["kind"] == kind]
    return room.render("findings", some=sliced(kept, page), kinds=facet(rows, lambda f: f["kind"]), kind=kind,
                       sources=sources)  # fmt: skip
