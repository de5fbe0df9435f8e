"""What running text shows of a word: its class, how often it stands there and after what, and its relatives.

From `classes.json.gz`, written by `classes.py`; without the file every word is unknown.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from musnad.text.clitics import ALEF, ARTICLE, BA, CONJUNCTIONS, HA, KAF, LAM, MEEM, NOON, SIN, TA, WAW, YA

CLASSES_FILE = Path(__file__).with_name("classes.json.gz")
NO_CLASS = (-1, -1, -1, 0, "")
COMMON = 7  # log2 of a frequent word's count, rounded up
IMPERFECT = (YA, TA, NOON)
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


def is_common(stem: str, least: int = COMMON) -> bool:
    """Whether running text has the word often and hardly ever after a first name or a title. least: log2 of its count."""
    known = classes().get(stem)
    return known is not None and known[3] >= least and known[4][:2] == "00"


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
    """Whether running text shows the word to be a dual, plural or accusative of a noun, an imperfect, or an adjective with
    as frequent a feminine."""
    if key[0] in IMPERFECT and any(_is_rather(key, letter + key[1:], 5) for letter in IMPERFECT if letter != key[0]):
        return True
    if key[-1] in (WAW, ALEF) and _is_rather(key, key[:-1], COMMON):
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
