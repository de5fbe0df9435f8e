"""HTML pages: one document each, with title, byline, captions and body told apart by the page itself."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from musnad.errors import UnreadableInput
from musnad.intake.article import Draft, Given, Refusal, judge
from musnad.intake.encoding import declared_in, decode
from musnad.intake.files import read_whole
from musnad.intake.tags import DEEPEST, depth_of, stripped
from musnad.model import Document, Finding, Segment, SegmentKind

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

MOST_TAGS = 60_000
LONGEST_CAPTION = 600  # characters

ARTICLES = ("article", "[itemprop='articleBody']", "main")
LEAD = 50  # characters of the summary that tell the opening paragraph
LONGEST_LEAD = 1500

Part = tuple[SegmentKind, str]


def read_page(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """The article of one HTML file."""
    yield judge(page_draft(file, read_whole(stream, given.most_read)), given)


def page_draft(file: str, raw: bytes, declared: str | None = None) -> Draft:
    """What a page tells, from its bytes. declared: the encoding that the server named; else the page's own word counts.

    Raises: UnreadableInput where its bytes are no Arabic text or it holds none.
    """
    markup, findings = decode(raw, declared or declared_in(raw))
    if depth_of(markup) > DEEPEST:
        message = "the page's elements are nested too deeply for an article; all its text is taken"
        text, _, segments = compose(None, [("body", line) for line in stripped(markup)])
        return Draft(id=file, file=file, text=text, raw=raw, segments=segments, findings=[*findings, _note(message)])
    return _article(file, raw, markup, findings)


def _article(file: str, raw: bytes, markup: str, findings: list[Finding]) -> Draft:
    from musnad.intake.markup import tree_of
    from musnad.intake.metadata import metadata_of

    tree = tree_of(markup)
    about = metadata_of(tree)
    body = _body(tree, markup, findings)
    lead = _lead(tree, about.summary, body)
    body = [lead, *body] if lead else body
    parts = _parts(about.byline, about.stated, _captions(tree, body), body, about.title)
    text, title, segments = compose(about.title, parts)
    return Draft(
        id=file,
        file=file,
        text=text,
        raw=raw,
        title=title,
        segments=segments,
        published=about.published,
        outlet=about.outlet,
        url=about.url,
        byline=about.byline,
        findings=findings,
    )


def _body(tree: LexborHTMLParser, markup: str, findings: list[Finding]) -> list[str]:
    """The paragraphs of the article without the furniture of the page."""
    from musnad.intake.markup import blocks_of

    if markup.count("<") <= MOST_TAGS:  # more than an article has; the extractor is not linear
        try:
            text = _found_by_extractor(markup)
        except Exception as error:  # the extractor fails on some broken pages in many ways; the plain walk does not
            text = None
            findings.append(_note(f"the article finder failed ({type(error).__name__})"))
        lines = [line.strip() for line in (text or "").split("\n") if line.strip()]
        if lines:
            return lines if len(lines) > 1 else _parted(tree, lines)
    found = list(blocks_of(tree.body)) if tree.body is not None else []
    if not found:
        raise UnreadableInput("there is no text in the page")
    findings.append(_note("no article was found in the page; all its text is taken"))
    return found


def _found_by_extractor(markup: str) -> str | None:
    import logging

    import trafilatura

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # what it cannot do is a finding here
    found: str | None = trafilatura.extract(markup, include_comments=False, include_tables=True)
    return found


def _parted(tree: LexborHTMLParser, lines: list[str]) -> list[str]:
    """The blocks of the article element, where the extractor ran them together into one line, as it does a short one."""
    from musnad.intake.markup import blocks_of

    for selector in ARTICLES:
        node = tree.css_first(selector)
        blocks = list(blocks_of(node)) if node is not None else []
        if len(blocks) > 1 and lines[0].endswith(blocks[-1]) and blocks[0] in lines[0]:
            return blocks
    return lines


def _note(message: str) -> Finding:
    return Finding(kind="intake.page", message=message)


def _lead(tree: LexborHTMLParser, summary: str | None, body: list[str]) -> str | None:
    """The opening paragraph, where the page's own summary begins with it and the extractor left it out."""
    from musnad.intake.markup import blocks_of

    opening = (summary or "")[:LEAD]
    if len(opening) < LEAD or any(opening in p for p in body[:5]) or tree.body is None:
        return None
    return next((b for b in blocks_of(tree.body) if b.startswith(opening) and len(b) <= LONGEST_LEAD), None)


def _captions(tree: LexborHTMLParser, body: list[str]) -> list[str]:
    """Captions inside the article, each once."""
    from musnad.intake.markup import CAPTIONS, written

    inside = next((n for s in ARTICLES if (n := tree.css_first(s))), tree.root)
    if inside is None:
        return []
    found = dict.fromkeys(written(node) for node in inside.css(CAPTIONS)[:40])
    return [c for c in found if c.count(" ") >= 2 and len(c) <= LONGEST_CAPTION]


def _parts(
    byline: str | None, stated: str | None, captions: list[str], body: Iterable[str], title: str | None
) -> list[Part]:
    """Head and body in order; captions stay where the body has them, the others come first."""
    known = set(captions)
    paragraphs: list[Part] = [("caption" if p in known else "body", p) for p in body if p != title]
    written = {p for _, p in paragraphs}
    head: list[Part] = [("byline", line) for line in (byline, stated) if line and line not in written]
    return [*head, *(("caption", c) for c in captions if c not in written), *paragraphs]


def compose(title: str | None, parts: Iterable[Part]) -> tuple[str, int, list[Segment]]:
    """The text of a document (title, empty line, a line for each part), the title's length, and the segments."""
    lines: list[str] = [title, ""] if title else []
    at = len(title) + 2 if title else 0
    segments = [Segment(start=0, end=len(title), kind="title")] if title else []
    for kind, line in parts:
        segments.append(Segment(start=at, end=at + len(line), kind=kind))
        lines.append(line)
        at += len(line) + 1
    return "\n".join(lines), len(title or ""), segments
