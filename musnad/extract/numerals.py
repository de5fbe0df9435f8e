"""The numbers of a page by token: what later layers (times, figures, statements) ask the layer of numbers."""

from __future__ import annotations

import msgspec

from musnad.model import Comparator, NumberKind


class Numeral(msgspec.Struct, gc=False):
    """One number expression without hedge: `3 thousand`, `the fourth`, `a half`, `80 percent`, `hundreds`.

    first, last: tokens, last exclusive.
    value:       None for a vague one, whose bounds are low and high (None: open).
    scale:       the last thousand, million ... in it, else 1; digits: written with digits only.
    article:     definite; preposition: the letter attached to its first word.
    """

    first: int
    last: int
    kind: NumberKind
    value: float | int | None
    rule: str
    scale: int = 1
    low: float | int | None = None
    high: float | int | None = None
    digits: bool = False
    article: bool = False
    preposition: str = ""


class Amount(msgspec.Struct, gc=False):
    """A number with its bounds: closed (5 = 5, 5; between 2 and 3 = 2, 3) or open (more than 5 = 5, None).

    first, last:   tokens with hedge and connecting words. core: tokens of the numbers alone.
    comparator:    exact, about, nearly keep low == high.
    kind:          of its numbers.
    """

    first: int
    last: int
    core: tuple[int, int]
    low: float | int | None
    high: float | int | None
    comparator: Comparator
    kind: NumberKind
    rule: str
    vague: bool = False


class Numerals:
    """The numerals of a page in text order, with constant-time lookup, and the amounts they make."""

    def __init__(self, size: int = 0) -> None:
        self.all: list[Numeral] = []
        self.amounts: list[Amount] = []
        self._covering: list[Numeral | None] = [None] * size

    def add(self, numeral: Numeral) -> None:
        """Keep a numeral; its tokens are taken from now on."""
        self.all.append(numeral)
        for i in range(numeral.first, numeral.last):
            self._covering[i] = numeral

    def covering(self, i: int) -> Numeral | None:
        """The numeral that token i belongs to; None also outside the page."""
        return self._covering[i] if 0 <= i < len(self._covering) else None

    def at(self, i: int) -> Numeral | None:
        """The numeral that starts at token i."""
        found = self.covering(i)
        return found if found is not None and found.first == i else None

    def ending(self, i: int) -> Numeral | None:
        """The numeral whose last token is i - 1, so that token i is the one after it."""
        found = self.covering(i - 1)
        return found if found is not None and found.last == i else None
