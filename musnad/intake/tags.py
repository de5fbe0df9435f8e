"""The tags of a page, looked at without building its tree: how deep they go, and the text between them."""

from __future__ import annotations

import html
import re

SHALLOW = frozenset({
    "meta", "link", "img", "br", "hr", "input", "source", "wbr", "area", "base", "col", "embed", "param", "track",
    "p", "li", "td", "th", "tr", "dd", "dt", "option", "tbody", "thead",
})  # fmt: skip  # elements that never close or need not: what is in them is no deeper for it
DEEPEST = 400  # open elements; parsers take quadratic time or give up somewhere beyond

_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)[^<>]*?(/?)>")


def one_line(text: str) -> str:
    """The text with every run of white space made one space."""
    return _SPACE.sub(" ", text).strip()


def depth_of(markup: str) -> int:
    """How deep the elements of a page go, counted in its tags without building the tree; scripts count for nothing."""
    depth = deepest = 0
    skipped = ""
    for tag in _TAG.finditer(markup):
        closing, name, empty = tag.groups()
        name = name.lower()
        if skipped:
            skipped = "" if closing and name == skipped else skipped
        elif name in ("script", "style") and not closing:
            skipped = name
        elif name not in SHALLOW and not empty:
            depth += -1 if closing else 1
            deepest = max(deepest, depth)
    return deepest


def stripped(markup: str) -> list[str]:
    """The text of a page too deep to be built as a tree: what stands between its tags."""
    found, skipped = [], ""
    for piece in markup.split("<"):
        tag, _, text = piece.partition(">")
        name = tag.split(None, 1)[0].lower() if tag.strip() else ""
        if skipped:
            skipped = "" if name == "/" + skipped else skipped
        elif name in ("script", "style"):
            skipped = name
        elif line := one_line(html.unescape(text)):
            found.append(line)
    return found
