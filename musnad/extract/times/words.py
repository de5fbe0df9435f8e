"""A page as the grammar of times reads it: table rows, numbers and glue at a token."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, ARTICLE, WAW

# the article written before digits, with what may be glued before it
ARTICLE_KEYS = frozenset({ARTICLE, "\u0644\u0644", "\u0628" + ARTICLE, "\u0648" + ARTICLE, "\u0643" + ARTICLE})


class Numeral(msgspec.Struct, gc=False):
    """A number in words or digits. first, last: tokens, last exclusive. ordinal: third rather than three.
    digits: written in digits; conjoined: `and` is written into its first word."""

    first: int
    last: int
    value: float
    ordinal: bool
    digits: bool
    conjoined: bool = False


class Words:
    """The tokens of a page with what is known of each; `end` bounds every look ahead (the end of the sentence)."""

    __slots__ = ("_numerals", "end", "hits", "page", "tokens")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens = page.tokens
        self.hits = page.hits
        self.end = len(page.tokens)
        self._numerals = _numerals(page)

    def hit(self, i: int, table: str) -> Hit | None:
        """The longest row of a table of times at token i that ends inside the sentence."""
        if i >= self.end:
            return None
        found = self.hits.at(i, f"times.{table}")
        return found if found is not None and found.last <= self.end else None

    def number(self, i: int) -> Numeral | None:
        """The number at token i, digits with the article before them included."""
        if i >= self.end:
            return None
        token = self.tokens[i]
        if token.kind == "number":
            return Numeral(i, i + 1, float(token.form), False, True) if token.form.isdigit() else None
        if token.key in ARTICLE_KEYS and self.glued(i + 1) and self.tokens[i + 1].form.isdigit():
            return Numeral(i, i + 2, float(self.tokens[i + 1].form), True, True)
        return self._numerals.get(i)

    def amount(self, i: int) -> Numeral | None:
        """The number at token i with its decimals and groups: how many of a unit there are."""
        return (self._numerals.get(i) or self.number(i)) if i < self.end else None

    def digits(self, i: int) -> str:
        """The digits of token i as written, '' where it is something else."""
        if i >= self.end or self.tokens[i].kind != "number":
            return ""
        form = self.tokens[i].form
        return form if form.isdigit() else ""

    def numbered(self) -> Iterable[int]:
        """The tokens at which a number in words begins."""
        return self._numerals

    def opens_with_and(self, i: int) -> bool:
        """Whether `and` stands at token i or is written into it."""
        if self.role(i) == "and":
            return True
        return (
            i < self.end and any(hit.split.conjunction for hit in self.hits.tables_at(i))
        ) or self._number_conjoined(i)

    def _number_conjoined(self, i: int) -> bool:
        number = self._numerals.get(i)
        return number is not None and number.conjoined

    def counts_something(self, i: int) -> bool:
        """Whether the word at token i is what a number before it counts: a unit, or an accusative without the article."""
        if i >= self.end or self.tokens[i].kind != "word":
            return False
        if self.hit(i, "units") is not None:
            return True
        key = self.tokens[i].key
        return len(key) > 3 and key[-1] == ALEF and not key.startswith(ARTICLE)

    def key(self, i: int) -> str:
        return self.tokens[i].key if i < self.end else ""

    def role(self, i: int) -> str:
        """What a little word at token i does (of, on, to, and, between), '' where it is none."""
        hit = self.hit(i, "glue")
        return hit.row["role"] if hit is not None else ""

    def glued(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return 0 < i < self.end and self.tokens[i].start == self.tokens[i - 1].end


def _numerals(page: Page) -> dict[int, Numeral]:
    found = {}
    for number in page.numbers:
        if number.value is not None and number.kind in ("cardinal", "ordinal"):
            first, last = page.token_range(number.start, number.end)
            digits = page.tokens[first].kind == "number"
            found[first] = Numeral(
                first,
                last,
                number.value,
                number.kind == "ordinal",
                digits,
                not digits and page.tokens[first].key[0] == WAW,
            )
    return found
