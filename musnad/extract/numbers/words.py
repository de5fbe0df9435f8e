"""Cardinal numbers in words, digits or both: one left-to-right grammar of groups, scales and what is added to them.

number := term (wa term)* [wa fraction | less fraction]      each term smaller than the scale before it
term   := [group] scale*                                      three thousand; two million; thousand
group  := digits | hundreds [wa rest] | rest                  below a thousand in words
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import msgspec

from musnad.extract.numbers.digits import LARGEST, plain, read_digits
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ARTICLE, KAF, WAW
from musnad.text.layout import CLOSERS

SMALL = ("digit", "one", "ten", "teen", "tail", "hundred", "hundreds")
SCALES = ("scale", "scales")
TANWEEN = "\u064b"


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
    """A cardinal as read so far. scale: of the last term; article, preposition: of its first word."""

    first: int
    last: int
    value: float | int
    scale: int = 1
    article: bool = False
    preposition: str = ""
    digits: bool = False
    kind: str = "cardinal"
    plural: bool = False


class Words:
    """Reads numbers on one page. Looks at most a bounded number of tokens ahead, never past `end`."""

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
            and TANWEEN not in self.page.text[tokens[i - 1].start : tokens[i - 1].end]
        )

    def follow(self, i: int, end: int) -> Atom | None:
        """The atom at i that is added by `wa`, written apart or attached."""
        if i + 1 < end and self.page.tokens[i].key == WAW:
            found = self.atom(i + 1, end)
            return None if found is None or found.joined else found
        found = self.atom(i, end)
        return found if found is not None and found.joined else None

    def cardinal(self, i: int, end: int) -> Sum | None:
        """The cardinal that begins at token i."""
        total = self._term(self.atom(i, end), end)
        if total is None:
            return None
        while total.scale > 1:
            begin = self.follow(total.last, end)
            if begin is None or begin.preposition or (begin.article and not total.article):
                break
            term = self._term(begin, end)
            if term is None or not 0 < term.value < total.scale or term.kind != "cardinal":
                break
            total.last, total.scale, total.digits = term.last, term.scale, False
            total.value += term.value
        return self._with_fraction(total, end)

    def _term(self, begin: Atom | None, end: int) -> Sum | None:
        if begin is None or begin.pronoun:
            return None
        total = Sum(begin.first, begin.last, begin.value, 1, begin.article, begin.preposition)
        if begin.role == "digits":
            total.digits = True
            self._decimal(total, end)
        elif begin.role in SMALL:
            if not self._group(total, begin, end):
                return None
            self._decimal(total, end)
        elif begin.role == "dual":
            total.scale = int(begin.value) // 2
        elif begin.role == "scale":
            total.scale = int(begin.value)
        else:
            return None
        self._scales(total, end)
        return total

    def _scales(self, total: Sum, end: int) -> None:
        """Multiply by the scale words that follow without `wa`."""
        for _ in range(3):
            scale = self.atom(self._past_close(total, end), end, after=True)
            if scale is None or scale.role not in SCALES or scale.joined or scale.preposition or scale.pronoun:
                return
            if (scale.article and not total.article) or abs(total.value) * scale.value >= LARGEST:
                return
            if scale.value == 10 or (scale.value == 100 and total.value > 10):
                return
            total.last, total.scale, total.digits = scale.last, int(scale.value), False
            total.value = plain(round(total.value * scale.value, 6))
            if total.scale == 100:
                total.scale = 1
                self._rest(total, end, 100)

    def _past_close(self, total: Sum, end: int) -> int:
        """The token after a number, and after the mark that closes around its digits: `(200) thousand`."""
        tokens, last = self.page.tokens, total.last
        marked = total.digits and total.first > 0 and last < end and tokens[last].form in CLOSERS
        return last + 1 if marked and tokens[total.first - 1].kind == "mark" else last

    def _group(self, total: Sum, begin: Atom, end: int) -> bool:
        """Read on from a small word. False where it is no number alone."""
        if begin.role in ("digit", "one"):
            following = self.atom(begin.last, end, after=True)
            if following is not None and not following.joined and not following.preposition and begin.value:
                if following.role == "tail" and not following.article:
                    total.value, total.last = begin.value + 10, following.last
                    return True
                if following.role == "hundred" and begin.value > 2 and not following.pronoun:
                    total.value, total.last = begin.value * 100, following.last
                    self._rest(total, end, 100)
                    return True
            added = self._rest(total, end, 10) if begin.value else False
            return begin.role == "digit" or added
        if begin.role in ("hundred", "hundreds"):
            self._rest(total, end, 100)
        return True

    def _rest(self, total: Sum, end: int, room: int) -> bool:
        """Add what follows with `wa`: below a hundred after hundreds (room 100), a ten after a unit (room 10)."""
        added = self.follow(total.last, end)
        if added is None and room == 100:
            added = self._loose(total.last, end)
        if added is None or added.preposition or added.pronoun or (added.article and not total.article):
            return False
        if room == 10:
            if added.role != "ten":
                return False
            total.value, total.last = total.value + added.value, added.last
            return True
        if added.role not in ("digit", "ten", "teen", "tail", "one"):
            return False
        rest = Sum(added.first, added.last, added.value, 1, added.article)
        if self._group(rest, added, end) and rest.value < 100:
            total.value, total.last = total.value + rest.value, rest.last
            return True
        return False

    def _loose(self, i: int, end: int) -> Atom | None:
        """Speech leaves the first `wa` out: two hundred, three and sixty."""
        unit = self.atom(i, end)
        if unit is None or unit.role != "digit" or unit.joined or unit.article or unit.preposition:
            return None
        ten = self.follow(unit.last, end)
        return unit if ten is not None and ten.role == "ten" else None

    def _decimal(self, total: Sum, end: int) -> None:
        """`ten point seven`: the digits after the word for the point."""
        point = self.atom(total.last, end)
        if point is None or point.role != "point" or point.joined:
            return
        part = self.atom(point.last, end)
        if part is None or part.joined or part.preposition or part.role not in (*SMALL, "digits"):
            return
        tail = Sum(part.first, part.last, part.value)
        if part.role != "digits" and not self._group(tail, part, end):
            return
        if isinstance(tail.value, int) and tail.value >= 0 and len(str(tail.value)) < 16:
            total.value = plain(float(f"{total.value}.{tail.value}")) if isinstance(total.value, int) else total.value
            total.last = tail.last

    def _with_fraction(self, total: Sum, end: int) -> Sum:
        """`two million and a half`, `hundred less a quarter`, `ten and a half`."""
        sign, part = 1, self.follow(total.last, end)
        if part is None:
            less = self.atom(total.last, end)
            if less is None or less.role != "less" or less.joined:
                return total
            sign, part = -1, self.atom(less.last, end)
        share = self.share(part, end, after=True) if part is not None and not part.preposition else None
        if share is None or share.plural:
            return total
        unit = total.scale if total.scale >= 1000 else (100 if sign < 0 and total.value == 100 else 1)
        if share.scale > 1:
            unit = 1
        total.value = plain(round(total.value + sign * share.value * unit, 12))
        total.last, total.digits = share.last, False
        return total

    def share(self, begin: Atom, end: int, after: bool = False) -> Sum | None:
        """A fraction that begins with this atom: a half, two thirds, three quarters, half a million (scale > 1).

        plural is True where it is followed by what it is a share of, so that it stands alone.
        """
        if begin.pronoun and begin.role != "fraction":
            return None
        value, last = begin.value, begin.last
        if begin.role in ("digit", "digits"):
            parts = self.atom(begin.last, end)
            if parts is None or parts.role != "parts" or parts.joined or parts.preposition or parts.article:
                return None
            value, last = begin.value * parts.value, parts.last
        elif begin.role not in ("fraction", "fifth", "slash", "half"):
            return None
        found = Sum(begin.first, last, plain(round(value, 12)), 1, begin.article, begin.preposition, kind="fraction")
        scale = self.atom(last, end, after=True)
        if scale is not None and scale.role in ("scale", "hundred") and not (scale.joined or scale.preposition):
            found.value = plain(round(value * scale.value, 12))
            found.last, found.scale, found.kind = scale.last, int(scale.value), "cardinal"
        elif begin.role == "half" and not after:
            return None  # a half in speech only after a number or before a scale; else the word for a text
        elif not begin.article:
            found.plural = self._is_whole(last, end)
        return found

    def _is_whole(self, i: int, end: int) -> bool:
        """Whether what follows is a thing as a whole: a definite noun or one of the nouns of `numbers.wholes`."""
        if i >= end or self.page.tokens[i].kind != "word":
            return False
        return is_definite(self.page, i) or self.page.hits.at(i, "numbers.wholes") is not None

    def is_fifth(self, i: int, end: int) -> Atom | None:
        """The reading of a five, seven, nine or ten as a fifth, seventh ..., where a whole follows it."""
        if i in self.blocked:
            return None
        for hit in self.page.hits.all_at(i, "numbers.words"):
            if hit.row["role"] == "fifth" and not hit.split.article and self._is_whole(hit.last, end):
                return _of_hit(hit)
        return None


def is_definite(page: Page, i: int) -> bool:
    """Whether token i is written with the article; a number word that only begins with its letters is not."""
    key = page.tokens[i].key
    number = page.hits.at(i, "numbers.words")
    return len(key) > 3 and key.startswith(ARTICLE) and (number is None or number.split.article)


def _is_quantity(hit: Hit) -> bool:
    """The word for a quantity is written like `as a hundred`."""
    return hit.split.preposition == KAF and hit.row["role"] in ("hundred", "scales")


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
