"""Who acts, who suffers and where: the parties in a mention's clause, each by the word before it."""

from __future__ import annotations

import msgspec

from musnad.extract.events.clauses import COMMAS, Clause
from musnad.extract.events.mentions import Mention
from musnad.extract.events.named import PLACES
from musnad.extract.events.parties import ARMED, Parties, Party
from musnad.extract.page import Page

CLITIC_ROLES = {"\u0628": "place", "\u0644": "goal"}
ITSELF = "self"  # of verbs whose subject is the event
ITS, THEIRS, HERS = "\u0647", "\u0647\u0645", "\u0647\u0627"
WA = "\u0648"
STOPS = COMMAS | frozenset(".:;!?\u2026\u061b\u061f")
AHEAD = frozenset({"place", "actor"})  # prepositions that belong to an event also where they stand before it
MOVING = frozenset(
    {"withdrawal", "visit", "return", "redeployment", "transfer", "handover"}
)  # a goal is where, not whom
LEAVING = frozenset({"withdrawal", "redeployment", "handover", "territorial_control"})  # it happens where one leaves
SPOKEN = frozenset({"pledge", "decision", "threat", "statement_release", "resolution"})
AND = ("", WA, "\u0641")
FIRE = "fire"  # what weapons need: where they come from shoots
DONE = frozenset({"attack", "strike", "campaign", "protest", "withdrawal", "visit"})
SEATED = frozenset({"meeting", "dialogue_round", "agreement"})  # called by where they were held
OBLIQUE = "\u064a\u0646"  # ends the plural of a noun that is no subject
NAMED = frozenset({"person", "organization", "armed_group", "government", "country", "place", "base", "media"})
SHARED = frozenset(
    {"meeting", "dialogue_round", "agreement", "attack", "campaign", "visit", "training"}
)  # done with others
SUFFERED = frozenset({"casualties", "other", "territorial_control"})
HANDLED = frozenset({"casualties", "handover", "appointment"})  # of whose verbal noun an adjective of origin tells whom


class Arguments(msgspec.Struct):
    """The ids of those who act and suffer, and of the place. subjects: those who are its verb's subject, '' for the unnamed.
    ahead: whether the place stands before the mention."""

    actors: list[str]
    targets: list[str]
    place: str | None = None
    ahead: bool = False
    subjects: list[str] = msgspec.field(default_factory=list)


