"""What the tagger looks at: the word and its class, its letters and clitics, what the word tables say, and the neighbours.

A word's own features depend on nothing but its spelling, so what they weigh is summed once for a word; only the features of
table codes and of pairs of classes are looked up token by token.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import msgspec

from musnad.extract.entities.mention import Mention
from musnad.extract.page import Page
from musnad.text.clitics import ALEF, ARTICLE, BA, CONJUNCTIONS, HA, KAF, LAM, MEEM, NOON, SIN, TA, WAW, YA

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


def is_frequent(stem: str) -> bool:
    """Whether running text has the word very often."""
    return classes().get(stem, NO_CLASS)[3] > COMMON + 2


def may_follow_first_name(stem: str) -> bool:
    """Whether running text has the word after first names, or does not know it at all."""
    return classes().get(stem, (0, 0, 0, 0, "1"))[4][0] != "0"


def follows_first_names(stem: str) -> bool:
    """Whether running text has the word after first names in more than one of twenty places."""
    return classes().get(stem, NO_CLASS)[4][:1] >= "2"


def is_common(stem: str) -> bool:
    """Whether running text has the word often and hardly ever after a first name or a title."""
    known = classes().get(stem)
    return known is not None and known[3] >= COMMON and known[4][:2] == "00"


def is_ordinary(stem: str) -> bool:
    """Whether running text has the word often and hardly ever after anything that announces a name."""
    known = classes().get(stem)
    return known is not None and known[3] >= COMMON and known[4] == "0000"


def is_inflected(key: str) -> bool:
    """Whether running text shows the word to be a shorter one with a pronoun, a plural verb, or a verb of the future."""
    if key[-2:] in (HA + ALEF, HA + MEEM, WAW + ALEF):
        return _is_rather(key, key[:-2], COMMON)
    return key[0] == SIN and key[1:2] in IMPERFECT and _is_rather(key, key[1:], 4)


def is_common_form(key: str) -> bool:
    """Whether running text shows the word to be a dual or plural of a noun, or an adjective with as frequent a feminine."""
    if key.endswith(WAW) and _is_rather(key, key[:-1], COMMON):
        return True
    if key.endswith((ALEF + NOON, YA + NOON)):
        rest = key[:-3] + HA if key[-3:-2] == TA else key[:-2]
        return _is_rather(key, rest, 4 if key[-3:-2] == TA else COMMON)
    return key.startswith(ARTICLE) and key.endswith(YA) and _is_rather(key, key + HA, COMMON - 1, 1)


def _is_rather(word: str, other: str, least: int, slack: int = 0) -> bool:
    """Whether running text has the other word as often, and neither as a family name."""
    known = classes()
    own, rest = known.get(word, NO_CLASS), known.get(other, NO_CLASS)
    return rest[3] >= max(own[3] - slack, least) and rest[4][:1] < "1" and own[4][:1] < "1"


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
    kin = relatives(stem, core)
    near = [
        *far,
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
    return own, near, far


def relatives(stem: str, core: str) -> str:
    """How running text has the word's relatives: with or without the article, with a pronoun, as a verb, as an adjective
    of origin, as a feminine. Names have few. A digit each: 0 none, 1 rarer than the word, 2 as often, 3 more often.

    core: the stem without the article.
    """
    known = classes()
    own = known.get(stem, NO_CLASS)[3]

    def degree(*words: str) -> str:
        most = max([known[word][3] for word in words if word in known], default=0)
        return "0" if not most else "1" if most < own - 2 else "2" if most <= own + 1 else "3"

    feminine = core.endswith(HA)
    open_ = core[:-1] + TA if feminine else core  # ta marbuta opens before a pronoun
    return "".join((
        degree(core if core != stem else ARTICLE + stem),
        degree(open_ + HA, open_ + HA + ALEF, open_ + HA + MEEM),
        degree(*_verb_forms(core)),
        degree(core + YA, core + YA + HA),
        degree(core[:-1] if feminine else core + HA),
    ))  # fmt: skip


def _verb_forms(core: str) -> Iterator[str]:
    """The other persons of a word that looks like an imperfect, and what a perfect would become."""
    if core[0] == SIN and core[1:2] in IMPERFECT:
        core = core[1:]
        yield core
    if core[0] in IMPERFECT:
        yield from (letter + core[1:] for letter in (*IMPERFECT, ALEF, SIN + core[0]) if letter != core[0])
    else:
        yield from (YA + core, TA + core, core + TA, core + WAW + ALEF)


IMPERFECT = (YA, TA, NOON)
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
