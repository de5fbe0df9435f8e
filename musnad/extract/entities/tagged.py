"""Mentions that the learned tagger finds, with what the word tables know of them."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.entities.gazetteer import CITIES, COUNTRIES, ORGANIZATIONS, PLACES, from_table
from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.entities.tagger.features import bare
from musnad.extract.entities.tagger.model import Tagger
from musnad.extract.page import Page
from musnad.model import EntityType
from musnad.text.clitics import CONJUNCTIONS, LAM, Split

TYPES: dict[str, EntityType] = {"PER": "person", "LOC": "place", "ORG": "organization"}
TABLES = {"LOC": (COUNTRIES, PLACES, CITIES), "ORG": (ORGANIZATIONS,), "PER": ()}


def tagged(page: Page, tagger: Tagger) -> Iterator[Mention]:
    """What the tagger finds; where a table has the same words under the same kind, its name and type are taken."""
    for first, last, kind in tagger.names(page):
        yield _known(page, first, last, kind) or _new(page, first, last, kind)


def _known(page: Page, first: int, last: int, kind: str) -> Mention | None:
    for table in TABLES[kind]:
        hit = page.hits.at(first, table)
        if hit is not None and hit.last == last and not hit.pronoun:
            return from_table(page, hit)
    return None


def _new(page: Page, first: int, last: int, kind: str) -> Mention:
    split = split_of(page.tokens[first].key)
    mention = mention_of(page, first, last, split, TYPES[kind], f"entities.tagger.{TYPES[kind]}")
    mention.trust = 2 if kind == "PER" else 1
    return mention


def split_of(key: str) -> Split:
    """The clitics of a name's first word, as running text makes likely."""
    cut, stem = bare(key)
    conjunction = cut[0] if cut and cut[0] in CONJUNCTIONS else ""
    preposition = cut[len(conjunction) : len(conjunction) + 1]
    swallowed = preposition == LAM and has_article(stem) and len(cut) > len(conjunction) + 1
    return Split(stem, conjunction, preposition, skip=len(conjunction + preposition), exact=not swallowed)
