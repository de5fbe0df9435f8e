"""The head of an article in plain text: section label, title, byline."""

from __future__ import annotations

from musnad.extract.page import Page
from musnad.extract.segments.lines import Line, ends_with, opens_with

LONGEST_TITLE = 28  # words
SHORTEST_TITLE = 3
LONGEST_BYLINE = 8
LONGEST_PLACE_AND_AGENCY = 5  # words
HEAD_LINES = 8  # lines in which a byline may stand before the body has plainly begun
BYLINE_TABLE = "segments.byline"
DASHES = frozenset("-\u2013\u2014/|")
_JOINTS = frozenset("-\u2013\u2014|/:\u060c,")


def mark_title(page: Page, lines: list[Line]) -> None:
    """The title that the source gives, or the first free line where it looks like one; sets `page.title`."""
    if page.title is not None:
        _mark_given(page, lines)
        return
    free = [line for line in lines[:8] if line.kind is None]
    if not free:
        return
    head = free[0]
    if len(free) > 2 and _is_label(page, head) and _is_title(page, free[1], free[2]):
        head.name("furniture", "segments.furniture.section_label")
        head = free[1]
        following: Line | None = free[2]
    else:
        following = free[1] if len(free) > 1 else None
    if following is not None and _is_title(page, head, following):
        _set_title(page, head)


def _mark_given(page: Page, lines: list[Line]) -> None:
    """Lines inside the title that came with the document, and a first line that says the same again."""
    title = page.title
    assert title is not None
    inside = [line for line in lines if line.start < title.end and line.end > title.start]
    for line in inside:
        line.name("title", "segments.title.given")
    following = next((line for line in lines if line.kind is None), None)
    if inside and following is not None and _key(page, inside[0]) == _key(page, following):
        following.name("title", "segments.title.repeated")


def _key(page: Page, line: Line) -> list[str]:
    return [token.key for token in page.tokens[line.first : line.last]]


def _is_label(page: Page, line: Line) -> bool:
    """One or two words and nothing else: the section of the site."""
    return 0 < line.words <= 2 and line.last - line.first == line.words


def _is_title(page: Page, line: Line, following: Line) -> bool:
    """Short, no full stop, more text after it; not a dateline, not the first line of a list."""
    if opens_with(page, line, frozenset("#")):
        return line.words >= 1
    if not SHORTEST_TITLE <= line.words <= LONGEST_TITLE or ends_with(page, line, ".:\u060c,\u061b|"):
        return False
    if opens_with(page, line, frozenset("-*\u2022")) or _has_byline_word(page, line):
        return False
    return following.words >= line.words or following.closed or following.apart


def _set_title(page: Page, line: Line) -> None:
    first = line.first
    while first < line.last - 1 and page.tokens[first].form == "#":
        first += 1
    page.title = page.cut(page.tokens[first].start, line.end)
    line.name("title", "segments.title.heading" if first > line.first else "segments.title.first_line")


def mark_bylines(page: Page, lines: list[Line]) -> None:
    """A short line with a writer, a place and an outlet, or an agency: before the body or as its last line."""
    last = next((line for line in reversed(lines) if line.kind != "furniture"), None)
    if last is not None and last.kind is None and _has_byline_word(page, last) and _short(last):
        last.name("byline", "segments.byline.credit")
    seen = 0
    for line in lines:
        if line.kind is None and _is_byline(page, line):
            line.name("byline", "segments.byline.signature")
        seen += line.kind is None
        if seen > HEAD_LINES:
            break


def mark_dateline(page: Page, lines: list[Line]) -> None:
    """A place, a dash and an outlet on a line of their own between the title and the first paragraph."""
    free = [line for line in lines[:6] if line.kind is None][:2]
    if len(free) < 2 or page.title is None or free[0].start < page.title.end:
        return
    line, following = free
    joined = any(page.tokens[i].form in DASHES for i in range(line.first + 1, line.last - 1))
    if _short(line) and line.words <= LONGEST_PLACE_AND_AGENCY and joined and following.words > 2 * line.words:
        line.name("byline", "segments.byline.place_and_outlet")


def _short(line: Line) -> bool:
    return 0 < line.words <= LONGEST_BYLINE and not line.closed


def _is_byline(page: Page, line: Line) -> bool:
    if not _short(line) or page.tokens[line.first].kind == "number":
        return False
    if ends_with(page, line, "|") or _has_byline_word(page, line):
        return True
    return ends_with(page, line, ":") and line.words <= 4 and _has_joint(page, line)


def _has_joint(page: Page, line: Line) -> bool:
    return any(page.tokens[i].form in _JOINTS for i in range(line.first + 1, line.last - 1))


def _has_byline_word(page: Page, line: Line) -> bool:
    """A word of the table where its row asks for it: at the start, as a label, or beside a joint."""
    if line.words > LONGEST_BYLINE:
        return False
    for i in range(line.first, line.last):
        hit = page.hits.at(i, BYLINE_TABLE)
        if hit is not None and hit.last <= line.last and _in_place(page, line, i, hit.last, hit.row["where"]):
            return True
    return False


def _in_place(page: Page, line: Line, first: int, last: int, where: str) -> bool:
    opens = all(page.tokens[k].kind == "mark" for k in range(line.first, first))
    ends = last == line.last
    joined = not ends and page.tokens[last].form in _JOINTS
    if where == "start":
        return opens
    if where == "label":
        return opens and (ends or joined)
    if joined and page.tokens[last].form in ":\u060c,":
        return last + 1 == line.last  # an agency, a colon and more words: a headline
    after_joint = first > line.first and page.tokens[first - 1].form in _JOINTS
    return (opens and ends) or joined or (after_joint and line.words <= LONGEST_PLACE_AND_AGENCY)
