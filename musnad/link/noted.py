"""What a document says of processes, of days left open and of what is denied: found in one pass over its text, and held instead of the pass."""

from __future__ import annotations

import msgspec

from musnad.link.absences import absences_in
from musnad.link.holdings import Holding, holdings_in
from musnad.link.keepings import Keeping, keepings_in
from musnad.link.known import known_long
from musnad.link.material import Material, Source
from musnad.link.naming import Named, named_in
from musnad.link.pointing import Retort, is_turned, retorts_in
from musnad.link.processes import Claim, claims
from musnad.link.scan import scan_of
from musnad.link.turns import Turns, turns_in
from musnad.link.words import stems

HELD = 2_000  # documents


class Noted(msgspec.Struct, frozen=True):
    """claims: how processes stand. undated: sentences that leave a day open, from the words that do so to their end, with the
    stems of the whole sentence. retorts: what was told and the denial or answer that points back at it. named: denials
    that name their claim. absent: words that say
    that no trace or proof of something is there, from where to where, and where the something begins between.
    denying, negations: where such words begin. turned: where a word of denying begins by which nothing is denied.
    sentences: from where to where. holdings: who holds a place. keepings: who keeps or breaks a deal.
    turns: where it sets one telling against another itself."""

    claims: list[Claim]
    undated: list[tuple[int, int, frozenset[str]]]
    retorts: list[Retort]
    named: list[Named]
    absent: list[tuple[int, int, int]]
    denying: list[int]
    negations: list[int]
    turned: frozenset[int]
    sentences: list[tuple[int, int]]
    holdings: list[Holding]
    keepings: list[Keeping]
    turns: Turns


def noted(material: Material, source: Source) -> Noted:
    """What a document says of both; what was said by the documents looked at last is held."""
    held: dict[str, Noted] = material.memory.setdefault("noted", {})
    if source.key not in held:
        if len(held) >= HELD:
            del held[next(iter(held))]
        held[source.key] = noted_in(material.text(source))
    return held[source.key]


@known_long
def noted_in(text: str) -> Noted:
    """What a text says of both."""
    seen = scan_of(text)
    undated = []
    for hit in seen.hits.of("link.undated"):
        first, last = seen.sentence(hit.first)
        start, end = seen.tokens[hit.first].start, seen.tokens[last - 1].end
        undated.append((start, end, stems(seen.text[seen.tokens[first].start : end])))
    denying, negations = (
        [seen.tokens[hit.first].start for hit in seen.hits.of(name)] for name in ("link.denying", "link.negations")
    )
    turned = frozenset(seen.tokens[h.first].start for h in seen.hits.of("link.denying") if is_turned(seen, h))
    sentences = [(seen.tokens[first].start, seen.tokens[last - 1].end) for first, last in seen.sentences()]
    return Noted(
        claims(seen),
        undated,
        retorts_in(seen),
        named_in(seen),
        absences_in(seen),
        denying,
        negations,
        turned,
        sentences,
        holdings_in(seen),
        keepings_in(seen),
        turns_in(seen),
    )
