"""Where the names of persons begin and end, beyond what the tagger says."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.entities.complement import ADJECTIVES, TITLES
from musnad.extract.entities.gazetteer import COUNTRIES, HEADS, NISBA, ORGANIZATIONS, PARTICLES
from musnad.extract.entities.mention import has_article
from musnad.extract.entities.persons import GIVEN, title_before
from musnad.extract.entities.tagger.running_text import (
    bare,
    follows_first_names,
    is_common,
    is_common_form,
    is_inflected,
    may_follow_first_name,
)
from musnad.extract.page import Page
from musnad.text.clitics import BA, CONJUNCTIONS, FA, KAF, LAM, WAW, Split

Name = tuple[int, int, str]  # first token, last exclusive, PER LOC or ORG
PLAIN = Split("")
LONGEST = 6  # words of a person's name that is put together
NO_NAME = (PARTICLES, TITLES, ADJECTIVES, NISBA, HEADS, COUNTRIES, ORGANIZATIONS, "times.weekdays", "times.months")


def whole(page: Page, names: list[Name]) -> Iterator[Name]:
    """Names with first names joined to the family name that the tagger has begun anew."""
    held: Name | None = None
    for name in names:
        if held is not None and _goes_on(page, held, name):
            held = (held[0], name[1], "PER")
            continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


def _goes_on(page: Page, held: Name, name: Name) -> bool:
    if held[1] != name[0] or not held[2] == name[2] == "PER" or name[1] - held[0] > LONGEST:
        return False
    if bare(page.tokens[name[0]].key)[0]:
        return False
    known = page.hits.at(held[0], GIVEN) is not None and held[1] - held[0] > 1 and name[1] == name[0] + 1
    return known or _is_first_name(page, held[0], held[1])


def parted(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Persons joined by and are several persons."""
    for i in range(first + 1, last):
        if bare(page.tokens[i].key)[0][:1] == WAW and not _is_plain_first_name(page, i):
            yield first, i
            first = i
    yield first, last


def _is_plain_first_name(page: Page, i: int) -> bool:
    hit = page.hits.at(i, GIVEN)
    return hit is not None and not hit.split.conjunction


def begins_with_first_name(page: Page, first: int, last: int) -> bool:
    """Whether a name of several words begins with a first name that is no ordinary word."""
    hit = page.hits.at(first, GIVEN)
    return hit is not None and last > first + 1 and not hit.row["weak"] and hit.row["kind"] != "connector"


def person_range(page: Page, first: int, last: int) -> tuple[int, int]:
    """The borders of a person's name: other words at either end cut off, missing first and family names added."""
    first = _without_common_start(page, first, last)
    last = next((i for i in range(first + 1, last) if _is_addressed(page, i) or _is_body(page, i)), last)
    last = _without_common_word(page, first, last)
    if first < last:
        start, first = first, _person_start(page, first)
        while last - first < LONGEST and (longer := _person_end(page, start, last)) > last:
            last = longer
    return first, last


def _is_addressed(page: Page, i: int) -> bool:
    """Whether token i is a known name with a preposition: so-and-so [to Reuters], so-and-so [to Ronaldo]."""
    hits = (page.hits.at(i, table) for table in (ORGANIZATIONS, COUNTRIES, GIVEN))
    return any(hit is not None and hit.split.preposition in (LAM, BA) and not hit.row["weak"] for hit in hits)


def _without_common_start(page: Page, first: int, last: int) -> int:
    """The start of a person's name without frequent words and names of bodies and titles before it."""
    while first < last - 1 and page.hits.at(first, GIVEN) is None:
        key = page.tokens[first].key
        other = page.hits.at(first, TITLES) is not None or is_inflected(key) or _is_body(page, first)
        if not other and not is_common(bare(key)[1]):
            break
        first += 1
    return first


def _is_body(page: Page, i: int) -> bool:
    """Whether token i alone is the name of a body and nothing else."""
    hit = page.hits.at(i, ORGANIZATIONS)
    return hit is not None and hit.last == i + 1 and not hit.row["weak"]


def _without_common_word(page: Page, first: int, last: int) -> int:
    """The end of a person's name without a word that running text does not have in names."""
    i = last - 1
    key = page.tokens[i].key
    if page.hits.at(i, GIVEN) is None and (is_common(bare(key)[1]) or is_inflected(key) or is_common_form(key)):
        return i
    return last


def _person_start(page: Page, first: int) -> int:
    """First names right before a name that has none of its own; one that is an ordinary word as well needs company."""
    if page.hits.at(first, GIVEN) is not None or bare(page.tokens[first].key)[0]:
        return first
    start = page.sentence_of(first)[0]
    i, sure = first, first
    while i > start and (hit := page.hits.at(i - 1, GIVEN)) is not None and first - i < 2:
        if hit.split.preposition:
            break
        i -= 1
        if not hit.row["weak"] or first - i == 2 or title_before(page, i) is not None:
            sure = i
        if hit.split.conjunction:
            break
    return sure


def _person_end(page: Page, first: int, last: int) -> int:
    """First names alone are not yet a name: the family name follows, with the article, or any word after a title."""
    end = page.sentence_of(first)[1]
    if last < end and _is_connector(page, last - 1) and has_article(page.tokens[last].key):
        last += 1  # the servant of so-and-so, whatever else the word may be
    if last >= end or page.tokens[last].kind != "word":
        return last
    if not _is_first_name(page, first, last) or any(page.hits.at(last, t) for t in NO_NAME):
        return last
    cut, stem = bare(page.tokens[last].key)
    if cut:
        return last
    servant = last == first + 2 and _is_connector(page, first)
    if page.hits.at(last, GIVEN) is not None or follows_first_names(stem):
        return last + 1
    family = (servant and has_article(stem)) or may_follow_first_name(stem)
    return last + 1 if family and (has_article(stem) or title_before(page, first) is not None) else last


def _is_first_name(page: Page, first: int, last: int) -> bool:
    """Whether the words are first names only, the servant of so-and-so among them."""
    servant = last == first + 2 and _is_connector(page, first)
    return servant or all(page.hits.at(i, GIVEN) for i in range(first, last))


def _is_connector(page: Page, i: int) -> bool:
    hit = page.hits.at(i, GIVEN)
    return hit is not None and hit.row["kind"] == "connector"


def person_split(page: Page, first: int) -> Split:
    """Clitics of a person's first word: cut off before a first name, else only where running text has the rest as a name."""
    given = page.hits.at(first, GIVEN)
    if given is not None:
        return given.split
    split = split_of(page.tokens[first].key)
    if split.preposition == KAF or split.conjunction == FA or is_common(split.stem):
        return PLAIN
    return split


def split_of(key: str) -> Split:
    """The clitics of a name's first word, as running text makes likely."""
    cut, stem = bare(key)
    conjunction = cut[0] if cut and cut[0] in CONJUNCTIONS else ""
    preposition = cut[len(conjunction) : len(conjunction) + 1]
    swallowed = preposition == LAM and has_article(stem) and len(cut) > len(conjunction) + 1
    return Split(stem, conjunction, preposition, skip=len(conjunction + preposition), exact=not swallowed)
