"""Names of bodies and places built on a head: ministry of foreign affairs, the Iraqi army, the quarter of so-and-so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import msgspec

from musnad.extract.entities.gazetteer import COUNTRIES, HEADS, NISBA, ORGANIZATIONS, PARTICLES, PLACES
from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import EntityType
from musnad.text.clitics import ALEF, HA, TA, WAW
from musnad.text.quotes import ALL_MARKS

ADJECTIVES, TAILS, TITLES, PORTFOLIOS = (
    "entities.adjectives", "entities.tails", "entities.titles", "entities.portfolios",
)  # fmt: skip
STOPS = ("times.months", "times.weekdays", TITLES, PARTICLES)
NAMES = (COUNTRIES, PLACES, ORGANIZATIONS)
LONGEST_COMPLEMENT, LONGEST_QUOTE = 5, 6
OPENERS = ALL_MARKS | {"("}


class Complement(msgspec.Struct, gc=False):
    """What follows a head. last: token after it. definite: a definite noun or a name was met. adjectives: how many.
    nation: the hit that tells the country. office: the hit that tells what a ministry is for."""

    last: int
    definite: bool = False
    adjectives: int = 0
    nation: Hit | None = None
    office: Hit | None = None
    tail: bool = False


def built(page: Page) -> Iterator[Mention]:
    """Mentions of names that are built on a head of the table."""
    for hit in page.hits.of(HEADS):
        if hit.pronoun or hit.split.nunation:
            continue
        for reading in page.hits.all_at(hit.first, HEADS):
            mention = GRAMMARS[reading.row["grammar"]](page, reading)
            if mention is not None:
                yield mention


def _made(page: Page, head: Hit, last: int, rule: str) -> Mention:
    kind = cast(EntityType, head.row["type"])
    return mention_of(page, head.first, last, head.split, kind, f"entities.built.{rule}")


def _nation_at(page: Page, i: int, article: bool) -> Hit | None:
    hit = page.hits.at(i, NISBA)
    if hit is None or hit.split.article != article or hit.split.preposition or hit.split.conjunction or hit.pronoun:
        return None
    return hit


def _name_at(page: Page, i: int) -> Hit | None:
    """A country or place that stands as a complement at token i."""
    for table in NAMES:
        hit = page.hits.at(i, table)
        if hit is not None and not (hit.split.conjunction or hit.split.preposition or hit.row["weak"]):
            return hit
    return None


def _adjectives(page: Page, i: int, end: int, found: Complement) -> Complement:
    """Definite adjectives from token i on, up to the one of a country."""
    while i < end:
        nation = _nation_at(page, i, True)
        if nation is not None:
            found.nation, found.last, found.adjectives = nation, nation.last, found.adjectives + 1
            return _second_nation(page, found)
        hit = page.hits.at(i, ADJECTIVES)
        if hit is None or not hit.split.article or hit.split.conjunction or hit.split.preposition:
            break
        found.adjectives += 1
        i = found.last = hit.last
    return found


def _second_nation(page: Page, found: Complement) -> Complement:
    """The other half of a pair of countries: American-Iraqi."""
    i = found.last
    if i + 1 < len(page.tokens) and page.tokens[i].form in "-\u2013_":
        other = page.hits.at(i + 1, NISBA)
        if other is not None and not other.split.preposition:
            found.last = other.last
            return _adjectives(page, found.last, found.last + 2, found) if found.adjectives < 4 else found
    return found


def _stops(page: Page, i: int) -> bool:
    return page.tokens[i].kind != "word" or any(page.hits.at(i, table) for table in STOPS)


def complement(page: Page, head: Hit) -> Complement:
    """What belongs to a head's name: a construct chain up to its definite noun or name, its adjectives, its purpose."""
    end = min(page.sentence_of(head.first)[1], head.last + LONGEST_COMPLEMENT)
    found = Complement(head.last)
    i = head.last
    if head.split.article:
        found.definite = True
    else:
        i = _construct(page, i, end, found)
    if found.definite and found.nation is None:
        _adjectives(page, i, end, found)
    tail = page.hits.at(found.last, TAILS) if found.last < end else None
    if tail is not None and found.definite:
        found.last, found.tail = tail.last, True
        if found.nation is None:
            _adjectives(page, found.last, end, found)
    return found


