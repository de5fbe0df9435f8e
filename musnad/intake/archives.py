"""Web archives: one document for every HTML page that was stored, named by its address, and for every entry of a stored feed.

Source: ISO 28500 (WARC). The reader is warcio, in the extra `warc`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from musnad.errors import UnreadableInput
from musnad.intake.article import Draft, Given, Refusal, judge, too_large
from musnad.intake.feeds import read_feed
from musnad.intake.pages import page_draft
from musnad.model import Document

PAGE_TYPES = ("text/html", "application/xhtml+xml")
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")


def read_archive(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """Documents or refusals of every stored page and feed that was answered with 200; everything else is passed over.

    A refusal's line is the number of the record in the archive, from 1.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError:
        raise UnreadableInput("it is a web archive: install `musnad[warc]` to read it") from None
    number = found = 0
    try:
        for number, record in enumerate(ArchiveIterator(stream), 1):
            kind = _kind_of(record)
            if kind in PAGE_TYPES:
                found += 1
                yield _document(file, number, record, given)
            elif kind in FEED_TYPES:
                found += 1
                yield from _entries(file, number, record, given)
    except Exception as error:  # the reader fails on damaged headers in many ways
        said = " ".join(str(error)[:120].split())
        yield Refusal(file=file, line=number + 1, message=f"the archive cannot be read from here on ({said})")
        return
    if not found:
        raise UnreadableInput("the archive holds no page and no feed")


def _kind_of(record: Any) -> str:
    """The media type of a stored answer; empty where it is no answer with content."""
    headers = record.http_headers
    if record.rec_type not in ("response", "resource") or (headers and headers.get_statuscode() != "200"):
        return ""
    kind = headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")
    return (kind or "").partition(";")[0].strip().lower()


def _entries(file: str, number: int, record: Any, given: Given) -> Iterator[Document | Refusal]:
    """The entries of a stored feed; a feed that cannot be read is one refusal."""
    data = record.content_stream().read(given.most_read + 1)
    try:
        yield from read_feed(file, io.BufferedReader(io.BytesIO(data)), given)
    except UnreadableInput as error:
        yield Refusal(file=file, line=number, message=str(error))


def _document(file: str, number: int, record: Any, given: Given) -> Document | Refusal:
    data = record.content_stream().read(given.most_read + 1)
    if len(data) > given.most_read:
        return Refusal(file=file, line=number, message=too_large(given.max_size))
    address = record.rec_headers.get_header("WARC-Target-URI")
    try:
        draft: Draft = page_draft(file, data, _declared(record))
    except UnreadableInput as error:
        return Refusal(file=file, line=number, message=str(error))
    draft.id, draft.line, draft.url = address or f"{file}#{number}", number, draft.url or address
    return judge(draft, given)


def _declared(record: Any) -> str | None:
    """The encoding that the server declared."""
    kind = record.http_headers.get_header("Content-Type") if record.http_headers else None
    label = (kind or "").lower().partition("charset=")[2].strip(" \"';")
    return label.partition(";")[0] or None
