"""Who acts or suffers where a mention's own words leave it unsaid: the verb goes on with the subject before it, a verbal noun
is done by whoever decides, begins or is told to do it, a pronoun stands for a name."""

from __future__ import annotations

import msgspec

from musnad.extract.events.arguments import HERS, ITS, THEIRS, Arguments, Reader, pronoun_of
from musnad.extract.events.clauses import Clause, finite
from musnad.extract.events.mentions import Mention
from musnad.extract.events.parties import Party
from musnad.extract.events.triggers import Trigger
from musnad.extract.page import Page
from musnad.lexicon.inflect import Features
from musnad.model import Statement
from musnad.text.clitics import ALEF, ARTICLE, NOON, YA

GOES_ON, OF_SPEAKER = "events.subject.goes_on", "events.subject.of_speaker"
BEFORE, STEERED, POINTED = "events.subject.before_clause", "events.subject.of_governor", "events.subject.of_pronoun"
OPENING = 3  # tokens of a sentence in which a verb opens it
FAR = 12  # tokens back in which a verb that says who acts is looked for
BESIDE = 2  # tokens between those who act and the verbal noun that says what they do
INTRANSITIVE = frozenset({"self", "result", "victims"})  # light verbs whose subject is what happens, or its cause
OF_MANY = YA + NOON  # ends the relative pronoun of several people
NOBODY = frozenset({"aside", "media", "thing", "land"})


class Subject(msgspec.Struct, gc=False):
    """The subject of a verb: the ids, none where it has no name, with the form of the verb and its sentence."""

    ids: list[str]
    features: Features
    sentence: int


