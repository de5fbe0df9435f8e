"""Parties: all on a page that can act, suffer or be where something happens. Names with the common nouns before them (`the
forces of Haftar`), common nouns with an adjective of origin (`Israeli warplanes`), and those that stay without a name."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from musnad.extract.events.clauses import finite
from musnad.extract.events.named import PLACES, Name, Names
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, ARTICLE, CONJUNCTIONS, HA, LAM, PREPOSITIONS, YA
from musnad.text.fold import fold

NOUNS, ORIGINS, PERSONS = "events.parties", "entities.nisba", "figures.nouns"
MOST = 16  # parties of a stretch that are looked at
LONGEST = 4  # tokens before an adjective of origin that may be its noun or other adjectives of it
ARMED = frozenset({"force", "organization", "armed_group", "government", "country"})
RELATIVE = (YA, YA + HA, YA + ALEF, YA + HA + ALEF)  # endings of adjectives that say of what kind
VERBS = ("events.verbs", "events.governors", "statements.verbs")
OWN = ("group", "rebel")  # kinds that do not act for their country
CLOSED = ("events.prepositions", "events.particles", "events.borders")


class Party(msgspec.Struct, gc=False):
    """Somebody or something on the page. first, last: tokens, with the common nouns before a name.

    id: of the entity or country, '' where nobody is named. kind: the type of an entity, or that of the table of parties, or
    `thing`. before: the letters written onto its first word. joined: beside the party before it, with the same part.
    """

    first: int
    last: int
    id: str
    kind: str
    before: str
    joined: bool = False

    @property
    def is_spatial(self) -> bool:
        """Whether something can happen there."""
        return self.kind in PLACES or self.kind == "land"


class Parties:
    """The parties of a page in order."""

    def __init__(self, page: Page, names: Names) -> None:
        self.page = page
        self.names = names
        self.taken: set[int] = set()
        found = [party for name in names.names if (party := self._named(name)) is not None]
        for party in found:
            self.taken.update(range(party.first, party.last))
        found += self._of_origin()
        found += self._unnamed()
        self.parties = sorted(found, key=lambda party: (party.first, -party.last))
        self.firsts = [party.first for party in self.parties]

    def within(self, first: int, last: int) -> list[Party]:
        """Parties that begin between two tokens, at most sixteen."""
        low = bisect_left(self.firsts, first)
        return self.parties[low : min(bisect_left(self.firsts, last), low + MOST)]

    def _named(self, name: Name) -> Party | None:
        """A name, with the noun before it whose owner it is."""
        some = self._some_of(name.first)
        if some is not None:
            return Party(some.first, name.last, name.entity.id, name.entity.type, clitics(some))
        noun = self._noun_before(name.first) if not name.before else None
        if noun is None or noun.row["kind"] in ("land", "aside"):
            return Party(name.first, name.last, name.entity.id, name.entity.type, name.before)
        spatial = name.entity.type in PLACES
        if spatial and self._is_person(name.last):
            return None
        kind = noun.row["kind"] if spatial or noun.row["kind"] == "force" else name.entity.type
        return Party(noun.first, name.last, name.entity.id, kind, clitics(noun))

    def _some_of(self, i: int) -> Hit | None:
        """The persons that `of` before a name makes part of whom it names (`fighters of ...`)."""
        of = self.page.hits.at(i - 1, "events.prepositions")
        if of is None or of.row["role"] != "source":
            return None
        for table in (NOUNS, PERSONS):
            hit = self.page.hits.at(i - 2, table)
            if hit is not None and hit.last == i - 1 and not hit.split.article and self._is_some(hit):
                return hit
        return None

    def _is_some(self, hit: Hit) -> bool:
        return hit.row["kind"] in ("person", "rebel") if hit.table == NOUNS else hit.row["group"] == "person"

    def _noun_before(self, i: int) -> Hit | None:
        """A common noun that ends right before a token and is in construct with it."""
        for back in (1, 2):
            hit = self.page.hits.at(i - back, NOUNS)
            if hit is not None and hit.last == i and not hit.split.article and not hit.pronoun:
                return hit
        return None

    def _of_origin(self) -> list[Party]:
        """Nouns with an adjective of origin."""
        found: list[Party] = []
        for hit in self.page.hits.of(ORIGINS):
            if hit.first in self.taken or hit.pronoun or (hit.row.cells.get("weak") and not self._is_told_of(hit)):
                continue
            party = self._party_of(hit, found[-1] if found else None)
            if party is not None:
                found.append(party)
                self.taken.update(range(party.first, party.last))
        return found

    def _is_told_of(self, hit: Hit) -> bool:
        return any(name.entity.id == hit.row["id"] for name in self.names.names)

    def _party_of(self, hit: Hit, before: Party | None) -> Party | None:
        """The noun phrase that ends with an adjective of origin; None where it only describes a name or a medium."""
        if before is not None and before.last == hit.first and not hit.split.preposition:
            return Party(hit.first, hit.last, hit.row["id"], before.kind, hit.split.conjunction, joined=True)
        first = hit.first if hit.split.conjunction or hit.split.preposition else self._beginning(hit)
        if first == hit.first and hit.split.article and hit.split.stem == fold(hit.row.word):
            return None  # a surname sooner than one man of a people
        if first < 0 or self._is_person(hit.last):
            self.taken.update(range(max(first, 0), hit.last))
            return None
        noun = self.page.hits.at(first, NOUNS)
        if noun is None:
            people = first == hit.first or self._is_event(first) or self._is_one(first)
            kind = "person" if people else "thing"
            return Party(first, hit.last, hit.row["id"], kind, self._letters(first))
        kind = noun.row["kind"]
        whose = next(
            (n for i in range(first, hit.first) if (n := self.page.hits.at(i, NOUNS)) and n.row["kind"] in OWN), None
        )
        id = "" if kind == "aside" else _group(whose, hit) if whose else hit.row["id"]
        return Party(first, hit.last, id, kind, clitics(noun))

    def _beginning(self, hit: Hit) -> int:
        """Where the noun phrase of an adjective begins; -1 where a name stands before it."""
        lowest = max(self.page.sentence_of(hit.first)[0], hit.first - LONGEST)
        if hit.first - 1 >= lowest and self.names.covers(hit.first - 1):
            return -1
        return self._definite(hit.first, lowest) if hit.split.article else self._indefinite(hit.first, lowest)

    def _definite(self, i: int, lowest: int) -> int:
        """Back over words with the article, to the nouns in construct with them."""
        while i > lowest and not self._ends(i - 1) and _has_article(self.page.tokens[i - 1].key):
            i -= 1
            if self._is_event(i) or not self.page.tokens[i].key.startswith(ARTICLE):
                return i
        while i > lowest and not self._ends(i - 1):
            noun = self.page.hits.at(i - 1, NOUNS)
            if noun is None or noun.last < i or noun.pronoun:
                break
            i -= 1
            if clitics(noun):
                break
        return i

    def _indefinite(self, i: int, lowest: int) -> int:
        """Back to a common noun of a party, or over adjectives to the noun of an event; else to the word before."""
        adjectives = True
        for before in range(i - 1, lowest - 1, -1):
            key = self.page.tokens[before].key
            if self._ends(before) or _has_article(key):
                break
            if any(self.page.hits.at(before, table) for table in (NOUNS, PERSONS)):
                return before
            if self._is_event(before):
                return before if adjectives else before + 1
            adjectives = adjectives and key.endswith(RELATIVE)
        return i - 1 if i > lowest and not self._ends(i - 1) else i

    def _ends(self, i: int) -> bool:
        """Whether a token belongs to no noun phrase, or to a name."""
        return self.page.tokens[i].kind != "word" or self.names.covers(i) or self._is_closed(i)

    def _is_closed(self, i: int) -> bool:
        """Whether a token is no noun: a preposition, a particle, a conjugated verb."""
        hits = self.page.hits
        if any(hits.at(i, table) for table in CLOSED):
            return True
        return any(hits.at(i, table) is not None and all(map(finite, hits.all_at(i, table))) for table in VERBS)

    def _is_event(self, i: int) -> bool:
        return any(self.page.hits.at(i, table) for table in ("events.nouns", "events.verbs"))

    def _is_one(self, i: int) -> bool:
        """Whether a token is a noun for a person."""
        hit = self.page.hits.at(i, PERSONS)
        return hit is not None and hit.row["group"] == "person"

    def _is_person(self, i: int) -> bool:
        """Whether the name of a person follows, whose office the words before it tell."""
        return any(name.first == i and name.entity.type == "person" for name in self.names.within(i, i + 1))

    def _is_adjective(self, hit: Hit) -> bool:
        """Whether a word for a person only says of what kind the noun before it is (`the military cooperation`)."""
        key, before = self.page.tokens[hit.first].key, self.page.tokens[hit.first - 1] if hit.first else None
        if before is None or before.kind != "word" or not key.endswith(RELATIVE) or clitics(hit):
            return False
        return _has_article(before.key) == bool(hit.split.article) and not self._is_closed(hit.first - 1)

    def _has_name(self, hit: Hit) -> bool:
        """Whether the name of a person follows within the noun phrase of a common noun (`the minister of defence Smith`)."""
        for i in range(hit.last, min(hit.last + LONGEST, len(self.page.tokens))):
            if self._is_person(i):
                return True
            if self.page.tokens[i].kind != "word" or self.names.covers(i) or self._is_closed(i):
                break
        return False

    def _letters(self, i: int) -> str:
        """The letters written onto a word, as far as a table with the word tells them."""
        for hit in self.page.hits.tables_at(i):
            if hit.table in (NOUNS, PERSONS, ORIGINS, "events.nouns", "events.verbs"):
                return clitics(hit)
        key = self.page.tokens[i].key
        return key[0] if _has_article(key) and not key.startswith(ARTICLE) else ""

    def _unnamed(self) -> list[Party]:
        """Common nouns that stand alone, so that nobody else is taken for who acts."""
        found = []
        for table in (NOUNS, PERSONS):
            for hit in self.page.hits.of(table):
                kind = hit.row["kind"] if table == NOUNS else "person"
                if (
                    hit.first in self.taken
                    or self._has_name(hit)
                    or hit.pronoun == HA
                    or self._is_adjective(hit)
                    or kind in ("land", "aside")
                    or (table == PERSONS and hit.row["group"] != "person")
                ):
                    continue
                self.taken.add(hit.first)
                id = ARTICLE + hit.row.word if kind == "group" and hit.split.article else ""
                found.append(Party(hit.first, hit.last, id, kind, clitics(hit)))
        return found


def clitics(hit: Hit) -> str:
    """The letters written onto a hit."""
    return hit.split.conjunction + hit.split.preposition


def _group(noun: Hit, origin: Hit) -> str:
    """What a group without a name of its own is called: its noun and the feminine adjective, both with the article; rebels
    have no name."""
    if noun.row["kind"] != "group":
        return ""
    feminine = origin.row["forms"].split("|")[0]
    return f"{ARTICLE}{noun.row.word} {ARTICLE}{feminine}"


def _has_article(key: str) -> bool:
    """Whether a folded word begins with the article, also after a conjunction or preposition."""
    if key.startswith((ARTICLE, LAM + LAM)):
        return True
    return key[1:3] == ARTICLE and key[0] in CONJUNCTIONS + PREPOSITIONS
