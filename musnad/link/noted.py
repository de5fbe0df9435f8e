"""What a document says of processes and of days left open: found in one pass over its text, and held instead of the pass."""

from __future__ import annotations

import msgspec

from musnad.link.material import Material, Source
from musnad.link.processes import Claim, claims
from musnad.link.scan import scan
from musnad.link.words import stems


class Noted(msgspec.Struct, frozen=True):
    """claims: how processes stand. undated: sentences that leave a day open, from the words that do so to their end, with the
    stems of the whole sentence."""

    claims: list[Claim]
    undated: list[tuple[int, int, frozenset[str]]]


def noted(material: Material, source: Source) -> Noted:
    """What a document says of both, worked out once for a material."""
    held: dict[str, Noted] = material.memory.setdefault("noted", {})
    if source.key not in held:
        seen = scan(material, source)
        undated = []
        for hit in seen.hits.of("link.undated"):
            first, last = seen.sentence(hit.first)
            start, end = seen.tokens[hit.first].start, seen.tokens[last - 1].end
            undated.append((start, end, stems(seen.text[seen.tokens[first].start : end])))
        held[source.key] = Noted(claims(seen), undated)
    return held[source.key]
