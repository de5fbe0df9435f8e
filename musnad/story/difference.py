"""What changed since a day: the view `diff`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec

from musnad.link.bounds import bounds_meet
from musnad.link.material import Json, Material
from musnad.story.drawn import Drawn, as_it_is
from musnad.story.told import Told, told_of
from musnad.story.wording import amount


class Bounds(msgspec.Struct):
    """What two points are compared by."""

    low: float | int | None
    high: float | int | None
    comparator: str


def diff(material: Material, since: str) -> list[Json]:
    """What changed since a day in the documents in scope: see `changes_since`."""
    return list(changes_since(told_of(material), since))


def changes_since(told: Told, since: str) -> Drawn:
    """What documents published on or after a day brought: new, repeated, revised, contradicted.

    Returns: rows {"change", "what", "before", "after", "references"}, contradictions first, each made when it is read.
    """
    return Drawn([
        (list(_contradicted(told, since)), as_it_is),
        (list(_figures(told, since)), as_it_is),
        (told.rows("timeline").since(since), partial(_happening, since)),
    ])  # fmt: skip


def _is_new(published: str | None, since: str) -> bool:
    return published is not None and published >= since


def _contradicted(told: Told, since: str) -> Iterator[Json]:
    for row in told.rows("disagreements").since(since):
        later = [s for s in row["sides"] if _is_new(s["date"], since)]
        if later:
            other = next((s["text"] for s in row["sides"] if s["says"] != later[0]["says"]), None)
            yield _row("contradicted", row["about"], other, later[0]["text"], row["sides"])


def _figures(told: Told, since: str) -> Iterator[Json]:
    for row in told.rows("series").since(since):
        subject, place = row["subject"] or "", row["place"] or ""
        name = f"{subject} {row['measure']} {place}".strip()
        ordered = sorted(row["points"], key=lambda p: p["as_of"] or p["published"] or "")
        for n, point in enumerate(ordered):
            if _is_new(point["published"], since):
                change = _figure(name, row["unit"], ordered[n - 1] if n else None, point)
                yield change | {"measure": row["measure"], "subject": subject, "place": place}


def _figure(name: str, unit: str, before: Json | None, point: Json) -> Json:
    change = "new" if before is None else "repeated" if _meet(before, point) else "revised"
    references = [{k: p[k] for k in ("document", "start", "end", "text", "record")} for p in (before, point) if p]
    return _row(change, name, _amount(before, unit) if before else None, _amount(point, unit), references)


def _meet(a: Json, b: Json) -> bool:
    bounds: list[Any] = [Bounds(p["low"], p["high"], p["comparator"]) for p in (a, b)]
    return bounds_meet(*bounds)


def _amount(point: Json, unit: str) -> str:
    return amount(point["low"], point["high"], point["comparator"], unit)


def _happening(since: str, row: Json) -> Json:
    old = [m for m in row["mentions"] if not _is_new(m["published"], since)]
    new = [m for m in row["mentions"] if _is_new(m["published"], since)]
    return _row("repeated" if old else "new", row["what"], old[0]["text"] if old else None, row["date"], new)


def _row(change: str, what: str, before: str | None, after: str | None, references: list[Json]) -> Json:
    return {"change": change, "what": what, "before": before, "after": after, "references": references}
