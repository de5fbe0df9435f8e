"""How many sources a claim really has: the view `sources`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from musnad.link.happenings import happenings
from musnad.link.material import Item, Json, Material
from musnad.link.reports import Reports
from musnad.link.series import series
from musnad.story.wording import figure_amount


def sources(material: Material) -> list[Json]:
    """Claims that several documents carry, with the origins behind them: what is copied and what one agency told is one.

    Returns: rows {"claim", "origins": [{"origin", "documents", "kinds"}], "references"}, most documents first.
    """
    reports = Reports(material)
    claims: list[tuple[str, list[Item[Any]]]] = [(g[0].words, list(g)) for g in happenings(material)]
    for key, items in series(material).items():
        same: defaultdict[tuple[Any, Any], list[Item[Any]]] = defaultdict(list)
        for item in items:
            same[item.record.low, item.record.high].append(item)
        claims += [(f"{key.subject} {key.measure}: {figure_amount(some[0].record)}", some) for some in same.values()]
    several = [(claim, items) for claim, items in claims if len({i.source.key for i in items}) > 1]
    rows = [_claim(reports, claim, items) for claim, items in several]
    return sorted(rows, key=lambda r: -sum(len(o["documents"]) for o in r["origins"]))


def _claim(reports: Reports, claim: str, items: list[Item[Any]]) -> Json:
    origins: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for item, (origin, kind) in zip(items, reports.origins(items), strict=True):
        origins[origin].setdefault(item.source.id, kind)
    return {
        "claim": claim,
        "origins": [{"origin": o, "documents": list(d), "kinds": list(d.values())} for o, d in origins.items()],
        "references": [i.reference() for i in items],
    }
