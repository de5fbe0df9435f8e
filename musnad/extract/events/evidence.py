"""Which mentions are worth a record: a bare word that only points back at a happening, or a purpose, is none."""

from __future__ import annotations

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import Mention

TELLING = frozenset(
    {"before", "since", "eve", "after", "during"}
)  # clauses that place the main event by naming another
WRITTEN = frozenset({"agreement", "decision", "resolution"})  # the word also names the paper, not its making


def stands(mention: Mention, clause: Clause, end: int, specified: bool) -> bool:
    """Whether a mention that ends before token `end` tells of an event.

    specified: its clause has a time expression, or a relative clause or an adjective of modality tells more of it.
    """
    if clause.kind == "purpose":
        return False
    length = end - mention.first
    hit = mention.head.hit
    if mention.rule == "events.light.alone" and mention.head.nominal and hit.split.article:
        return False
    if mention.rule == "events.verb.finite":
        return not (hit.pronoun and clause.kind == "relative") and (
            length > 1 or specified or mention.type == "casualties"
        )
    if mention.rule == "events.noun.alone" and not specified:
        if (hit.split.article or hit.pronoun) and mention.type in WRITTEN:
            return False
        return length > 2 or (clause.kind in TELLING and clause.kind != "after") or not hit.split.article
    return True
