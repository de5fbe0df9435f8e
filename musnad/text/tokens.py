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
    key, raw_start, raw_end = folded.key, folded.raw_start, folded.raw_end
    tokens = []
    for match in _TOKEN.finditer(folded.form):
        start, end = match.span()
        kind: Kind = match.lastgroup  # type: ignore[assignment]
        tokens.append(Token(raw_start(start), raw_end(end), match.group(), key[start:end], kind, start))
    return tokens


def words_of(folded: str) -> list[str]:
    """The tokens of an already folded string, without their places: what word tables are compiled from."""
    return [match.group() for match in _TOKEN.finditer(folded)]
