"""`musnad export`: a ledger in the formats that other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from musnad.cli.days import DAY
from musnad.cli.terminal import open_ledger, with_about, with_known_on, with_ledger, with_story
from musnad.errors import MusnadError
from musnad.export.job import FOLDERS, TEXTS, Job, module_of, whole_file
from musnad.export.wording import LANGUAGES, Wording
from musnad.link.material import Material
from musnad.story.file import load_story

TABLES = ("documents", "times", "numbers", "figures", "statements", "events", "entities", "positions")


@click.command("export")
@click.option(
    "--format", "form", type=click.Choice(sorted(TEXTS | FOLDERS)), required=True, help="The format to write."
)
@click.option("--out", type=click.Path(path_type=Path), help="The file to write, else standard output; for brat, csv, "
              "gold, parquet and timeml the folder.")  # fmt: skip
@click.option("--table", type=click.Choice(TABLES), help="With csv: this table alone, as one file.")
@click.option("--bom", is_flag=True, help="With csv: begin with a byte order mark, as spreadsheets expect.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ar", show_default=True, help="Of labels and titles.")
@click.option("--since", type=DAY, metavar="DATE", help="With atom: only records that came in on or after this day.")
@click.option("--limit", type=click.IntRange(1), default=200, show_default=True, help="With atom: how many records.")
@with_known_on
@with_about
@with_story
@with_ledger
def command_export(where: str | None, story_path: str | None, about: str | None, known_on: str | None, form: str,
                   out: Path | None, **how: Any) -> None:  # fmt: skip
    """Write a ledger in a format that other programs read.

    Records stand as people left them: rejected ones are left out, corrected ones corrected. A story file adds its titles
    and the places of its sites.
    """
    if how["table"] and form != "csv":
        raise MusnadError("--table is for csv: the other formats hold all records")
    story = load_story(story_path) if story_path else None
    with open_ledger(where) as ledger:
        narrowed = about is not None or known_on is not None
        material, wording = Material(ledger, known_on, about), Wording(how["language"])
        job = Job(material, wording, story, how["bom"], how["since"], how["limit"], narrowed)
        try:
            _write(job, form, how["table"], out)
        except OSError as error:
            if out is None:
                raise  # the reader of standard output has left
            raise MusnadError(
                f"{out}: cannot be written ({error.strerror or error}): name another place by --out"
            ) from None
    if out is not None:
        click.echo(f"{out}: written as {form}", err=True)


def _write(job: Job, form: str, table: str | None, out: Path | None) -> None:
    """Write a job in its format. Raises MusnadError where a folder is needed and none is named."""
    try:
        module = module_of(form)
    except ImportError:
        raise MusnadError("the tables need pyarrow: pip install 'musnad[parquet]'") from None
    if form in TEXTS or table:
        _put(module.chunks(job, table) if table else module.chunks(job), out)
    elif out is None:
        more = ", or a --table" if form == "csv" else ""
        raise MusnadError(f"{form} is a folder of files: name one by --out{more}")
    else:
        module.write(job, out)


def _put(chunks: Iterable[str], out: Path | None) -> None:
    """One text to a file, or as UTF-8 to standard output."""
    if out is not None:
        with whole_file(out) as file:
            file.writelines(chunks)
        return
    for chunk in chunks:
        sys.stdout.buffer.write(chunk.encode())
    sys.stdout.buffer.flush()
