"""The state of affairs on a day: for every item the last that was known to hold, with its age and its sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from musnad.link.days import age, meet, not_after
from musnad.link.disagreements import disagreements
from musnad.link.happenings import happenings
from musnad.link.material import Item, Json, Material
from musnad.link.series import series
from musnad.model import Event, Figure
from musnad.story.file import Story
from musnad.story.frames import frame_rows
from musnad.story.wording import figure_amount

ACTUAL = ("actual", "claimed")
TALKS = ("dialogue_round", "meeting", "agreement", "decision", "resolution")


def state(material: Material, on: str, story: Story | None = None) -> list[Json]:
    """What held on a day, frame by frame: the story's own frames first.

    on:      ISO day. Only what is dated on or before it counts; a figure without a day of its own counts from its
             document's publication, and says so by `how`.
    Returns: rows {"frame", "item", "value", "as_of", "how", "age_days", "references", "disputed"}; one of a figure also
             carries its "measure", "subject", "place", "unit", "low", "high" and "comparator".
    """
    framed = frame_rows(material, story, on, disagreements(material)) if story else []
    return [*framed, *_forces(material, on), *_last_events(material, on), *_positions(material, on)]


def _day(item: Item[Figure]) -> tuple[str | None, str]:
    return (item.record.as_of, "as_of") if item.record.as_of else (item.source.published, "published")


def _row(frame: str, item: str, value: Any, day: tuple[str | None, str], rest: Json) -> Json:
    return {"frame": frame, "item": item, "value": value, "as_of": day[0], "how": day[1], **rest}


def _forces(material: Material, on: str) -> list[Json]:
    rows = []
    for key, items in sorted(series(material).items()):
        known = [i for i in items if i.record.modality in ACTUAL and not_after(_day(i)[0], on)]
        if key.flow != "stock" or not known:
            continue
        last = max(known, key=lambda i: _day(i)[0] or "")
        same_day = [i for i in known if meet(_day(i)[0], _day(last)[0])]
        name = " ".join(part for part in (key.subject, key.measure, f"({key.place})" if key.place else "") if part)
        bounds = {(i.record.low, i.record.high) for i in same_day}
        rows.append(_row("figures", name, figure_amount(last.record), _day(last), {
            "age_days": age(_day(last)[0], on),
            "references": [i.reference() for i in same_day],
            "disputed": len(bounds) > 1,
            "measure": key.measure, "subject": key.subject, "place": key.place, "unit": key.unit,
            "low": last.record.low, "high": last.record.high, "comparator": last.record.comparator,
        }))  # fmt: skip
    return rows


def _last_events(material: Material, on: str) -> list[Json]:
    """The last dated happening of each kind of talk or decision."""
    last: dict[str, tuple[str, list[Item[Event]]]] = {}
    for group in happenings(material):
        day = max((i.record.date for i in group if i.record.date), default=None)
        kind = group[0].record.type
        if kind in TALKS and day and not_after(day, on) and group[0].record.modality in ("happened", "ongoing"):
            last[kind] = max(last.get(kind, ("", [])), (day, group), key=lambda x: x[0])
    return [
        _row("talks", kind, group[0].words, (day, "happened_on"), {
            "age_days": age(day, on), "references": [i.reference() for i in group], "disputed": False})
        for kind, (day, group) in sorted(last.items())
    ]  # fmt: skip


def _positions(material: Material, on: str) -> list[Json]:
    """The last stance of each actor on each proposition."""
    last: dict[tuple[str, str], Item[Any]] = {}
    for item in material.layer("positions"):
        if not_after(item.source.published, on):
            last[item.record.actor, item.record.on] = item
    return [
        _row("positions", f"{actor}: {on_what}", item.record.stance, (item.source.published, "published"), {
            "age_days": age(item.source.published, on), "references": [item.reference()], "disputed": False,
            "actor": actor, "on": on_what})
        for (actor, on_what), item in sorted(last.items())
    ]  # fmt: skip


def today() -> str:
    """Today as an ISO day; what `state` takes when no day is given."""
    return date.today().isoformat()
