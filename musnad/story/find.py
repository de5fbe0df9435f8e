"""Full-text search over the ledger as a view."""

from __future__ import annotations

from musnad.link.material import Json, Material


def find(material: Material, query: str, limit: int = 20) -> list[Json]:
    """Paragraphs that hold every word of a query, in any spelling; references with outlet and day, the best first."""
    found = material.ledger.search(query, limit)
    part = material.part(key for key, _, _ in found)
    rows = []
    for key, start, end in found:
        source = part.sources.get(key)
        if source is not None:
            place = {"document": source.id, "start": start, "end": end, "text": part.text(source)[start:end]}
            rows.append(place | {"outlet": source.outlet, "published": source.published})
    return rows
