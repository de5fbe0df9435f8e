"""A record in the reader's words: what its card says, field by field."""

from __future__ import annotations

from typing import Any

from musnad.link.material import Json
from musnad.web.room import Room

SAID_BY_MEASURE = ("stock", "occurred")  # flows that go without saying
Fields = list[tuple[str, str]]


def summary(layer: str, body: Json, room: Room) -> Fields:
    """Label and value of every field that tells something."""
    shown: Fields = OF[layer](body, room) if layer in OF else []
    return [(label, value) for label, value in shown if value]


def _figure(b: Json, room: Room) -> Fields:
    w, t = room.w, room.t
    return [
        (w("value"), w.quantity(b["low"], b["high"], b["comparator"], b["unit"])),
        (t("measure"), " \u00b7 ".join([w(b["measure"], "measures"), *([w(b["flow"], "flows")] if b["flow"] not in SAID_BY_MEASURE else [])])),
        (t("subject"), room.name(b["subject"])), (t("place"), room.name(b["place"])),
        (t("as_of"), w.day(b["as_of"]) if b["as_of"] else ""), (t("modality"), w(b["modality"], "modalities")),
        (w("source"), w("outlet") if b["source"] == "outlet" else room.name(b["source"])),
    ]  # fmt: skip


def _statement(b: Json, room: Room) -> Fields:
    w, t = room.w, room.t
    speaker = b["speaker_name"] or (b["speaker"]["text"] if b["speaker"] else w("unsaid"))
    direct = {True: w("direct"), False: t("indirect"), "mixed": t("mixed")}[b["direct"]]
    chain = _chain(b["chain"], w("outlet"))
    return [
        (w("speaker"), speaker), (t("office"), b["speaker_role"] or ""), (t("act"), w(b["act"], "acts")),
        (t("content"), b["content"]["text"] if b["content"] else ""), (t("form"), direct),
        (t("said_on"), w.day(b["said_on"]) if b["said_on"] else ""), (t("occasion"), b["occasion"] or ""),
        (t("unnamed"), str(b["number_of_sources"] or "") if b["anonymous"] else ""), (w("chain"), chain),
        ("", w("negated") if b["negated"] else ""),
    ]  # fmt: skip


def _chain(links: list[Any], outlet: str) -> str:
    return " \u2190 ".join(outlet if x["name"] == "outlet" else x["name"] for x in links)


def _event(b: Json, room: Room) -> Fields:
    w, t = room.w, room.t
    return [
        (t("kind"), w(b["type"], "events")), (w("day"), w.day(b["date"])), (t("modality"), w(b["modality"], "modalities")),
        (t("place"), room.name(b["place"])), (t("actors"), "\u060c ".join(room.name(a) for a in b["actors"])),
        (w("source"), w("outlet") if b["source"] == "outlet" else room.name(b["source"])),
    ]  # fmt: skip


def _time(b: Json, room: Room) -> Fields:
    w, t = room.w, room.t
    first, last = b["earliest"], b["latest"]
    days = w.day(first) if first == last else f"{w.day(first)} \u2013 {w.day(last)}"
    return [
        (t("kind"), w(b["type"], "time_types")), (w("value"), b["value"]), (t("days"), days if first else w("unresolved")),
    ]  # fmt: skip


def _position(b: Json, room: Room) -> Fields:
    return [(room.t("actors"), room.name(b["actor"])), (room.t("stance"), room.w(b["stance"], "stances")),
            (room.t("about"), room.name(b["on"]))]  # fmt: skip


OF = {"figures": _figure, "statements": _statement, "events": _event, "times": _time, "positions": _position}
