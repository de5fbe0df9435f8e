"""The map: the story's sites where they lie, and what is known of each on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from musnad.export.geo_json import features
from musnad.link.days import not_after
from musnad.link.groups import Groups
from musnad.link.material import Json
from musnad.story.file import Site
from musnad.text.fold import fold
from musnad.web.atlas import Box, View, labelled, land
from musnad.web.files import file
from musnad.web.pages.story import day_or, moved
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDE, NARROW, INSET = (760, 500), (326, 340), (326, 240)  # pixels of a drawing: the first, on a phone; all others
APART = 8  # degrees between sites that are drawn on maps of their own
LARGEST = 13  # radius of a mark in pixels
MOST = 2000  # happenings at one place


@router.get("/map")
def sites(room: In, on: Annotated[str, Query(max_length=10)] = "", step: int | None = None,
          was: int | None = None) -> HTMLResponse:  # fmt: skip
    """on: the day asked for, happenings after it are left out; step: days since the first article, as the slider sends."""
    days = room.desk.days() or [date.today().isoformat()]
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    day = day_or(moved(step, was, on, (first, last)), days[-1])
    known = room.desk.story.sites if room.desk.story else []
    told = _told(room, known)
    rows = [_row(site, room, [r for r in told[site.id] if not_after(r["date"], day)]) for site in known]
    lying = [r for r in rows if r["site"].latitude is not None and r["site"].longitude is not None]
    groups = _near(lying)
    maps = [drawn(near, room.language, INSET) for near in groups[1:]]
    if groups:
        maps = [*(drawn(groups[0], room.language, size) for size in (WIDE, NARROW)), *maps]
    turns = sorted({r["date"] for some in told.values() for r in some if r["date"]})
    return room.render(
        "map", files=room.files("map", ("geojson",)), on=day, rows=sorted(rows, key=lambda r: -len(r["happenings"])), maps=maps, first=days[0], last=days[-1],
        steps=(last - first).days, step=min(max(0, (date.fromisoformat(day) - first).days), (last - first).days),
        before=max((d for d in turns if d < day and len(d) == 10), default=None),
        after=min((d for d in turns if d > day and len(d) == 10), default=None),
    )  # fmt: skip


@router.get("/map.geojson")
def taken(room: In) -> Response:
    """The sites and the happenings at them as GeoJSON. Raises: HTTP 404 where no story tells where places lie."""
    if room.desk.story is None:
        raise HTTPException(404)
    found = list(features(room.desk.story.sites, list(room.desk.view("timeline"))))
    return file(msgspec.json.encode({"type": "FeatureCollection", "features": found}), "map", "geojson")


def _told(room: Room, known: list[Site]) -> dict[str, list[Json]]:
    """What is told to have happened at each site, in the order of days."""
    rows = room.desk.rows("timeline")
    named: dict[str, list[str]] = {}
    for place in rows.counts("place"):
        named.setdefault(fold(place).lower(), []).append(place)
    found = {}
    for site in known:
        names = {fold(n).lower() for n in (site.id, *site.names, site.title.get("en", ""))} - {""}
        some = [r for name in names for place in named.get(name, []) for r in rows.where(place=place)[:MOST]]
        found[site.id] = sorted(some, key=lambda r: r["date"] or "9999")
    return found


def _row(site: Site, room: Room, happenings: list[Json]) -> Json:
    return {"site": site, "title": room.titled(site.title, site.id), "happenings": happenings[::-1]}


def _near(rows: list[Json]) -> list[list[Json]]:
    """Sites in groups, each a map of its own: what lies within some degrees of another of the group; the largest first."""
    groups = Groups(range(len(rows)))
    for n, a in enumerate(rows):
        for m in range(n):
            b = rows[m]["site"]
            if max(abs(a["site"].latitude - b.latitude), abs(a["site"].longitude - b.longitude)) < APART:
                groups.join(m, n)
    return sorted(([rows[i] for i in group] for group in groups.all()), key=len, reverse=True)


def drawn(rows: list[Json], language: str, pixels: tuple[int, int]) -> Json:
    """One drawing: its size, the land, and the sites with the places of their marks and labels."""
    width, height = pixels
    view = View([(r["site"].longitude, r["site"].latitude) for r in rows], width, height, 3 if pixels == INSET else 6)
    rows = sorted(rows, key=lambda r: len(r["happenings"]))
    at = [view.at((r["site"].longitude, r["site"].latitude)) for r in rows]
    size = [min(5 + len(r["happenings"]), LARGEST) for r in rows]
    taken: list[Box] = [(x - s, y - s, x + s, y + s) for (x, y), s in zip(at, size, strict=True)]
    labels = list(labelled(zip(at, (r["title"] for r in rows), strict=True), width, height, taken))
    marks = [r | {"x": x, "y": y, "size": s, "label": label}
             for r, (x, y), s, label in zip(rows, at, size, labels, strict=True)]  # fmt: skip
    shown = land(view, language)
    names = labelled((((c.x, c.y), c.name) for c in shown if c.name), width, height, taken)
    written = [(c.name, place) for c, place in zip((c for c in shown if c.name), names, strict=True) if place]
    return {
        "width": width,
        "height": height,
        "marks": marks,
        "land": shown,
        "names": written,
        "css": {WIDE: "wide", NARROW: "narrow"}.get(pixels, ""),
    }
