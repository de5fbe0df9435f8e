"""Documents from paths: each file is opened, its kind told from name and first bytes, and handed to its format."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator

from musnad.errors import UnreadableInput
from musnad.intake.archives import read_archive
from musnad.intake.article import MAX_SIZE, Draft, Given, Refusal, judge
from musnad.intake.dates import is_prefix
from musnad.intake.encoding import decode
from musnad.intake.feeds import read_feed
from musnad.intake.files import Meter, bare_name, files_of, head_of, opened, read_whole
from musnad.intake.pages import read_page
from musnad.intake.parquet import MAGIC, read_parquet
from musnad.intake.records import read_json, read_records
from musnad.model import Document

Format = Callable[[str, io.BufferedReader, Given], Iterator[Document | Refusal]]

_FEED = re.compile(rb"(?:<\?xml.*?\?>\s*|<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:rss|feed|rdf:rdf)\b", re.S)
_PAGE = re.compile(rb"(?:<\?xml.*?\?>\s*|<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|div|p)\b", re.S)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")


def documents(
    paths: Iterable[str],
    published: str | None = None,
    outlet: str | None = None,
    max_size: int = MAX_SIZE,
    meter: Meter | None = None,
) -> Iterator[Document | Refusal]:
    """Every document of the paths in order, and a refusal for every input that gives none. Holds one at a time.

    paths:     files, folders (read below, sorted), "-" for standard input.
    published: ISO prefix, for documents that carry no day. outlet: likewise.
    max_size:  bytes of one document's text.
    meter:     told how far reading has come.
    Raises:    UnreadableInput when `published` is no day; nothing for any input.
    """
    if published is not None and not is_prefix(published):
        raise UnreadableInput(f"{published!r} is not a day: write YYYY-MM-DD, YYYY-MM or YYYY")
    given = Given(published, outlet, max_size)
    for path in paths:
        for file in files_of(path):
            if isinstance(file, Refusal):
                yield file
            else:
                yield from _documents_of(file, given, meter)


def _documents_of(file: str, given: Given, meter: Meter | None) -> Iterator[Document | Refusal]:
    try:
        with opened(file, meter) as stream:
            yield from _format_of(file, head_of(stream))(file, stream, given)
    except UnreadableInput as error:
        yield Refusal(file=file, line=None, message=str(error))
    except (EOFError, zlib.error):
        yield Refusal(file=file, line=None, message="its gzip data ends early or is damaged: fetch it again")
    except OSError as error:
        yield Refusal(file=file, line=None, message=_sentence(error))


def _format_of(file: str, head: bytes) -> Format:
    name = bare_name(file)
    if name.endswith((".jsonl", ".ndjson")):
        return read_records
    if name.endswith(".json"):
        return read_json
    if name.endswith((".rss", ".atom")):
        return read_feed
    if name.endswith(".warc") or head.startswith(b"WARC/"):
        return read_archive
    if name.endswith(".parquet") or head.startswith(MAGIC):
        return read_parquet
    if name.endswith((".html", ".htm", ".xhtml")):
        return read_page
    return read_text if name.endswith(".txt") else _format_told_by(head)


def _format_told_by(head: bytes) -> Format:
    """The format of a file without a telling name: its first bytes, UTF-16 read as if it were narrow."""
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(b"{"):
        return read_records
    if _FEED.match(start):
        return read_feed
    return read_page if _PAGE.match(start) else read_text


def read_text(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """Plain text: the whole file is one document."""
    data = read_whole(stream, given.max_size)
    text, findings = decode(data)
    if len(_CONTROL.findall(text)) * 20 > len(text):
        raise UnreadableInput("it is a binary file, not text")
    yield judge(Draft(id=file, file=file, text=text, raw=data, findings=findings), given)


def _sentence(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "it may not be read (permission denied)"
    return f"it cannot be read ({error.strerror or error})"
