"""Which mentions are worth a record: words that only point back, aim at something or stay abstract are none."""

from __future__ import annotations

from bisect import bisect_left

from musnad.extract.events.clauses import Clause, finite
from musnad.extract.events.dates import Calendar
from musnad.extract.events.mentions import VIOLENT, Mention
from musnad.extract.events.named import Names
from musnad.extract.events.triggers import ILL
from musnad.extract.page import Page

TELLING = frozenset(
    {"before", "since", "eve", "after", "during"}
)  # clauses that place the main event by naming another
WRITTEN = frozenset({"agreement", "decision", "resolution"})  # the word also names the paper, not its making
THINGS = frozenset({"bases", "facilities", "vehicles", "weapons", "rockets", "drones", "countries", "attacks"})
PLAIN = frozenset(
    {"casualties", "protest", "strike", "withdrawal"}
)  # happenings whose words are never meant in another sense
SAID = PLAIN | {
    "meeting", "dialogue_round", "pledge", "threat", "resolution", "statement_release", "territorial_control"
}  # fmt: skip
REACHED = frozenset({"visit", "return"})  # one arrives at a place, not at a result
PREDICATE = 3  # tokens after an event noun in which its verb stands
AMOUNT = 5  # tokens after a verb of arriving in which a number is what is reached
SUBJECT = 2  # tokens before a verb in which its subject stands
LOOKED_AT = 12  # tokens behind a mention in which a person or a thing makes it concrete


class Evidence:
    """What the words around a mention tell of it: names, figures, persons and things, times, its own verb."""

    def __init__(self, page: Page, clauses: list[Clause], names: Names, calendar: Calendar) -> None:
        self.page = page
        self.clauses = clauses
        self.names = names
        self.calendar = calendar
        self.counted = sorted(page.token_range(f.start, f.end)[0] for f in page.figures)

    def stands(self, before: Mention | None, mention: Mention, end: int, last: bool) -> bool:
        """Whether a mention whose words end before token `end` tells of an event.

        before: the mention before it, or None; last: no other mention follows in its clause.
        """
        clause = self.clauses[mention.clause]
        if (
            mention.head.hit.table == "events.verbs"
            and mention.head.hit.row["light"] == ILL
            and self._is_ill(mention, end)
        ):
            return False
        if clause.kind == "purpose" or (mention.type in REACHED and self._reaches_amount(mention, end)):
            return False
        if clause.kind == "relative" and before and _tells_more(before, mention, clause):
            return False
        object_ = mention.type in WRITTEN and before is not None and before.clause == mention.clause
        timed = self.calendar.has_time(clause) and not object_
        specified = timed or self._is_specified(mention, end if last else -2)
        if not (specified or self._is_denied(mention) or self._tells_enough(mention, clause, end)):
            return False
        reached = mention.type in REACHED and self._is_anchored(mention.first, end)
        return reached or _is_whole(mention, clause, end, specified)

    def _is_ill(self, mention: Mention, end: int) -> bool:
        """Whether an illness follows (`infected with a virus`)."""
        behind = range(mention.head.last, min(end, mention.head.last + AMOUNT))
        return any(self.page.hits.at(i, "events.illnesses") for i in behind)

    def _tells_enough(self, mention: Mention, clause: Clause, end: int) -> bool:
        """Whether a mention tells of an event without a time: by who, where or how many, as far as its words need that."""
        hit = (mention.verb or mention.head).hit
        rule, kind = mention.rule, mention.type
        if rule == "events.noun.alone":
            if kind == "dialogue_round":
                return self._is_anchored(clause.first, end)
            return kind in PLAIN or mention.head.hit.table == "events.nouns" or self._is_concrete(mention, end)
        if rule == "events.light.alone" and kind == "other":
            return self._is_concrete(mention, end)
        if rule not in ("events.verb.finite", "events.light.alone"):
            return True
        if kind in REACHED:
            return self._is_concrete(mention, end)
        if hit.features.tense == "imperfect" and not hit.split.future:
            return kind in VIOLENT or self._is_anchored(clause.first, end)
        return kind in SAID or self._is_anchored(clause.first, end) or self._is_concrete(mention, end)

    def _is_anchored(self, first: int, end: int) -> bool:
        """Whether someone, somewhere or a number is named between two tokens."""
        at = bisect_left(self.counted, first)
        return bool(self.names.within(first, end)) or (at < len(self.counted) and self.counted[at] < end)

    def _is_concrete(self, mention: Mention, end: int) -> bool:
        """Whether its own words, or a subject before it, name someone, somewhere, a number, a kind of person or a thing one
        can hit."""
        if self._is_anchored(mention.first, end):
            return True
        clause = self.clauses[mention.clause]
        for i in range(max(clause.first, mention.first - SUBJECT), min(end, mention.head.last + LOOKED_AT)):
            noun = self.page.hits.at(i, "figures.nouns")
            if noun is not None and (noun.row["group"] == "person" or noun.row["measure"] in THINGS):
                return True
        return False

    def _is_denied(self, mention: Mention) -> bool:
        """Whether a denial stands right before a mention that says what kind of event did not happen."""
        particle = self.page.hits.at(mention.first - 1, "events.particles")
        return mention.type != "other" and particle is not None and particle.row["modality"] == "denied"

    def _reaches_amount(self, mention: Mention, end: int) -> bool:
        """Whether what arrives arrives at a number (`the bill reaches 2,600`), or what returns goes back to a year."""
        behind = range(mention.last, min(end, mention.last + AMOUNT))
        if mention.type == "return" and any(i in self.calendar.tokens for i in behind[:2]):
            return True
        return not mention.head.nominal and any(
            self.page.tokens[i].kind == "number" and i not in self.calendar.tokens for i in behind
        )

    def _is_specified(self, mention: Mention, end: int) -> bool:
        """Whether a relative clause follows token `end`, or the mention's verb or an adjective of modality the mention."""
        clauses, hits = self.clauses, self.page.hits
        following = clauses[mention.clause + 1] if mention.clause + 1 < len(clauses) else None
        if following is not None and following.kind == "relative" and 0 <= following.first - end <= 1:
            return True
        behind = range(mention.last, min(mention.last + PREDICATE, clauses[mention.clause].last))
        told = mention.head.nominal and any(finite(hits.at(i, "events.verbs")) for i in behind)
        return told or hits.at(mention.last, "events.qualities") is not None


def _is_whole(mention: Mention, clause: Clause, end: int, specified: bool) -> bool:
    """Whether a mention has the words that its form needs: no bare verb, no bare noun with the article."""
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


def _tells_more(before: Mention, mention: Mention, clause: Clause) -> bool:
    """Whether the verb of a relative clause only tells more of the event noun before it (`the raids that hit the town`)."""
    verb = mention.verb or mention.head
    beside = before.head.nominal and before.clause == mention.clause - 1 and clause.first - before.last <= 2
    return beside and not verb.nominal and {before.type, mention.type} <= VIOLENT - {"casualties"}
