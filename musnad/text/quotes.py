"""Quotation marks paired: also reversed, mixed, unclosed ones. One pass, linear in the tokens."""

from __future__ import annotations

import msgspec

from musnad.text.layout import Range
from musnad.text.tokens import Token

OPENING = {"\u00ab": "\u00bb", "\u201c": "\u201d", "\u2018": "\u2019", "\u201e": "\u201c", "\u2039": "\u203a"}
CLOSING = {close: open_ for open_, close in OPENING.items() if close not in OPENING}
NEUTRAL = frozenset("\"\u201f\u2033'\uff02")
ALL_MARKS = frozenset(OPENING) | frozenset(CLOSING) | NEUTRAL


class Quote(msgspec.Struct, gc=False):
    """A quotation. first, last: tokens between the marks, last exclusive. closed: False where no closing mark was found."""

    first: int
    last: int
    closed: bool


def _is_apostrophe(tokens: list[Token], i: int) -> bool:
    """A single mark glued between two letters belongs to a word, not to a quotation."""
    mark = tokens[i]
    glued_before = i > 0 and tokens[i - 1].end == mark.start and tokens[i - 1].kind == "word"
    glued_after = i + 1 < len(tokens) and tokens[i + 1].start == mark.end and tokens[i + 1].kind == "word"
    return mark.form in "'\u2019\u2018" and glued_before and glued_after


def quotations(tokens: list[Token], paras: list[Range]) -> list[Quote]:
    """Pair the marks of each paragraph left to right; a mark that is open takes the next mark of any kind as its close.

    Arabic pages mix the kinds and reverse the curly ones, so what a mark looks like counts less than whether one is open;
    guillemets alone are trusted to open inside another quotation. What is still open at the paragraph's end is unclosed.
    """
    found: list[Quote] = []
    for start, last in paras:
        stack: list[tuple[int, str]] = []
        for i in range(start, last):
            form = tokens[i].form
            if form not in ALL_MARKS or _is_apostrophe(tokens, i):
                continue
            if stack and not _opens_inside(form, stack[-1][1]):
                opened, _ = stack.pop()
                found.append(Quote(opened + 1, i, True))
            elif form not in CLOSING or not _space_after(tokens, i, last):
                stack.append((i, form))
        found.extend(Quote(opened + 1, last, False) for opened, _ in stack)
    found.sort(key=lambda quote: quote.first)
    return found


def _opens_inside(form: str, outer: str) -> bool:
    return form == "\u00ab" and outer != "\u00ab"


def _space_after(tokens: list[Token], i: int, last: int) -> bool:
    return i + 1 >= last or tokens[i + 1].start > tokens[i].end
