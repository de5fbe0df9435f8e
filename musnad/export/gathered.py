"""What a dossier is made of: the views on a day, and the documents that they refer to."""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.export.dossier import references
from musnad.link.material import Json, Material
from musnad.story.state import state_on
from musnad.story.told import Told

MOST = 100  # rows of a view, of a large ledger


def views_of(told: Told, on: str) -> dict[str, list[Json]]:
    """The views that a dossier is made of, by name; of a large ledger their first rows. on: the ISO day of the state."""
    most = MOST if told.is_large else None
    return {
        "state": state_on(told, on)[:most],
        "disagreements": told.rows("disagreements")[:most],
        "figures": told.rows("figures")[:most],
        "timeline": told.rows("timeline")[:most],
        "copies": [c for c in told.rows("copies") if c["kind"] != "independent"][:most],
    }


def documents_of(material: Material, views: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Documents with their text and segments, in the order of publication; with views only those that they refer to."""
    wanted = None if views is None else {ref["document"] for ref in references(views)} | _copied(views)
    found = []
    for source in material.sources.values():
        if wanted is not None and source.id not in wanted:
            continue
        document = material.ledger.document(source.key)
        found.append({"id": source.id, "outlet": source.outlet, "published": source.published,
                      "text": document.text, "segments": msgspec.to_builtins(document.segments)})  # fmt: skip
    return found


def _copied(views: dict[str, Any]) -> set[str]:
    return {id for row in views.get("copies", []) for id in row["documents"]}
