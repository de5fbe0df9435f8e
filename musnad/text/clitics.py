"""Clitics: the ways in which a written word may be a shorter word with something attached.

The tokenizer does not decide: it offers every split that spelling allows, and a word table's class says which ones its
words can take. So a table row is always the bare word.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

WAW, FA, BA, LAM, KAF, SIN, ALEF, TA, HA, YA = (
    "\u0648", "\u0641", "\u0628", "\u0644", "\u0643", "\u0633", "\u0627", "\u062a", "\u0647", "\u064a",
)  # fmt: skip
ARTICLE = ALEF + LAM
CONJUNCTIONS = (WAW, FA)
PREPOSITIONS = (BA, LAM, KAF)
NOON, MEEM = "\u0646", "\u0645"
PRONOUNS = (
    HA + MEEM + ALEF, KAF + MEEM + ALEF, HA + ALEF, HA + MEEM, HA + NOON, KAF + MEEM, KAF + NOON, NOON + ALEF,
    NOON + YA, HA, KAF, YA,
)  # fmt: skip
NUNATION = ALEF  # the alef that carries the accusative ending of an indefinite noun


class Split(msgspec.Struct, frozen=True, gc=False):
    """One reading of a written word. All parts are folded keys.

    conjunction: wa or fa.  preposition: bi, li, ka.  future: sa before an imperfect.  article: al-.
    stem: what is left (with the article still on it in `whole`).  pronoun: attached pronoun.  nunation: accusative alef.
    skip: letters of the written word before the stem; exact: False where the stem was respelled.
    """

    stem: str
    conjunction: str = ""
    preposition: str = ""
    future: bool = False
    article: bool = False
    pronoun: str = ""
    nunation: bool = False
    skip: int = 0
    exact: bool = True


def _with_endings(base: Split) -> list[Split]:
    """The split itself, and the ones that take a pronoun or the accusative alef off its end."""
    found, stem = [base], base.stem
    if base.article:
        return found
    for pronoun in PRONOUNS:
        if stem.endswith(pronoun) and len(stem) - len(pronoun) >= 2:
            bare = stem[: -len(pronoun)]
            found.append(msgspec.structs.replace(base, stem=bare, pronoun=pronoun))
            if bare[-1] == TA:  # ta marbuta opens before a pronoun
                found.append(msgspec.structs.replace(base, stem=bare[:-1] + HA, pronoun=pronoun, exact=False))
    if stem[-1] == NUNATION and len(stem) >= 3:
        found.append(msgspec.structs.replace(base, stem=stem[:-1], nunation=True))
    return found


def _after_particles(rest: str, skip: int, conjunction: str, preposition: str, future: bool) -> list[Split]:
    plain = Split(rest, conjunction, preposition, future, skip=skip)
    found = _with_endings(plain)
    if rest.startswith(ARTICLE) and len(rest) >= 4 and not future:
        found.append(Split(rest[2:], conjunction, preposition, article=True, skip=skip + 2))
    if preposition == LAM and rest[0] == LAM and len(rest) >= 3:  # li + al- is written with two lams
        found.append(Split(ARTICLE + rest[1:], conjunction, preposition, skip=skip, exact=False))
        found.append(Split(rest[1:], conjunction, preposition, article=True, skip=skip + 1))
        found.append(Split(rest, conjunction, preposition, article=True, skip=skip))
    return found


@lru_cache(maxsize=1 << 17)
def splits(key: str) -> tuple[Split, ...]:
    """Every reading of a folded word, the fewest attachments first."""
    found = _after_particles(key, 0, "", "", False)
    starts = [("", 0)]
    if key[0] in CONJUNCTIONS and len(key) >= 3:
        starts.append((key[0], 1))
        found += _after_particles(key[1:], 1, key[0], "", False)
    for conjunction, skip in starts:
        letter, rest = key[skip], key[skip + 1 :]
        if len(rest) < 2:
            continue
        if letter in PREPOSITIONS:
            found += _after_particles(rest, skip + 1, conjunction, letter, False)
        elif letter == SIN and rest[0] in (YA, TA, NOON, ALEF):
            found += _after_particles(rest, skip + 1, conjunction, "", True)
    return tuple(found)
