"""`musnad score`: how well the reader reads, on gold that people made."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from musnad.cli.terminal import open_ledger, show, with_ledger
from musnad.errors import MusnadError
from musnad.intake import documents
from musnad.link.material import Material
from musnad.model import Document
from musnad.score.gold import load_gold
from musnad.score.run import score
from musnad.story.judged import judged

FORMS = ("table", "json", "markdown")


@click.command("score")
@click.option(
    "--gold", "folder", type=click.Path(exists=True), help="Gold: a folder, one file a document, or JSON Lines."
)
@click.option("--texts", type=click.Path(exists=True, file_okay=False), help="The folder of the documents, named as gold "
              "names them.")  # fmt: skip
@click.option(
    "--input", "records", type=click.Path(exists=True, dir_okay=False), help="Or the documents as JSON Lines."
)
@click.option("--errors", type=click.IntRange(0), default=0, help="Show up to this many misses of each layer.")
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True, help="How to print.")
@with_ledger
def command_score(where: str | None, folder: str | None, texts: str | None, records: str | None, errors: int,
                  form: str) -> None:  # fmt: skip
    """Score the reader on a desk's own gold.

    With --gold: precision, recall and F1 of each layer. Gold that `musnad export --format gold` wrote holds its documents;
    for other gold name them by --texts or --input. Without --gold: how much of what was judged in the ledger was right.
    """
    if folder is None:
        _print_judged(where, form)
        return
    golds = load_gold(folder)
    paths = [records] if records else [str(Path(texts) / g.name) for g in golds if g.document is None] if texts else []
    found = list(documents(paths)) if paths else []
    refused = [item for item in found if not isinstance(item, Document)]
    if refused:
        raise MusnadError(str(refused[0]))
    sheet = score(golds, [item for item in found if isinstance(item, Document)])
    _print(list(sheet.rows()), form, f"score on {len(golds)} documents")
    for measure, sentences in sheet.misses.items() if errors else ():
        click.echo(f"\n{measure} ({len(sentences)})")
        for sentence in sentences[:errors]:
            click.echo(f"  {sentence}")


def _print(rows: list[dict[str, Any]], form: str, title: str) -> None:
    columns = list(rows[0]) if rows else []
    if form == "markdown":
        click.echo("| " + " | ".join(columns) + " |\n|---|" + "---:|" * (len(columns) - 1))
        for row in rows:
            click.echo("| " + " | ".join(_cell(row[name]) for name in columns) + " |")
        return
    show(rows, form, title, [(name, partial(_pick, name)) for name in columns])


def _pick(name: str, row: dict[str, Any]) -> str:
    return _cell(row[name])


def _cell(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def _print_judged(where: str | None, form: str) -> None:
    with open_ledger(where) as ledger:
        rows = judged(Material(ledger))
    if not rows:
        raise MusnadError(
            "nothing in this ledger was judged yet: judge records with `musnad decide`, or name gold by --gold"
        )
    _print(rows, form, "what was judged")
