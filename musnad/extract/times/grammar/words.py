"""A page as the grammar of times reads it: table rows, whole numbers, amounts and glue at a token."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, ARTICLE, LAM, MEEM, NOON, WAW, Split, splits
from musnad.text.quotes import ALL_MARKS

# the article written before digits, with what may be glued before it
ARTICLE_KEYS = frozenset({ARTICLE, "\u0644\u0644", "\u0628" + ARTICLE, WAW + ARTICLE, "\u0643" + ARTICLE})
CONJUNCTION_ENDING = NOON + MEEM + ALEF  # while, when
FUNCTION_TABLES = frozenset({"times.glue", "times.tenses", "times.offsets", "times.demonstratives"})
SHORT_LINE = 12  # tokens
LONGEST = 9  # digits: a longer run is no day, year or hour


class Count(msgspec.Struct, gc=False):
    """A number in words or digits. first, last: tokens, last exclusive. ordinal: third rather than three."""

    first: int
    last: int
    value: float
    ordinal: bool
    digits: bool


class Words:
    """The tokens of a page with what is known of each; `end` bounds every look ahead (the end of the sentence)."""

    __slots__ = ("end", "hits", "page", "tokens")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens = page.tokens
        self.hits = page.hits
        self.end = len(page.tokens)

    def hit(self, i: int, table: str) -> Hit | None:
        """The longest row of a table of times at token i that ends inside the sentence."""
        if i >= self.end:
            return None
        found = self.hits.at(i, f"times.{table}")
        return found if found is not None and found.last <= self.end else None

    def number(self, i: int) -> Count | None:
        """The whole number at token i: plain digits (also with the article glued before them), or words."""
        if i >= self.end:
            return None
        if self.tokens[i].kind == "number":
            return self._plain(i, i)
        if self.tokens[i].key in ARTICLE_KEYS and i + 1 < self.end and self.tokens[i + 1].kind == "number":
            return self._plain(i, i + 1)
        found = self.amount(i)
        return found if found is not None and found.value == int(found.value) else None

    def _plain(self, first: int, i: int) -> Count | None:
        form = self.tokens[i].form
        if not form.isdigit() or len(form) > LONGEST:
            return None
        return Count(first, i + 1, int(form), first < i, True)

    def amount(self, i: int) -> Count | None:
        """The number at token i with its decimals, groups and scale: how many of a unit there are."""
        found = self.page.numerals.at(i)
        if found is None or found.value is None or found.kind not in ("cardinal", "ordinal") or found.last > self.end:
            return None
        return Count(found.first, found.last, found.value, found.kind == "ordinal", found.digits)

    def digits(self, i: int) -> str:
        """The digits of token i as written, '' where it is something else."""
        if i >= self.end or self.tokens[i].kind != "number":
            return ""
        form = self.tokens[i].form
        return form if form.isdigit() and len(form) <= LONGEST else ""

    def numbered(self) -> Iterator[int]:
        """The tokens at which a number in words begins."""
        return (n.first for n in self.page.numerals.all)

    def conjoined(self, i: int) -> bool:
        """Whether `and` is written into the number word at token i."""
        return self.tokens[i].kind == "word" and self.tokens[i].key[0] == WAW

    def opens_with_and(self, i: int) -> bool:
        """Whether `and` stands at token i or is written into it."""
        if i >= self.end or self.role(i) == "and":
            return i < self.end
        return any(split.conjunction for split in self._splits(i))

    def since(self, i: int) -> bool:
        """Whether the word `since` stands right before token i."""
        hit = self.hits.at(i - 1, "times.offsets")
        return hit is not None and hit.row["kind"] == "since"

    def led_to(self, i: int) -> bool:
        """Whether li- is written into the word at token i: from four to five."""
        return i < self.end and any(split.preposition == LAM for split in self._splits(i))

    def names(self, first: int, last: int) -> bool:
        """Whether a word beside those tokens makes them part of a name or a set phrase (the Friday prayer)."""
        before, after = self.hits.at(first - 1, "times.names"), self.hit(last, "names")
        if before is not None and before.row["side"] == "before" and self.is_definite_noun(first):
            return True
        return after is not None and after.row["side"] == "after" and self.is_definite_noun(last)

    def homograph(self, i: int) -> bool:
        """Whether the unit at token i is also another common word."""
        hit = self.hit(i, "units")
        return hit is not None and bool(hit.row["homograph"])

    def quoted(self, i: int) -> bool:
        """Whether the word at token i stands alone between quotation marks: a name, most often of a newspaper."""
        return 0 < i < self.end - 1 and self.key(i - 1) in ALL_MARKS and self.key(i + 1) in ALL_MARKS

    def counted_after(self, i: int) -> bool:
        """Whether a number at token i counts the day before it: the second day, day 173."""
        number = self.number(i)
        if number is None or self.key(number.last) == ":":
            return False
        return number.digits or (number.ordinal and self.is_definite_noun(i))

    def is_definite_noun(self, i: int) -> bool:
        """Whether the word at token i carries the article."""
        if not 0 <= i < self.end or self.tokens[i].kind != "word":
            return False
        return any(split.article for split in splits(self.tokens[i].key))

    def in_short_line(self, i: int, most: int = SHORT_LINE) -> bool:
        """Whether token i stands in a line of a few words."""
        first, last = self.page.paragraph_of(i)
        return last - first <= most

    def prefixed(self, i: int) -> bool:
        """Whether `of`, `in` is written into the word at token i."""
        return i < self.end and any(split.preposition for split in self._splits(i))

    def _splits(self, i: int) -> Iterator[Split]:
        """What is attached to the word at token i, as the tables of times and numbers read it."""
        return (hit.split for hit in self.hits.tables_at(i) if hit.table.startswith(("times.", "numbers.words")))

    def counts_something(self, i: int, round_number: bool = False) -> bool:
        """Whether the word at token i is what a number before it counts: a unit, an accusative without the article, after
        a round number any word without it."""
        if i >= self.end or self.tokens[i].kind != "word":
            return False
        if self.hit(i, "units") is not None:
            return True
        key = self.tokens[i].key
        if round_number:
            return not (self.hits.names_at(i) & FUNCTION_TABLES or self.is_definite_noun(i) or self.prefixed(i))
        return len(key) > 3 and key[-1] == ALEF and not key.startswith(ARTICLE) and not key.endswith(CONJUNCTION_ENDING)

    def key(self, i: int) -> str:
        """The matching key of token i, empty outside the sentence."""
        return self.tokens[i].key if 0 <= i < self.end else ""

    def role(self, i: int) -> str:
        """What a little word at token i does (of, on, to, and, between ...), '' where it is none."""
        hit = self.hit(i, "glue") if i >= 0 else None
        return hit.row["role"] if hit is not None else ""

    def glued(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return 0 < i < self.end and self.tokens[i].start == self.tokens[i - 1].end
