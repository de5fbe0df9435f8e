"""`musnad read`: documents in, one JSON object a document out."""

from __future__ import annotations

import sys

import click
import msgspec

from musnad.intake import MAX_SIZE, Refusal, documents
from musnad.reader import read


@click.command("read")
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", metavar="DATE", help="Day of publication, where the documents do not carry one.")
@click.option("--outlet", metavar="NAME", help="Outlet, where the documents do not carry one.")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("--max-size", type=int, default=MAX_SIZE, show_default=True, help="Most bytes of one document.")
def command_read(paths: tuple[str, ...], published: str | None, outlet: str | None, form: str, max_size: int) -> None:
    """Read documents and print what was found, one JSON object a document."""
    encode = msgspec.json.Encoder().encode
    refused = 0
    for document in documents(paths, published, outlet, max_size):
        if isinstance(document, Refusal):
            refused += 1
            click.echo(f"musnad: {document}", err=True)
        else:
            sys.stdout.buffer.write(encode(read(document)) + b"\n")
    if refused:
        sys.exit(1)
