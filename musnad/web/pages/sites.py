"""The map: the story's sites where they lie, and what is known of each on a day. Drawn here; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.link.days import not_after
from musnad.link.groups import Groups
from musnad.link.material import Json
from musnad.story.file import Site
from musnad.text.fold import fold
from musnad.web.pages.story import day_or
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDTH, MARGIN, LABEL = 760.0, 60.0, 19.0
APART = 8  # degrees between sites that are drawn on maps of their own


@router.get("/map")
def sites(room: In, on: Annotated[str, Query(max_length=10)] = "") -> HTMLResponse:
    """on: the day asked for; happenings after it are left out."""
    days = room.desk.days()
    day = day_or(on, days[-1] if days else "9999-12-31")
    known = room.desk.story.sites if room.desk.story else []
    rows = [_told(site, room, day) for site in known]
    lying = [r for r in rows if r["site"].latitude is not None and r["site"].longitude is not None]
    maps = [drawn(near) for near in _near(lying) if len(near) > 1]
    return room.render("map", on=day, rows=sorted(rows, key=lambda r: -len(r["happenings"])), maps=maps,
                       width=WIDTH)  # fmt: skip


def _near(rows: list[Json]) -> list[list[Json]]:
    """Sites in groups, each a map of its own: what lies within some degrees of another of the group; the largest first."""
    groups = Groups(range(len(rows)))
    for n, a in enumerate(rows):
        for m in range(n):
            b = rows[m]["site"]
            if max(abs(a["site"].latitude - b.latitude), abs(a["site"].longitude - b.longitude)) < APART:
                groups.join(m, n)
    return sorted(([rows[i] for i in group] for group in groups.all()), key=len, reverse=True)


def _told(site: Site, room: Room, day: str) -> Json:
    names = {fold(n).lower() for n in (site.id, *site.names, site.title.get("en", ""))} - {""}
    found = [row for row in room.desk.view("timeline") if not_after(row["date"], day) and _at(row, names)]
    return {"site": site, "title": room.titled(site.title, site.id), "happenings": found[::-1]}


def _at(row: Json, names: set[str]) -> bool:
    places = {fold(p.strip()).lower() for p in (row["place"] or "").split(";")}
    return bool(places & names)


def drawn(rows: list[Json]) -> tuple[list[Json], float]:
    """Where each site goes on an equirectangular drawing, with room for its label; and the drawing's height."""
    east = [r["site"].longitude for r in rows]
    north = [r["site"].latitude for r in rows]
    shrink = cos(radians(sum(north) / len(north)))
    wide, tall = max((max(east) - min(east)) * shrink, 0.5), max(max(north) - min(north), 0.5)
    scale = min((WIDTH - 2 * MARGIN) / wide, 560 / tall)
    left = (WIDTH - wide * scale) / 2
    height = tall * scale + 2 * MARGIN
    placed = [
        r | {"x": left + (r["site"].longitude - min(east)) * shrink * scale,
             "y": MARGIN + (max(north) - r["site"].latitude) * scale} for r in rows
    ]  # fmt: skip
    return list(_labelled(placed)), height


def _labelled(placed: list[Json]) -> Iterator[Json]:
    """Labels above or below their marks, moved until none covers another."""
    taken: list[tuple[float, float, float, float]] = []
    for row in sorted(placed, key=lambda r: -len(r["happenings"])):
        half = len(row["title"]) * 4.2
        middle = min(max(row["x"], half + 4), WIDTH - half - 4)
        for shift in (-12.0, 24.0, -12.0 - LABEL, 24.0 + LABEL, -12.0 - 2 * LABEL, 24.0 + 2 * LABEL):
            box = (middle - half, row["y"] + shift - 14, middle + half, row["y"] + shift + 4)
            if not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in taken):
                break
        taken.append(box)
        yield row | {"label_x": middle, "label_y": row["y"] + shift}
