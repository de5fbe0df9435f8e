"""Figures: every series as a chart with bounds, and every point with its words."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from importlib.util import find_spec
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from musnad.export.chart import draw, points_of
from musnad.export.csv_tables import cell
from musnad.export.picture import png, svg
from musnad.link.material import Json
from musnad.web.paging import most, sliced
from musnad.web.room import FONT, In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDE, NARROW, SIZE = 900, 300, 12
COLUMNS = ("as_of", "published", "low", "high", "comparator", "unit", "modality", "source", "outlet", "echo", "text",
           "document", "start", "end", "record")  # fmt: skip
Text = Annotated[str, Query(max_length=80)]


class Form(StrEnum):
    """The files that a series is given as."""

    svg = "svg"
    png = "png"
    csv = "csv"


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
    """measure: what is counted; q: words that a point's words hold, or a name of the series. Longer series first."""
    rows = room.desk.rows("figures")
    kept = rows.where(kind=measure).holding(q).ordered("id IS NOT NULL DESC, weight")
    some = sliced(kept, page, SIZE)
    numbers = kept.places((some.page - 1) * SIZE, SIZE)
    some.rows = [charted(row, n, room) for row, n in zip(some.rows, numbers, strict=True)]
    return room.render("figures", some=some, pictures=find_spec("resvg_py") is not None, measures=most(rows.counts("kind")),
                       chosen={"measure": measure, "q": q})  # fmt: skip


@router.get("/figures/{number}.{form}")
def alone(room: In, number: int, form: Form) -> Response:
    """One series as a file of its own: its chart as SVG or PNG, its points as CSV."""
    rows = room.desk.view("figures")
    if not 0 <= number < len(rows):
        raise HTTPException(404)
    name = {"Content-Disposition": f'attachment; filename="musnad-series-{number}.{form.value}"'}
    if form is Form.csv:
        return Response("\ufeff" + _table(rows[number], room), media_type="text/csv; charset=utf-8", headers=name)
    drawn = svg(points_of(rows[number], room.w, {}), room.w, title_of(rows[number], room))
    if not drawn:
        raise HTTPException(404)
    if form is Form.svg:
        return Response(drawn, media_type="image/svg+xml", headers=name)
    return Response(png(drawn, FONT.parent), media_type="image/png", headers=name)


def _table(row: Json, room: Room) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="")
    writer.writeheader()
    for p in row["points"]:
        line = p | {"outlet": room.desk.outlet_of(p["document"]), "echo": bool(p.get("echo_of")), "unit": row["unit"]}
        writer.writerow({name: cell(value) for name, value in line.items()})
    return out.getvalue()
