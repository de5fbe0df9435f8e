"""Figures: every series as a chart with bounds, and every point with its words."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from musnad.export.chart import draw, points_of
from musnad.link.material import Json
from musnad.web.paging import facet, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDE, NARROW, SIZE = 900, 300, 12
Text = Annotated[str, Query(max_length=80)]


def title_of(row: Json, room: Room) -> str:
    """A series as people name it: the story's own title, else what is counted of whom, where."""
    if row.get("title"):
        return room.titled(row["title"], row["id"])
    return room.series(row)


def charted(row: Json, number: int, room: Room) -> Json:
    """A series with its title and its chart in two widths."""
    title = title_of(row, room)
    href = {(p["document"], p["start"], p["end"]): room.words(p) for p in row["points"]}
    points = points_of(row, room.w, href)
    drawn = {name: Markup(draw(points, width, room.w, title) if len(points) > 1 else "")
             for name, width in (("wide", WIDE), ("narrow", NARROW))}  # fmt: skip
    return row | drawn | {"title": title, "number": number}


@router.get("/figures")
def figures(room: In, measure: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """measure: what is counted; q: words that a series' title or a point's words hold. Longer series first."""
    rows = room.desk.view("figures")
    numbered = [(row, n) for n, row in enumerate(rows)]
    kept = [(r, n) for r, n in numbered if (not measure or r["measure"] == measure) and (not q or _holds(r, q, room))]
    kept.sort(key=lambda x: (not x[0].get("title"), -len({p["document"] for p in x[0]["points"]}), x[1]))
    some = sliced(kept, page, SIZE)
    some.rows = [charted(row, n, room) for row, n in some.rows]
    return room.render("figures", some=some, measures=facet(rows, lambda r: r["measure"]),
                       chosen={"measure": measure, "q": q})  # fmt: skip


def _holds(row: Any, q: str, room: Room) -> bool:
    return q in title_of(row, room) or any(q in p["text"] for p in row["points"])


@router.get("/figures/{number}.svg")
def chart(room: In, number: int) -> Response:
    """One series as a drawing of its own."""
    rows = room.desk.view("figures")
    if not 0 <= number < len(rows):
        raise HTTPException(404)
    row = rows[number]
    drawn = draw(points_of(row, room.w, {}), WIDE, room.w, title_of(row, room))
    if not drawn:
        raise HTTPException(404)
    alone = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1).replace(">", f">{STYLE}", 1)
    return Response(alone, media_type="image/svg+xml",
                    headers={"Content-Disposition": f'attachment; filename="musnad-series-{number}.svg"'})  # fmt: skip


STYLE = (
    "<style>text{font:12.5px Vazirmatn,sans-serif;fill:#5c6370}.value{fill:#1d2129;font-weight:600}.grid{stroke:#e4e0d8}"
    "circle{fill:#0b6e69;stroke:#0b6e69;stroke-width:2.5}.echo circle{fill:#fff}.bar{stroke:#0b6e69;stroke-width:7}"
    ".arrow{stroke:#0b6e69;stroke-width:2;fill:none}.planned circle{fill:#fff;stroke:#5c6370;stroke-dasharray:3 2}"
    ".planned .bar,.planned .arrow{stroke:#5c6370;stroke-dasharray:4 3}</style>"
)
