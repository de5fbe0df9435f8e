"""Names of bodies and places built on a head: ministry of foreign affairs, the Iraqi army, the quarter of so-and-so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import cast

from musnad.extract.entities.complement import Complement, complement, is_definite, name_at, nation_at
from musnad.extract.entities.gazetteer import COUNTRIES, HEADS, ORGANIZATIONS, PARTICLES
from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import EntityType
from musnad.text.clitics import ALEF, HA, TA
from musnad.text.quotes import ALL_MARKS

LONGEST_QUOTE = 6
PAUSES = frozenset(".,:;!?\u060c\u061b\u061f")


def built(page: Page) -> Iterator[Mention]:
    """Mentions of names that are built on a head of the table."""
    for hit in page.hits.of(HEADS):
        if hit.pronoun or hit.split.nunation:
            continue
        for reading in page.hits.all_at(hit.first, HEADS):
            mention = GRAMMARS[reading.row["grammar"]](page, reading)
            if mention is not None:
                yield mention


def _made(page: Page, head: Hit, last: int, rule: str, trust: int = 2) -> Mention:
    kind = cast(EntityType, head.row["type"])
    mention = mention_of(page, head.first, last, head.split, kind, f"entities.built.{rule}")
    mention.trust = trust
    return mention


def _of(page: Page, head: Hit) -> Mention | None:
    """Head and complement make the name."""
    definite = is_definite(page, head)
    if head.last < len(page.tokens) and page.tokens[head.last].form in ALL_MARKS and not definite:
        last = 0 if _names_itself(page, head) else quoted_end(page, head.last)
        return _quoted(page, head, last) if last else None
    found = complement(page, head)
    if definite and found.adjectives < 2 and not found.tail:
        return None
    if head.row["type"] == "armed_group" and head.row["id"] == "organisation" and found.nation is None:
        return None  # the word also means organising
    if not found.definite or found.last == head.last or _is_only_described(page, head, found):
        return None
    mention = _made(page, head, found.last, "of")
    mention.id = _english(head, found)
    return mention


def _quoted(page: Page, head: Hit, last: int) -> Mention:
    """Head and quotation; a known name in it tells who is meant."""
    mention = _made(page, head, last, "quoted", 1)
    known = page.hits.at(head.last + 1, ORGANIZATIONS)
    if known is not None and known.last == last - 1:
        mention.id, mention.type = known.row["id"], cast(EntityType, known.row["type"])
    return mention


def _names_itself(page: Page, head: Hit) -> bool:
    """Whether what the head announces has a name of its own (agency, company), so that the head stays outside."""
    return any(h.row["grammar"] == "inner" for h in page.hits.all_at(head.first, HEADS))


def _is_only_described(page: Page, head: Hit, found: Complement) -> bool:
    """Whether the head only says what a known body is: the militias of so-and-so, the agency so-and-so."""
    if found.nation is None or found.nation.table != ORGANIZATIONS or found.nation.first != head.last:
        return False
    return head.row["id"] in ("militia", "group") or _names_itself(page, head)


def quoted_end(page: Page, opener: int) -> int:
    """The token after the closing mark of a short quotation without pauses that opens at a token; 0 where there is none."""
    at = bisect_left(page.quotes, opener + 1, key=lambda quote: quote.first)
    if at == len(page.quotes) or page.quotes[at].first != opener + 1:
        return 0  # the mark closes a quotation
    last = min(page.sentence_of(opener)[1], opener + 2 + LONGEST_QUOTE)
    for i in range(opener + 1, last):
        token = page.tokens[i]
        if token.form in ALL_MARKS:
            return i + 1 if i > opener + 1 else 0
        if token.form in PAUSES or (page.hits.at(i, PARTICLES) and i == opener + 1):
            return 0
    return 0


def _with(page: Page, head: Hit) -> Mention | None:
    """A place whose head belongs to its name: the airport of Aden, the quarter of al-Tamim."""
    at = head.last
    if head.split.article or at >= page.sentence_of(head.first)[1]:
        return None
    name = name_at(page, at)
    if name is not None:
        return _made(page, head, name.last, "place")
    if has_article(page.tokens[at].key) and not page.hits.at(at, PARTICLES) and nation_at(page, at) is None:
        return _made(page, head, at + 1, "place")
    return None


def _inner(page: Page, head: Hit) -> Mention | None:
    """The head is outside: what stands in quotation marks after it is the name."""
    at = head.last
    if at >= len(page.tokens) or page.tokens[at].form not in ALL_MARKS:
        return None
    last = quoted_end(page, at)
    if not last:
        return None
    kind = cast(EntityType, head.row["type"])
    return Mention(at + 1, last - 1, page.tokens[at + 1].start, page.tokens[last - 2].end, kind, "entities.built.named")


def _nisba(page: Page, head: Hit) -> Mention | None:
    """A definite head with the adjective of a country, a head with the country itself, or a parliament alone."""
    if is_definite(page, head):
        found = complement(page, head)
        if found.nation is None or not _agrees(page, head, found.nation):
            alone = head.row["id"] == "parliament" and head.last > head.first + 1
            return _made(page, head, head.last, "parliament") if alone else None
    else:
        name = name_at(page, head.last) if head.last < len(page.tokens) else None
        if name is None or name.table != COUNTRIES or head.row["id"].startswith("ministry"):
            return None
        found = Complement(name.last, True, 0, name)
    mention = _made(page, head, found.last, "nation")
    mention.id = _english(head, found)
    return mention


def _agrees(page: Page, head: Hit, nation: Hit) -> bool:
    """Whether adjective and head agree in gender, plurals of things being feminine."""
    word, adjective = page.tokens[head.first].key, page.tokens[nation.last - 1].key
    return word.endswith((HA, ALEF + TA)) == adjective.endswith(HA)


def _english(head: Hit, found: Complement) -> str:
    """The English of a name whose parts the tables translate, else nothing."""
    nation = found.nation.row.cells.get("english") or found.nation.row["id"] if found.nation else ""
    if head.row["id"] == "ministry":
        return f"{nation} ministry of {found.office.row['id']}" if found.office is not None and nation else ""
    return f"{nation} {head.row['id']}" if head.row["grammar"] == "nisba" and nation and found.adjectives <= 1 else ""


GRAMMARS = {"of": _of, "inner": _inner, "with": _with, "nisba": _nisba}
