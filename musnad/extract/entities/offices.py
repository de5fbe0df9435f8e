"""Offices beside a person's name, before it or after it, and when they are held as far as the words tell.

The former minister, the acting head; minister since 2020; who took the post in May 2019. A day is taken only from a time
expression right beside the office; what the words do not tell stays None.
"""

from __future__ import annotations

from bisect import bisect_left

from musnad.extract.entities.complement import ADJECTIVES, PORTFOLIOS, TITLES
from musnad.extract.entities.gazetteer import COUNTRIES, HEADS, NISBA, ORGANIZATIONS, PARTICLES, PLACES
from musnad.extract.entities.mention import Mention, clitics_before, has_article
from musnad.extract.entities.persons import title_before
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import Office, Time

TENURE, TAKING = "entities.tenure", "entities.taking"
OPENS = frozenset("(,\u060c-\u2013\u2014")
CLOSES = frozenset("),\u060c.:\u061b\u2013\u2014")
PARTS = (TENURE, PORTFOLIOS, NISBA, ADJECTIVES, COUNTRIES, ORGANIZATIONS, HEADS, PLACES)
BEFORE, AFTER, NEAR = 10, 8, 7  # tokens of an office before and after a name, and from an office to its time
BOUNDS = ("since", "until")


def give_offices(page: Page, mentions: list[Mention]) -> None:
    """Set the offices of each person: before the name and after it."""
    persons = {i for m in mentions if m.type == "person" for i in range(m.first, m.last)}
    for mention in mentions:
        if mention.type != "person":
            continue
        before, after = _before(page, mention, persons), _after(page, mention)
        mention.offices = [_office(page, *words) for words in (before, after) if words is not None]


def _before(page: Page, mention: Mention, persons: set[int]) -> tuple[Hit, int] | None:
    """The first of the titles before a name, and the token after its last word."""
    found = None
    at = mention.first
    while mention.first - at < BEFORE:
        title = title_before(page, at)
        if title is None or not persons.isdisjoint(range(title.first, at)):
            break
        found, at = title, title.first
    if found is None:
        return None
    last = mention.first
    while last > found.last and page.tokens[last - 1].kind == "mark":
        last -= 1
    return found, last


def _after(page: Page, mention: Mention) -> tuple[Hit, int] | None:
    """An office set off from the name by a comma or bracket, and the token after its last word."""
    at, end = mention.last, min(page.sentence_of(mention.first)[1], mention.last + 1 + AFTER)
    if at + 1 >= end or page.tokens[at].form not in OPENS:
        return None
    title = page.hits.at(at + 1, TITLES)
    if (
        title is None
        or title.row["kind"] not in ("office", "rank")
        or title.split.conjunction
        or title.split.preposition
    ):
        return None
    last = title.last
    while last < end and _belongs(page, last):
        last = max([last + 1, *(h.last for t in PARTS if (h := page.hits.at(last, t)) is not None)])
    return title, last


def _belongs(page: Page, i: int) -> bool:
    """Whether token i can go on an office: a definite word, an adjective, a country, a body."""
    token = page.tokens[i]
    if token.kind != "word" or page.hits.at(i, PARTICLES):
        return False
    hits = [hit for table in PARTS if (hit := page.hits.at(i, table)) is not None]
    return any(not h.split.conjunction for h in hits) or has_article(token.key)


def _office(page: Page, title: Hit, last: int) -> Office:
    token = page.tokens[title.first]
    skip = clitics_before(title.split)
    span = page.cut(page.folded.raw_start(token.at + skip) if skip else token.start, page.tokens[last - 1].end)
    office = Office(start=span.start, end=span.end, text=span.text)
    tenure = [hit for i in range(title.first, last) if (hit := page.hits.at(i, TENURE)) is not None]
    office.held = tenure[-1].row["kind"] if tenure else None
    _period(page, office, last)
    return office


def _period(page: Page, office: Office, i: int) -> None:
    """What stands right after an office: since a day, until a day, who took it on a day, between two days."""
    end = min(page.sentence_of(i - 1)[1], i + NEAR)
    if i < end and page.tokens[i].form in OPENS:
        i += 1
    bound = ""
    while i < end and page.tokens[i].form not in CLOSES:
        time = _time_at(page, i)
        if time is not None:
            if bound:
                setattr(office, bound, time.value)
            return
        verb = page.hits.at(i, TAKING)
        particle = page.hits.at(i, PARTICLES)
        if verb is not None:
            bound = verb.row["bound"]
        elif particle is not None and particle.row["kind"] in BOUNDS:
            bound = particle.row["kind"]
        elif not bound and particle is None:
            return
        i += 1


def _time_at(page: Page, i: int) -> Time | None:
    """The day, month or year that begins at token i."""
    at = bisect_left(page.times, page.tokens[i].start, key=lambda time: time.start)
    if at < len(page.times) and page.times[at].start == page.tokens[i].start:
        time = page.times[at]
        return time if time.type == "DATE" and time.value[:1].isdigit() else None
    return None
