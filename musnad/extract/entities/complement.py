"""What follows the head of a name and belongs to it: ministry [of foreign affairs] [Jordanian]."""

from __future__ import annotations

import msgspec

from musnad.extract.entities.gazetteer import COUNTRIES, HEADS, NISBA, ORGANIZATIONS, PARTICLES, PLACES
from musnad.extract.entities.mention import has_article
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import HA, WAW, YA

ADJECTIVES, TAILS, TITLES, PORTFOLIOS = (
    "entities.adjectives", "entities.tails", "entities.titles", "entities.portfolios",
)  # fmt: skip
STOPS = ("times.months", "times.weekdays", TITLES, PARTICLES)
NAMES = (COUNTRIES, PLACES, ORGANIZATIONS)
LONGEST = 5
SEATED = frozenset({"ministry", "mission", "committee"})


class Complement(msgspec.Struct, gc=False):
    """last: token after it. definite: a definite noun or a name was met. adjectives: how many. nation: the hit that tells
    the country. office: the hit that tells what a ministry is for. tail: whether it says what a body is for."""

    last: int
    definite: bool = False
    adjectives: int = 0
    nation: Hit | None = None
    office: Hit | None = None
    tail: bool = False


def is_definite(page: Page, head: Hit) -> bool:
    """Whether a head has the article, or ends in a word that has it (the council of the deputies)."""
    return head.split.article or (head.last > head.first + 1 and has_article(page.tokens[head.last - 1].key))


def complement(page: Page, head: Hit) -> Complement:
    """A construct chain up to its definite noun or name, its adjectives, its purpose, its seat."""
    end = min(page.sentence_of(head.first)[1], head.last + LONGEST)
    found = Complement(head.last)
    i = head.last
    if is_definite(page, head):
        found.definite = True
    else:
        i = _construct(page, i, end, found)
    if not found.definite:
        return found
    _adjectives(page, i, end, found)
    tail = page.hits.at(found.last, TAILS) if found.last < end else None
    if tail is not None:
        found.last, found.tail = tail.last, True
    elif head.row["id"] in SEATED and found.nation is None:
        _seat(page, end, found)
    return found


def _construct(page: Page, i: int, end: int, found: Complement) -> int:
    """The construct chain after an indefinite head; returns the token after it."""
    for _ in range(2):
        if i >= end:
            break
        office = page.hits.at(i, PORTFOLIOS)
        if office is not None and not (office.split.conjunction or office.split.preposition):
            found.office, found.definite, found.last = office, True, office.last
            return office.last
        name = name_at(page, i)
        if name is not None:
            found.definite, found.last, found.nation = True, name.last, name
            return name.last
        if _stops(page, i):
            break
        i += 1
        if has_article(page.tokens[i - 1].key):
            found.definite, found.last = True, i
            return _joined(page, i, end, found)
    return i


def name_at(page: Page, i: int) -> Hit | None:
    """A country, place or body that stands as a complement at token i."""
    for table in NAMES:
        hit = page.hits.at(i, table)
        if hit is not None and not (hit.split.conjunction or hit.split.preposition or hit.row["weak"]):
            return hit
    return None


def nation_at(page: Page, i: int) -> Hit | None:
    """A definite adjective of a country at token i."""
    hit = page.hits.at(i, NISBA)
    if hit is None or not hit.split.article or hit.split.preposition or hit.split.conjunction or hit.pronoun:
        return None
    return hit


def _stops(page: Page, i: int) -> bool:
    return page.tokens[i].kind != "word" or any(page.hits.at(i, table) for table in STOPS)


def _joined(page: Page, i: int, end: int, found: Complement) -> int:
    """A second noun joined to the first by and: education and teaching."""
    if i >= end or not page.tokens[i].key.startswith(WAW) or not has_article(page.tokens[i].key[1:]):
        return i
    if _stops(page, i) or any(page.hits.at(i, t) for t in (HEADS, *NAMES, NISBA)):
        return i
    found.last = i + 1
    return i + 1


def _adjectives(page: Page, i: int, end: int, found: Complement) -> None:
    """Definite adjectives from token i on, up to the one of a country."""
    named = found.nation is not None
    while i < end:
        nation = None if named else nation_at(page, i)
        if nation is not None:
            found.nation, found.last, found.adjectives = nation, nation.last, found.adjectives + 1
            _second_nation(page, end, found)
            return
        if not _is_adjective(page, i, named):
            return
        found.adjectives += 1
        i = found.last = i + 1


def _is_adjective(page: Page, i: int, only_known: bool) -> bool:
    hit = page.hits.at(i, ADJECTIVES)
    if hit is not None:
        return hit.split.article and not (hit.split.conjunction or hit.split.preposition)
    key = page.tokens[i].key
    if only_known or not has_article(key) or not key.endswith(YA + HA) or _stops(page, i):
        return False
    return not any(page.hits.at(i, table) for table in (HEADS, PORTFOLIOS, *NAMES))


def _second_nation(page: Page, end: int, found: Complement) -> None:
    """The other half of a pair of countries, and what follows it: American-Iraqi higher."""
    i = found.last
    if i + 1 < len(page.tokens) and page.tokens[i].form in "-\u2013_":
        other = page.hits.at(i + 1, NISBA)
        if other is not None and not other.split.preposition:
            found.last = other.last
            i = found.last
            while i < end + 2 and i < len(page.tokens) and _is_adjective(page, i, True):
                i = found.last = i + 1


def _seat(page: Page, end: int, found: Complement) -> None:
    """Where a body without a country sits: in Gaza, at the United Nations."""
    at = found.last
    particle = page.hits.at(at, PARTICLES) if at + 1 < end else None
    if particle is None or particle.row["kind"] != "seat":
        return
    name = name_at(page, at + 1)
    if name is not None:
        found.last, found.nation = name.last, name
        return
    parliament = page.hits.at(at + 1, HEADS)
    if parliament is not None and parliament.row["id"] == "parliament" and is_definite(page, parliament):
        found.last = parliament.last
