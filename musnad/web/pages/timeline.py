"""The timeline: happenings in four lanes, drawn and told; narrowed by lane, kind, modality, place, actor, outlet, words.

What is chosen stands in the address, so a view can be sent to a colleague. Zoom is a part of it: `during` is a year, a month
or a day (`2024`, `2024-09`, `2024-09-10`), or `none` for what has no day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup
from pydantic import BaseModel, Field

from musnad.export.picture import LETTERS, MARGIN, WIDTH, alone, png
from musnad.export.timelinejs import timelinejs as slides
from musnad.story.rows import Rows
from musnad.web.files import PICTURES, ROWS, file, of_rows
from musnad.web.lanes import LANES, STYLE, Cell, Column, columns, draw, height_of
from musnad.web.paging import SIZE, most, sliced
from musnad.web.room import FONT, In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDE, NARROW = 940, 318
MOST_DRAWN = 4000  # marks; what is drawn beyond is told in the list alone
FACETS = {"kind": "kind", "modality": "modality", "place": "place", "actor": "who", "outlet": "outlet"}
NEWEST = "newest"
_AT = re.compile(r"\d{4}(-\d\d){0,2}")


class Asked(BaseModel):
    """What the address asks for: a lane, a stretch of time, words, and a value of each field."""

    show: str = Field("", max_length=20)
    during: str = Field("", max_length=10)
    q: str = Field("", max_length=120)
    kind: str = Field("", max_length=80)
    modality: str = Field("", max_length=80)
    place: str = Field("", max_length=120)
    actor: str = Field("", max_length=120)
    outlet: str = Field("", max_length=120)
    order: str = Field("", max_length=20)  # NEWEST, or as they happened
    page: int = 1

    @property
    def fields(self) -> dict[str, str]:
        """The value asked of each field."""
        return {f: getattr(self, f) for f in FACETS}

    def query(self, **other: Any) -> dict[str, Any]:
        """The query of an address that asks for the same, but for what is given."""
        return {"show": self.show, "during": self.during, "q": self.q, **self.fields, "order": self.order, **other}

    def ordered(self, rows: Rows) -> Rows:
        """Rows in the order asked for."""
        return rows.newest_first() if self.order == NEWEST else rows


@router.get("/timeline")
def timeline(room: In, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """The happenings asked for, drawn in lanes and told one by one."""
    rows, fitting = room.desk.rows("timeline"), _fitting(room, asked)
    counts = fitting.within(asked.during).counts("lane")
    fitting = fitting.where(lane=asked.show)
    kept, days = fitting.within(asked.during), fitting.counts("day")
    drawn, some = _drawn(room, asked, kept), sliced(asked.ordered(kept), asked.page)
    return room.render(
        "timeline", some=some, around=room.around(m for row in some.rows for m in row["mentions"][:8]), lanes=LANES, counts=counts, chosen=asked.query(),
        facets={f: most(rows.counts(facet), 60) for f, facet in FACETS.items()},
        asked=asked, drawn=drawn, files=room.files("timeline", (*(PICTURES if drawn else ()), *ROWS, "timelinejs"), **asked.query()), path=_path(room, asked), beside=_beside(days, asked.during),
        years=sorted({day[:4] for day in days}), undated=len(fitting.within("none")),
        first=(min(max(1, asked.page), max(1, -(-len(kept) // SIZE))) - 1) * SIZE,
    )  # fmt: skip


@router.get("/timeline.{form}")
def taken(room: In, form: str, asked: Annotated[Asked, Query()]) -> Response:
    """The happenings asked for as a file: rows, slides for TimelineJS, or places on a map."""
    rows = _fitting(room, asked).where(lane=asked.show).within(asked.during)
    if form == "timelinejs":
        return file(msgspec.json.encode(slides(list(rows), room.w, room.desk.story)), "timeline", form)
    if form in ("svg", "png"):
        return _picture(room, asked, rows, form)
    return of_rows(asked.ordered(rows), "timeline", form)


def _picture(room: Room, asked: Asked, rows: Rows, form: str) -> Response:
    """The lanes as a picture with its title. Raises: HTTP 404 where nothing has a day to draw."""
    lanes = _Lanes(room, asked, rows)
    if not lanes.cells:
        raise HTTPException(404)
    story = room.desk.story
    heading = room.titled(story.heading.title, "") if story else ""
    during = room.w.day(asked.during) if asked.during else ""
    title = " \u00b7 ".join(filter(None, (heading, room.w("timeline"), during)))
    drawing = lanes.drawing(WIDTH - 2 * MARGIN, linked=False)
    made = alone(drawing, height_of(lanes.lanes), room.w, (title, room.t("lanes_legend")), LETTERS + STYLE, MARGIN)
    return file(made if form == "svg" else png(made, FONT.parent), "timeline", form)


def _fitting(room: Room, asked: Asked) -> Rows:
    """The happenings that fit what is asked, of every lane and all time; a lane or time that is none is taken back."""
    if asked.during != "none" and not _valid(asked.during):
        asked.during = ""
    if asked.show not in LANES:
        asked.show = ""
    if asked.order != NEWEST:
        asked.order = ""
    found = room.desk.rows("timeline").holding(asked.q)
    return found.where(**{FACETS[f]: value for f, value in asked.fields.items()})


def _valid(at: str) -> bool:
    """Whether this is a year, a month or a day of the calendar."""
    try:
        return bool(_AT.fullmatch(at) and date.fromisoformat((at + "-01-01")[:10]))
    except ValueError:
        return False


def _drawn(room: Room, asked: Asked, rows: Rows) -> dict[str, Markup]:
    """The lanes in two widths, of the latest happenings where there are very many; nothing where there is no day to draw."""
    lanes = _Lanes(room, asked, rows)
    if not lanes.cells:
        return {}
    return {name: Markup(lanes.drawing(width)) for name, width in (("wide", WIDE), ("narrow", NARROW))}


class _Lanes:
    """What a drawing of the happenings asked for shows. cells: none where nothing has a day, or a single day is asked for."""

    def __init__(self, room: Room, asked: Asked, rows: Rows) -> None:
        self._room, self._asked = room, asked
        exact = max(4, len(asked.during) + 3 if asked.during else 4)
        days = [day for day in rows.counts("day") if len(day) >= exact]
        self.cells: list[Cell] = []
        if not days or len(asked.during) > 7:
            return
        number = len(rows) - len(rows.within("none"))  # what has no day stands behind
        first = max(0, number - MOST_DRAWN)
        dated = [(n, r) for n, r in enumerate(rows[first:number], first) if len(r["date"]) >= exact]
        at = (number - 1, -1) if asked.order == NEWEST else (0, 1)  # where in the list the first stands, and the way on
        self.cells = [Cell(r["lane"], r["date"], _place(room, asked, at[0] + at[1] * n), f"{room.w.day(r['date'])}: {r['what']}")
                      for n, r in dated]  # fmt: skip
        self.lanes = [lane for lane in LANES if any(c.lane == lane for c in self.cells)]
        self._keys = columns(asked.during, days)
        self._has = {day[:exact] for day in days}

    def drawing(self, width: int, linked: bool = True) -> str:
        """The lanes as SVG. linked: marks lead to their rows, names of columns into them."""
        room = self._room
        cells = self.cells if linked else [Cell(c.lane, c.day, "", c.title) for c in self.cells]
        return draw(cells, [self._column(n, width > NARROW, linked) for n in range(len(self._keys))], width,
                    room.w.direction == "rtl", lambda lane: room.t(f"lane_{lane}"))  # fmt: skip

    def _column(self, n: int, wide: bool, linked: bool) -> Column:
        """A column with what is written below it: a year, the name of a month where there is room, a day of the month."""
        key, w = self._keys[n], self._room.w
        if not key:
            return Column(
                "", f"{self._room.t('nothing_between')} {w.day(self._keys[n - 1])} \u2013 {w.day(self._keys[n + 1])}"
            )
        link = self._room.link("timeline", **self._asked.query(during=key)) if linked and key in self._has else ""
        if len(key) == 7:
            return Column(key, w.day(key).rsplit(" ", 1)[0] if wide else str(int(key[5:])), link)
        return Column(key, key if len(key) == 4 else str(int(key[8:])), link)


def _place(room: Room, asked: Asked, number: int) -> str:
    """The address of a row in the list: the page that holds it, at its place."""
    return room.link("timeline", **asked.query(page=number // SIZE + 1 if number >= SIZE else None)) + f"#h{number}"


def _path(room: Room, asked: Asked) -> list[tuple[str, str]]:
    """The way from all years to what is shown: label and address of each step."""
    steps = [("", room.t("all_years"))]
    if asked.during == "none":
        steps.append(("none", room.w("unknown_day")))
    else:
        steps += [
            (asked.during[:size], room.w.day(asked.during[:size])) for size in (4, 7, 10) if len(asked.during) >= size
        ]
    return [(label, room.link("timeline", **asked.query(during=at))) for at, label in steps]


def _beside(days: Iterable[str], at: str) -> tuple[str, str]:
    """The stretches of the same length, before and after, in which there is something."""
    if not at or at == "none":
        return "", ""
    there = {day[: len(at)] for day in days if len(day) >= len(at)}
    return max((k for k in there if k < at), default=""), min((k for k in there if k > at), default="")
