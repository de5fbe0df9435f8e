"""Verb forms from principal parts, as they are written without vowels.

The parts are the dictionary's: the perfect and the imperfect of the third person masculine singular, the active
participle, the verbal noun. What comes out is spelling with features, not morphology: forms that read alike come out once
for each meaning that agreement can use.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

ALEF, WAW, YA, NOON, TA, MEEM, MAQSURA = "\u0627", "\u0648", "\u064a", "\u0646", "\u062a", "\u0645", "\u0649"
TA_MARBUTA = "\u0629"
REGULAR, MASCULINE = "+", WAW + NOON  # in a cell of plurals: the word with this ending
WEAK = (ALEF, WAW, YA)


class Features(msgspec.Struct, frozen=True, gc=False):
    """What a form says. tense: perfect imperfect jussive participle masdar. person 1-3, number s d p, gender m f or ''."""

    tense: str
    person: int = 3
    number: str = "s"
    gender: str = "m"
    passive: bool = False


BASE = Features("")  # for words that are not inflected here


def _perfect(verb: str, passive: bool) -> Iterator[tuple[str, Features]]:
    def f(number: str, gender: str, person: int = 3) -> Features:
        return Features("perfect", person, number, gender, passive)

    last, stem = verb[-1], verb[:-1]
    yield verb, f("s", "m")
    if last == MAQSURA or (last == ALEF and len(verb) >= 3):  # defective
        long = stem + (WAW if last == ALEF and len(verb) == 3 else YA)
        yield stem + TA, f("s", "f")
        yield stem + WAW + ALEF, f("p", "m")
        yield long + ALEF, f("d", "m")
        yield stem + TA + ALEF, f("d", "f")
        yield long + NOON, f("p", "f")
        yield long + TA, f("s", "", 1)
        yield long + NOON + ALEF, f("p", "", 1)
        return
    yield verb + TA, f("s", "f")
    yield verb + WAW + ALEF, f("p", "m")
    yield verb + WAW, f("p", "m")  # as it stands before a pronoun
    if last == YA:
        yield stem + WAW + ALEF, f("p", "m")  # `they met` loses the last letter
    yield verb + ALEF, f("d", "m")
    yield verb + TA + ALEF, f("d", "f")
    if len(verb) >= 3 and verb[-2] in (ALEF, YA):  # hollow: the long vowel shortens
        short = verb[:-2] + last
    elif len(verb) == 2:  # doubled
        short = verb + last
    else:
        short = verb
    yield short + NOON, f("p", "f")
    yield short + TA, f("s", "", 1)
    yield short + NOON + ALEF, f("p", "", 1)


def _imperfect(verb: str, passive: bool) -> Iterator[tuple[str, Features]]:
    def f(number: str, gender: str, person: int = 3, tense: str = "imperfect") -> Features:
        return Features(tense, person, number, gender, passive)

    root = verb[1:]
    defective = root[-1] in (WAW, YA, MAQSURA) and len(root) >= 3
    plural = root[:-1] if defective else root
    dual = plural + YA if defective and root[-1] == MAQSURA else root
    yield YA + root, f("s", "m")
    yield TA + root, f("s", "f")
    yield ALEF + root, f("s", "", 1)
    yield NOON + root, f("p", "", 1)
    yield YA + plural + WAW + NOON, f("p", "m")
    yield YA + plural + WAW + ALEF, f("p", "m")
    yield YA + dual + ALEF + NOON, f("d", "m")
    yield YA + dual + ALEF, f("d", "m")  # after a particle; with ta it would read as a noun in the accusative
    yield TA + dual + ALEF + NOON, f("d", "f")
    yield YA + root + NOON, f("p", "f")
    if defective:
        short = root[:-1]
    elif len(root) >= 3 and root[-2] in WEAK:
        short = root[:-2] + root[-1]
    else:
        return
    yield YA + short, f("s", "m", 3, "jussive")
    yield TA + short, f("s", "f", 3, "jussive")


def _nominal(word: str, tense: str) -> Iterator[tuple[str, Features]]:
    yield word, Features(tense, 3, "s", "m")
    if tense == "masdar":
        return
    stem = word[:-1] if word[-1] == YA and len(word) >= 4 else word
    yield word + ALEF, Features(tense, 3, "s", "m")
    yield word + TA_MARBUTA, Features(tense, 3, "s", "f")
    yield word + ALEF + NOON, Features(tense, 3, "d", "m")
    yield word + TA + YA + NOON, Features(tense, 3, "d", "f")
    yield stem + YA + NOON, Features(tense, 3, "p", "m")
    yield stem + WAW + NOON, Features(tense, 3, "p", "m")
    yield word + ALEF + TA, Features(tense, 3, "p", "f")


def verb_forms(cells: dict[str, str]) -> Iterator[tuple[str, Features]]:
    """Every written form of a verb row's `word`, `imperfect`, `passive`, `participle` and `masdar` cells.

    A cell may hold several spellings separated by `|`. Yields the word and what it says.
    """
    tail = ""
    for part in _parts(cells["word"]):
        head, _, tail = part.partition(" ")
        for form, features in _perfect(head, False):
            yield _join(form, tail), features
    for part in _parts(cells.get("imperfect", "")):
        head, _, tail = part.partition(" ")
        for form, features in _imperfect(head, False):
            yield _join(form, tail), features
    for part in _parts(cells.get("passive", "")):
        make = _imperfect if part[0] == YA else _perfect
        for form, features in make(part, True):
            yield form, features
    for column in ("participle", "masdar"):
        for part in _parts(cells.get(column, "")):
            head, _, tail = part.partition(" ")
            for form, features in _nominal(head, column):
                yield _join(form, tail), features


def countable_forms(cells: dict[str, str]) -> Iterator[tuple[str, Features]]:
    """Singular, dual and plural of a counted noun from its `word` and `plural` cells.

    In `plural`, `+` and an ending stand for the regular plural. An oblique ending that a regular masculine plural shares
    with the dual comes out as plural only. Construct duals are left out: they are written like other words.
    """
    plurals = _parts(cells.get("plural", ""))
    sound = REGULAR + MASCULINE in plurals
    for word in _parts(cells["word"]):
        yield word, Features("", 3, "s")
        stem = word[:-1] + TA if word[-1] == TA_MARBUTA else word
        stem = stem[:-1] + YA if stem[-1] == MAQSURA else stem
        if " " not in word and (plurals or len(word) > 3):  # abbreviations have none
            yield stem + ALEF + NOON, Features("", 3, "d")
            yield from () if sound else [(stem + YA + NOON, Features("", 3, "d"))]
        for plural in plurals:
            for form in _regular(word, plural):
                yield form, Features("", 3, "p")


def _regular(word: str, plural: str) -> list[str]:
    if plural == REGULAR + MASCULINE:
        return [word + MASCULINE, word + YA + NOON, word + YA]
    if plural.startswith(REGULAR):
        return [(word[:-1] if word[-1] == TA_MARBUTA else word) + plural[1:]]
    return [plural]


def _parts(cell: str) -> list[str]:
    return [p.strip() for p in cell.split("|") if p.strip()]


def _join(form: str, tail: str) -> str:
    return f"{form} {tail}" if tail else form
