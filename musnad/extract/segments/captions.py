"""Captions of pictures in plain text: a credit in brackets at the end, a line written twice, a word for the picture."""

from __future__ import annotations

from musnad.extract.page import Page
from musnad.extract.segments.lines import Line

TABLE = "segments.captions"
LONGEST = 60  # words
SHORTEST = 4
LONGEST_CREDIT = 12


def mark_captions(page: Page, lines: list[Line]) -> None:
    """Name the lines that are captions; the two of a doubled one alike."""
    for i, line in enumerate(lines):
        if line.kind is not None or line.words > LONGEST:
            continue
        if _has_credit(page, line):
            line.name("caption", "segments.caption.credit")
        elif _has_word(page, line):
            line.name("caption", "segments.caption.picture_word")
        elif i + 1 < len(lines) and _same(page, line, lines[i + 1]):
            line.name("caption", "segments.caption.doubled")
            lines[i + 1].name("caption", "segments.caption.doubled")


def _has_credit(page: Page, line: Line) -> bool:
    """The line ends in square brackets that open after its words and hold a short credit."""
    if line.last - line.first < 5 or page.tokens[line.last - 1].form != "]":
        return False
    for i in range(line.last - 2, max(line.first + 2, line.last - 3 - LONGEST_CREDIT), -1):
        if page.tokens[i].form == "[":
            return any(
                page.tokens[k].key[0] >= "\u0600" and len(page.tokens[k].key) > 1 for k in range(i + 1, line.last)
            )
    return False


def _has_word(page: Page, line: Line) -> bool:
    if line.closed or line.words < SHORTEST:
        return False
    for i in range(line.first, line.last):
        hit = page.hits.at(i, TABLE)
        if hit is None or hit.last > line.last or hit.last - hit.first >= line.words:
            continue
        where = hit.row["where"]
        if where == "line" or (where == "start" and i == line.first):
            return True
        if where == "end" and hit.last >= line.last - 1 and page.tokens[i - 1].form in "([/|-\u2013\u2014":
            return True
    return False


def _same(page: Page, line: Line, following: Line) -> bool:
    if (
        line.words < 4
        or line.closed
        or following.kind is not None
        or line.last - line.first != following.last - following.first
    ):
        return False
    tokens = page.tokens
    return all(tokens[line.first + k].key == tokens[following.first + k].key for k in range(line.last - line.first))
