"""Short names of what the page names in full: the family name of a person, the head of a body.

A short name is found by the rule that found the full one.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from musnad.extract.entities.borders import split_of
from musnad.extract.entities.complement import ADJECTIVES, NAMES, TITLES
from musnad.extract.entities.gazetteer import HEADS, NISBA, PARTICLES
from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.entities.persons import GIVEN
from musnad.extract.page import Page
from musnad.text.clitics import ARTICLE, LAM, Split

BODIES = ("organization", "armed_group")
PLAIN = Split("")
COMMON = (PARTICLES, TITLES, ADJECTIVES, NISBA, HEADS)


def shortened(page: Page, mentions: list[Mention]) -> Iterator[Mention]:
    """Mentions by a short name, given those in full; never over one of those. A family name taken for a place is mended."""
    families = _families(page, mentions)
    for mention in mentions:
        if mention.last == mention.first + 1 and mention.type in ("place", "organization"):
            full = families.get(page.tokens[mention.first].key)
            if full is not None and not _is_known(page, mention.first):
                mention.type, mention.rule, mention.id = "person", full.rule, ""
    heads = _heads(page, mentions)
    wanted = families.keys() | heads.keys()
    if not wanted:
        return
    covered = {i for m in mentions for i in range(m.first, m.last)}
    first_names = {m.last: m for m in mentions if m.type == "person"}
    for i, token in enumerate(page.tokens):
        if not _may_be(token.key, wanted) or i in covered:
            continue
        split = PLAIN if token.key in families or token.key in heads else split_of(token.key)
        word = split.stem or token.key
        full = families.get(word)
        if full is not None and not _is_common(page, i):
            before = first_names.get(i)
            if before is not None and not split.skip:  # the first name was found alone
                before.last, before.end = i + 1, token.end
            else:
                yield mention_of(page, i, i + 1, split, "person", full.rule)
        body = heads.get(word)
        if body is not None and i > body.first and _stands_alone(page, i):
            short = mention_of(page, i, i + 1, split, body.type, body.rule)
            short.id = body.id or " ".join(page.text[body.start : body.end].split())
            yield short


def _is_known(page: Page, i: int) -> bool:
    """Whether the word is the name of a place or body and nothing else."""
    return any(hit is not None and not hit.row["weak"] for hit in (page.hits.at(i, table) for table in NAMES))


def _may_be(key: str, wanted: Set[str]) -> bool:
    """Whether a word can be one of these, clitics taken off."""
    if key in wanted or key[1:] in wanted or key[2:] in wanted:
        return True
    return LAM + LAM in key[:3] and ARTICLE + key[key.index(LAM) + 2 :] in wanted


def _families(page: Page, mentions: list[Mention]) -> dict[str, Mention]:
    """Last word of each person's full name that only one full name ends in."""
    found: dict[str, Mention | None] = {}
    for mention in mentions:
        if mention.type != "person" or mention.last - mention.first < 2:
            continue
        word = page.tokens[mention.last - 1].key
        known = found.get(word, mention)
        same = known is not None and _text(page, known) == _text(page, mention)
        found[word] = mention if same or word not in found else None
    return {word: m for word, m in found.items() if m is not None and len(word) > 2}


def _text(page: Page, mention: Mention) -> str:
    return " ".join(t.key for t in page.tokens[mention.first : mention.last])


def _heads(page: Page, mentions: list[Mention]) -> dict[str, Mention]:
    """The definite first word of each body of several words, where the page has only one such body."""
    found: dict[str, Mention | None] = {}
    for mention in mentions:
        if mention.type not in BODIES or mention.last - mention.first < 2:
            continue
        word = split_of(page.tokens[mention.first].key).stem
        if has_article(word):
            known = found.get(word)
            if word in found and (
                known is None or (known.id or _text(page, known)) != (mention.id or _text(page, mention))
            ):
                found[word] = None
            else:
                found.setdefault(word, mention)
    return {word: m for word, m in found.items() if m is not None}


def _is_common(page: Page, i: int) -> bool:
    """Whether the word is as likely an ordinary word here: a table of such words has it and no title stands before."""
    if not any(page.hits.at(i, table) for table in COMMON):
        return False
    return i == 0 or page.hits.at(i - 1, TITLES) is None


def _stands_alone(page: Page, i: int) -> bool:
    """Whether no adjective follows that would make it another body."""
    if i + 1 >= len(page.tokens):
        return True
    return not (has_article(page.tokens[i + 1].key) and any(page.hits.at(i + 1, t) for t in (NISBA, ADJECTIVES, GIVEN)))
