"""What the tagger looks at: the word and its class, its letters and clitics, what the word tables say, and the neighbours.

A word's own features depend on nothing but its spelling, so what they weigh is summed once for a word; only the features of
table codes and of pairs of classes are looked up token by token.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from musnad.extract.entities.mention import Mention
from musnad.extract.entities.tagger.running_text import NO_CLASS, bare, classes, relatives
from musnad.extract.page import Page
from musnad.text.clitics import ARTICLE

OFFSETS = (-2, -1, 0, 1, 2)
FAR = 3  # features of a word that count two words away
EDGE = ""  # the word beyond the end of a sentence
BEGIN, END = "<", ">"  # the table codes there


def word_features(form: str, key: str) -> tuple[list[str], int, int]:
    """Features of a word for itself; how many of them, from the first on, count for its neighbours, and how many for the
    words two away."""
    if not form:
        return ["edge"], 1, 1
    if not key[0].isalpha():
        return [f"m={'digit' if key[0].isdigit() else form}"], 1, 1
    clitics, stem = bare(key)
    finest, fine, coarse, count, follows = classes().get(stem, NO_CLASS)
    article = stem.startswith(ARTICLE) and len(stem) > 3
    core = stem[2:] if article else stem
    kin = relatives(stem, core)
    near = [
        f"c={coarse}",
        f"f={fine}",
        f"w={stem}",
        *(f"q{n}={degree}" for n, degree in enumerate(kin)),
        f"e={follows}",
        f"z={finest}",
        f"k={clitics}",
        f"a={article}",
        f"s2={stem[-2:]}",
        f"v={form}",
    ]
    own = [
        *near, f"q={kin}", *(f"e{n}={digit}" for n, digit in enumerate(follows)), f"r={key}", f"n={count}", f"l={min(len(core), 9)}", f"k={clitics}{article}", f"fk={fine}{clitics}",
        *(f"p{n}={core[:n]}" for n in (1, 2, 3, 4)), *(f"s{n}={core[-n:]}" for n in (1, 3, 4)),
        f"d={sum(map(core.count, LONG))}", f"i={form[0] if not clitics else ''}", f"core={core}",
    ]  # fmt: skip
    if core[0] < "\u0600":
        own.append("latin")
    return own, len(near), FAR


LONG = "\u0627\u0648\u064a"

# a capital letter for each table a token may stand in, small ones for what its row tells, a digit for the place in the row's words
CODES = {
    "entities.countries": "C", "entities.places": "P", "entities.organizations": "O", "entities.given": "G",
    "entities.titles": "T", "entities.heads": "H", "entities.nisba": "N", "entities.particles": "Q",
    "entities.adjectives": "A", "entities.portfolios": "D", "entities.tails": "E", "entities.cities": "Y",
}  # fmt: skip
DETAIL = {
    "weak": {"yes": "?", "strict": "?"}, "kind": {"foreign": "f", "connector": "k", "office": "o", "rank": "r", "honour": "h",
    "profession": "p", "place": "l", "seat": "l"}, "grammar": {"of": "o", "inner": "i", "with": "w", "nisba": "n"},
    "type": {"media": "m", "armed_group": "x", "government": "g", "base": "b"},
}  # fmt: skip
DETAILED = tuple(DETAIL.items())
RULES = {
    "person": "R", "organization": "B", "armed_group": "Bx", "government": "Bg", "media": "Bm", "place": "L", "base": "L",
    "country": "L",
}  # fmt: skip


ALONE, FIRST, INSIDE, LAST = "1234"  # where a token stands among the words of a row
_PART = re.compile("[A-Z][^A-Z]*")


@lru_cache(maxsize=4096)
def _code(table: str, details: tuple[str, ...]) -> str:
    return CODES[table] + "".join(letters.get(d, "") for (_, letters), d in zip(DETAILED, details, strict=True))


def table_codes(page: Page, by_rule: Sequence[Mention]) -> list[str]:
    """For each token of the page a short code of the word tables that know it and of the names that rules see there."""
    codes = [""] * len(page.tokens)
    for table in CODES:
        until = 0
        for hit in page.hits.of(table):
            if hit.first >= until:
                until = hit.last
                cells = hit.row.cells
                _mark(codes, hit.first, until, _code(table, tuple(cells.get(column, "") for column in DETAIL)))
    until = 0
    for mention in sorted(by_rule, key=lambda m: (m.first, -m.last)):
        if mention.first >= until:
            until = mention.last
            _mark(codes, mention.first, until, RULES[mention.type])
    return codes


def _mark(codes: list[str], first: int, last: int, code: str) -> None:
    """Add a code to tokens first to last, with each one's place among them."""
    if last == first + 1:
        codes[first] += code + ALONE
        return
    codes[first] += code + FIRST
    for i in range(first + 1, last - 1):
        codes[i] += code + INSIDE
    codes[last - 1] += code + LAST


def titles_before(codes: list[str]) -> list[str]:
    """For each token of a sentence the kind of the last title before it and how far back it stands, at most five."""
    found, kind, distance = [], "", 0
    for code in codes:
        found.append(f"{kind}{distance}" if kind else "")
        if code.startswith("T"):
            kind, distance = code[1:2], 0
        elif "Q" in code or distance == 5:
            kind = ""
        distance += 1
    return found


def code_features(far: str, before: str, code: str, after: str, next_after: str) -> list[str]:
    """Features of the table codes around a token."""
    found = [
        f"t={code}", f"t-={before}|{code}", f"t+={code}|{after}", f"t3={before}|{code}|{after}",
        f"tb={before}", f"ta={after}",
    ]  # fmt: skip
    found += [f"g={part}" for part in _PART.findall(code)]
    found += [f"g-={part}" for part in _PART.findall(before)]
    found += [f"g+={part}" for part in _PART.findall(after)]
    if before != BEGIN:
        found.append(f"t--={far}|{before}|{code}")
    if after != END:
        found.append(f"t++={code}|{after}|{next_after}")
    return found


def left_features(coarse_before: int, before: str, coarse: int, title: str) -> list[str]:
    """Features of a token's class with the word and the title before it."""
    return [f"x-={coarse_before}|{coarse}", f"tk-={before}|{coarse}", f"y={title}", f"yk={title}|{coarse}"]


def right_features(coarse: int, after: str, coarse_after: int) -> list[str]:
    """Features of a token's class with the word after it."""
    return [f"x+={coarse}|{coarse_after}", f"tk+={coarse}|{after}"]


def coarse_of(form: str, key: str) -> int:
    """The coarse class of a token's bare word; marks, numbers and the edge have classes of their own."""
    if not form:
        return -2
    if not key[0].isalpha():
        return -3 if key[0].isdigit() else -4
    return classes().get(bare(key)[1], NO_CLASS)[2]
