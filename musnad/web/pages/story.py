"""The story: the state of affairs on a day, what changed since another, what is in dispute."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from musnad.link.material import Json
from musnad.web.paging import sliced
from musnad.web.room import In, Room

router = APIRouter(prefix="/{lang}", include_in_schema=False)
SHOWN, DISPUTES = 6, 4  # changes and disagreements on the story's own page
IN_FRAME, IN_FRAME_MOST = 8, 200  # rows of a frame that are shown at once, and at all
Text = Annotated[str, Query(max_length=40)]
VISIT = "musnad_visit"
ONE_VISIT = timedelta(minutes=30)


def day_or(given: str, otherwise: str) -> str:
    """An ISO day as given, else another one."""
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        return otherwise


@router.get("/")
def story(room: In, on: Text = "", step: int | None = None, was: int | None = None, known: bool = False,
          since: Text = "") -> HTMLResponse:  # fmt: skip
    """on: the day asked for; step: days since the first article, as the slider sends it, where it was moved from `was`; known:
    as known on that day."""
    days = room.desk.days() or [date.today().isoformat()]
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    on = day_or(moved(step, was, on, (first, last)), days[-1])
    visit = Visit(room.request.cookies.get(VISIT, ""))
    since = day_or(since, days[-2] if len(days) > 1 else days[-1])
    told = room.desk.state(on, known_on=on if known else None)
    rows = [titled(row, room) for row in told.firsts(IN_FRAME_MOST)]
    disputes, changed = room.desk.view("disagreements"), room.desk.view("changes", since)[:SHOWN]
    answer = room.render(
        "story", on=on, known=known, since=since, frames=framed(rows), days=days, steps=(last - first).days,
        step=min(max(0, (date.fromisoformat(on) - first).days), (last - first).days),
        changes=changed, disputes=disputes[:DISPUTES],
        around=room.around([*(side for row in disputes[:DISPUTES] for side in row["sides"]), *(r["references"][0] for r in rows),
                            *(ref for row in changed for ref in row["references"][:2])]), disputed=len(disputes),
        counts=room.desk.counts(), before=max((d for d in days if d < on), default=None),
        after=min((d for d in days if d > on), default=None), last_visit=visit.last,
        arrived=[r for r in room.desk.documents() if visit.last and r["recorded_at"] > visit.last][::-1],
    )  # fmt: skip
    answer.set_cookie(VISIT, visit.kept, max_age=90 * 86400, httponly=True, samesite="strict")
    return answer


def moved(step: int | None, was: int | None, on: str, days: tuple[date, date]) -> str:
    """The day asked for: that of the slider where it was moved or stands alone, else the one written beside it.

    days: the first and the last that the slider reaches.
    """
    if step is None or (on and step == was) or (on and was is None):
        return on
    return (days[0] + timedelta(days=min(max(0, step), (days[1] - days[0]).days))).isoformat()


class Visit:
    """When this visitor was last here, from a cookie `begun of the visit before|begun|latest page`, ISO times in UTC.

    Pages within half an hour of each other are one visit, so that reloading does not make everything old.
    """

    def __init__(self, cookie: str) -> None:
        now = datetime.now(UTC)
        before, begun, latest = times(cookie)
        if latest and now - datetime.fromisoformat(latest) < ONE_VISIT:
            self.last, self.begun = before, begun
        else:
            self.last, self.begun = latest, now.isoformat(timespec="seconds")
        self.kept = f"{self.last}|{self.begun}|{now.isoformat(timespec='seconds')}"


def times(cookie: str) -> tuple[str, str, str]:
    """The three times of a cookie; empty where it holds anything else."""
    parts = cookie.split("|")
    try:
        if len(parts) == 3 and all(datetime.fromisoformat(p).utcoffset() == timedelta(0) for p in parts if p):
            return parts[0], parts[1], parts[2]
    except ValueError:
        pass
    return "", "", ""


def framed(rows: list[Json]) -> list[tuple[str, list[Json], list[Json]]]:
    """Rows by their frame: its title, the rows that are shown, and those behind a fold. What no story put in order stands by
    its age, the newest first."""
    frames: dict[str, list[Json]] = {}
    for row in rows:
        frames.setdefault(row["frame"], []).append(row)
    for some in frames.values():
        some.sort(key=lambda r: (r["age_days"] or 0) if r["loose"] else 0)
    return [(title, some[:IN_FRAME], some[IN_FRAME:IN_FRAME_MOST]) for title, some in frames.items()]


@router.get("/changes")
def changes(room: In, since: Text = "", page: int = 1) -> HTMLResponse:
    """What documents published on or after a day brought."""
    days = room.desk.days() or [date.today().isoformat()]
    since = day_or(since, days[-1])
    some = sliced(room.desk.view("changes", since), page)
    around = room.around(ref for row in some.rows for ref in row["references"][:2])
    return room.render("changes", since=since, some=some, around=around)


def titled(row: Json, room: Room) -> Json:
    """A row of the state with the story's titles and the reader's own names in place of ids."""
    frame, item = row["frame"], row["item"]
    for known in room.desk.story.frames if room.desk.story else []:
        if known.id == frame:
            found = next((i for i in known.items if i.id == item), None)
            item_title = room.titled(found.title, item) if found else room.w(item, "events")
            return row | {"frame": room.titled(known.title, frame), "item": item_title, "told": True, "loose": False}
    w = room.w
    if frame == "figures" and "measure" in row:
        item, unit = room.series(row), row.get("unit", "count")
        row = row | {"value": w.quantity(row["low"], row["high"], row["comparator"], unit)}
    elif frame == "talks":
        item = w(item, "events")
    elif frame == "positions" and "actor" in row:
        return row | {"frame": room.t("frame_positions"), "item": room.name(row["actor"]), "told": False, "loose": True,
                      "value": f"{w(row['value'], 'stances')}: {room.name(row['on'])}"}  # fmt: skip
    return row | {"frame": room.t(f"frame_{frame}"), "item": item, "told": frame == "talks", "loose": True}
