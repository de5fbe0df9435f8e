"""The checker of word tables: lists every fault of every table at once, as `file:line: what, where, what to do`.

Run as `python -m musnad.lexicon.check`, with `--fix` to sort the rows of each table.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from musnad.errors import TableError
from musnad.lexicon.tables import Row, Table, read_table, relative, table_paths
from musnad.text.fold import CONTROLS, MARKS, PRESENTATION, TATWEEL, fold

_ARABIC = re.compile(f"[\u0621-\u064a\u066e-\u06d3{PRESENTATION}]")
_BAD = {
    "a presentation form": re.compile(f"[{PRESENTATION}]"),
    "a diacritic": re.compile(f"[{MARKS}]"),
    "a tatweel": re.compile(TATWEEL),
    "an invisible control": re.compile(f"[{CONTROLS}]"),
    "a Persian or Urdu letter": re.compile("[\u06cc\u06a9\u06c1\u06be\u06d5\u06d2]"),
    "an Arabic-Indic digit": re.compile("[\u0660-\u0669\u06f0-\u06f9]"),
}
_MIXED = re.compile(r"[\u0621-\u064a][A-Za-z]|[A-Za-z][\u0621-\u064a]")


def _spelling_faults(word: str) -> Iterator[str]:
    if not _ARABIC.search(word):
        return
    for what, pattern in _BAD.items():
        found = pattern.search(word)
        if found:
            yield f"{what} (U+{ord(found.group()):04X}) in {word!r}: write the plain letter"
    if _MIXED.search(word):
        yield f"Latin and Arabic letters in one word in {word!r}: write one script"
    if word != " ".join(word.split()):
        yield f"white space around or doubled in {word!r}: use single spaces inside"


def _row_faults(row: Row) -> Iterator[str]:
    for column, cell in row.cells.items():
        for word in cell.split("|") if column in ("forms", "word") else [cell]:
            yield from _spelling_faults(word.strip() if column == "forms" else word)


def sort_key(word: str) -> tuple[str, str]:
    """Rows stand in the order of their folded word, then of their exact spelling."""
    return fold(word), word


def _identity(row: Row) -> list[tuple[str, str]]:
    """What two rows of one table may not share: a folded spelling with the same `sense` (where the table has one)."""
    exact = row.cells.get("exact") == "yes"
    sense = row.cells.get("sense", "")
    return [(w if exact else fold(w), sense) for w in row.spellings()]


def faults_of(table: Table) -> Iterator[str]:
    """Every fault of one table, in the order of its lines."""
    where = relative(table.path)
    if not table.columns or table.columns[0] != "word":
        yield f"{where}:1: the first column is not 'word': name it so"
    seen: dict[tuple[str, str], int] = {}
    before: Row | None = None
    for row in table.rows:
        for fault in _row_faults(row):
            yield f"{where}:{row.line}: {fault}"
        for spelling in dict.fromkeys(_identity(row)):
            if spelling in seen and seen[spelling] != row.line:
                yield f"{where}:{row.line}: {spelling[0]!r} is already on line {seen[spelling]}: merge the two rows"
            seen.setdefault(spelling, row.line)
        if before and sort_key(before.word) > sort_key(row.word):
            yield f"{where}:{row.line}: {row.word!r} is out of order after {before.word!r}: run `make fix`"
        before = row


def file_faults(path: Path) -> Iterator[str]:
    """Faults of one file, those that keep it from loading included."""
    text = path.read_text(encoding="utf-8")
    if text != unicodedata.normalize("NFC", text):
        yield f"{relative(str(path))}:1: not in Unicode NFC: save it normalised"
    try:
        yield from faults_of(read_table(path))
    except TableError as error:
        yield from str(error).split("\n")


def sort_file(path: Path) -> None:
    """Put the rows of a table in order, keeping comments and header on top."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    comments = [line for line in lines if line.startswith("#")]
    rest = [line for line in lines if line.strip() and not line.startswith("#")]
    rows = sorted(rest[1:], key=lambda line: sort_key(line.split("\t")[0]))
    path.write_text("\n".join([*comments, rest[0], *rows]) + "\n", encoding="utf-8")


def main(arguments: list[str]) -> int:
    if "--fix" in arguments:
        for path in table_paths():
            sort_file(path)
    faults = [fault for path in table_paths() for fault in file_faults(path)]
    for fault in faults:
        print(fault)
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
