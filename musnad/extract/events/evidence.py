"""Which mentions are worth a record: a bare word that only points back at a happening, or a purpose, is none."""

from __future__ import annotations

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import VIOLENT, Mention

TELLING = frozenset(
    {"before", "since", "eve", "after", "during"}
)  # clauses that place the main event by naming another
WRITTEN = frozenset({"agreement", "decision", "resolution"})  # the word also names the paper, not its making


def stands(mention: Mention, clause: Clause, end: int, specified: bool, anchored: bool) -> bool:
    """Whether a mention that ends before token `end` tells of an event.

    specified: its clause has a time expression, or a relative clause or an adjective of modality tells more of it.
    anchored: its clause up to `end` names someone, somewhere, a number or a time.
    """
    if clause.kind == "purpose" or not (anchored or specified or _tells_enough(mention)):
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


def _tells_enough(mention: Mention) -> bool:
    """Whether a mention tells of an event without a name, a number or a time: no bare talks, no verb of the present."""
    if mention.rule == "events.noun.alone":
        return mention.type != "dialogue_round"
    if mention.rule not in ("events.verb.finite", "events.light.alone") or mention.type in VIOLENT:
        return True
    hit = (mention.verb or mention.head).hit
    return hit.features.tense != "imperfect" or bool(hit.split.future)
