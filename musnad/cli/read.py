"""`musnad read`: documents in, one JSON object a document out."""

from __future__ import annotations

import sys

import click
import msgspec

from musnad.intake import documents
from musnad.reader import read


@click.command("read")
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="Day of publication, where the documents do not carry one.")
@click.option("--outlet", metavar="NAME", help="Outlet, where the documents do not carry one.")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def command_read(paths: tuple[str, ...], published: str | None, outlet: str | None, form: str) -> None:
    """Read documents and print what was found, one JSON object a document."""
    encode = msgspec.json.Encoder().encode
    for document in documents(list(paths), published, outlet):
        sys.stdout.buffer.write(encode(read(document)) + b"\n")