class Reader:
    """Reads the arguments of the mentions of a page."""

    def __init__(self, page: Page, parties: Parties) -> None:
        self.page = page
        self.parties = parties

    def arguments(self, mention: Mention, clause: Clause, end: int) -> Arguments:
        """The parties around a mention that ends before token `end`, by their parts in it."""
        found = Arguments([], [])
        role, reached, leads = "", -1, False
        for party in self.parties.within(min(clause.first, mention.first), end):
            if party.first < reached:
                continue
            inside = mention.first <= party.first < mention.head.first and mention.verb is None
            if inside or (party.kind == "aside"):
                continue
            joined = (party.before == WA or party.joined) and role and party.first <= reached + 1
            known = len(found.subjects)
            role = role if joined else self._role(party, mention, clause, found)
            leads = leads if joined else len(found.subjects) > known
            if joined and leads:
                found.subjects.append(party.id)
            reached = party.last
            if (
                party.kind == "place"
                and role != "source"
                and (role or party.first >= mention.first)
                and not (joined and found.actors)
                and not _acts(party, mention)
            ):
                role = "place"
            _put(found, role, party, mention)
        self._at_the_hands_of(mention, end, found)
        return found

    def _at_the_hands_of(self, mention: Mention, end: int, found: Arguments) -> None:
        """Take whoever a mention is done by, where the words for that follow right behind it (`by`)."""
        hit = self.page.hits.at(end, "events.prepositions")
        if hit is None or hit.row["role"] != "actor":
            return
        for party in self.parties.within(hit.last, hit.last + 2)[:1]:
            if not party.before:
                _put(found, "actor", party, mention)

    def _role(self, party: Party, mention: Mention, clause: Clause, found: Arguments) -> str:
        if party.first <= mention.head.first < party.last:
            return _of_origin(mention) if mention.head.nominal else self._subject(party, mention, found)
        preposition = CLITIC_ROLES.get(party.before[-1:]) or self._of_preposition(party, mention, clause)
        if preposition == "goal" and self._does(party, mention):
            return "actor"
        if preposition:
            return preposition if party.first >= mention.first or preposition in AHEAD else ""
        head = mention.verb or mention.head
        if party.first < mention.first:
            return "" if head.nominal else self._subject(party, mention, found)
        if head.nominal or (mention.head.nominal and head.first < mention.head.last <= party.first):
            genitive = mention.head.hit.row.cells.get("genitive", "actor")
            part = "target" if genitive == "sufferer" or party.kind == "thing" else genitive
            seated = party.kind in PLACES and not (party.kind == "country" and mention.type == "agreement")
            if seated and part == "actor" and mention.type in SEATED:
                part = "place"
            return part if self._is_beside(party, mention) else ""
        if found.subjects or self._has_subject(mention, clause):
            return "target"
        return self._subject(party, mention, found)

    def _has_subject(self, mention: Mention, clause: Clause) -> bool:
        """Whether the verb of a relative clause has its subject before it (`the raids that hit the town`): no pronoun on it or
        on a preposition after it stands for that; or the pronoun on the word before it is its subject (`that it hit`)."""
        verb = mention.verb or mention.head
        if pronoun_of(self.page, clause):
            return True
        if clause.kind != "relative" or verb.first - clause.first > clause.border or verb.hit.pronoun:
            return False
        hit = self.page.hits.at(verb.last, "events.prepositions")
        return hit is None or not hit.pronoun

    def _does(self, party: Party, mention: Mention) -> bool:
        """Whether those after `of` behind a noun and its adjectives do what it names (`an attack of the rebels on`)."""
        row, gap = mention.head.hit.row, range(mention.head.last, party.first)
        if party.first < mention.head.last or len(gap) > 2 or party.is_spatial or mention.type not in DONE:
            return False
        done = mention.head.nominal and row.cells.get("genitive", "actor") == "actor" and not row.cells.get("origin")
        return done and not any(self.page.hits.at(i, "events.prepositions") for i in gap)

    def _is_beside(self, party: Party, mention: Mention) -> bool:
        """Whether a party stands after the noun of a mention with no more than a word or a number between."""
        gap = range(mention.head.last, party.first)
        return len(gap) <= 1 or all(self.page.numerals.covering(i) is not None for i in gap)

    def _of_preposition(self, party: Party, mention: Mention, clause: Clause) -> str:
        """The role that a preposition gives a party of a mention; none through the event's own noun."""
        first = min(clause.first, mention.first)
        return self.preposition(party.first, first if party.first - 1 != mention.head.first else party.first - 1)

    def preposition(self, first: int, lowest: int) -> str:
        """The role that the preposition before a token gives, also with one word (`the city of`) between; it stands not
        before token `lowest`."""
        hits = self.page.hits
        for back in (1, 2, 3):
            at = first - back
            if at < lowest:
                break
            hit = hits.at(at, "events.prepositions")
            if hit is not None and hit.last >= first - 1 and (back < 3 or hit.last > at + 1):
                before = hits.at(at - 1, "events.prepositions") if hit.row["role"] == "place" else None
                return (before if before is not None and before.row["role"] == "target" else hit).row["role"]
            if self.page.tokens[at].form in STOPS:
                break
        return ""

    def _subject(self, party: Party, mention: Mention, found: Arguments) -> str:
        """The part of a verb's subject: those killed and wounded suffer, also where the verb is passive."""
        verb = mention.verb or mention.head
        if party.kind in ("thing", "base") or ITSELF in verb.offers:
            return ""
        if party.kind not in NAMED and self.page.tokens[party.last - 1].key.endswith(OBLIQUE):
            return "target"
        found.subjects.append(party.id)
        return self.part_of_subject(mention, party)

    def part_of_subject(self, mention: Mention, party: Party | None) -> str:
        """The part of the subject of a mention's verb; None: it stands before the clause."""
        verb = mention.verb or mention.head
        if verb.hit.features.passive and mention.head is verb:
            return "target"
        suffers = verb.hit.row.cells.get("genitive") == "sufferer" or (
            mention.type == "casualties" and mention.head is verb and not (party and self._kills(party))
        )
        return "target" if suffers else "actor"

    def _kills(self, party: Party) -> bool:
        """Whether a party after a verb of killing is who kills: armed, and somebody follows whom it killed."""
        if party.kind not in ARMED or party.last >= len(self.page.tokens):
            return False
        token, hits = self.page.tokens[party.last], self.page.hits
        if token.kind == "mark" or token.key.startswith((WA, *CLITIC_ROLES)):
            return False
        return not any(
            hits.at(party.last, table) for table in ("events.prepositions", "events.borders", "events.verbs")
        )


def pronoun_of(page: Page, clause: Clause) -> str:
    """The pronoun on the word that opens a complement (`that it`), or ''."""
    key = page.tokens[clause.first].key if clause.kind == "complement" else ""
    return next((pronoun for pronoun in (THEIRS, HERS, ITS) if key.endswith(pronoun)), "")


def _of_origin(mention: Mention) -> str:
    """The part of those whom an adjective of origin beside the event's own noun names."""
    row = mention.head.hit.row
    if mention.head.hit.table == "events.nouns":
        return {"": "actor", "place": "where"}.get(row["origin"], row["origin"])
    return "target" if mention.type in HANDLED else "actor"


def _acts(party: Party, mention: Mention) -> bool:
    """Whether a place right beside a conjugated verb, or behind what only people do, stands for those who rule it
    (`Washington struck`, `the promise of Tehran`)."""
    verb = mention.verb or mention.head
    beside = party.first == verb.last or party.last == verb.first
    if mention.head.nominal and mention.type in SPOKEN and party.first == mention.head.last:
        return not party.before
    return beside and not verb.nominal and party.before in AND and mention.type not in SUFFERED


def _put(found: Arguments, role: str, party: Party, mention: Mention) -> None:
    """Write a party down under its role."""
    if role == "goal":
        role = "place" if party.is_spatial and mention.type in MOVING else "target"
    if role == "source":
        gives = party.kind in ("place", "country") and (mention.head.needs == FIRE or mention.type == "transfer")
        role = "place" if mention.type in LEAVING else "actor" if gives else ""
    if (role == "place" and not party.is_spatial) or (role == "with" and mention.type not in SHARED) or not party.id:
        return
    if role in ("place", "where") and (found.place is None or (found.ahead and party.kind != "country")):
        found.place, found.ahead = party.id, party.first < mention.first
    elif role in ("actor", "with") and party.id not in found.actors:
        found.actors.append(party.id)
    elif role == "target" and party.id not in found.targets:
        found.targets.append(party.id)
