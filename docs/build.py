"""Writes the reference pages that come out of the program itself; `--check` says which are out of date.

python docs/build.py [--check]
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable
from pathlib import Path

import click

from musnad import model
from musnad.casebook import Example, all_examples
from musnad.cli.main import cli
from musnad.lexicon.tables import tables

REFERENCE = Path(__file__).resolve().parent / "reference"
NOTE = "<!-- made by docs/build.py: change the program, then run `make fix` -->\n\n"


def commands_page() -> str:
    """Every command with its options, as `--help` prints them."""
    context = click.Context(cli, info_name="musnad", terminal_width=100, max_content_width=100)
    pages = ["# Commands\n", "Every command ends with status 0 when all went well, 1 when something was refused or not found, "
             "2 when it was called wrongly.\n"]  # fmt: skip
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=f"musnad {name}", terminal_width=100, max_content_width=100,
                              help_option_names=["-h", "--help"])  # fmt: skip
        pages.append(f"## musnad {name}\n\n```\n{command.get_help(inner)}\n```\n")
    return "\n".join(pages)


def tables_page() -> str:
    """Every word table: what its first comment says, its class, columns and number of rows."""
    rows = ["# Word tables\n", "| table | what it holds | class | columns | rows |", "|---|---|---|---|---:|"]
    for table in tables().values():
        first = Path(table.path).read_text(encoding="utf-8").split("\n")[0]
        about = first.lstrip("# ").strip() if first.startswith("#") else ""
        rows.append(
            f"| {table.name} | {about.replace('|', '&#124;')} | {table.word_class} | {' '.join(table.columns)} | {len(table.rows)} |"
        )
    return "\n".join(rows) + "\n"


def records_page() -> str:
    """The records, field by field, from their docstrings."""
    parts = ["# Records\n", inspect.getdoc(model) or "", ""]
    for name, record in inspect.getmembers(model, inspect.isclass):
        if issubclass(record, model.Record) and record is not model.Record:
            fields = "\n".join(f"    {f}: {t}" for f, t in record.__annotations__.items())
            parts.append(f"## {name}\n\n```\n{inspect.getdoc(record)}\n\n{fields}\n```\n")
    return "\n".join(parts)


def parquet_page() -> str:
    """The tables that a batch writes: what a row is, and every column with its type."""
    from musnad.batch.keys import ABOUT_KEYS, KEYS
    from musnad.export.arrow import ABOUT, KINDS, schemas

    parts = [
        "# Parquet tables of a batch\n",
        "`musnad batch IN... --out DIR` writes `DIR/TABLE/part-NNNNN.parquet`, one part a shard, compressed with zstd. Every row "
        "of a record's table begins with `document` (the document's id) and `digest` (SHA-256 of its text). Offsets count code "
        "points of `documents.text`, the end exclusive; a span is three columns. Days are ISO 8601; NULL is what was not said or "
        "cannot be known.\n",
    ]
    for name, schema in (schemas() | KEYS).items():
        about = inspect.getdoc(KINDS[name]) if name in KINDS else (ABOUT | ABOUT_KEYS)[name]
        columns = "\n".join(f"| {field.name} | {_type_name(field.type)} |" for field in schema)
        parts.append(f"## {name}\n\n```\n{about}\n```\n\n| column | type |\n|---|---|\n{columns}\n")
    return "\n".join(parts)


def _type_name(kind: object) -> str:
    return str(kind).replace("item: ", "").replace("<", "&lt;").replace(">", "&gt;")


def example_row(example: Example) -> str:
    wanted = example.expected.get(example.layer, [])
    found = "; ".join(" ".join(f"{k}={v}" for k, v in w.items()) for w in wanted) or "nothing"
    text = example.text.replace("\n", " / ")
    cells = (
        example.rule or "-",
        example.id,
        text,
        found + (f" (pending: {example.pending})" if example.pending else ""),
    )
    return "| " + " | ".join(c.replace("|", "&#124;") for c in cells) + " |"


def examples_page(layer: str) -> Callable[[], str]:
    """The rule table of a layer: every example beside its code, with what is found and what is not."""

    def page() -> str:
        rows = [
            example_row(e)
            for e in sorted(all_examples(), key=lambda e: (e.rule == "", e.rule, e.id))
            if e.layer == layer
        ]
        head = [
            f"# {layer.capitalize()}: every rule by example\n",
            "| rule | example | sentence | what is found |",
            "|---|---|---|---|",
        ]
        return "\n".join([*head, *rows]) + "\n"

    return page


def pages() -> dict[str, Callable[[], str]]:
    layers = sorted({e.layer for e in all_examples()})
    return {
        "commands.md": commands_page, "tables.md": tables_page, "records.md": records_page, "parquet.md": parquet_page,
    } | {f"examples-{layer}.md": examples_page(layer) for layer in layers}  # fmt: skip


def main(arguments: list[str]) -> int:
    stale = []
    for name, make in pages().items():
        path, text = REFERENCE / name, NOTE + make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print(f"out of date: {', '.join(stale)}: run `make fix`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
