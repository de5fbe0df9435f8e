"""Longer forms of names: the province of so-and-so, the agency so-and-so, beside the bare name.

They join the entity's names after all other layers, which look for bare names.
"""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.entities.gazetteer import HEADS
from musnad.extract.entities.mention import clitics_before
from musnad.extract.page import Page
from musnad.model import Entity, Span

SAYING = frozenset(
    {"governorate", "city", "town", "island", "agency"}
)  # heads that newspapers write as part of the name
TYPES = ("place", "media")


def lengthen(page: Page) -> None:
    """Add to the names of places and agencies the ones written with their head."""
    for entity in page.entities:
        if entity.type in TYPES:
            longer = [*_longer(page, entity)]
            if longer:
                entity.names = sorted([*entity.names, *longer], key=lambda span: (span.start, -span.end))


def _longer(page: Page, entity: Entity) -> Iterator[Span]:
    for name in entity.names:
        first, _ = page.token_range(name.start, name.end)
        if first == 0 or page.tokens[first].start != name.start:
            continue
        for head in page.hits.all_at(first - 1, HEADS):
            row = head.row
            if row["grammar"] != "inner" or row["type"] != entity.type or row["id"] not in SAYING:
                continue
            if head.last == first and not (head.split.article or head.pronoun):
                token, skip = page.tokens[head.first], clitics_before(head.split)
                start = page.folded.raw_start(token.at + skip) if skip else token.start
                yield page.cut(start, name.end)
                break
