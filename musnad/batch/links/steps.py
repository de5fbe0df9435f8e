"""One step of linking: a query in a file of its own, run over the partitions of what earlier steps wrote.

A query's head says what it reads (`-- in:`) and, where its rows go on to another step, by what they are spread (`-- by:`);
its column `part` is then the partition they go to. A step over one partition sees all rows of a key, so partitions can be
done in any order, by any worker, on any machine that sees the folder.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from musnad.errors import MusnadError

HERE = Path(__file__).resolve().parent
_IN = re.compile(r"^-- in: (.*)$", re.M)
_BY = re.compile(r"^-- by: ", re.M)
_PARAMETER = re.compile(r"\$(\w+)")


class Work(msgspec.Struct):
    """A step over one partition. inputs: name in the query to Parquet files. out: folder of the step's rows."""

    index: int
    step: str
    inputs: dict[str, list[str]]
    out: str
    parameters: dict[str, Any]


class Outcome(msgspec.Struct):
    """What a piece of work wrote."""

    index: int
    rows: int


class Step(msgspec.Struct, frozen=True):
    """A query by its name. reads: tables or earlier steps. spreads: whether its rows go on to partitions."""

    name: str
    reads: tuple[str, ...]
    spreads: bool

    @property
    def is_first(self) -> bool:
        """Whether it reads the tables of the batch and not the rows of another step."""
        return len(self.reads) == 1 and "_" not in self.reads[0]


def steps_of(kind: str) -> list[Step]:
    """The steps of a kind of link (copies, series, happenings) in order."""
    found = []
    for path in sorted(HERE.glob(f"{kind}_*.sql")):
        text = path.read_text(encoding="utf-8")
        reads = _IN.search(text)
        assert reads, path
        found.append(Step(path.stem, tuple(reads.group(1).split()), bool(_BY.search(text))))
    return found


def query_of(step: str, parameters: Mapping[str, Any]) -> str:
    """The text of a step's query with its parameters written in."""
    text = (HERE / f"{step}.sql").read_text(encoding="utf-8")
    return _PARAMETER.sub(lambda found: _literal(parameters[found.group(1)]), text)


def _literal(value: Any) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return f"[{', '.join(_literal(v) for v in sorted(value))}]"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


def engine() -> Any:
    """A DuckDB connection of one thread with the shared macros. Raises MusnadError where DuckDB is not installed."""
    try:
        import duckdb
    except ImportError:
        raise MusnadError("links across a batch need DuckDB: pip install 'musnad[analytics]'") from None
    connection = duckdb.connect(config={"threads": 1, "preserve_insertion_order": False})
    connection.execute("SET enable_progress_bar = false")
    connection.execute((HERE / "macros.sql").read_text(encoding="utf-8"))
    return connection


def do(work: Work) -> Outcome:
    """Run a step over one partition; its rows appear whole or not at all, and doing it twice gives the same."""
    out = Path(work.out)
    beside = out / f".{work.index:05d}-{os.getpid()}.tmp"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True)
    spreads = bool(_BY.search((HERE / f"{work.step}.sql").read_text(encoding="utf-8")))
    with engine() as connection:
        connection.execute(f"SET temp_directory = {_literal(str(beside / 'spilled'))}")
        for name, files in work.inputs.items():
            connection.execute(f"CREATE VIEW {name} AS FROM read_parquet({_literal(files)}, hive_partitioning = false)")
        target, more = (beside, ", PARTITION_BY (part)") if spreads else (beside / "rows.parquet", "")
        query = query_of(work.step, work.parameters)
        copied = connection.execute(
            f"COPY ({query}) TO {_literal(str(target))} (FORMAT parquet, COMPRESSION zstd{more})"
        )
        rows = copied.fetchone()[0]
    for made in sorted(beside.rglob("*.parquet")):
        folder = out / made.parent.relative_to(beside)
        folder.mkdir(parents=True, exist_ok=True)
        number = f"-{made.stem.rpartition('_')[2]}" if spreads else ""
        os.replace(made, folder / f"part-{work.index:05d}{number}.parquet")
    shutil.rmtree(beside)
    return Outcome(work.index, rows)