def _construct(page: Page, i: int, end: int, found: Complement) -> int:
    """The construct chain after an indefinite head; returns the token after it."""
    for _ in range(3):
        if i >= end:
            break
        office = page.hits.at(i, PORTFOLIOS)
        if office is not None and not (office.split.conjunction or office.split.preposition):
            found.office, found.definite, found.last = office, True, office.last
            return office.last
        name = _name_at(page, i)
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


def _joined(page: Page, i: int, end: int, found: Complement) -> int:
    """A second noun joined to the first by and: education and teaching."""
    if i >= end or not page.tokens[i].key.startswith(WAW) or not has_article(page.tokens[i].key[1:]):
        return i
    if _stops(page, i) or any(page.hits.at(i, t) for t in (HEADS, *NAMES, NISBA)):
        return i
    found.last = i + 1
    return i + 1


def _of(page: Page, head: Hit) -> Mention | None:
    """Head and complement make the name."""
    if head.last < len(page.tokens) and page.tokens[head.last].form in OPENERS and not head.split.article:
        last = quoted_end(page, head.last)
        return _made(page, head, last, "quoted") if last and page.tokens[head.last].form != "(" else None
    found = complement(page, head)
    if head.split.article and found.adjectives < 2 and not found.tail:
        return None
    if not found.definite or found.last == head.last:
        return None
    mention = _made(page, head, found.last, "of")
    mention.id = _english(page, head, found)
    mention.trust = 2
    return mention


def quoted_end(page: Page, opener: int) -> int:
    """The token after the closing mark of a short quotation that opens at a token; 0 where there is none."""
    last = min(page.sentence_of(opener)[1], opener + 2 + LONGEST_QUOTE)
    closers = {")"} if page.tokens[opener].form == "(" else ALL_MARKS
    for i in range(opener + 2, last):
        if page.tokens[i].form in closers:
            return i + 1
    return 0


def _with(page: Page, head: Hit) -> Mention | None:
    """A place whose head belongs to its name: the airport of Aden, the quarter of al-Tamim."""
    at = head.last
    if head.split.article or at >= len(page.tokens) or at >= page.sentence_of(head.first)[1]:
        return None
    name = _name_at(page, at)
    if name is not None:
        last = name.last
    elif has_article(page.tokens[at].key) and not _stops(page, at) and not _nation_at(page, at, True):
        last = at + 1
    else:
        return None
    mention = _made(page, head, last, "place")
    mention.trust = 2
    return mention


def _inner(page: Page, head: Hit) -> Mention | None:
    """The head is outside: what stands in quotation marks after it is the name."""
    at = head.last
    if at >= len(page.tokens) or page.tokens[at].form not in OPENERS:
        return None
    last = quoted_end(page, at)
    if not last:
        return None
    kind = cast(EntityType, head.row["type"])
    return Mention(at + 1, last - 1, page.tokens[at + 1].start, page.tokens[last - 2].end, kind, "entities.built.named")


def _nisba(page: Page, head: Hit) -> Mention | None:
    """A definite head with the adjective of a country, or a head with the country itself."""
    if head.split.article:
        found = complement(page, head)
        if found.nation is None or not _agrees(page, head, found.nation):
            return None
    else:
        name = _name_at(page, head.last) if head.last < len(page.tokens) else None
        if name is None or name.table != COUNTRIES:
            return None
        found = Complement(name.last, True, 0, name)
    mention = _made(page, head, found.last, "nation")
    mention.id = _english(page, head, found)
    mention.trust = 2
    return mention


def _agrees(page: Page, head: Hit, nation: Hit) -> bool:
    """Whether adjective and head agree in gender, plurals of things being feminine."""
    word, adjective = page.tokens[head.first].key, page.tokens[nation.last - 1].key
    return word.endswith((HA, ALEF + TA)) == adjective.endswith(HA)


def _english(page: Page, head: Hit, found: Complement) -> str:
    """The English of a name whose parts the tables translate, else nothing."""
    nation = found.nation.row.cells.get("english") or found.nation.row["id"] if found.nation else ""
    if head.row["id"] == "ministry":
        if found.office is None or not nation:
            return ""
        return f"{nation} ministry of {found.office.row['id']}"
    if head.row["grammar"] == "nisba" and nation and found.adjectives <= 1:
        return f"{nation} {head.row['id']}"
    return ""


GRAMMARS = {"of": _of, "inner": _inner, "with": _with, "nisba": _nisba}
