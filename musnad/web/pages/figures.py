"""Figures: every series as a chart with bounds, and every point with its words."""

from __future__ import annotations

import csv
import io
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from musnad.export.chart import draw, points_of
from musnad.export.csv_tables import BYTE_ORDER_MARK, cell
from musnad.export.picture import png, svg
from musnad.link.material import Json
from musnad.story.rows import Rows
from musnad.web.files import PICTURES, ROWS, file, of_rows
from musnad.web.paging import most, sliced
from musnad.web.room import FONT, In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDE, NARROW, SIZE, SHOWN = 900, 300, 12, 3
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
    return row | drawn | summed(row) | {"title": title, "number": number}


def summed(row: Json) -> Json:
    """The latest point that is no echo and no plan, and the least and the most that was told to be so."""
    told = [p for p in row["points"] if p["modality"] in ("actual", "claimed")]
    values = [v for p in told for v in (p["low"], p["high"]) if v is not None]
    own = [p for p in told if not p["echo_of"]]
    return {
        "latest": (own or told or row["points"])[-1],
        "least": min(values, default=None),
        "most": max(values, default=None),
    }


@router.get("/figures")
def figures(room: In, measure: Text = "", q: Text = "", page: int = 1) -> HTMLResponse:
    """measure: what is counted; q: words that a point's words hold, or a name of the series. Longer series first."""
    rows, kept = room.desk.rows("figures"), _fitting(room, measure, q)
    some = sliced(kept, page, SIZE)
    numbers = kept.places((some.page - 1) * SIZE, SIZE)
    some.rows = [charted(row, n, room) for row, n in zip(some.rows, numbers, strict=True)]
    around = room.around(p for row in some.rows for p in row["points"][-60:])
    return room.render("figures", some=some, around=around, shown=SHOWN, pictures="png" in PICTURES, measures=most(rows.counts("kind")),
                       files=room.files("figures", ROWS, measure=measure, q=q), chosen={"measure": measure, "q": q})  # fmt: skip


def _fitting(room: Room, measure: str, q: str) -> Rows:
    return room.desk.rows("figures").where(kind=measure).holding(q).ordered("id IS NOT NULL DESC, weight")


@router.get("/figures.{form}")
def taken(room: In, form: str, measure: Text = "", q: Text = "") -> Response:
    """The series asked for as a file."""
    return of_rows(_fitting(room, measure, q), "figures", form)


@router.get("/figures/{number}.{form}")
def alone(room: In, number: int, form: Form) -> Response:
    """One series as a file of its own: its chart as SVG or PNG, its points as CSV."""
    rows = room.desk.view("figures")
    if not 0 <= number < len(rows):
        raise HTTPException(404)
    name = f"series-{number}"
    if form is Form.csv:
        return file(BYTE_ORDER_MARK + _table(rows[number], room), name, form.value)
    drawn = svg(points_of(rows[number], room.w, {}), room.w, title_of(rows[number], room))
    if not drawn:
        raise HTTPException(404)
    return file(drawn if form is Form.svg else png(drawn, FONT.parent), name, form.value)


def _table(row: Json, room: Room) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="")
    writer.writeheader()
    for p in row["points"]:
        line = p | {"outlet": room.desk.outlet_of(p["document"]), "echo": bool(p.get("echo_of")), "unit": row["unit"]}
        writer.writerow({name: cell(value) for name, value in line.items()})
    return out.getvalue()
