"""Batches: the same bytes whoever does the work, nothing lost or doubled when a worker or the whole run is killed."""

import filecmp
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from musnad.batch.local import LocalRunner
from musnad.batch.run import plan_of, run
from musnad.batch.shard import read_shard
from musnad.batch.tables import columns_of, schemas
from musnad.errors import MusnadError
from musnad.intake import documents
from musnad.model import Document, Figure, Statement

ROOT = Path(__file__).resolve().parent.parent


def files_below(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())


def assert_same(a, b):
    """Two output folders hold the same files with the same bytes."""
    assert files_below(a) == files_below(b)
    different = [f for f in files_below(a) if not filecmp.cmp(a / f, b / f, shallow=False)]
    assert not different


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Sixty documents of our own, and two lines that are none."""
    own = [d for d in documents([str(ROOT / "examples")]) if isinstance(d, Document)]
    path = tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    with path.open("w", encoding="utf-8") as out:
        for n in range(60):
            out.write(json.dumps({"id": f"a{n}", "text": own[n % len(own)].text, "published": "2024-09-10"}) + "\n")
            if n in (7, 30):
                out.write('{"id": "broken", "text": \n')
    return path


@pytest.fixture(scope="module")
def whole(corpus, tmp_path_factory):
    """The run that nothing disturbed, with one worker."""
    out = tmp_path_factory.mktemp("whole") / "out"
    run(plan_of([str(corpus)], None, None, 10), out, LocalRunner(1))
    return out


def test_rows_are_the_readings(whole):
    """Every document has its row, refusals theirs, and a table's parts hold what the summary counts."""
    summary = json.loads((whole / "summary.json").read_bytes())
    assert summary["rows"]["documents"] == 60
    assert summary["rows"]["refusals"] == 2
    for table, schema in schemas().items():
        parts = [pq.read_table(p) for p in sorted((whole / table).glob("*.parquet"))]
        assert sum(p.num_rows for p in parts) == summary["rows"][table]
        assert all(p.schema.equals(schema) for p in parts)
    ids = [i for p in sorted((whole / "documents").glob("*.parquet")) for i in pq.read_table(p)["document"].to_pylist()]
    assert ids == [f"a{n}" for n in range(60)]


def test_spans_in_the_tables_are_true(whole):
    """The words of a record are the words of its document's text at its offsets."""
    for place in sorted((whole / "documents").glob("*.parquet")):
        texts = dict(zip(*(pq.read_table(place)[c].to_pylist() for c in ("document", "text")), strict=True))
        for row in pq.read_table(whole / "statements" / place.name).to_pylist():
            assert texts[row["document"]][row["cue_start"] : row["cue_end"]] == row["cue_text"]


def test_two_workers_write_the_same_bytes(corpus, whole, tmp_path):
    """The number of workers changes nothing in the output."""
    run(plan_of([str(corpus)], None, None, 10), tmp_path / "out", LocalRunner(2))
    assert_same(whole, tmp_path / "out")


def test_a_killed_run_goes_on(corpus, whole, tmp_path):
    """Killed with all its workers and called again, a run ends with the bytes of one that was never killed."""
    out = tmp_path / "out"
    command = [
        sys.executable,
        "-m",
        "musnad",
        "batch",
        str(corpus),
        "--out",
        str(out),
        "--shard-size",
        "10",
        "--workers",
        "2",
    ]
    process = subprocess.Popen(
        command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    while not list(out.glob("done/*.json")) and process.poll() is None:
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    (out / "times").mkdir(exist_ok=True)
    (out / "times" / "part-00004.99.tmp").write_bytes(b"half a part")
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert_same(whole, out)


def dies_once(shard):
    """Kills its worker at the first try of shard 2."""
    flag = Path(shard.out) / "died"
    if shard.index == 2 and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return read_shard(shard)


def dies_always(shard):
    """Kills its worker at every try of shard 2."""
    if shard.index == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return read_shard(shard)


def test_a_killed_worker_loses_nothing(corpus, whole, tmp_path, monkeypatch):
    """When a worker dies its shards are done again by others."""
    monkeypatch.setattr("musnad.batch.run.read_shard", dies_once)
    run(plan_of([str(corpus)], None, None, 10), tmp_path, LocalRunner(2))
    (tmp_path / "died").unlink()
    assert_same(whole, tmp_path)


def test_a_shard_that_always_kills_is_named(corpus, tmp_path, monkeypatch):
    """A shard that no worker survives is left out by name; all others are done."""
    monkeypatch.setattr("musnad.batch.run.read_shard", dies_always)
    summary = run(plan_of([str(corpus)], None, None, 10), tmp_path, LocalRunner(2))
    assert summary.failed == [2]
    assert summary.shards == 6


def test_another_run_is_not_mixed_in(whole, corpus):
    """A folder that holds a run of other settings is refused, untouched."""
    with pytest.raises(MusnadError, match="holds a run of other inputs"):
        run(plan_of([str(corpus)], None, None, 11), whole, LocalRunner(1))


def test_schema_follows_the_records():
    """Spans open into three columns; a union of text and truth is text; bounds are numbers."""
    columns = dict(columns_of(Statement))
    assert {"cue_start", "cue_end", "cue_text", "content_text"} <= set(columns)
    assert str(columns["direct"]) == "string"
    assert str(dict(columns_of(Figure))["low"]) == "double"
