"""Word tables: TSV beside the layer that uses them, one fact a row, the dictionary spelling in the first column.

A table opens with comment lines; `# class: noun` says which clitics its words take (see CLASSES). The first other line is
the header. Columns with a meaning of their own:

  word     one word or several, dictionary spelling
  forms    other spellings and irregular plurals, separated by `|`
  exact    `yes`: only in this exact spelling (hamza, ta marbuta, alef maqsura count)
  imperfect participle masdar passive   principal parts of a verb, in a table of class verb
  plural   plurals of a counted noun, in a table of class countable, which makes its duals too

All other columns are the layer's own data. `-` is an empty cell.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import msgspec

from musnad.errors import TableError

CLASSES = ("verb", "noun", "countable", "name", "particle", "bare")
FORMS_SEPARATOR = "|"
EMPTY = "-"


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row of a table. cells: column name to text ('' where empty). line: its line in the file, from 1."""

    table: str
    word: str
    cells: dict[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def spellings(self) -> list[str]:
        """The word and its other forms, as the table writes them."""
        forms = self.cells.get("forms", "")
        return [self.word, *(f.strip() for f in forms.split(FORMS_SEPARATOR) if f.strip())]


class Table(msgspec.Struct, frozen=True):
    """A table: name is `layer.stem` (`times.months`)."""

    name: str
    path: str
    word_class: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(path: Path) -> Table:
    """Load one TSV file.

    Raises: TableError when a row has another number of cells than the header, or the class is unknown.
    """
    name = f"{path.parent.name}.{path.stem}"
    word_class = "bare"
    columns: tuple[str, ...] = ()
    rows: list[Row] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.startswith("#"):
            if line.startswith("# class:"):
                word_class = line.partition(":")[2].strip()
        elif line.strip():
            cells = line.split("\t")
            if not columns:
                columns = tuple(cells)
            elif len(cells) != len(columns):
                faults.append(f"{path}:{number}: {len(cells)} cells, the header has {len(columns)}: add or remove tabs")
            else:
                values = {c: "" if v == EMPTY else v for c, v in zip(columns, cells, strict=True)}
                rows.append(Row(name, cells[0], values, number))
    if word_class not in CLASSES:
        faults.append(f"{path}:1: class {word_class!r} is unknown: use one of {', '.join(CLASSES)}")
    if faults:
        raise TableError("\n".join(faults))
    return Table(name, str(path), word_class, columns, tuple(rows))


def table_paths(room: str | None = None) -> list[Path]:
    """Word tables in a fixed order: of every room, or of one (`extract`: the layers' own; `link`)."""
    root = Path(__file__).resolve().parent.parent
    found = {"extract": root.glob("extract/*/*.tsv"), "link": root.glob("link/*.tsv")}
    rooms = [room] if room else list(found)
    return [p for name in rooms for p in sorted(found[name], key=lambda p: p.parts[-2:])]


@cache
def tables(room: str | None = None) -> dict[str, Table]:
    """Tables by name, of every room or of one; loaded once."""
    return {t.name: t for t in map(read_table, table_paths(room))}


@cache
def table(name: str) -> Table:
    """One table, loaded alone. Raises TableError that lists the names there are."""
    path = next((p for p in table_paths() if name == f"{p.parent.name}.{p.stem}"), None)
    if path is None:
        raise TableError(f"no word table {name!r}: there are {', '.join(tables())}")
    return read_table(path)


def relative(path: str) -> str:
    """A path as messages name it: from where the program was called."""
    return os.path.relpath(path)
