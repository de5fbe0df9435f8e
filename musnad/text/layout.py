"""Paragraphs and sentences, as ranges of tokens (first, last) with last exclusive."""

from __future__ import annotations

import re

from musnad.text.tokens import Token

Range = tuple[int, int]

STOPS = frozenset(".!?\u061f\u2026")
LINE_BREAK = re.compile("[\n\r\u000b\u000c\u0085\u2028\u2029]")
CLOSERS = frozenset("\"'\u201d\u201c\u00bb\u2019)]")


def paragraphs(text: str, tokens: list[Token]) -> list[Range]:
    """Ranges of tokens between line breaks of the raw text."""
    ranges, first = [], 0
    for i in range(1, len(tokens)):
        gap = text[tokens[i - 1].end : tokens[i].start]
        if gap and gap != " " and LINE_BREAK.search(gap):
            ranges.append((first, i))
            first = i
    if tokens:
        ranges.append((first, len(tokens)))
    return ranges


def _stops_here(tokens: list[Token], i: int, last: int) -> bool:
    """Whether the stop at token i ends a sentence: not a title or initial (one letter and a dot), not inside a number."""
    if i + 1 < last and tokens[i + 1].form in STOPS:
        return False
    before = tokens[i - 1] if i else None
    short = before is not None and before.kind == "word" and len(before.form) == 1 and before.end == tokens[i].start
    return not (tokens[i].form == "." and short)


def sentences(tokens: list[Token], paras: list[Range]) -> list[Range]:
    """Ranges of tokens up to a full stop, question or exclamation mark, with the closing marks after it."""
    ranges = []
    for start, last in paras:
        first = i = start
        while i < last:
            if tokens[i].form in STOPS and _stops_here(tokens, i, last):
                i += 1
                while i < last and tokens[i].form in CLOSERS and tokens[i].start == tokens[i - 1].end:
                    i += 1
                ranges.append((first, i))
                first = i
            else:
                i += 1
        if first < last:
            ranges.append((first, last))
    return ranges
