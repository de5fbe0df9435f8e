"""What the tagger looks at: the word and its class, its letters and clitics, what the word tables say, and the neighbours.

A word's own features depend on nothing but its spelling, so what they weigh is summed once for a word; only the features of
table codes and of pairs of classes are looked up token by token.
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path

import msgspec

from musnad.extract.page import Page
from musnad.text.clitics import ARTICLE, BA, CONJUNCTIONS, KAF, LAM

CLASSES_FILE = Path(__file__).with_name("classes.json.gz")
OFFSETS = (-2, -1, 0, 1, 2)
NO_CLASS = (-1, -1, -1, 0, "")
COMMON = 7  # log2 of a frequent word's count, rounded up
EDGE = ""  # the word beyond the end of a sentence
BEGIN, END = "<", ">"  # the table codes there
WordClass = tuple[int, int, int, int, str]


@lru_cache(maxsize=1)
def classes() -> dict[str, WordClass]:
    """Word key to its three classes, log2 of its count and what it follows; empty where the file is not there."""
    if not CLASSES_FILE.exists():
        return {}
    return msgspec.json.decode(gzip.decompress(CLASSES_FILE.read_bytes()), type=dict[str, WordClass])


def bare(key: str) -> tuple[str, str]:
    """The clitics of a word and the word without them, as its counts in running text make likely."""
    known, cut = classes(), ""
    if len(key) >= 4 and key[0] in CONJUNCTIONS and _likelier(known, key, key[1:]):
        cut, key = key[0], key[1:]
    if len(key) >= 4 and key[0] in (BA, LAM, KAF):
        if key[0] == LAM and key[1] == LAM and _likelier(known, key, ARTICLE + key[2:]):
            return cut + LAM + ARTICLE, ARTICLE + key[2:]
        if _likelier(known, key, key[1:]):
            return cut + key[0], key[1:]
    return cut, key


def _likelier(known: dict[str, WordClass], whole: str, rest: str) -> bool:
    return known.get(rest, NO_CLASS)[3] >= max(known.get(whole, NO_CLASS)[3], 3)


def may_follow_first_name(stem: str) -> bool:
    """Whether running text has the word after first names, or does not know it at all."""
    return classes().get(stem, (0, 0, 0, 0, "1"))[4][0] != "0"


def is_common(stem: str) -> bool:
    """Whether running text has the word often and hardly ever after a first name or a title."""
    known = classes().get(stem)
    return known is not None and known[3] >= COMMON and known[4][:2] == "00"


def is_ordinary(stem: str) -> bool:
    """Whether running text has the word often and hardly ever after anything that announces a name."""
    known = classes().get(stem)
    return known is not None and known[3] >= COMMON and known[4] == "0000"


def word_features(form: str, key: str) -> tuple[list[str], list[str], list[str]]:
    """Features of a word for itself, for its neighbours, and for the words two away."""
    if not form:
        return ["edge"], ["edge"], ["edge"]
    if not key[0].isalpha():
        kind = "digit" if key[0].isdigit() else form
        return [f"m={kind}"], [f"m={kind}"], [f"m={kind}"]
    clitics, stem = bare(key)
    finest, fine, coarse, count, follows = classes().get(stem, NO_CLASS)
    article = stem.startswith(ARTICLE) and len(stem) > 3
    core = stem[2:] if article else stem
    far = [f"c={coarse}", f"f={fine}", f"w={stem}"]
    near = [
        *far,
        f"e={follows}",
        f"z={finest}",
        f"k={clitics}",
        f"a={article}",
        f"s2={stem[-2:]}",
        f"v={form}",
    ]
    own = [
        *near, *(f"e{n}={digit}" for n, digit in enumerate(follows)), f"r={key}", f"n={count}", f"l={min(len(core), 9)}", f"k={clitics}{article}", f"fk={fine}{clitics}",
        *(f"p{n}={core[:n]}" for n in (1, 2, 3, 4)), *(f"s{n}={core[-n:]}" for n in (1, 3, 4)),
        f"d={sum(map(core.count, LONG))}", f"i={form[0] if not clitics else ''}", f"core={core}",
    ]  # fmt: skip
    if core[0] < "\u0600":
        own.append("latin")
    return own, near, far


LONG = "\u0627\u0648\u064a"

# one letter for each table a token may stand in; small where the name began before it
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


@lru_cache(maxsize=4096)
def _code(table: str, details: tuple[str, ...]) -> str:
    return CODES[table] + "".join(letters.get(d, "") for (_, letters), d in zip(DETAILED, details, strict=True))


def table_codes(page: Page) -> list[str]:
    """For each token of the page a short code of the word tables that know it."""
    codes = [""] * len(page.tokens)
    for table in CODES:
        until = 0
        for hit in page.hits.of(table):
            if hit.first < until:
                continue
            until = hit.last
            cells = hit.row.cells
            code = _code(table, tuple(cells.get(column, "") for column in DETAIL))
            codes[hit.first] += code
            for i in range(hit.first + 1, hit.last):
                codes[i] += code.lower()
    return codes


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
