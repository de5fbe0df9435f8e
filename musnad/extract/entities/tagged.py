"""Mentions that the learned tagger finds, with what the word tables know of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.extract.entities.borders import begins_with_first_name, parted, person_range, person_split, split_of, whole
from musnad.extract.entities.complement import TITLES
from musnad.extract.entities.gazetteer import (
    CITIES,
    COUNTRIES,
    HEADS,
    NISBA,
    ORGANIZATIONS,
    PARTICLES,
    PLACES,
    from_table,
    reads_as_adjective,
)
from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.entities.persons import GIVEN, title_before
from musnad.extract.entities.tagger.model import Tagger
from musnad.extract.entities.tagger.running_text import (
    bare,
    is_common,
    is_common_form,
    is_frequent,
    is_inflected,
    is_ordinary,
)
from musnad.extract.page import Page
from musnad.model import EntityType
from musnad.text.clitics import ALEF, HA, LAM, YA

KNOWN = 5  # log2 of the count of a word that is known well enough to say that it follows no first name
GOD = ALEF + LAM + LAM + HA
TYPES: dict[str, EntityType] = {"PER": "person", "LOC": "place", "ORG": "organization"}
TABLES = {"LOC": (COUNTRIES, PLACES, CITIES), "ORG": (ORGANIZATIONS,), "PER": ()}


def tagged(page: Page, tagger: Tagger, by_rule: Sequence[Mention]) -> Iterator[Mention]:
    """What the tagger finds, given what rules see; where a table has the same words under the same kind, its name and
    type are taken."""
    for start, end, kind in whole(page, tagger.names(page, by_rule)):
        for first, last in parted(page, start, end) if kind == "PER" else [(start, end)]:
            mention = _mention(page, *_trimmed(page, first, last), kind)
            if mention is not None:
                yield mention


def _mention(page: Page, first: int, last: int, kind: str) -> Mention | None:
    if first >= last:
        return None
    known = _known(page, first, last, kind)
    if known is not None:
        return known
    if kind == "PER" or (kind == "ORG" and begins_with_first_name(page, first, last)):
        kind = "PER"
        first, last = person_range(page, first, last)
        return None if first >= last or _is_no_person(page, first, last) else _new(page, first, last, kind)
    if last == first + 1 and (is_inflected(page.tokens[first].key) or (kind == "ORG" and page.hits.at(first, HEADS))):
        return None
    if kind == "ORG" and last == first + 1 and is_ordinary(page.tokens[first].key):
        return None
    if kind == "ORG" and last > first + 1 and _ends_in_pronoun(page, last - 1):
        last -= 1
    if kind == "ORG" and _is_indefinite(page, first, last):
        return None
    if kind == "LOC":
        country = page.hits.at(first, COUNTRIES)
        if country is not None and reads_as_adjective(page, country):
            return None
        return None if _is_adjective(page, first, last) else _place(page, first, last)
    return _new(page, first, last, kind)


def _is_no_person(page: Page, first: int, last: int) -> bool:
    """Whether words without a first name are a month, a number, a title, an inflected word, a place with its head, or
    somebody of a country."""
    if page.hits.at(first, GIVEN) is not None:
        return False
    key = page.tokens[first].key
    if all(token.form.isupper() for token in page.tokens[first:last]):
        return True  # capitals: a brand, a device
    if last > first + 1:
        of_country = last == first + 2 and page.hits.at(first + 1, NISBA) is not None and is_frequent(bare(key)[1])
        return of_country or page.hits.at(first, HEADS) is not None
    if key == GOD or (is_common(bare(key)[1], KNOWN) and title_before(page, first) is None):
        return True
    if is_inflected(key) or is_common_form(key) or page.numerals.covering(first) is not None:
        return True
    return any(page.hits.at(first, table) for table in (TITLES, "times.months", "times.weekdays"))


def _is_indefinite(page: Page, first: int, last: int) -> bool:
    """A head without the article and an adjective of country without it: an American institute, any one."""
    head, adjective = page.hits.at(first, HEADS), page.hits.at(last - 1, NISBA)
    if head is None or adjective is None or head.split.article or adjective.split.article:
        return False
    return not adjective.split.preposition and not any(page.hits.at(last - 1, table) for table in (COUNTRIES, PLACES))


def _ends_in_pronoun(page: Page, i: int) -> bool:
    """Whether a frequent word without the article ends in a letter that only a pronoun has."""
    token = page.tokens[i]
    return token.form[-1] == HA and not has_article(token.key) and is_common(token.key)


def _trimmed(page: Page, first: int, last: int) -> tuple[int, int]:
    """Without particles and marks at either end."""
    while first < last and (len(page.tokens[first].key) == 1 or _is_particle(page, first)):
        first += 1
    while first < last and (page.tokens[last - 1].kind == "mark" or _is_particle(page, last - 1)):
        last -= 1
    return first, last


def _is_particle(page: Page, i: int) -> bool:
    return page.hits.at(i, PARTICLES) is not None and page.hits.at(i, GIVEN) is None


def _known(page: Page, first: int, last: int, kind: str) -> Mention | None:
    for table in TABLES[kind]:
        hit = page.hits.at(first, table)
        if hit is not None and hit.last == last and not hit.pronoun and not reads_as_adjective(page, hit):
            return from_table(page, hit)
    head = page.hits.at(first, HEADS)
    if kind == "ORG" and head is not None and head.last < last:
        return _known(page, head.last, last, kind)  # the head only says what it is
    return None


def _new(page: Page, first: int, last: int, kind: str) -> Mention:
    split = person_split(page, first) if kind == "PER" else split_of(page.tokens[first].key)
    mention = mention_of(page, first, last, split, TYPES[kind], f"entities.tagger.{TYPES[kind]}")
    mention.trust = 2 if kind == "PER" else 1
    return mention


def _is_adjective(page: Page, first: int, last: int) -> bool:
    """One unknown word that looks like an indefinite adjective is no place."""
    key = page.tokens[first].key
    return last == first + 1 and key.endswith(YA + HA) and not has_article(key)


def _place(page: Page, first: int, last: int) -> Mention:
    """A place, with the head that belongs to its name (the bridge of so-and-so)."""
    mention = _new(page, first, last, "LOC")
    if first == 0 or split_of(page.tokens[first].key).skip:
        return mention
    for head in page.hits.all_at(first - 1, HEADS):
        if head.row["grammar"] == "with" and head.last == first and not head.split.article:
            return mention_of(page, head.first, last, head.split, "place", "entities.tagger.place")
    return mention
