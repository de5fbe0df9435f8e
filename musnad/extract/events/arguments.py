"""Who acts, who suffers and where: the names in a mention's clause, each by the word before it."""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page
from musnad.model import Entity
from musnad.text.fold import fold

PLACES = frozenset({"place", "base", "country"})
CLITIC_ROLES = {"\u0628": "place", "\u0644": "goal"}
WA = "\u0648"
MOVING = frozenset(
    {"withdrawal", "visit", "return", "redeployment", "transfer", "handover"}
)  # a goal is where, not whom
SHARED = frozenset(
    {"meeting", "dialogue_round", "agreement", "attack", "campaign", "visit", "training"}
)  # done with others
SUFFERED = frozenset({"casualties", "other", "territorial_control"})
MOST = 12  # names of a clause that are looked at


class Name(msgspec.Struct, gc=False):
    """A name on the page. first, last: tokens. before: the letters written onto it (`wa`, `bi`, `li`)."""

    first: int
    last: int
    entity: Entity
    before: str


class Arguments(msgspec.Struct):
    """The ids of those who act and suffer, and of the place."""

    actors: list[str]
    targets: list[str]
    place: str | None = None


class Names:
    """The names of a page in order."""

    def __init__(self, page: Page) -> None:
        self.page = page
        found = []
        for entity in page.entities:
            for span in entity.names:
                first, last = page.token_range(span.start, span.end)
                start = page.tokens[first].start
                before = fold(page.text[start : span.start]) if start < span.start else ""
                found.append(Name(first, last, entity, before))
        self.names = sorted(found, key=lambda name: (name.first, -name.last))
        self.firsts = [name.first for name in self.names]

    def covers(self, i: int) -> bool:
        """Whether token i lies in a name."""
        k = bisect_left(self.firsts, i + 1) - 1
        return k >= 0 and i < self.names[k].last

    def within(self, first: int, last: int) -> list[Name]:
        """Names that begin between two tokens, at most twelve."""
        low = bisect_left(self.firsts, first)
        return self.names[low : min(bisect_left(self.firsts, last), low + MOST)]

    def arguments(self, mention: Mention, clause: Clause, end: int) -> Arguments:
        """The names around a mention that ends before token `end`, by their parts in it."""
        found = Arguments([], [])
        role, reached = "", -1
        for name in self.within(min(clause.first, mention.first), end):
            if name.first < reached or (mention.first <= name.first < mention.head.first and mention.verb is None):
                continue
            joined = name.before == WA and role and name.first <= reached + 1
            role = role if joined else self._role(name, mention, found)
            reached = name.last
            if name.entity.type == "place" and not (joined and found.actors) and not _acts(name, mention):
                role = "place"
            _put(found, role, name.entity, mention)
        return found

    def _role(self, name: Name, mention: Mention, found: Arguments) -> str:
        if name.before[-1:] in CLITIC_ROLES:
            return CLITIC_ROLES[name.before[-1]]
        preposition = self._preposition(name.first)
        if preposition:
            return preposition
        head = mention.verb or mention.head
        if name.first < mention.first:
            return "" if head.nominal else _subject(mention)
        if head.nominal:
            genitive = mention.head.hit.row.cells.get("genitive", "actor")
            part = "target" if genitive == "sufferer" else genitive
            return part if name.first <= mention.head.last + 1 else ""
        return _subject(mention) if not (found.actors or found.targets) else "target"

    def _preposition(self, first: int) -> str:
        """The role that the preposition before a token gives, also with one word (`the city of`) between."""
        for back in (1, 2):
            hit = self.page.hits.at(first - back, "events.prepositions")
            if hit is not None and hit.last >= first - back + 1:
                return hit.row["role"]
        return ""


def _acts(name: Name, mention: Mention) -> bool:
    """Whether a place right beside a conjugated verb stands for those who rule it (`Washington struck`)."""
    verb = mention.verb or mention.head
    beside = name.first == verb.last or name.last == verb.first
    return beside and not verb.nominal and not name.before and mention.type not in SUFFERED


def _subject(mention: Mention) -> str:
    """The part of a verb's subject: those killed and wounded suffer."""
    verb = mention.verb or mention.head
    suffers = verb.hit.row.cells.get("genitive") == "sufferer" or (
        mention.type == "casualties" and mention.head is verb
    )
    return "target" if suffers else "actor"


def _put(found: Arguments, role: str, entity: Entity, mention: Mention) -> None:
    """Write a name down under its role."""
    spatial = entity.type in PLACES
    if role == "goal":
        role = "place" if spatial and mention.type in MOVING else "target"
    if (role == "place" and not spatial) or (role == "with" and mention.type not in SHARED):
        role = ""
    if role == "place" and found.place is None:
        found.place = entity.id
    elif role in ("actor", "with") and entity.id not in found.actors:
        found.actors.append(entity.id)
    elif role == "target" and entity.id not in found.targets:
        found.targets.append(entity.id)
