"""Chains: who carried the words, from the outlet in to the one who spoke."""

from __future__ import annotations

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.discourse import Referent
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.speakers import Phrase
from musnad.model import ChainLink

KINDS = {"source": "unnamed", "media": "agency", "body": "organization", "document": "document"}


def chain_of(
    ground: Ground, cue: Cue, speaker: Phrase | None, referent: Referent | None, carrier: Phrase | None
) -> list[ChainLink]:
    """Links from the outermost to the speaker. The outlet's own link has no span."""
    page = ground.page
    links = []
    if page.document.outlet:
        links.append(ChainLink(name=page.document.outlet, kind="outlet"))
    span = page.span(cue.first, cue.last)
    if carrier:
        words = page.span(carrier.first, carrier.last)
        links.append(ChainLink(name=words.text, kind="agency", span=words, cue=span))
    if referent is not None:
        words_of = page.span(speaker.first, speaker.last) if speaker else None
        kind = KINDS.get(referent.kind, "person")
        links.append(ChainLink(name=max(referent.names, key=len), kind=kind, span=words_of, cue=span))
    return links
