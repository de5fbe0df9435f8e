"""Readings as the linker sees them, without a ledger: the documents of one shard on a shelf."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from musnad.ledger.rows import anchor
from musnad.link.material import TYPES, Item, Material, Source
from musnad.model import Document, Reading


class Shelf(Material):
    """Material made from readings. key of a source: the place of its document on the shelf, counted from `first`."""

    def __init__(self, read: Iterable[tuple[Document, Reading]], first: int = 0) -> None:
        sources: dict[str, Source] = {}
        self._sources, self._spoken, self.decisions, self.memory, self.as_read = sources, {}, {}, {}, {}
        texts: dict[str, str] = {}
        self._texts = texts
        self._layers: dict[str, list[Item[Any]]] = {name: [] for name in TYPES}
        for number, (document, reading) in enumerate(read, first):
            key, when = str(number), reading.published
            source = Source(key, document.id, document.outlet, when.value, when.earliest, when.latest)
            sources[key] = source
            texts[key] = document.text
            for name, items in self._layers.items():
                for place, record in enumerate(getattr(reading, name)):
                    items.append(Item(f"{key} {name} {place}", source, record, *anchor(name, record)))
