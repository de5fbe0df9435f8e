"""A mention: one name at one place in the page, before mentions are joined to entities."""

from __future__ import annotations

import msgspec

from musnad.extract.page import Page
from musnad.model import EntityType, Office
from musnad.text.clitics import ALEF, LAM, Split

ORDER = ("base", "armed_group", "media", "government", "organization", "country", "place", "person")


class Mention(msgspec.Struct, gc=False):
    """first, last: tokens, last exclusive. start, end: the name without its clitics, in code points of the raw text.

    type:  one of `model.EntityType`.  id: canonical English where a table gives one, else "".
    fused: the preposition has swallowed the alef of the article, so the bare name is not written out here.
    trust: what decides between overlapping mentions of one length; the higher wins.
    home:  English name of the country that a place lies in, where the table tells.
    """

    first: int
    last: int
    start: int
    end: int
    type: EntityType
    rule: str
    id: str = ""
    fused: bool = False
    trust: int = 1
    home: str = ""
    offices: list[Office] = []


def is_fused(split: Split) -> bool:
    """Whether the preposition li has swallowed the article's alef, so that the bare name is not written out."""
    if split.preposition != LAM or split.pronoun:
        return False
    return not split.exact or (split.article and split.skip < 3 + len(split.conjunction))


def clitics_before(split: Split) -> int:
    """Letters of conjunction and preposition before the name; the article belongs to the name."""
    return len(split.conjunction) + len(split.preposition)


def mention_of(page: Page, first: int, last: int, split: Split, kind: EntityType, rule: str) -> Mention:
    """A mention over tokens first to last, its clitics cut off as `split` says; a fused preposition stays."""
    token = page.tokens[first]
    skip = len(split.conjunction) if is_fused(split) else clitics_before(split)
    start = page.folded.raw_start(token.at + skip) if skip else token.start
    return Mention(first, last, start, page.tokens[last - 1].end, kind, rule, fused=is_fused(split))


def has_article(key: str) -> bool:
    """Whether a folded word begins with the article."""
    return key.startswith(ALEF + LAM) and len(key) >= 4
