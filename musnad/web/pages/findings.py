"""Findings: what reading only partly understood, or left, and why."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.ledger.lookup import finding_kinds, findings_between
from musnad.web.paging import SIZE, Pages, most
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)


@router.get("/findings")
def findings(room: In, kind: Annotated[str, Query(max_length=80)] = "", page: int = 1) -> HTMLResponse:
    """kind: of finding."""
    ledger, sources, older = room.desk.ledger, room.desk.material().sources, room.desk.older_versions()
    kinds = finding_kinds(ledger, older)
    pages = Pages(kinds.get(kind, 0) if kind else sum(kinds.values()), page)
    rows = findings_between(ledger, kind, pages.first, SIZE, older)
    return room.render("findings", some=pages.slice(rows), kinds=most(kinds), kind=kind, sources=sources)
