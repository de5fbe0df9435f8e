"""Roles: the titles and offices that stand before a person's name."""

from __future__ import annotations

from musnad.extract.entities.mention import Mention, clitics_before
from musnad.extract.entities.persons import title_before
from musnad.extract.page import Page

FURTHEST = 10
PAUSES = " \t\n,\u060c:\"'()\u00ab\u00bb\u201c\u201d"


def give_roles(page: Page, mentions: list[Mention]) -> None:
    """Set the roles of each person: the words from the first title before the name up to the name, as written."""
    persons = {i for m in mentions if m.type == "person" for i in range(m.first, m.last)}
    for mention in mentions:
        if mention.type == "person":
            role = _role(page, mention, persons)
            mention.roles = [role] if role else []


def _role(page: Page, mention: Mention, persons: set[int]) -> str:
    found = None
    at = mention.first
    while mention.first - at < FURTHEST:
        title = title_before(page, at)
        if title is None or not persons.isdisjoint(range(title.first, at)):
            break
        found, at = title, title.first
    if found is None:
        return ""
    token = page.tokens[found.first]
    skip = clitics_before(found.split)
    start = page.folded.raw_start(token.at + skip) if skip else token.start
    return " ".join(page.text[start : mention.start].strip(PAUSES).split())
