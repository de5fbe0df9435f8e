"""How far an event is real, and who says so."""

from __future__ import annotations

from musnad.extract.events.clauses import Clause, finite
from musnad.extract.events.mentions import LAM, Mention
from musnad.extract.events.triggers import Trigger
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import Statement

NOON = "\u0646"
KAF = "\u0643"
FAR = 12  # tokens back from an event in which a governing verb or phrase is looked for
OF_ACT = {
    "claims": "alleged",
    "demands": "demanded",
    "denies": "denied",
    "threatens": "planned",
    "pledges": "planned",
}
ASSERTED = frozenset(
    {"denied", "alleged", "conditional", "ongoing", "hypothetical"}
)  # what a perfect verb can still be
OF_BORDER = {"purpose": "planned", "condition": "conditional", "whether": "hypothetical"}
PRESUPPOSED = frozenset(
    {"before", "during", "since", "eve"}
)  # clauses whose events are there, whatever is said of them
LISTED = 3  # clauses of a list that one verb governs


def _towards(verb: Trigger) -> str | None:
    """A verbal noun after li- is what something is for: not yet there."""
    return "planned" if verb.hit.features.tense == "masdar" and verb.hit.split.preposition == LAM else None


class Scope:
    """What governs each token: the page's statements, verbs of wanting and denying, particles, adjectives."""

    def __init__(self, page: Page, clauses: list[Clause]) -> None:
        self.page = page
        self.clauses = clauses
        self.statements = self._by_token()

    def _by_token(self) -> dict[int, Statement]:
        """The innermost statement whose content holds a token."""
        held: dict[int, Statement] = {}
        for statement in self.page.statements:
            if statement.content is not None:
                first, last = self.page.token_range(statement.content.start, statement.content.end)
                for i in range(first, min(last, first + 400)):
                    held[i] = statement
        return held

    def source(self, mention: Mention) -> str:
        """Who says it: the speaker of the statement that holds the mention, else the outlet."""
        statement = self.statements.get(mention.head.first)
        return (statement.speaker_name or "outlet") if statement else "outlet"

    def governor(self, first: int, last: int) -> Hit | None:
        """The last governing verb between two tokens; what one promises or wants to go on with is promised or wanted."""
        found = None
        for i in range(last - 1, max(first, last - FAR) - 1, -1):
            hit = self.page.hits.at(i, "events.governors")
            if hit is None or hit.features.tense == "participle" or hit.split.preposition == KAF:
                continue
            if hit.row["modality"] != "ongoing" or finite(hit):
                return hit
            found = found or hit
        return found

    def governed(self, number: int, at: int) -> str:
        """What a governing verb before token `at`, in its clause or the one that introduces it, makes of its events."""
        governor = self.governor(self._open(number), at)
        return governor.row["modality"] if governor else ""

    def _open(self, number: int) -> int:
        """Where the scope over a clause opens: a complement is governed from the clause before it, a list from its head."""
        clause = self.clauses[number]
        for before in reversed(self.clauses[max(0, number - LISTED) : number]):
            if before.sentence != clause.sentence:
                break
            if clause.kind == "complement":
                return before.first
            if clause.kind != "mark" or not self._lists(clause):
                break
            clause = before
        return clause.first

    def _lists(self, clause: Clause) -> bool:
        """Whether a clause after a comma begins with `and` and a verbal noun: one more of what is listed."""
        first = clause.first + clause.border
        verb = self.page.hits.at(first, "events.verbs") if first < clause.last else None
        return verb is not None and verb.features.tense == "masdar" and bool(verb.split.conjunction)

    def modality(self, mention: Mention, end: int, before: str) -> str:
        """The modality of a mention that ends before token `end`; `before`: that of the noun it is joined to by `and`."""
        verb = mention.verb or mention.head
        opened = self._condition(mention.clause)
        if opened and not self._is_known(mention, end):
            return OF_BORDER[opened]
        particle = self._particle(mention.first, self._open(mention.clause))
        said = particle.row["modality"] if particle is not None else self._tense(verb.hit)
        if particle is not None and said == "denied" and not particle.row["ahead"] and self._excepts(mention):
            return "happened"
        if said == "perhaps":
            said = "hypothetical" if verb.hit.features.tense == "imperfect" else None
        said = said or self._governed_as(mention, end, verb)
        if verb.hit.features.tense == "perfect" and said not in ASSERTED and not self._is_noun(mention, verb):
            return "happened"
        if said is None and verb.nominal and verb.hit.split.conjunction:
            said = before
        if said is None and not verb.nominal and verb.hit.features.tense == "imperfect":
            said = self._of_present(mention, verb)
        return said or "happened"

    def _excepts(self, mention: Mention) -> bool:
        """Whether what is denied of all others holds of one (`none but two withdrew`)."""
        last = min(self.clauses[mention.clause].last, mention.last + FAR)
        hits = (self.page.hits.at(i, "events.particles") for i in range(mention.last, last))
        return any(hit is not None and hit.row["modality"] == "except" for hit in hits)

    def _condition(self, number: int) -> str:
        """`condition` or `whether` where a clause is one, or goes on with one by `and`; else ''."""
        clause = self.clauses[number]
        if clause.kind == "coordinate" and number and self.clauses[number - 1].sentence == clause.sentence:
            clause = self.clauses[number - 1]
        return clause.kind if clause.kind in ("condition", "whether") else ""

    def _is_known(self, mention: Mention, end: int) -> bool:
        """Whether a mention is a definite noun that a relative clause tells more of: it is there, whatever it stands in."""
        following = self.clauses[mention.clause + 1] if mention.clause + 1 < len(self.clauses) else None
        definite = mention.head.nominal and mention.head.hit.split.article
        return bool(definite) and following is not None and following.kind == "relative" and following.first - end <= 1

    def _is_noun(self, mention: Mention, verb: Trigger) -> bool:
        """Whether a form that may be a verb in the past is a verbal noun that its own clause governs (`must withdraw`)."""
        first = self.clauses[mention.clause].first
        if not verb.ambiguous or mention.first == first:
            return False
        return self._particle(mention.first, first) is not None or self.governor(first, mention.first) is not None

    def _of_present(self, mention: Mention, verb: Trigger) -> str:
        """What an imperfect says: going on; in a headline, or after `before`, that it came; right after `that`, that it is to."""
        clause = self.clauses[mention.clause]
        if self._in_title(mention):
            return "happened"
        opened = self.page.tokens[clause.first + max(clause.border, 1) - 1].key
        bare = opened.endswith(NOON)  # `that he ...` is told, `that ... should` is wanted
        if bare and verb.first == clause.first + clause.border and clause.kind in ("complement", "after"):
            return "planned" if clause.kind == "complement" else "happened"
        return "ongoing"

    def _in_title(self, mention: Mention) -> bool:
        """Headlines tell what has happened in the imperfect."""
        return self.page.segment_kind(self.page.tokens[mention.first].start) == "title"

    def _governed_as(self, mention: Mention, end: int, verb: Trigger) -> str | None:
        """What stands around a mention makes of it: a governing verb, its own words, its clause, the act of the report."""
        beside = self.page.hits.at(mention.last, "events.qualities") if mention.verb is None else None
        if beside is not None:
            return beside.row["modality"]
        governor = self.governor(self._open(mention.clause), max(mention.first, mention.head.first))
        if governor is not None:
            return governor.row["modality"]
        said = self._quality(mention, end) or self._told_of(mention) or _towards(verb)
        if said is None and self.clauses[mention.clause].kind == "purpose":
            said = OF_BORDER["purpose"]
        known = self.clauses[mention.clause].kind in PRESUPPOSED
        statement = self.statements.get(mention.head.first) if said is None and not known else None
        return OF_ACT.get(statement.act) if statement else said

    def _tense(self, hit: Hit) -> str | None:
        return "planned" if finite(hit) and hit.split.future else None

    def _particle(self, first: int, opened: int) -> Hit | None:
        """The nearest particle before a mention, where it reaches that far."""
        for i in range(first - 1, max(opened, first - 8) - 1, -1):
            hit = self.page.hits.at(i, "events.particles")
            if hit is not None and first - hit.last < int(hit.row["reach"]):
                return hit
            if self.page.tokens[i].kind == "mark":
                return None
        return None

    def _told_of(self, mention: Mention) -> str | None:
        """What a verb after an event noun says of it (`the meeting will be held`, `the withdrawal may be`)."""
        if not (mention.verb or mention.head).nominal:
            return None
        hits = self.page.hits
        for i in range(mention.last, min(self.clauses[mention.clause].last, mention.last + FAR)):
            particle = hits.at(i, "events.particles")
            if particle is not None and particle.row["told"] and particle.row["modality"] != "perhaps":
                return particle.row["modality"]
            verb = hits.at(i, "events.verbs") or hits.at(i, "events.governors")
            if verb is not None and finite(verb) and hits.at(i - 1, "events.prepositions") is None:
                return "planned" if verb.split.future else self._lasts(verb)
        return None

    def _lasts(self, verb: Hit) -> str | None:
        """What a verb of lasting or moving on says in the present (`the protests go on`)."""
        lasting = verb.table == "events.governors" and verb.row["modality"] == "ongoing"
        light = verb.table == "events.verbs" and verb.row["light"] == "yes"
        return "ongoing" if (lasting or light) and verb.features.tense == "imperfect" else None

    def _quality(self, mention: Mention, end: int) -> str | None:
        for i in range(mention.last, min(end, mention.last + FAR)):
            hit = self.page.hits.at(i, "events.qualities")
            if hit is not None:
                return hit.row["modality"]
        return None
