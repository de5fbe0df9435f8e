"""A light verb and its noun with something put in between (`launched, as it did last week, raids on the town`)."""

from __future__ import annotations

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import VIOLENT, Mention

FAR = 3  # clauses that may stand in between


def joined(found: list[Mention], clauses: list[Clause]) -> list[Mention]:
    """The mentions of a page with each light verb that found no noun joined to the noun after the parenthesis."""
    kept: list[Mention] = []
    for mention in found:
        before = kept[-1] if kept else None
        if before is not None and _belong(before, mention, clauses):
            kept[-1] = Mention(
                before.first, mention.last, mention.type, mention.head, before.head, mention.clause, "events.light.noun"
            )
        else:
            kept.append(mention)
    return kept


def _belong(verb: Mention, noun: Mention, clauses: list[Clause]) -> bool:
    """Whether a light verb left alone and an event noun after it are one: same sentence, a mark before the noun's clause."""
    if verb.rule != "events.light.alone" or noun.rule != "events.noun.alone" or verb.head.nominal:
        return False
    mine, its = clauses[verb.clause], clauses[noun.clause]
    near = mine.sentence == its.sentence and 0 < noun.clause - verb.clause <= FAR and its.kind == "mark"
    split = noun.head.hit.split
    alike = verb.type == noun.type or {verb.type, noun.type} <= VIOLENT
    return near and alike and not (split.conjunction or split.preposition)
