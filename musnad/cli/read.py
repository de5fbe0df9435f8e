"""`musnad read`: documents in; JSON Lines, brat, a page or a listing out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from musnad.cli.days import DAY
from musnad.cli.readers import with_readers
from musnad.errors import MusnadError
from musnad.export.names import FileNames
from musnad.intake import MAX_SIZE, Refusal, documents
from musnad.model import Document, Reading
from musnad.reader import read

SUFFIXES = {"html": ".html", "brat": ".ann"}

Writer = Callable[[Document, Reading], bytes]


@click.command("read")
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", type=DAY, metavar="DATE", help="Day of publication, where the documents do not carry one.")
@click.option("--outlet", metavar="NAME", help="Outlet, where the documents do not carry one.")
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "html", "brat", "text"]), default="jsonl", show_default=True
)
@click.option("--out", type=click.Path(file_okay=False), help="Folder for one file a document (html, brat).")
@click.option(
    "--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True, help="Labels of the page."
)
@click.option(
    "--max-size",
    type=click.IntRange(1),
    default=MAX_SIZE,
    show_default=True,
    help="Most bytes of the text of one document.",
)
@with_readers
def command_read(paths: tuple[str, ...], published: str | None, outlet: str | None, max_size: int, **how: str) -> None:
    """Read documents and print what was found.

    PATHS are text, JSON Lines, HTML, RSS or Atom files, also gzipped; folders of them, read in the order of their names;
    or - for standard input. An input that gives no document is named on standard error, the others are read, and the
    exit status is 1.
    """
    write = _writer(how["form"], how["language"])
    place = _Place(how["form"], how["out"])
    refused = 0
    with _quiet_when_closed():
        for document in _with_progress(documents(paths, published, outlet, max_size)):
            if isinstance(document, Refusal):
                refused += 1
                click.echo(f"musnad: {document}", err=True)
            else:
                place.put(document, write(document, read(document)))
        sys.stdout.flush()
    sys.exit(1 if refused else 0)


def _writer(form: str, language: str) -> Writer:
    """What turns a reading into bytes; imports only what the format needs."""
    if form == "html":
        from musnad.export.annotated_page import annotated_page
        from musnad.export.wording import Wording

        wording = Wording(language)
        return lambda document, reading: annotated_page(document, reading, wording).encode()
    if form == "brat":
        from musnad.export.brat import brat

        return lambda _, reading: brat(reading).encode()
    if form == "text":
        from musnad.export.listing import listing

        return lambda _, reading: listing(reading).encode()
    import msgspec

    encode = msgspec.json.Encoder().encode
    return lambda _, reading: encode(reading) + b"\n"


class _Place:
    """Where the bytes go: standard output, or a file for each document in a folder."""

    def __init__(self, form: str, folder: str | None) -> None:
        self.suffix = SUFFIXES.get(form)
        self.folder = Path(folder) if folder else None
        self.names = FileNames()
        self.count = 0
        if self.folder and not self.suffix:
            raise click.UsageError(f"--out is for {' and '.join(SUFFIXES)}; {form} goes to standard output")

    def put(self, document: Document, data: bytes) -> None:
        """Write one document's bytes. Raises MusnadError where a second page would follow the first on standard output."""
        self.count += 1
        if self.folder is None:
            if self.suffix and self.count > 1:
                raise MusnadError("more than one document: name a folder with --out to get a file for each")
            sys.stdout.buffer.write(data)
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        stem = self.names.of(document.id)
        (self.folder / f"{stem}{self.suffix}").write_bytes(data)
        if self.suffix == ".ann":
            (self.folder / f"{stem}.txt").write_text(document.text, encoding="utf-8", newline="")


@contextmanager
def _quiet_when_closed() -> Iterator[None]:
    """A reader of standard output that stops reading (`| head`) ends the run without a word."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)


def _with_progress(items: Iterator[Document | Refusal]) -> Iterator[Document | Refusal]:
    """The same items; where standard error is a terminal and output is not, a count of them is shown there."""
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from items
        return
    for number, item in enumerate(items, 1):
        yield item
        if number % 10 == 0:
            sys.stderr.write(f"\r{number} documents")
    sys.stderr.write("\r")
