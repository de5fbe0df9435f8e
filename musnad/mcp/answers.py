"""What an assistant is given: rows of a view, every reference in them with its words, its chain, its outlet and its day."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from musnad.export.dossier import references
from musnad.link.material import Json, Material, Source, chain_of

MOST = 200  # rows of one answer


def answer(material: Material, rows: Sequence[Json], limit: int, offset: int = 0) -> Json:
    """Some rows of a view as an answer: {"total", "shown", "next_offset", "rows"}.

    limit, offset: which rows; what is left out is told by `total` and `next_offset` (None where nothing follows).
    """
    some = copy.deepcopy(list(rows[offset : offset + min(limit, MOST)]))
    sources = _sources(material)
    material = material.part({sources[r["document"]].key for r in references(some) if r["document"] in sources})
    for reference in references(some):
        source = sources.get(reference["document"])
        if source is not None:
            _complete(material, source, reference)
    after = offset + len(some)
    return {"total": len(rows), "shown": len(some), "next_offset": after if after < len(rows) else None, "rows": some}


def _complete(material: Material, source: Source, reference: Json) -> None:
    """Give a reference its chain, outermost first, and who published it when, where the view left them out."""
    said = material.statement_holding(source, reference["start"], reference["end"])
    reference.setdefault("chain", chain_of(source, said))
    reference.setdefault("outlet", source.outlet)
    reference.setdefault("published", source.published)


def _sources(material: Material) -> dict[str, Source]:
    if "sources by id" not in material.memory:
        material.memory["sources by id"] = {source.id: source for source in material.sources.values()}
    found: dict[str, Source] = material.memory["sources by id"]
    return found
