"""Persons by rule: a title and the name after it, or a first name and what follows it; and the roles beside a name."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.entities.complement import ADJECTIVES, STOPS, TITLES
from musnad.extract.entities.gazetteer import COUNTRIES, HEADS, NISBA, ORGANIZATIONS, PARTICLES, PLACES
from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.entities.tagger.running_text import may_follow_first_name
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import KAF

GIVEN = "entities.given"
LONGEST_NAME = 6
NO_NAME = (*STOPS, HEADS, NISBA, COUNTRIES, ORGANIZATIONS, ADJECTIVES)


def named(page: Page) -> Iterator[Mention]:
    """Mentions of persons that first names and titles give away."""
    after = 0
    for hit in page.hits.of(GIVEN):
        if hit.first < after or _is_other_word(page, hit):
            continue
        mention = _person(page, hit)
        if mention is not None:
            after = mention.last
            yield mention


def _is_other_word(page: Page, hit: Hit) -> bool:
    """Whether the word is a particle, or some table knows it with fewer clitics cut off."""
    if hit.split.preposition == KAF:
        return True
    if page.hits.at(hit.first, PARTICLES):
        spelled = page.tokens[hit.first].form.endswith(hit.row.word)
        return not spelled or title_before(page, hit.first) is None
    return hit.split.skip > 0 and any(h.split.skip < hit.split.skip for h in page.hits.tables_at(hit.first))


def _person(page: Page, hit: Hit) -> Mention | None:
    end = min(page.sentence_of(hit.first)[1], hit.first + LONGEST_NAME)
    last, firsts = _name_end(page, hit.first, end)
    titled = title_before(page, hit.first) is not None
    if last == hit.first + 1 and not titled:
        return None
    if hit.row["weak"] and not titled and firsts < 2:
        return None
    if hit.row["kind"] == "connector" and last == hit.first + 1:
        return None
    rule = "titled" if titled else "first_name"
    mention = mention_of(page, hit.first, last, hit.split, "person", f"entities.person.{rule}")
    mention.trust = 1
    return mention


def _name_end(page: Page, first: int, end: int) -> tuple[int, int]:
    """The token after a name that begins at a first name, and how many first names it holds."""
    firsts, i, open_ = 1, first + 1, _is_connector(page, first)
    while i < end:
        token = page.tokens[i]
        given = page.hits.at(i, GIVEN)
        plain = given is not None and not (given.split.conjunction or given.split.preposition)
        if token.kind != "word":
            break
        if page.hits.at(i, PARTICLES):
            break
        if plain:
            firsts += 1
            open_ = _is_connector(page, i)
        elif open_ or (i == first + 1 and _may_be_family_name(page, first, i)) or _is_family_name(page, i):
            open_ = False
        else:
            break
        i += 1
    return i, firsts


def _is_family_name(page: Page, i: int) -> bool:
    """A word with the article that no table knows as something else and that running text has after first names."""
    key = page.tokens[i].key
    return has_article(key) and may_follow_first_name(key) and not any(page.hits.at(i, t) for t in NO_NAME)


def _may_be_family_name(page: Page, first: int, i: int) -> bool:
    """A word without article right after a foreign first name, or after any first name with a title before it."""
    given = page.hits.at(first, GIVEN)
    foreign = given is not None and given.row["kind"] == "foreign" and not given.row["weak"]
    return (foreign or title_before(page, first) is not None) and not any(page.hits.tables_at(i))


def _is_connector(page: Page, i: int) -> bool:
    hit = page.hits.at(i, GIVEN)
    return hit is not None and hit.row["kind"] == "connector"


def title_before(page: Page, first: int) -> Hit | None:
    """The title whose words run up to token `first`, adjectives of country and rank between them allowed."""
    start = page.sentence_of(first)[0]
    i = first - 1
    for _ in range(5):
        if i < start:
            return None
        hit = _title_ending(page, i, start)
        if hit is not None:
            return hit
        if page.tokens[i].form not in ",\u060c" and not _qualifies(page, i):
            return None
        i -= 1
    return None


def _title_ending(page: Page, i: int, start: int) -> Hit | None:
    """The title whose last word is token i."""
    for first in range(i, max(start, i - 3) - 1, -1):
        hit = page.hits.at(first, TITLES)
        if hit is not None and hit.last == i + 1:
            return hit
    return None


def _qualifies(page: Page, i: int) -> bool:
    tables = (NISBA, ADJECTIVES, "entities.portfolios", COUNTRIES, PLACES, ORGANIZATIONS)
    return any(page.hits.at(i, table) for table in tables) or has_article(page.tokens[i].key)
