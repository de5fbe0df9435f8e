"""The dossier of a day: the story as one page to print or keep, made as `musnad dossier` makes it."""

from __future__ import annotations

import base64
import hashlib
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.export.dossier import dossier
from musnad.export.gathered import documents_of
from musnad.export.labels import Labels
from musnad.story.names import Names
from musnad.web.pages.story import day_or
from musnad.web.room import In

router = APIRouter(prefix="/{lang}", include_in_schema=False)
MOST, MOST_OF_MANY = 300, 100  # rows of a view, at most; of a ledger of more than so many documents
MANY = 300
POLICY = "default-src 'none'; style-src 'sha256-{style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@router.get("/dossier")
def printed(room: In, on: Annotated[str, Query(max_length=10)] = "") -> HTMLResponse:
    """on: the day that the state of affairs is asked for. A file of its own, so its style is inside it."""
    days, story, material = room.desk.days(), room.desk.story, room.desk.material()
    day = day_or(on, days[-1] if days else "")
    if not day:
        return room.render("refused", 404, code=404, key="refused_404")
    outlets = {source.id: source.outlet for source in material.sources.values()}
    labels = Labels(room.w, story, Names(material, story, room.language, room.desk.names()), outlets)
    most = MOST if len(material.sources) <= MANY else MOST_OF_MANY
    views = {name: list(room.desk.view(name)[:most]) for name in ("disagreements", "figures", "timeline")}
    views["state"] = list(room.desk.view("state", day)[:most])
    views["copies"] = [c for c in room.desk.view("copies") if c["kind"] != "independent"][:most]
    heading = story.heading.title.get(room.language) if story else None
    page = dossier(heading or room.w("dossier"), day, labels.views(views), documents_of(material, views), room.w)
    style = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY.format(style=digest)})
