"""Whether two records speak of the same affair: who is named in their sentences and in their documents."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from musnad.link.material import Material, Source

SHARED_IN_DOCUMENTS = 2
CENTRAL = 8


class Context:
    """The names of every document by place in the text. Built once for a material."""

    def __init__(self, material: Material) -> None:
        named: dict[str, list[tuple[int, str]]] = {key: [] for key in material.sources}
        for item in material.layer("entities"):
            entity = item.record
            if entity.type != "media":
                named[item.source.key] += [(name.start, entity.id) for name in entity.names]
        self._named = {key: sorted(places) for key, places in named.items()}
        self._central = {
            key: {name for name, _ in Counter(n for _, n in places).most_common(CENTRAL)}
            for key, places in self._named.items()
        }

    def names(self, source: Source, start: int, end: int) -> set[str]:
        """Ids of the entities named between two offsets of a document."""
        places = self._named.get(source.key, [])
        first = bisect_left(places, (start, ""))
        return {name for at, name in places[first : bisect_left(places, (end, ""))] if at < end}

    def same_affair(self, a: Source, b: Source) -> bool:
        """Whether two documents are about the same people and places: two of the most named are shared."""
        return a.key == b.key or len(self._central[a.key] & self._central[b.key]) >= SHARED_IN_DOCUMENTS
