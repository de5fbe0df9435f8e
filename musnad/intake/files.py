"""Files, folders and standard input as streams of bytes, opened one at a time and never read past a limit."""

from __future__ import annotations

import gzip
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from musnad.errors import UnreadableInput
from musnad.intake.article import Refusal, too_large

SUFFIXES = (
    ".txt",
    ".html",
    ".htm",
    ".xhtml",
    ".xml",
    ".rss",
    ".atom",
    ".jsonl",
    ".ndjson",
    ".json",
    ".warc",
    ".parquet",
)
STANDARD_INPUT = "-"
HEAD = 4096  # bytes that tell what a file is
_CHUNK = 1 << 20
_MAGIC = {
    b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image", b"GIF8": "a GIF image", b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive or office file", b"\xd0\xcf\x11\xe0": "an old office file", b"\x7fELF": "a program",
    b"RIFF": "a sound or image file", b"SQLite format 3": "a database", b"\x1f\x8b": "a file compressed twice",
    b"BZh": "a bzip2 archive", b"\xfd7zXZ": "an xz archive", b"(\xb5/\xfd": "a zstd archive", b"ID3": "a sound file",
}  # fmt: skip


class Meter:
    """How far reading has come. total: bytes of all files to be read, 0 where that is not known (standard input)."""

    def __init__(self, paths: Iterable[str]) -> None:
        files = [f for path in paths for f in files_of(path) if isinstance(f, str)]
        known = STANDARD_INPUT not in files
        self.total = sum(os.path.getsize(f) for f in files if os.path.isfile(f)) if known else 0
        self._done = 0
        self._here: Callable[[], int] = int

    def opened(self, stream: BinaryIO) -> None:
        """A file is read from now on; its position is that in the file as stored, compressed or not."""
        self._here = stream.tell

    def closed(self, stream: BinaryIO) -> None:
        """A file has been read."""
        self._done += os.fstat(stream.fileno()).st_size
        self._here = int

    @property
    def passed(self) -> int:
        """Bytes read so far."""
        return self._done + self._here()


def files_of(path: str) -> Iterator[str | Refusal]:
    """The path itself, or the files of known kinds below a folder, sorted by path; hidden ones and other kinds left out."""
    if path == STANDARD_INPUT or not os.path.isdir(path):
        yield path
        return
    found = False
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and bare_name(name).endswith(SUFFIXES):
                found = True
                yield os.path.join(folder, name)
    if not found:
        kinds = ", ".join(SUFFIXES)
        yield Refusal(file=path, line=None, message=f"the folder holds no document ({kinds}, also with .gz)")


def bare_name(name: str) -> str:
    """The name in lower case without `.gz`."""
    return name.lower().removesuffix(".gz")


@contextmanager
def opened(path: str, meter: Meter | None = None) -> Iterator[io.BufferedReader]:
    """A stream with `peek`, decompressed where its bytes say gzip. Raises OSError, or UnreadableInput for what is no text."""
    if path == STANDARD_INPUT:
        yield _decompressed(cast(io.BufferedReader, sys.stdin.buffer))
        return
    with open(path, "rb") as stream:
        if meter:
            meter.opened(stream)
        try:
            yield _decompressed(stream)
        finally:
            if meter:
                meter.closed(stream)


def _decompressed(stream: io.BufferedReader) -> io.BufferedReader:
    if stream.peek(2)[:2] != b"\x1f\x8b":
        return stream
    return io.BufferedReader(gzip.GzipFile(fileobj=stream))


def head_of(stream: io.BufferedReader) -> bytes:
    """The first bytes without taking them. Raises UnreadableInput that names the kind where it is a known binary one."""
    head = stream.peek(HEAD)[:HEAD]
    for magic, kind in _MAGIC.items():
        if head.startswith(magic):
            raise UnreadableInput(f"it is {kind}, not text")
    return head


def read_whole(stream: io.BufferedReader, limit: int) -> bytes:
    """All bytes. Raises UnreadableInput past the limit."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableInput(too_large(limit))
    return data


def read_lines(stream: io.BufferedReader, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their number from 1; None for one longer than the limit, which is passed over in pieces."""
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
            if not line:
                break
        yield number, None
