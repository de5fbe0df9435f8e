"""Finds the entities of a page: mentions by tables and rules and the tagger, one kept where they overlap, then joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.extract.entities.aliases import entities_of
from musnad.extract.entities.bodies import built
from musnad.extract.entities.gazetteer import known
from musnad.extract.entities.mention import Mention
from musnad.extract.entities.offices import give_offices
from musnad.extract.entities.persons import named
from musnad.extract.entities.short import shortened
from musnad.extract.entities.tagged import tagged
from musnad.extract.entities.tagger.model import Tagger, shipped
from musnad.extract.page import Page


def extract(page: Page) -> None:
    """Set `page.entities`: one entity a thing named, with every surface form that stands in the text."""
    page.entities = entities_of(page, of_the_story(page, mentions_of(page, shipped())))


def of_the_story(page: Page, mentions: list[Mention]) -> list[Mention]:
    """The mentions that stand in the story, not in what the site adds around it: links, forms, headlines of others.

    Media named there stay: they tell whose page it is.
    """
    if all(segment.kind != "furniture" for segment in page.segments):
        return mentions
    return [m for m in mentions if m.type == "media" or page.segment_kind(m.start) != "furniture"]


def mentions_of(page: Page, tagger: Tagger | None) -> list[Mention]:
    """Every mention on the page, none over another; without a tagger, by tables and rules alone."""
    bodies, persons = list(built(page)), list(named(page))
    found = [*known(page), *bodies]
    if tagger is not None:
        begun = {m.first for m in found}
        learned = tagged(page, tagger, [*bodies, *persons])
        found += (m for m in learned if m.type == "person" or m.trust > 1 or m.first not in begun)
        persons = [m for m in persons if m.last - m.first > 1]
    mentions = chosen(found)
    mentions += chosen(list(clear_of(mentions, persons)))
    mentions += shortened(page, mentions)
    mentions.sort(key=lambda m: m.first)
    give_offices(page, mentions)
    return mentions


def by_rule(page: Page) -> list[Mention]:
    """What rules see on the page without the tagger, as the tagger is told of it."""
    return [*built(page), *named(page)]


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


def clear_of(mentions: list[Mention], others: Iterable[Mention]) -> Iterator[Mention]:
    """The other mentions that touch none of these."""
    taken = {i for m in mentions for i in range(m.first, m.last)}
    return (m for m in others if taken.isdisjoint(range(m.first, m.last)))
