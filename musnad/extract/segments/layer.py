"""Tells the lines of a page apart: title, byline, captions, page furniture, body.

What the source itself marked (HTML, feeds) stands; plain text is judged line by line, by the phrases of the word tables
and by place and shape. A line that no rule names is body: furniture is only what is plainly so.
"""

from __future__ import annotations

from musnad.extract.page import Page
from musnad.extract.segments.captions import mark_captions
from musnad.extract.segments.furniture import mark_phrases, mark_shapes
from musnad.extract.segments.head import mark_bylines, mark_dateline, mark_title
from musnad.extract.segments.lines import Line, lines_of
from musnad.model import Segment


def extract(page: Page) -> None:
    """Set `page.segments`, in order and covering all that is written, and `page.title` where the document has none."""
    lines = lines_of(page)
    _keep_given(page, lines)
    mark_phrases(page, lines)
    mark_shapes(page, lines)
    if not page.document.segments:
        mark_bylines(page, lines)
    mark_title(page, lines)
    if not page.document.segments:
        mark_captions(page, lines)
        mark_dateline(page, lines)
    page.segments = [segment for line in lines for segment in _segments(line)]


def _keep_given(page: Page, lines: list[Line]) -> None:
    """Kinds that the source marked, other than body, which may still hold furniture."""
    given = page.document.segments
    at = 0
    for line in lines:
        while at < len(given) and given[at].end <= line.start:
            at += 1
        if at < len(given) and given[at].start <= line.start and given[at].kind != "body":
            line.name(given[at].kind, f"segments.given.{given[at].kind}")


def _segments(line: Line) -> list[Segment]:
    if line.cut is None or line.kind is not None:
        return [Segment(start=line.start, end=line.end, kind=line.kind or "body", rule=line.rule)]
    return [
        Segment(start=line.start, end=line.cut, kind="body"),
        Segment(start=line.cut, end=line.end, kind="furniture", rule=line.rule),
    ]
