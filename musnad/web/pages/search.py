"""Search over the words of the articles, with facets; and a claim held against the ledger."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.story.check import check
from musnad.story.find import find
from musnad.web.pages.story import day_or
from musnad.web.paging import facet, sliced
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)
Text = Annotated[str, Query(max_length=300)]
MOST = 400  # paragraphs that are counted into the facets


@router.get("/search")
def search(room: In, q: Text = "", outlet: Text = "", year: Text = "", page: int = 1) -> HTMLResponse:
    """Paragraphs that hold every word, in any spelling of it."""
    rows = find(room.desk.material(), q, MOST) if q.strip() else []
    kept = [
        r for r in rows if (not outlet or r["outlet"] == outlet) and (not year or (r["published"] or "")[:4] == year)
    ]
    return room.render("search", some=sliced(kept, page, 20), outlets=facet(rows, lambda r: r["outlet"]),
                       years=facet(rows, lambda r: (r["published"] or "")[:4]), found=len(rows),
                       chosen={"q": q, "outlet": outlet, "year": year})  # fmt: skip


@router.get("/check")
def check_claim(room: In, claim: Text = "", on: Text = "") -> HTMLResponse:
    """What in the ledger supports or contradicts a sentence."""
    day = day_or(on, "")
    rows = check(room.desk.material(), claim, day or None) if claim.strip() else []
    return room.render("check", claim=claim, on=day, rows=rows)
