"""RSS and Atom feeds: one document an entry.

The day is the one the feed writes, in the zone it writes; an hour after midnight in Baghdad is not moved to London.
Sources: RSS 2.0; RFC 4287 (Atom).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from musnad.errors import UnreadableInput
from musnad.intake.article import Draft, Given, Refusal, judge
from musnad.intake.dates import iso_day
from musnad.intake.encoding import declared_in, decode
from musnad.intake.files import read_whole
from musnad.intake.pages import Part, compose
from musnad.model import Document, Finding

_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_DAY_TAGS = ("pubDate", "published", "issued", "date", "updated", "modified")


def read_feed(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """A document or a refusal for every entry, in the order of the feed."""
    import fastfeedparser

    data = read_whole(stream, given.most_read)
    markup, findings = decode(data, declared_in(data))
    markup = _DECLARATION.sub("", markup, count=1)
    try:
        feed = fastfeedparser.parse(markup)
    except Exception as error:  # the parser raises whatever it meets
        raise UnreadableInput(f"it is no feed that can be read ({' '.join(str(error)[:120].split())})") from None
    days = _written_days(markup)
    entries = feed.get("entries") or []
    outlet = (feed.get("feed") or {}).get("title")
    if not entries:
        raise UnreadableInput("the feed has no entries")
    for number, entry in enumerate(entries, 1):
        day = days[number - 1] if len(days) == len(entries) else entry.get("published") or entry.get("updated")
        draft = _draft(file, number, entry, day, data)
        draft.outlet, draft.findings = outlet, [*findings, *draft.findings]
        yield judge(draft, given)


def _written_days(markup: str) -> list[str | None]:
    """The date of every entry exactly as the feed writes it."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # what begins with a NUL is empty to it
        return []
    if root is None:
        return []
    entries = [e for e in root.iter() if isinstance(e.tag, str) and _local(e.tag) in ("item", "entry")]
    return [_written_day(entry) for entry in entries]


def _written_day(entry: Any) -> str | None:
    found = {_local(child.tag): _words(child) for child in entry if isinstance(child.tag, str)}
    return next((found[tag].strip() for tag in _DAY_TAGS if found.get(tag, "").strip()), None)


def _words(element: Any) -> str:
    """An element's text; none where a reference in it names half a surrogate pair, which no text can hold."""
    try:
        return element.text or ""
    except UnicodeDecodeError:
        return ""


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _draft(file: str, number: int, entry: Any, day: str | None, raw: bytes) -> Draft:
    from musnad.intake.markup import paragraphs_of
    from musnad.intake.tags import one_line

    title = one_line(" ".join(paragraphs_of(entry.get("title") or ""))) or None
    body = paragraphs_of(_longest(entry))
    byline = entry.get("author") or None
    readable = iso_day(day) is not None if day else True
    head: list[Part] = [] if readable or not day else [("byline", day)]
    text, length, segments = compose(title, [*head, *(("body", p) for p in body if p != title)])
    return Draft(
        id=entry.get("id") or entry.get("link") or f"{file}#{number}",
        file=file,
        line=None,
        text=text,
        raw=raw,
        title=length,
        segments=segments,
        published=day if readable else None,
        url=entry.get("link") or None,
        byline=byline,
        findings=[] if readable else [_unread(day)],
    )


def _unread(day: str | None) -> Finding:
    return Finding(kind="intake.date", message=f"the feed's date {str(day)[:80]!r} is kept as words, not as a day")


def _longest(entry: Any) -> str:
    """The fullest text that the entry carries: its content or its summary."""
    texts = [c.get("value") or "" for c in entry.get("content") or [] if isinstance(c, dict)]
    return max([*texts, entry.get("description") or "", entry.get("summary") or ""], key=len)
