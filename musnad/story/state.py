"""The state of affairs on a day: for every item the last that was known to hold, with its age and its sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from musnad.link.days import age, last_day, meet, not_after
from musnad.link.material import Json, Material
from musnad.story.drawn import Drawn, as_it_is
from musnad.story.facets import ACTUAL
from musnad.story.file import Story
from musnad.story.frames import framed
from musnad.story.told import Told, told_of
from musnad.story.wording import amount

TALKS = ("agreement", "decision", "dialogue_round", "meeting", "resolution")
REFERENCE = ("document", "start", "end", "text", "record")


def state(material: Material, on: str, story: Story | None = None) -> list[Json]:
    """The state on a day of the documents in scope: see `state_on`."""
    return list(state_on(told_of(material, story), on))


def state_on(told: Told, on: str) -> Drawn:
    """What held on a day, frame by frame: the story's own frames first, a part for each.

    on:      ISO day. Only what is dated on or before it counts; a figure without a day of its own counts from its
             document's publication, and says so by `how`.
    Returns: what most documents tell first, rows {"frame", "item", "value", "as_of", "how", "age_days", "references", "disputed"}, each made when it is
             read; one of a figure also carries its "measure", "subject", "place", "unit", "low", "high" and "comparator".
    """
    frames = [list(some) for _, some in groupby(framed(told, on), lambda row: row["frame"])] if told.story else []
    known = last_day(on)
    return Drawn([
        *((rows, as_it_is) for rows in frames),
        (told.rows("series").where(lane="stock").between(last=known).ordered("weight"), partial(_level, on)),
        (list(_last_events(told, on)), as_it_is),
        (told.rows("positions").between(last=known).ordered("weight"), partial(_position, on)),
    ])  # fmt: skip


def _row(frame: str, item: str, value: Any, day: tuple[str | None, str], rest: Json) -> Json:
    return {"frame": frame, "item": item, "value": value, "as_of": day[0], "how": day[1], **rest}


def _reference(row: Json) -> Json:
    return {name: row[name] for name in REFERENCE}


def _day(point: Json) -> tuple[str | None, str]:
    return (point["as_of"], "as_of") if point["as_of"] else (point["published"], "published")


def _level(on: str, row: Json) -> Json:
    """The last known level of a series that had one by a day."""
    known = [p for p in row["points"] if p["modality"] in ACTUAL and not_after(_day(p)[0], on)]
    last = max(known, key=lambda p: _day(p)[0] or "")
    same_day = [p for p in known if meet(_day(p)[0], _day(last)[0])]
    subject, place = row["subject"] or "", row["place"] or ""
    measured = "" if subject and row["measure"] == "other" else row["measure"]
    name = " ".join(part for part in (subject, measured, f"({place})" if place not in ("", subject) else "") if part)
    return _row("figures", name, amount(last["low"], last["high"], last["comparator"], row["unit"]), _day(last), {
        "age_days": age(_day(last)[0], on),
        "references": [_reference(p) for p in same_day],
        "disputed": len({(p["low"], p["high"]) for p in same_day}) > 1,
        "measure": row["measure"], "subject": subject, "place": place, "unit": row["unit"],
        "low": last["low"], "high": last["high"], "comparator": last["comparator"],
    })  # fmt: skip


def _last_events(told: Told, on: str) -> Iterator[Json]:
    """The last dated happening of each kind of talk or decision."""
    for kind in TALKS:
        for row in told.rows("timeline").where(kind=kind).between(last=on).ordered("day"):
            days = [m["date"] for m in row["mentions"] if m["date"]] or [row["date"]]
            if not_after(max(days), on) and row["mentions"][0]["modality"] in ("happened", "ongoing"):
                yield _row("talks", kind, row["what"], (max(days), "happened_on"), {
                    "age_days": age(max(days), on), "references": [_reference(m) for m in row["mentions"]],
                    "disputed": False})  # fmt: skip
                break


def _position(on: str, row: Json) -> Json:
    """The last stance of an actor on a proposition, of one that had any by a day."""
    last = [s for s in row["stances"] if not_after(s["published"], on)][-1]
    actor, on_what, day = row["actor"], row["on"], last["published"]
    return _row("positions", f"{actor}: {on_what}", last["stance"], (day, "published"), {
        "age_days": age(day, on), "references": [_reference(last)], "disputed": False,
        "actor": actor, "on": on_what})  # fmt: skip


def today() -> str:
    """Today as an ISO day; what `state` takes when no day is given."""
    return date.today().isoformat()
