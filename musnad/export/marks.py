"""Marks on a text: spans of many layers, overlapping or not, written as properly nested HTML."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from html import escape

import msgspec


class Mark(msgspec.Struct, frozen=True):
    """A stretch to mark. start, end: code points of the text. css: class names. id: anchor, unique in the page, or ''.

    title: shown when hovered; href: where a click leads, or ''.
    """

    start: int
    end: int
    css: str
    id: str = ""
    title: str = ""
    href: str = ""


def marked(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> str:
    """The text between two offsets as HTML, every mark an element around its words.

    Marks that cross are cut where the outer one ends; the anchor stays on the first piece. Everything is escaped. Linear
    in the text and n log n in the marks.
    """
    end = len(text) if end is None else end
    queue = [
        (max(m.start, start), -min(m.end, end), n, m) for n, m in enumerate(marks) if m.start < end and m.end > start
    ]
    heapq.heapify(queue)
    out: list[str] = []
    open_marks: list[tuple[int, str]] = []  # where each ends, with its closing tag; the innermost last
    at = start

    def close_until(limit: int) -> None:
        nonlocal at
        while open_marks and open_marks[-1][0] <= limit:
            stop, tag = open_marks.pop()
            out.append(escape(text[at:stop]) + tag)
            at = stop

    while queue:
        first, minus_last, n, mark = heapq.heappop(queue)
        close_until(first)
        last = -minus_last
        stop = min(last, open_marks[-1][0]) if open_marks else last
        if stop < last:  # it crosses the mark it stands in: the rest follows after that one's end
            heapq.heappush(queue, (stop, minus_last, n, msgspec.structs.replace(mark, id="")))
        opening, closing = _tags(mark)
        out.append(escape(text[at:first]) + opening)
        at = first
        open_marks.append((stop, closing))
    close_until(end)
    out.append(escape(text[at:end]))
    return "".join(out)


def _tags(mark: Mark) -> tuple[str, str]:
    attributes = f' class="{escape(mark.css)}"' if mark.css else ""
    if mark.id:
        attributes += f' id="{escape(mark.id)}"'
    if mark.title:
        attributes += f' title="{escape(mark.title)}"'
    if mark.href:
        return f'<a href="{escape(mark.href)}"{attributes}>', "</a>"
    return f"<mark{attributes}>", "</mark>"
