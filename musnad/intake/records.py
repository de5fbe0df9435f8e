"""JSON Lines: one document a line, with its own id, title, day, outlet and address."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import Any

from musnad.errors import UnreadableInput
from musnad.intake.article import Draft, Given, Refusal, judge, too_large
from musnad.intake.encoding import decode
from musnad.intake.files import read_lines, read_whole
from musnad.model import Document

TEXT_FIELDS = ("text", "body", "content")
DATE_FIELDS = ("published", "date")


def read_records(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """A document or a refusal for every line that is not blank."""
    if stream.peek(2)[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):  # its line ends are no single bytes
        data = decode(read_whole(stream, given.most_read))[0].encode("utf-8", "replace")
        stream = io.BufferedReader(io.BytesIO(data))
    for number, line in read_lines(stream, given.most_read):
        if line is None:
            yield Refusal(file=file, line=number, message=too_large(given.most_read))
        elif line.strip(b" \t\r\n\x00\xef\xbb\xbf"):
            yield _record(file, number, line, given)


def read_json(file: str, stream: io.BufferedReader, given: Given) -> Iterator[Document | Refusal]:
    """A `.json` file: one object, a list of objects, or JSON Lines under another name."""
    data = read_whole(stream, given.most_read)
    try:
        value = json.loads(decode(data)[0])
    except (ValueError, RecursionError):
        yield from read_records(file, io.BufferedReader(io.BytesIO(data)), given)
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield record_document(file, number, record, json.dumps(record).encode(), given)


def _record(file: str, number: int, line: bytes, given: Given) -> Document | Refusal:
    try:
        text, findings = decode(line)
        record = json.loads(text)
    except UnreadableInput as error:
        return Refusal(file=file, line=number, message=str(error))
    except RecursionError:
        return Refusal(file=file, line=number, message="its JSON is nested too deeply")
    except ValueError as error:
        return Refusal(file=file, line=number, message=f"it is not whole JSON ({error}): write the line again")
    document = record_document(file, number, record, line, given)
    if isinstance(document, Document):
        document.findings[:0] = findings
    return document


def record_document(file: str, number: int, record: Any, raw: bytes, given: Given) -> Document | Refusal:
    """The document of one record, or why it is none. number: its place in the file, from 1. raw: its bytes."""
    fault = _fault(record)
    if fault:
        return Refusal(file=file, line=number, message=fault)
    body = next(record[f] for f in TEXT_FIELDS if isinstance(record.get(f), str))
    title = _string(record, "title")
    draft = Draft(
        id=_string(record, "id") or f"{file}#{number}",
        file=file,
        line=number,
        text=f"{title}\n\n{body}" if title else body,
        raw=raw,
        title=len(title or ""),
        published=next((record[f] for f in DATE_FIELDS if record.get(f) not in (None, "")), None),
        outlet=_string(record, "outlet"),
        url=_string(record, "url"),
        byline=_string(record, "byline"),
    )
    return judge(draft, given)


def _fault(record: Any) -> str | None:
    if not isinstance(record, dict):
        return "it is JSON but not an object: write {\"id\": ..., \"text\": ...}"  # fmt: skip
    if not any(isinstance(record.get(f), str) for f in TEXT_FIELDS):
        there = ", ".join(sorted(map(str, record))[:8]) or "none"
        return f"the object has no field 'text' that is a string; its fields: {there[:200]}"
    return None


def _string(record: dict[str, Any], field: str) -> str | None:
    value = record.get(field)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value) or None
