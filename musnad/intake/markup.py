"""The written text of markup, block by block. One walk over the tree, linear in its nodes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from musnad.intake.tags import DEEPEST, depth_of, one_line, stripped

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "td", "th", "tr", "ul",
})  # fmt: skip
SILENT = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "object", "head", "button", "select", "textarea",
    "nav", "form",
})  # fmt: skip
CAPTIONS = "figcaption, .wp-caption-text, [class*='image-caption'], [class*='img-caption'], [class*='photo-caption']"
LINE_BREAK = "\u2029"
DEEPEST_INLINE = 40  # elements between a text and its block; deeper markup is no article

_TAG_LEFT = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")


def tree_of(markup: str) -> LexborHTMLParser:
    """The tree of a page or a piece of one."""
    return LexborHTMLParser(markup)


def written(node: LexborNode) -> str:
    """All text of a small node on one line."""
    return one_line(node.text(deep=True, separator=" "))


def blocks_of(root: LexborNode, left_out: frozenset[str] = SILENT) -> Iterator[str]:
    """The text of each block that holds any, in order, without the elements left out."""
    current, pieces = -1, []
    for node in root.traverse(include_text=True):
        if node.tag == "br":
            pieces.append(LINE_BREAK)
        if node.tag != "-text":
            continue
        block, hidden = _block_of(node, left_out)
        if hidden:
            continue
        if block != current and pieces:
            yield from _lines(pieces)
            pieces = []
        current = block
        pieces.append(node.text_content or "")
    yield from _lines(pieces)


def _lines(pieces: list[str]) -> Iterator[str]:
    """The lines that `br` parts; a line end of the source itself is a space."""
    for line in "".join(pieces).split(LINE_BREAK):
        if text := one_line(line):
            yield text


def _block_of(node: LexborNode, left_out: frozenset[str]) -> tuple[int, bool]:
    """The nearest block around a text, and whether the text is inside something left out."""
    parent, block = node.parent, 0
    for _ in range(DEEPEST_INLINE):
        if parent is None:
            break
        tag = parent.tag or ""
        if tag in left_out:
            return block, True
        if not block and tag in BLOCKS:
            block = parent.mem_id
        parent = parent.parent
    return block, False


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of a piece of markup (a feed entry), unescaped once more where it was escaped twice."""
    found = _paragraphs(markup)
    if any(_TAG_LEFT.search(p) for p in found):
        found = _paragraphs("<br>".join(found))
    return found


def _paragraphs(markup: str) -> list[str]:
    if depth_of(markup) > DEEPEST:
        return stripped(markup)
    if "<" not in markup:  # plain text: its lines are lines
        markup = markup.replace("\n", "<br>")
    root = tree_of(markup).body
    return list(blocks_of(root, SILENT | {"figcaption"})) if root is not None else []
