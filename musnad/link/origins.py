"""Where a report comes from: copies and the agency they name, so that origins are counted and not outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from musnad.link.carriers import carriers
from musnad.link.copies import COPY, LONGER, RETELLING, SAME_WORDS, Overlap, overlaps
from musnad.link.days import days_between, interval
from musnad.link.groups import Groups
from musnad.link.material import Json, Material, Source
from musnad.link.reasons import reason

RETOLD_DAYS = 2
NEAR_DAYS = 10  # a copy appears within these days of what it copies
OWN_DAYS = 1  # an outlet that repeats itself later only brings its background again,
OWN_PARTS, OWN_PARTS_DAYS = 0.2, 5  # unless it is whole paragraphs within some days
WHOLE = 0.9  # a text so wholly contained is a copy at any distance


def copy_pairs(material: Material) -> list[Overlap]:
    """Pairs of documents of which one holds a part of the other, near in time. Headlines are left out: the other pages of
    an outlet name them."""
    if "copies" not in material.memory:
        sources = material.sources
        days = {key: interval(source.published) for key, source in sources.items()}
        known = {key: found[0].toordinal() for key, found in days.items() if found is not None}
        found = overlaps(_Bodies(material), known)
        material.memory["copies"] = [o for o in found if _carries(material, o)]
    pairs: list[Overlap] = material.memory["copies"]
    return pairs


class _Bodies(Mapping[str, str]):
    """The texts of a material as they are compared, by key; made when they are asked for, so that none is held twice."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def __getitem__(self, key: str) -> str:
        return body(self._material.text(self._material.sources[key]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._material.sources)

    def __len__(self) -> int:
        return len(self._material.sources)


def body(text: str) -> str:
    """A text without what stands before its first empty line, where the most of it comes after."""
    headline, _, body = text.partition("\n\n")
    return body if len(body) > len(headline) else text


def _carries(material: Material, overlap: Overlap) -> bool:
    """Whether an overlap says that one report is carried twice: near in time, and not an outlet's own background."""
    left, right = material.sources[overlap.left], material.sources[overlap.right]
    days = days_between(left.published, right.published)
    if overlap.kind == "trace":
        return False
    if days is None or overlap.smaller >= WHOLE:
        return overlap.kind in ("copy", "partial") and overlap.smaller >= LONGER
    if _same_outlet(left, right) and overlap.smaller < COPY:
        return days <= (OWN_DAYS if overlap.smaller < OWN_PARTS else OWN_PARTS_DAYS)
    return days <= (RETOLD_DAYS if overlap.smaller < RETELLING else NEAR_DAYS)


def _same_outlet(left: Source, right: Source) -> bool:
    return left.outlet is not None and left.outlet == right.outlet


def copies(material: Material) -> list[Json]:
    """The view `copies`: pairs of documents that carry one report, the surest first."""
    agencies = named_agencies(material)
    rows = []
    for overlap in sorted(copy_pairs(material), key=lambda o: (-o.smaller, o.left, o.right)):
        pair = sorted((material.sources[overlap.left], material.sources[overlap.right]), key=_order)
        shared = agencies[pair[0].key] & agencies[pair[1].key]
        reasons = [reason("same_words", shorter=_percent(overlap.smaller), longer=_percent(overlap.larger))]
        reasons += [reason("both_name", names=sorted(shared))] if shared else []
        origin = min(shared) if shared else pair[0].outlet or pair[0].id
        rows.append({"documents": [s.id for s in pair], "kind": overlap.kind, "score": max(overlap.smaller, overlap.words), "origin": origin,
                     "reasons": reasons})  # fmt: skip
    return rows


def _percent(share: float) -> int:
    return int(f"{share * 100:.0f}")


def named_agencies(material: Material) -> dict[str, set[str]]:
    """The agencies and newspapers that carry a statement in each document."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in material.layer("statements"):
        found[item.source.key].update(carriers(material, item))
    return found


def _order(source: Source) -> tuple[str, str]:
    return source.published or "9999", source.id


def roots(material: Material) -> dict[str, Source]:
    """For each document the earliest of those that carry the same report as a whole: itself where it is no copy."""
    groups = Groups(material.sources)
    for overlap in copy_pairs(material):
        if is_whole(overlap):
            join_to_earliest(groups, material.sources, overlap.left, overlap.right)
    return {key: material.sources[groups.root(key)] for key in material.sources}


def join_to_earliest(groups: Groups[str], sources: Mapping[str, Source], a: str, b: str) -> None:
    """Make one group of two groups of documents, for which the one published first stands."""
    groups.join(*sorted((groups.root(a), groups.root(b)), key=lambda key: _order(sources[key])))


def is_whole(overlap: Overlap) -> bool:
    """Whether two documents are one report, not only in some of their sentences."""
    return overlap.smaller >= LONGER or overlap.words >= SAME_WORDS
