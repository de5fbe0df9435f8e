"""What changed since a day: the view `diff`."""

from __future__ import annotations

from musnad.link.disagreements import disagreements
from musnad.link.material import Item, Json, Material
from musnad.link.series import series
from musnad.link.values import bounds_meet, figure_day
from musnad.model import Figure
from musnad.story.views import timeline
from musnad.story.wording import figure_amount


def diff(material: Material, since: str) -> list[Json]:
    """What documents published on or after a day brought: new, repeated, revised, contradicted.

    Returns: rows {"change", "what", "before", "after", "references"}, contradictions first.
    """
    return [*_contradicted(material, since), *_figures(material, since), *_happenings(material, since)]


def _is_new(published: str | None, since: str) -> bool:
    return published is not None and published >= since


def _contradicted(material: Material, since: str) -> list[Json]:
    rows = []
    for row in disagreements(material):
        later = [s for s in row["sides"] if _is_new(s["date"], since)]
        if later:
            rows.append(_row("contradicted", row["about"], "; ".join(row["reasons"]), later[0]["text"], row["sides"]))
    return rows


def _figures(material: Material, since: str) -> list[Json]:
    rows = []
    for key, items in sorted(series(material).items()):
        ordered = sorted(items, key=lambda i: figure_day(i) or "")
        for n, item in enumerate(ordered):
            if _is_new(item.source.published, since):
                row = _figure(f"{key.subject} {key.measure} {key.place}".strip(), ordered[:n], item)
                rows.append(row | {"measure": key.measure, "subject": key.subject, "place": key.place})
    return rows


def _figure(name: str, earlier: list[Item[Figure]], item: Item[Figure]) -> Json:
    before = earlier[-1] if earlier else None
    change = "new" if before is None else "repeated" if bounds_meet(before.record, item.record) else "revised"
    references = [i.reference() for i in (before, item) if i is not None]
    return _row(change, name, figure_amount(before.record) if before else None, figure_amount(item.record), references)


def _happenings(material: Material, since: str) -> list[Json]:
    rows = []
    for row in timeline(material):
        old = [m for m in row["mentions"] if not _is_new(m["published"], since)]
        new = [m for m in row["mentions"] if _is_new(m["published"], since)]
        if new:
            rows.append(
                _row("repeated" if old else "new", row["what"], old[0]["text"] if old else None, row["date"], new)
            )
    return rows


def _row(change: str, what: str, before: str | None, after: str | None, references: list[Json]) -> Json:
    return {"change": change, "what": what, "before": before, "after": after, "references": references}
