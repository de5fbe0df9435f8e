"""Tokens: words, numbers and punctuation marks with their place in the text as received."""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from musnad.text.fold import Folded

Kind = Literal["word", "number", "mark"]

# after folding no combining marks are left, so \w is safe; a number keeps its inner separators
_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_]+)|(?P<mark>[^\s])")


class Token(msgspec.Struct, gc=False):
    """One token. start, end: code points of the raw text. at: its offset in the folded text.

    form: marks dropped, one code point a letter. key: form with confusable letters unified; same length.
    """

    start: int
    end: int
    form: str
    key: str
    kind: Kind
    at: int


def tokenize(folded: Folded) -> list[Token]:
    """Every token of the text in order; white space separates and is not kept."""
    key = folded.key
    breaks, shifts = folded.breaks
    at, shift, following = 0, shifts[0], breaks[1] if len(breaks) > 1 else len(key) + 1
    tokens = []
    for match in _TOKEN.finditer(folded.form):
        start, end = match.span()
        while following <= start:  # offsets part here: something was dropped or opened just before
            at += 1
            shift, following = shifts[at], breaks[at + 1] if at + 1 < len(breaks) else len(key) + 1
        raw_end = end + shift if end < following else folded.raw_end(end)
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        tokens.append(Token(start + shift, raw_end, match.group(), key[start:end], kind, start))
    return tokens


def words_of(folded: str) -> list[str]:
    """The tokens of an already folded string, without their places: what word tables are compiled from."""
    return [match.group() for match in _TOKEN.finditer(folded)]
