"""Full-text search over the ledger as a view."""

from __future__ import annotations

from musnad.link.material import Json, Material


def find(material: Material, query: str, limit: int = 20) -> list[Json]:
    """Paragraphs that hold every word of a query, in any spelling; references with outlet and day, the best first."""
    found = [place for place in material.ledger.search(query, limit) if place[0] in material.sources]
    texts = material.ledger.texts(list(dict.fromkeys(key for key, _, _ in found)))
    rows = []
    for key, start, end in found:
        source = material.sources[key]
        place = {"document": source.id, "start": start, "end": end, "text": texts[key][start:end]}
        rows.append(place | {"outlet": source.outlet, "published": source.published})
    return rows
