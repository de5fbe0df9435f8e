"""Who and where a figure is about, as names that two tellings can share.

A subject is taken from the figure's own words (`800 American soldiers`), else from the last name before it in its
sentence (`the US keeps about 2,400 soldiers`); a place is written as its country.
"""

from __future__ import annotations

import re
from functools import cache

from musnad.lexicon.matcher import Lexicon, lexicon
from musnad.lexicon.tables import table
from musnad.link.context import Context, countries, home, land
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.words import stem
from musnad.model import Figure
from musnad.text.fold import Folded
from musnad.text.skeleton import skeleton
from musnad.text.tokens import tokenize

TABLES = ("entities.nisba", "entities.countries", "entities.organizations")
OWNERLESS = {
    "area",
    "money",
    "share",
    "other",
    "years",
    "meetings",
    "countries",
    "sources",
    "organizations",
    "incidents",
}
LOSSES = {"killed", "wounded", "casualties", "detained", "displaced"}
KINDS = {"people"}  # whom they are is told by the noun alone
FORCES = {"troops", "fighters", "police"}
OWNED = FORCES | {"vehicles", "weapons", "facilities", "bases"}  # what someone nearby has
MEDIA = "media"  # nobody's voice is what is counted
OTHERS = "others"
BEFORE, AFTER = 220, 40  # characters of the sentence that are looked at
_STOP = re.compile(r"[.!?\n\u061f]")
_NUMBER = re.compile(r"\d")


@cache
def _names() -> Lexicon:
    return Lexicon([table(name) for name in TABLES])


@known
def named_in(words: str) -> tuple[str, ...]:
    """Ids of the countries and organizations that words name, by name or by adjective, in order."""
    hits = _names().find(tokenize(Folded(words)))
    found = sorted(
        (hit.first, hit.row["id"].lower())
        for table in TABLES
        for hit in hits.of(table)
        if hit.row.cells.get("type") != MEDIA
    )
    return tuple(name for _, name in found)


def subject_of(material: Material, context: Context, item: Item[Figure]) -> str:
    """The name a figure is about, in lower case; what it counts, folded, where no one is named."""
    figure = item.record
    if figure.subject and figure.subject.isascii():
        return figure.subject.strip().lower()
    own = named_in(f"{item.words} {figure.subject or ''}")
    if figure.measure in LOSSES:  # who is near is as often the killer
        told = f"{figure.subject or ''} {item.words} {word_after(material, item)}"
        return own[0] if own else part_of_people(told)
    if own:
        return own[0]
    if figure.measure in OWNERLESS:
        return kind_of_noun(figure.subject or "", figure.measure)
    text, begin, end = _surroundings(material, item)
    before, after = named_in(text[begin : item.start]), named_in(text[item.end : end])
    here = told_place(item) or (context.country(item.source) or "").lower()
    voice = named_in(figure.source)
    near = [n for n in (*reversed(before), *after) if home(n) != here and n not in voice]
    if figure.measure in OWNED and (near or figure.measure in FORCES):
        return near[0] if near else _others(text[begin : item.start])
    if figure.measure in KINDS:
        return kind_of_noun(figure.subject or "", figure.measure)
    return part_of_people(f"{figure.subject or ''} {item.words}")


@known
def people_in(words: str) -> str:
    """The people that words name first, by the adjective of a country, by an organization, or as a part of all (civilians);
    a country itself is none."""
    hits = _names().find(tokenize(Folded(words)))
    named = [hit for name in ("entities.nisba", "entities.organizations") for hit in hits.of(name)]
    named = [hit for hit in named if hit.row.cells.get("type") != MEDIA]
    return min(named, key=lambda hit: hit.first).row["id"].lower() if named else part_of_people(words)


@known
def part_of_people(words: str) -> str:
    """Which part of the people words count (children, soldiers); empty where they count all. Whose fighters they are says more
    than that they fight."""
    hits = lexicon("link").find(tokenize(Folded(words))).of("link.parts")
    found = [hit.row["part"] for hit in hits if hit.row["part"] != OTHERS]
    return next((part for part in found if part not in FORCES), found[0] if found else "")


def word_after(material: Material, item: Item[Figure]) -> str:
    """The word right after a figure: an adjective that says who they are."""
    after = material.text(item.source)[item.end : item.end + AFTER]
    return "" if after[:1] != " " else after[1:].partition(" ")[0]


@cache
def parts() -> frozenset[str]:
    """The parts of the people that are counted apart."""
    return frozenset(row["part"] for row in table("link.parts").rows if row["part"] != OTHERS)


@cache
def camp_of() -> dict[str, str]:
    """By part of the people, whether it is of the armed or of the others (civil)."""
    return {row["part"]: row["camp"] for row in table("link.parts").rows if row["camp"]}


@known
def _others(before: str) -> str:
    """`others` where the words before a figure speak of the rest beside someone (`the other members cut their forces`)."""
    hits = lexicon("link").find(tokenize(Folded(before))).of("link.parts")
    return OTHERS if any(hit.row["part"] == OTHERS for hit in hits) else ""


@known
def kind_of_noun(subject: str, measure: str) -> str:
    """Which things are counted (seats, rulings), as the dictionary writes their noun; empty where it says no more than the
    measure."""
    tokens = tokenize(Folded(subject))
    hits = _counted().find(tokens)
    if lexicon("link").find(tokens).at(0, "link.counted") is not None:
        return ""
    hit = hits.at(0, "figures.nouns")
    if hit is None:
        return next((stem(t.key) for t in tokens if t.kind == "word"), "")
    return "" if hit.row["measure"] == measure != "other" and measure not in KINDS else hit.row.word


@known
def special_words(subject: str) -> frozenset[str]:
    """The skeletons of the words that tell who is counted, without those that only say that people are."""
    tokens = tokenize(Folded(subject))
    hits = lexicon("link").find(tokens)
    generic = {i for hit in hits.of("link.counted") for i in range(hit.first, hit.last)}
    return frozenset(skeleton(t.key) for i, t in enumerate(tokens) if i not in generic and t.kind == "word")


@cache
def _counted() -> Lexicon:
    return Lexicon([table("figures.nouns")])


def _surroundings(material: Material, item: Item[Figure]) -> tuple[str, int, int]:
    """The text, and where the sentence before a figure begins and the words after it end (at the next number)."""
    text = material.text(item.source)
    first = max(0, item.start - BEFORE)
    begin = max((m.end() for m in _STOP.finditer(text, first, item.start)), default=first)
    end = item.end + AFTER
    for pattern in (_NUMBER, _STOP):
        found = pattern.search(text, item.end, end)
        end = found.start() if found else end
    return text, begin, end


def lost_by(subject: str, measure: str) -> str:
    """The country whose own people are counted as lost; empty for other figures."""
    return subject if measure in LOSSES and subject in countries() else ""


def told_place(item: Item[Figure]) -> str:
    """The country of a figure's own place, in lower case; the place itself where its country is not known; empty where
    none is told."""
    told = (item.record.place or "").split(";")[0].strip().lower()
    return "" if item.record.measure in OWNERLESS else land(told)
