"""Finds the entities of a page: mentions by tables and rules and the tagger, one kept where they overlap, then joined."""

from __future__ import annotations

from musnad.extract.entities.aliases import entities_of
from musnad.extract.entities.bodies import built
from musnad.extract.entities.gazetteer import known
from musnad.extract.entities.mention import Mention
from musnad.extract.entities.persons import named
from musnad.extract.page import Page


def extract(page: Page) -> None:
    """Set `page.entities`: one entity a thing named, with every surface form that stands in the text."""
    mentions = chosen([*known(page), *built(page), *named(page)])
    page.entities = entities_of(page, mentions)


def chosen(mentions: list[Mention]) -> list[Mention]:
    """Of mentions that overlap the longest, then the most trusted; in the order of the text."""
    taken: set[int] = set()
    kept = []
    for mention in sorted(mentions, key=lambda m: (m.first - m.last, -m.trust, m.first)):
        span = range(mention.first, mention.last)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(mention)
    kept.sort(key=lambda m: m.first)
    return kept
