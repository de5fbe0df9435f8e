"""The pieces numbers are made of: each word or run of digits with the part it can play, clitics told apart."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import msgspec

from musnad.extract.numbers.digits import plain, read_digits
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ARTICLE, KAF, WAW
from musnad.text.fold import FATHATAN

SMALL = ("digit", "one", "ten", "teen", "tail", "hundred", "hundreds")
SCALES = ("scale", "scales")


class Atom(msgspec.Struct, gc=False):
    """A word or run of digits with its part in a number. first: token of the word itself, after a separate `wa`."""

    first: int
    last: int
    role: str
    value: float | int
    joined: bool = False
    article: bool = False
    preposition: str = ""
    nunation: bool = False
    pronoun: bool = False


class Sum(msgspec.Struct, gc=False):
    """A cardinal as read so far. scale: of the last term; article, preposition: of its first word.

    alone: a fraction with what it is a share of after it, so that it joins no other number.
    """

    first: int
    last: int
    value: float | int
    scale: int = 1
    article: bool = False
    preposition: str = ""
    digits: bool = False
    kind: str = "cardinal"
    alone: bool = False


class Atoms:
    """The atoms of one page, read on demand at a token; tokens of `numbers.exceptions` hold none."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocked: set[int] = set()
        for hit in page.hits.of("numbers.exceptions"):
            self.blocked.update(range(hit.first, hit.last))

    def atom(self, i: int, end: int, after: bool = False) -> Atom | None:
        """The number word or digits at token i. after: a number stands right before (decides homographs)."""
        if i >= end or i in self.blocked:
            return None
        if self.page.tokens[i].kind == "number":
            digits = read_digits(self.page, i, end)
            role = "slash" if digits and digits.kind == "fraction" else "digits"
            return Atom(digits.first, digits.last, role, digits.value) if digits else None
        hits = [h for h in self.page.hits.all_at(i, "numbers.words") if not _is_quantity(h)]
        return _of_hit(self._choose(hits, after)) if hits else None

    def _choose(self, hits: list[Hit], after: bool) -> Hit:
        """One reading of a homograph: the accusative of thousand, million is written like the construct dual.

        It is a dual only where its counted noun follows at once; after a number it is never one.
        """
        plainest = [h for h in hits if h.row["role"] != "fifth"] or hits
        accusative = next((h for h in plainest if h.row["role"] == "scale" and h.split.nunation), None)
        if accusative is not None and (after or not self._noun_follows(accusative.last)):
            return accusative
        wanted = SCALES if after else ("dual", *SMALL)
        return next((h for h in plainest if h.row["role"] in wanted and not h.pronoun), plainest[0])

    def _noun_follows(self, i: int) -> bool:
        tokens = self.page.tokens
        if i >= len(tokens) or tokens[i].kind != "word" or tokens[i].key[0] == WAW:
            return False
        return (
            self.page.hits.at(i, "numbers.links") is None
            and FATHATAN not in self.page.text[tokens[i - 1].start : tokens[i - 1].end]
        )

    def follow(self, i: int, end: int) -> Atom | None:
        """The atom at i that is added by `wa`, written apart or attached."""
        if i + 1 < end and self.page.tokens[i].key == WAW:
            found = self.atom(i + 1, end)
            return None if found is None or found.joined else found
        found = self.atom(i, end)
        return found if found is not None and found.joined else None

    def is_whole(self, i: int, end: int) -> bool:
        """Whether what follows is a thing as a whole: a definite noun or one of the nouns of `numbers.wholes`."""
        if i >= end or self.page.tokens[i].kind != "word":
            return False
        return is_definite(self.page, i) or self.page.hits.at(i, "numbers.wholes") is not None

    def fifth(self, i: int, end: int) -> Atom | None:
        """The reading of a five, seven, nine or ten as a fifth, seventh ..., where a whole follows it."""
        if i in self.blocked:
            return None
        for hit in self.page.hits.all_at(i, "numbers.words"):
            if hit.row["role"] == "fifth" and not hit.split.article and self.is_whole(hit.last, end):
                return _of_hit(hit)
        return None


def is_definite(page: Page, i: int) -> bool:
    """Whether token i is written with the article; a number word that only begins with its letters is not."""
    key = page.tokens[i].key
    number = page.hits.at(i, "numbers.words")
    return len(key) > 3 and key.startswith(ARTICLE) and (number is None or number.split.article)


def _is_quantity(hit: Hit) -> bool:
    """Words such as those for a quantity and for silence are written like `as a hundred`, `as eight`."""
    return hit.split.preposition == KAF and hit.row["role"] not in ("ordinal", "head", "fraction")


@cache
def _value(written: str) -> float | int:
    return plain(float(Fraction(written)))


def _of_hit(hit: Hit) -> Atom:
    return Atom(
        hit.first,
        hit.last,
        hit.row["role"],
        _value(hit.row["value"]),
        hit.split.conjunction == WAW,
        hit.split.article,
        hit.split.preposition,
        hit.split.nunation,
        bool(hit.pronoun),
    )
