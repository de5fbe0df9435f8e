"""The timeline: happenings in four lanes, drawn and told; narrowed by lane, kind, modality, place, actor, outlet, words.

What is chosen stands in the address, so a view can be sent to a colleague. Zoom is a part of it: `during` is a year, a month
or a day (`2024`, `2024-09`, `2024-09-10`), or `none` for what has no day.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from markupsafe import Markup
from pydantic import BaseModel, Field

from musnad.link.material import Json
from musnad.web.lanes import LANES, Cell, Scale, columns, draw
from musnad.web.paging import SIZE, sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
WIDE, NARROW = 940, 318
MOST_DRAWN = 4000  # marks; what is drawn beyond is told in the list alone
FIELDS = ("kind", "modality", "place", "actor", "outlet")
_AT = re.compile(r"\d{4}(-\d\d){0,2}")


class Entry(msgspec.Struct):
    """A row with what it can be narrowed by."""

    row: Json
    held: dict[str, list[str]]


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
    page: int = 1

    @property
    def fields(self) -> dict[str, str]:
        """The value asked of each field."""
        return {f: getattr(self, f) for f in FIELDS}

    def query(self, **other: Any) -> dict[str, Any]:
        """The query of an address that asks for the same, but for what is given."""
        return {"show": self.show, "during": self.during, "q": self.q, **self.fields, **other}


@router.get("/timeline")
def timeline(room: In, asked: Annotated[Asked, Query()]) -> HTMLResponse:
    """The happenings asked for, drawn in lanes and told one by one."""
    if asked.during != "none" and not _valid(asked.during):
        asked.during = ""
    if asked.show not in LANES:
        asked.show = ""
    entries, facets = _index(room)
    fitting = [e for e in entries if _fits(e, asked)]
    counts = Counter(e.row["lane"] for e in fitting if _within(e.row["date"], asked.during))
    fitting = [e for e in fitting if not asked.show or e.row["lane"] == asked.show]
    kept = [e.row for e in fitting if _within(e.row["date"], asked.during)]
    return room.render(
        "timeline", some=sliced(kept, asked.page), lanes=LANES, counts=counts, facets=facets, chosen=asked.query(),
        asked=asked, drawn=_drawn(room, asked, kept), path=_path(room, asked), beside=_beside(fitting, asked.during),
        years=sorted({(e.row["date"] or "none")[:4] for e in fitting}), undated=sum(not e.row["date"] for e in fitting),
        first=(min(max(1, asked.page), max(1, -(-len(kept) // SIZE))) - 1) * SIZE,
    )  # fmt: skip


def _valid(at: str) -> bool:
    """Whether this is a year, a month or a day of the calendar."""
    try:
        return bool(_AT.fullmatch(at) and date.fromisoformat((at + "-01-01")[:10]))
    except ValueError:
        return False


def _index(room: Room) -> tuple[list[Entry], dict[str, list[tuple[str, int]]]]:
    """The rows with what each can be narrowed by, and how many there are of each; made once for a state of the ledger."""
    rows, memory = room.desk.view("timeline"), room.desk.material().memory
    if "room.timeline" not in memory:
        outlets = {s.id: s.outlet for s in room.desk.material().sources.values()}
        entries = [Entry(row, _held(row, outlets)) for row in rows]
        counted = {f: Counter(v for e in entries for v in e.held[f]).most_common(60) for f in FIELDS}
        memory["room.timeline"] = (entries, counted)
    found: tuple[list[Entry], dict[str, list[tuple[str, int]]]] = memory["room.timeline"]
    return found


def _held(row: Json, outlets: dict[str, str | None]) -> dict[str, list[str]]:
    names = dict.fromkeys(name for m in row["mentions"] if (name := outlets.get(m["document"])))
    places = [p.strip() for p in (row["place"] or "").split(";") if p.strip()]
    return {"kind": [row["type"]], "modality": [row["modality"]], "place": places, "actor": row["actors"],
            "outlet": list(names)}  # fmt: skip


def _fits(entry: Entry, asked: Asked) -> bool:
    chosen = all(not value or value in entry.held[field] for field, value in asked.fields.items())
    return chosen and (not asked.q or any(asked.q in m["text"] for m in entry.row["mentions"]))


def _within(day: str | None, at: str) -> bool:
    return not at or (not day if at == "none" else (day or "").startswith(at))


def _drawn(room: Room, asked: Asked, rows: list[Json]) -> dict[str, Markup]:
    """The lanes in two widths; nothing where there is only one day or none to draw."""
    dated = [(n, r) for n, r in enumerate(rows) if r["date"] and len(r["date"]) >= max(4, len(asked.during))]
    if not dated or len(asked.during) > 7:
        return {}
    keys = columns(asked.during, [r["date"] for _, r in dated])
    cells = [Cell(r["lane"], r["date"], _place(room, asked, n), f"{room.w.day(r['date'])}: {r['what']}")
             for n, r in dated[-MOST_DRAWN:]]  # fmt: skip
    has = {r["date"][: len(keys[0])] for _, r in dated}
    links = [room.link("timeline", **asked.query(during=key)) if key in has else "" for key in keys]
    out = {}
    for name, width in (("wide", WIDE), ("narrow", NARROW)):
        names = [_column(room, key, name == "wide") for key in keys]
        out[name] = Markup(draw(cells, Scale(keys, names, links), width, room.w.direction == "rtl",
                                lambda lane: room.t(f"lane_{lane}")))  # fmt: skip
    return out


def _column(room: Room, key: str, wide: bool) -> str:
    """What is written below a column: a year, the name of a month where there is room, a day of the month."""
    if len(key) == 7:
        return room.w.day(key).rsplit(" ", 1)[0] if wide else str(int(key[5:]))
    return key if len(key) == 4 else str(int(key[8:]))


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


def _beside(entries: list[Entry], at: str) -> tuple[str, str]:
    """The stretches of the same length, before and after, in which there is something."""
    if not at or at == "none":
        return "", ""
    there = {e.row["date"][: len(at)] for e in entries if e.row["date"] and len(e.row["date"]) >= len(at)}
    return max((k for k in there if k < at), default=""), min((k for k in there if k > at), default="")
