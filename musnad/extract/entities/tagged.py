"""Mentions that the learned tagger finds, with what the word tables know of them."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.entities.complement import ADJECTIVES, TITLES
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
from musnad.extract.entities.tagger.features import bare, is_common, may_follow_first_name
from musnad.extract.entities.tagger.model import Tagger
from musnad.extract.page import Page
from musnad.model import EntityType
from musnad.text.clitics import CONJUNCTIONS, FA, HA, KAF, LAM, WAW, YA, Split

PLAIN = Split("")
LONGEST = 6  # words of a person's name that is put together
TYPES: dict[str, EntityType] = {"PER": "person", "LOC": "place", "ORG": "organization"}
TABLES = {"LOC": (COUNTRIES, PLACES, CITIES), "ORG": (ORGANIZATIONS,), "PER": ()}
NO_NAME = (PARTICLES, TITLES, ADJECTIVES, NISBA, HEADS, COUNTRIES, ORGANIZATIONS, "times.weekdays", "times.months")


def tagged(page: Page, tagger: Tagger) -> Iterator[Mention]:
    """What the tagger finds; where a table has the same words under the same kind, its name and type are taken."""
    for start, end, kind in _whole(page, tagger.names(page)):
        for first, last in _parted(page, start, end) if kind == "PER" else [(start, end)]:
            mention = _mention(page, *_trimmed(page, first, last), kind)
            if mention is not None:
                yield mention


def _whole(page: Page, names: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Names with first names joined to the family name that the tagger has begun anew."""
    held: tuple[int, int, str] | None = None
    for name in names:
        if held is not None and _goes_on(page, held, name):
            held = (held[0], name[1], "PER")
            continue
        if held is not None:
            yield held
        held = name
    if held is not None:
        yield held


def _goes_on(page: Page, held: tuple[int, int, str], name: tuple[int, int, str]) -> bool:
    if held[1] != name[0] or not held[2] == name[2] == "PER" or name[1] - held[0] > LONGEST:
        return False
    return _is_first_name(page, held[0], held[1]) and not bare(page.tokens[name[0]].key)[0]


def _mention(page: Page, first: int, last: int, kind: str) -> Mention | None:
    if first >= last:
        return None
    known = _known(page, first, last, kind)
    if known is not None:
        return known
    if kind == "PER" or (kind == "ORG" and _begins_with_first_name(page, first, last)):
        kind = "PER"
        first = _without_common_start(page, first, last)
        last = _person_end(page, first, _without_common_word(page, first, last))
        return _new(page, first, last, kind) if first < last else None
    if kind == "ORG" and last > first + 1 and _ends_in_pronoun(page, last - 1):
        last -= 1
    if kind == "LOC":
        country = page.hits.at(first, COUNTRIES)
        if country is not None and reads_as_adjective(page, country):
            return None
        return None if _is_adjective(page, first, last) else _place(page, first, last)
    return _new(page, first, last, kind)


def _begins_with_first_name(page: Page, first: int, last: int) -> bool:
    hit = page.hits.at(first, GIVEN)
    return hit is not None and last > first + 1 and not hit.row["weak"] and hit.row["kind"] != "connector"


def _without_common_start(page: Page, first: int, last: int) -> int:
    """The start of a person's name without frequent words before it."""
    while first < last - 1 and page.hits.at(first, GIVEN) is None and is_common(bare(page.tokens[first].key)[1]):
        first += 1
    return first


def _ends_in_pronoun(page: Page, i: int) -> bool:
    """Whether a frequent word without the article ends in a letter that only a pronoun has."""
    token = page.tokens[i]
    return token.form[-1] == HA and not has_article(token.key) and is_common(token.key)


def _parted(page: Page, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Persons joined by and are several persons."""
    for i in range(first + 1, last):
        if bare(page.tokens[i].key)[0][:1] == WAW and not _is_plain_first_name(page, i):
            yield first, i
            first = i
    yield first, last


def _is_plain_first_name(page: Page, i: int) -> bool:
    hit = page.hits.at(i, GIVEN)
    return hit is not None and not hit.split.conjunction


def _without_common_word(page: Page, first: int, last: int) -> int:
    """The end of a person's name without a frequent word that follows neither first names nor titles in running text."""
    if page.hits.at(last - 1, GIVEN) is None and is_common(bare(page.tokens[last - 1].key)[1]):
        return last - 1
    return last


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
    split = _person_split(page, first) if kind == "PER" else split_of(page.tokens[first].key)
    mention = mention_of(page, first, last, split, TYPES[kind], f"entities.tagger.{TYPES[kind]}")
    mention.trust = 2 if kind == "PER" else 1
    return mention


def _person_split(page: Page, first: int) -> Split:
    """Clitics of a person's first word: cut off before a first name, else only where running text has the rest as a name."""
    given = page.hits.at(first, GIVEN)
    if given is not None:
        return given.split
    split = split_of(page.tokens[first].key)
    if split.preposition == KAF or split.conjunction == FA or is_common(split.stem):
        return PLAIN
    return split


def _person_end(page: Page, first: int, last: int) -> int:
    """First names alone are not yet a name: the family name follows, with the article, or any word after a title."""
    if last >= page.sentence_of(first)[1] or page.tokens[last].kind != "word":
        return last
    if not _is_first_name(page, first, last) or any(page.hits.at(last, t) for t in NO_NAME):
        return last
    cut, stem = bare(page.tokens[last].key)
    if cut:
        return last
    servant = last == first + 2 and _is_connector(page, first)
    family = page.hits.at(last, GIVEN) is not None or (has_article(stem) and (servant or may_follow_first_name(stem)))
    return last + 1 if family or title_before(page, first) is not None else last


def _is_first_name(page: Page, first: int, last: int) -> bool:
    """Whether the words are first names only, the servant of so-and-so among them."""
    servant = last == first + 2 and _is_connector(page, first)
    return servant or all(page.hits.at(i, GIVEN) for i in range(first, last))


def _is_connector(page: Page, i: int) -> bool:
    hit = page.hits.at(i, GIVEN)
    return hit is not None and hit.row["kind"] == "connector"


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


def split_of(key: str) -> Split:
    """The clitics of a name's first word, as running text makes likely."""
    cut, stem = bare(key)
    conjunction = cut[0] if cut and cut[0] in CONJUNCTIONS else ""
    preposition = cut[len(conjunction) : len(conjunction) + 1]
    swallowed = preposition == LAM and has_article(stem) and len(cut) > len(conjunction) + 1
    return Split(stem, conjunction, preposition, skip=len(conjunction + preposition), exact=not swallowed)