class Carrier:
    """Hands the subject on while the mentions of a page are read in order."""

    def __init__(self, page: Page, reader: Reader, statements: dict[int, Statement]) -> None:
        self.page = page
        self.reader = reader
        self.statements = statements  # the innermost that holds a token
        self.kinds: dict[str, str] = {entity.id: entity.type for entity in page.entities}
        self.last: Subject | None = None

    def complete(self, mention: Mention, clause: Clause, found: Arguments) -> str:
        """Fill in who acts, or suffers, where the words leave it out; the rule that did, or ''. Call in text order."""
        verb = mention.verb or mention.head
        if found.subjects:
            if not verb.nominal:
                self.last = Subject([i for i in found.subjects if i], verb.hit.features, clause.sentence)
            return ""
        if verb.nominal:
            return self._of_noun(mention, clause, found)
        ids, rule = self._unsaid(mention, clause, verb)
        if not ids:
            return ""
        part = self.reader.part_of_subject(mention, None)
        held = found.targets if part == "target" else found.actors
        held += [id for id in ids if id not in found.actors + found.targets]
        return rule

    def _unsaid(self, mention: Mention, clause: Clause, verb: Trigger) -> tuple[list[str], str]:
        """The subject that a conjugated verb leaves unsaid, with the rule that found it."""
        features, opened = verb.hit.features, pronoun_of(self.page, clause)
        if mention.type == "casualties" or features.passive or not INTRANSITIVE.isdisjoint(verb.offers):
            return [], ""
        if features.person == 1:
            return self._speaker(mention), OF_SPEAKER
        if opened:
            return self._speaker(mention, opened), OF_SPEAKER
        before = self._before(clause) if verb.first - clause.first - clause.border <= 1 else None
        if before is not None and not verb.hit.pronoun and self._is_open(mention, verb):
            return named([before]), BEFORE
        if not self._is_open(mention, verb):
            return [], ""
        return (self.last.ids, GOES_ON) if self.last and self._goes_on(self.last, verb, clause) else ([], "")

    def _speaker(self, mention: Mention, pronoun: str = "") -> list[str]:
        """Who says what a mention is part of; with a pronoun, only one whom it fits."""
        statement = self.statements.get(mention.head.first)
        id = statement.speaker_id if statement is not None else None
        if not id:
            return []
        kind = self.kinds.get(id, "person")
        return [id] if not pronoun or fits(pronoun, kind) else []

    def _before(self, clause: Clause) -> Party | None:
        """The party right before a relative clause, or before a mark of quotation or a dash that opens the clause."""
        if clause.kind not in ("relative", "mark"):
            return None
        last = clause.first
        if clause.kind == "mark" and self.page.tokens[last].form in ".,;:!?\u060c\u061b\u061f\u2026":
            return None
        pronoun = "" if clause.kind == "mark" else self.page.tokens[last].key
        for party in reversed(self.reader.parties.within(max(0, last - FAR), last)):
            if party.last in (last, last - 1) and party.kind not in NOBODY | {"place"}:
                lone = party.kind in ("country", "person") and pronoun.endswith(OF_MANY)
                return None if lone else party
        return None

    def _is_open(self, mention: Mention, verb: Trigger) -> bool:
        """Whether no subject can stand after a verb: it is plural, or its object, a preposition or nothing follows."""
        if verb.hit.features.number != "s":
            return True
        i = verb.last
        if i >= len(self.page.tokens) or self.page.tokens[i].kind == "mark":
            return True
        if mention.head is not verb and mention.head.first == i:
            return not mention.head.hit.split.article
        key = self.page.tokens[i].key
        if self.page.hits.at(i, "events.prepositions") or self.page.numerals.covering(i):
            return True
        return len(key) > 3 and key.endswith(ALEF) and not self.reader.parties.names.covers(i)

    def _goes_on(self, last: Subject, verb: Trigger, clause: Clause) -> bool:
        """Whether a verb agrees with the last subject and stands in its sentence, or opens the next one."""
        mine, its = verb.hit.features, last.features
        if its.person != 3 or mine.gender != its.gender or its.number not in ("s", mine.number):
            return False
        opens = verb.first - self.page.sentences[clause.sentence][0] < OPENING
        return last.sentence == clause.sentence or (opens and last.sentence == clause.sentence - 1)

    def _of_noun(self, mention: Mention, clause: Clause, found: Arguments) -> str:
        """Who does what a noun names: whoever its pronoun stands for, or the verb before it says."""
        pronoun, hit = mention.head.hit.pronoun, mention.head.hit
        suffers = hit.row.cells.get("genitive") == "target" or hit.row.cells.get("origin") == "target"
        suffers = suffers and not self._has_object(mention)
        held = found.targets if suffers else found.actors
        if pronoun and not held and hit.row.cells.get("origin") != "place":
            party = self._meant(mention, clause, pronoun)
            if party and party not in found.actors + found.targets:
                held.append(party)
                return POINTED
        if found.actors or mention.type == "casualties":
            return ""
        ids = self._steered(mention, clause)
        found.actors += [id for id in ids if id not in found.targets]
        return STEERED if found.actors else ""

    def _has_object(self, mention: Mention) -> bool:
        """Whether a thing or a party with no preposition follows a verbal noun with a pronoun (`their storming the mosque`)."""
        i = mention.head.last
        if i >= len(self.page.tokens) or self.page.hits.at(i, "events.prepositions"):
            return False
        named = any(not party.before for party in self.reader.parties.within(i, i + 1))
        does = any(self.page.hits.at(i, table) for table in ("events.verbs", "events.nouns"))
        return named or does or self.page.tokens[i].key.startswith(ARTICLE)

    def _meant(self, mention: Mention, clause: Clause, pronoun: str) -> str:
        """Whom the pronoun on a noun stands for: the nearest party before it in its sentence that it fits."""
        first = max(self.page.sentences[clause.sentence][0], mention.first - 3 * FAR)
        near = [p for p in self.reader.parties.within(first, mention.first) if p.id and fits(pronoun, p.kind)]
        return near[-1].id if near else ""

    def _steered(self, mention: Mention, clause: Clause) -> list[str]:
        """Whoever a verb before a verbal noun says to do it: its subject (`decided to`), or its object (`told them to`)."""
        for i in range(mention.first - 1, max(clause.first, mention.first - FAR) - 1, -1):
            verb = self.page.hits.at(i, "events.agents")
            if verb is None or not finite(verb) or verb.features.passive:
                continue
            after = self._bare(verb.last, mention.first, clause)
            if mention.first - (after[-1].last if after else verb.last) > BESIDE:
                return []
            if verb.row["agent"] == "object":
                led = self._bare(clause.first, verb.first, clause)
                return named(after[-1:]) if len(after) > 1 or led else []
            bare = after[:1] or self._bare(clause.first, verb.first, clause)[-1:]
            if bare:
                return named(bare)
            opened = pronoun_of(self.page, clause)
            if opened:
                return self._speaker(mention, opened)
            agrees = self.last is not None and self.last.sentence == clause.sentence
            return self.last.ids if self.last is not None and agrees else []
        return []

    def _bare(self, first: int, last: int, clause: Clause) -> list[Party]:
        """The parties between two tokens that stand after no preposition."""
        within = self.reader.parties.within(first, last)
        return [
            p
            for p in within
            if not p.before.strip("\u0648\u0641")
            and p.kind not in NOBODY
            and not self.reader.preposition(p.first, clause.first)
        ]


def named(parties: list[Party]) -> list[str]:
    """The ids of those parties that have one."""
    return [party.id for party in parties if party.id]


def fits(pronoun: str, kind: str) -> bool:
    """Whether a pronoun can stand for a party of a kind: of a country it is feminine, of a man masculine, of groups plural."""
    if kind in NOBODY:
        return False
    if pronoun == HERS:
        return kind != "person"
    if pronoun == THEIRS:
        return kind in ("armed_group", "group", "rebel", "force", "state")
    return pronoun == ITS and kind not in ("country", "place", "group")
