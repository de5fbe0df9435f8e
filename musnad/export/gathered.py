"""What a dossier is made of: the views on a day, and the documents that they refer to."""

from __future__ import annotations

from typing import Any

import msgspec

from musnad.export.dossier import references
from musnad.link.disagreements import disagreements
from musnad.link.material import Material
from musnad.link.origins import copies
from musnad.story.file import Story
from musnad.story.state import state
from musnad.story.views import figures, timeline


def views_of(material: Material, on: str, story: Story | None) -> dict[str, Any]:
    """The views that a dossier is made of, by name. on: the ISO day of the state."""
    return {
        "state": state(material, on, story),
        "disagreements": disagreements(material, False),
        "figures": figures(material, story),
        "timeline": timeline(material),
        "copies": [c for c in copies(material) if c["kind"] != "independent"],
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
