"""The written lines of a page, with what position and shape say of each."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

import msgspec

from musnad.extract.page import Page
from musnad.model import SegmentKind

STOPS = frozenset(".!?\u061f\u2026")
CLOSERS = frozenset("\"'\u201d\u201c\u00bb\u2019)]")
BULLETS = frozenset("-_*\u2022\u25cf\u25aa\u2013\u2014\u00b7#")

_LINE = re.compile("[^\n\r\u000b\u000c\u0085\u2028\u2029]+")
_BREAK = re.compile("\r\n|[\n\r\u000b\u000c\u0085\u2028\u2029]")


class Line(msgspec.Struct, gc=False):
    """One line with something written on it.

    start, end:   code points of the raw text, white space around left out.
    first, last:  tokens, last exclusive; equal where a line holds only signs that folding drops.
    words:        number of words and numbers.
    closed:       it ends as a sentence does. asks: with a question mark.
    apart:        an empty line, or the top of the page, stands before it.
    kind, rule:   set by the rules; None while nothing is known.
    cut:          offset from which the end of the line is furniture.
    """

    start: int
    end: int
    first: int
    last: int
    words: int
    closed: bool
    asks: bool
    apart: bool
    kind: SegmentKind | None = None
    rule: str = ""
    cut: int | None = None

    def name(self, kind: SegmentKind, rule: str) -> None:
        self.kind, self.rule = kind, rule


def lines_of(page: Page) -> list[Line]:
    """Every line that is not blank, in order."""
    found: list[Line] = []
    starts = [t.start for t in page.tokens]
    before = 0
    for match in _LINE.finditer(page.text):
        written = match.group()
        start = match.start() + len(written) - len(written.lstrip())
        end = match.start() + len(written.rstrip())
        if start >= end:
            continue
        first, last = bisect_left(starts, start), bisect_right(starts, end - 1)
        breaks = len(_BREAK.findall(page.text, before, start))
        found.append(_line(page, start, end, (first, last), not found or breaks > 1))
        before = end
    return found


def _line(page: Page, start: int, end: int, tokens: tuple[int, int], apart: bool) -> Line:
    first, last = tokens
    words = sum(1 for i in range(first, last) if page.tokens[i].kind != "mark")
    at = last - 1
    while at > first and page.tokens[at].form in CLOSERS:
        at -= 1
    ending = page.tokens[at].form if at >= first else ""
    return Line(start, end, first, last, words, ending in STOPS, ending in "?\u061f" and bool(ending), apart)


def opens_with(page: Page, line: Line, signs: frozenset[str]) -> bool:
    return line.last > line.first and page.tokens[line.first].form in signs


def ends_with(page: Page, line: Line, signs: str) -> bool:
    return line.last > line.first and page.tokens[line.last - 1].form in signs
