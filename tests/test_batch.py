"""Batches: the same bytes whoever does the work, nothing lost or doubled when a worker or the whole run is killed."""

import filecmp
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from musnad.batch.local import LocalRunner
from musnad.batch.progress import Progress
from musnad.batch.run import plan_of, run
from musnad.batch.shard import Done, Shard, marker, read_shard
from musnad.errors import MusnadError
from musnad.export.arrow import columns_of, schemas
from musnad.intake import documents
from musnad.model import Document, Figure, Statement
from tests.test_intake_archives import HTML, archive

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


def test_progress_tells_rate_and_time_left(corpus, tmp_path):
    """The share grows to the whole by bytes of input; what an earlier run had done counts as done, not as speed."""
    now = [0.0]
    progress = Progress(1000, lambda: now[0])
    shards = [Shard(n, "", [], [], begins, begins + 200) for n, begins in enumerate((400, 600, 800))]
    waiting = progress.watched(iter(shards))
    assert (progress.share, progress.left) == (0, None)
    for share, left in [(0.6, 4.0), (0.8, 2.0), (1.0, 0.0)]:
        shard = next(waiting)
        now[0] += 2
        progress.finished(Done(shard.index, {"documents": 10}, {}))
        assert (progress.share, progress.left, progress.rate) == (pytest.approx(share), pytest.approx(left), 5)
    assert next(waiting, None) is None


def test_a_resumed_run_ends_at_the_whole(corpus, whole, tmp_path):
    """The meter counts the bytes of every file, compressed as stored, also of what had been done."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.jsonl.gz").write_bytes(gzip.compress(corpus.read_bytes()))
    shutil.copy(corpus, tmp_path / "in" / "b.jsonl")
    plan, shares = plan_of([str(tmp_path / "in")], None, None, 25), []
    run(plan, tmp_path / "out", LocalRunner(1), lambda p: shares.append(p.share))
    assert shares == sorted(shares) and shares[0] == 0 and shares[-1] == 1
    marker(tmp_path / "out", 4).unlink()
    run(plan, tmp_path / "out", LocalRunner(1), lambda p: shares.append(p.share))
    assert shares[-1] == 1


def test_output_inside_the_input_is_refused(corpus):
    """The tables of a run are no input of its next one."""
    with pytest.raises(MusnadError, match="lies inside the input"):
        run(plan_of([str(corpus.parent)], None, None, 10), corpus.parent / "out", LocalRunner(1))
    assert not (corpus.parent / "out").exists()


def test_numbers_of_any_size_are_kept(tmp_path):
    """A whole number that no double holds exactly, or at all, is written as the nearest one; the run goes on."""
    huge = "7" * 400
    texts = ["خصص البنك 70000000000000001 دولار للمشروع", f"بلغ العدد {huge} دولارا", "قتل 5 جنود"]
    lines = [json.dumps({"id": str(n), "text": text}) + "\n" for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("".join(lines), encoding="utf-8")
    summary = run(plan_of([str(tmp_path / "a.jsonl")], None, None, 10), tmp_path / "out", LocalRunner(1))
    assert (summary.rows["documents"], summary.rows["refusals"], summary.failed) == (3, 0, [])
    assert 7e16 in pq.read_table(tmp_path / "out/numbers")["value"].to_pylist()


def test_parquet_archives_and_feeds_are_read(tmp_path):
    """A batch over a folder with a Parquet file, a web archive and a compressed feed reads all of them."""
    own = [d for d in documents([str(ROOT / "examples")]) if isinstance(d, Document)]
    paragraphs = "".join(f"<p>{p}</p>" for p in own[0].text.split("\n") if p)
    page = f"<html><head><title>{own[0].title.text if own[0].title else ''}</title></head><body><article>{paragraphs}</article></body></html>"
    items = "".join(f"<item><guid>f{n}</guid><description>{d.text}</description></item>" for n, d in enumerate(own[:3]))
    feed = f"<rss version='2.0'><channel><title>x</title>{items}</channel></rss>"
    pq.write_table(pa.table({"id": ["p1", "p2"], "text": [own[1].text, own[2].text]}), tmp_path / "a.parquet")
    (tmp_path / "b.warc").write_bytes(archive(("http://x/1", "200 OK", HTML, page.encode())))
    (tmp_path / "c.rss.gz").write_bytes(gzip.compress(feed.encode()))
    summary = run(plan_of([str(tmp_path)], None, None, 10), tmp_path.with_name("out"), LocalRunner(1))
    ids = pq.read_table(tmp_path.with_name("out") / "documents")["document"].to_pylist()
    assert ids == ["p1", "p2", "http://x/1", "f0", "f1", "f2"]
    assert summary.rows["refusals"] == 0


def raises_always(shard):
    """Fails at every try of shard 2."""
    if shard.index == 2:
        raise ValueError("no such thing")
    return read_shard(shard)


def test_a_shard_that_raises_is_named(corpus, tmp_path, monkeypatch):
    """A fault of the program in one shard does not stop the others; the summary says which and why."""
    monkeypatch.setattr("musnad.batch.run.read_shard", raises_always)
    summary = run(plan_of([str(corpus)], None, None, 10), tmp_path, LocalRunner(2))
    assert (summary.failed, summary.reasons, summary.shards) == ([2], {2: "ValueError: no such thing"}, 6)


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
