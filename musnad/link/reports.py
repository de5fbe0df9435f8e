"""Which report a record was first told in: an agency's, the one that its document copies, or the document's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from musnad.link.carriers import carriers
from musnad.link.copies import shingles
from musnad.link.groups import Groups
from musnad.link.material import Item, Material
from musnad.link.origins import copy_pairs, join_to_earliest, roots

AROUND = 80  # characters before and after a record's words that are compared
SHARED = 0.5  # the share of the runs of words there that two tellings must have in common


class Reports:
    """The reports behind the documents of a material. Built once for a view."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._first = roots(material)
        self._partners: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for overlap in copy_pairs(material):
            self._partners[overlap.left][overlap.right] = overlap.kind
            self._partners[overlap.right][overlap.left] = overlap.kind

    def origins(self, items: list[Item[Any]]) -> list[tuple[str, str]]:
        """For each of the tellings of one claim who it goes back to, and as what its document carries it: report, copy,
        partial or retelling. Documents that share sentences are one origin where these are among them."""
        told = {item.source.key: item for item in reversed(items)}
        groups = Groups(told)
        for left, right in self._pairs(told):
            if self._first[left] is self._first[right] or self._alike(told[left], told[right]):
                join_to_earliest(groups, self.material.sources, left, right)
        return [self._origin_and_kind(item, told[groups.root(item.source.key)]) for item in items]

    def number(self, items: list[Item[Any]]) -> int:
        """How many independent origins tell one claim."""
        if len({item.source.key for item in items}) < 2:
            return min(1, len(items))
        return len({origin for origin, _ in self.origins(items)})

    def _pairs(self, told: dict[str, Item[Any]]) -> Iterator[tuple[str, str]]:
        """The pairs of documents that tell a claim and share a report or a part of one."""
        for left in told:
            for right in self._partners.get(left, ()):
                if right in told and left < right:
                    yield left, right

    def _origin_and_kind(self, item: Item[Any], first: Item[Any]) -> tuple[str, str]:
        here, root = item.source.key, first.source.key
        kinds = self._partners.get(here, {})
        kind = "report" if here == root else kinds.get(root) or next(iter(kinds.values()))
        return self._origin(item, first), kind

    def _origin(self, item: Item[Any], first: Item[Any]) -> str:
        """The agency or paper that its statement names, or the first telling's, else the outlet of the first report."""
        for telling in (item, first):
            said = self.material.statement_at(telling)
            named = carriers(self.material, said) if said else []
            if named:
                return named[-1]
        return first.source.outlet or first.source.id

    def _alike(self, a: Item[Any], b: Item[Any]) -> bool:
        """Whether two tellings stand in the same words."""
        here, there = self._words(a), self._words(b)
        return len(here & there) >= SHARED * min(len(here), len(there))

    def _words(self, item: Item[Any]) -> frozenset[int]:
        text = self.material.text(item.source)
        return shingles(text[max(0, item.start - AROUND) : item.end + AROUND])
