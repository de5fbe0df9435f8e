"""Links across a batch: what the ledger's linker finds, by SQL over tables of keys, whatever the number of partitions."""

import json
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import duckdb
import pytest

from musnad.batch.links.run import link
from musnad.batch.links.steps import HERE, engine, steps_of
from musnad.batch.local import LocalRunner
from musnad.batch.run import plan_of, run
from musnad.batch.shelf import Shelf
from musnad.errors import MusnadError
from musnad.intake import documents
from musnad.ledger import Ledger
from musnad.link.happenings import happenings
from musnad.link.material import Material
from musnad.link.origins import copy_pairs
from musnad.link.series import series
from musnad.model import Document
from musnad.reader import read
from tests.test_corpora import STORIES

ROOT = Path(__file__).resolve().parent.parent


def batch_of(source, out):
    """A finished batch of some documents."""
    run(plan_of([str(source)], None, None, 50), out, LocalRunner(1))
    return out


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """A batch of our own articles, not yet linked."""
    return batch_of(ROOT / "examples", tmp_path_factory.mktemp("own") / "out")


def rows(out, table, columns="*"):
    """The rows of a table of links, sorted."""
    files = sorted((out / "links").glob(f"{table}/*.parquet")) or sorted((out / "links").glob(f"{table}.parquet"))
    return (
        sorted(duckdb.sql(f"SELECT {columns} FROM read_parquet({list(map(str, files))})").fetchall(), key=repr)
        if files
        else []
    )


def all_rows(out):
    """Every row of every table of links."""
    return {t: rows(out, t) for t in ("copies", "series", "happenings", "copy_groups", "happening_groups")}


def together(groups):
    """Every two members of one group."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2) if pair[0] != pair[1]}


def places(items):
    """Where records stand."""
    return [(i.source.id, i.start, i.end) for i in items]


def linked(out):
    """What a batch holds together: documents that carry one report, figures of one series, mentions of one happening."""
    names = dict(duckdb.sql(f"SELECT n, document FROM '{out}/sketches/*.parquet'").fetchall())
    of_series = defaultdict(list)
    for *key, document, start, end in rows(
        out, "series", 'measure, flow, subject, place, unit, day, topic_of, size, document, start, "end"'
    ):
        of_series[tuple(key)].append((document, start, end))
    mentions = {
        m: place
        for m, *place in duckdb.sql(f"SELECT m, document, start, \"end\" FROM '{out}/mentions/*.parquet'").fetchall()
    }
    told = defaultdict(list)
    for group, member in rows(out, "happening_groups"):
        told[group].append(tuple(mentions[member]))
    return {
        "copies": {frozenset((names[a], names[b])) for a, b in rows(out, "copies", "left_n, right_n")},
        "series": together(of_series.values()),
        "happenings": together(told.values()),
    }


def held(material):
    """What the ledger's linker holds together, from the same documents."""
    sources = material.sources
    return {
        "copies": {frozenset((sources[o.left].id, sources[o.right].id)) for o in copy_pairs(material)},
        "series": together(places(items) for items in series(material).values()),
        "happenings": together(places(items) for items in happenings(material)),
    }


def agreement(found, wanted):
    """F1 of two sets of pairs."""
    return 2 * len(found & wanted) / max(1, len(found) + len(wanted))


def test_partitions_change_nothing(own):
    """One partition, or seven of which some are empty, in one process or in two: the same rows."""
    link(own, 1, LocalRunner(1))
    one = all_rows(own)
    assert one["copies"] and one["series"] and one["happenings"] and one["happening_groups"]
    link(own, 7, LocalRunner(2))
    assert all_rows(own) == one


def test_copies_of_our_own_articles(own):
    """The copy of the agency's report is found; the summary counts what the tables hold."""
    summary = link(own, 1, LocalRunner(1))
    names = {frozenset(Path(d).stem for d in pair) for pair in linked(own)["copies"]}
    assert frozenset(("agency-opening-session", "copy-opening-session")) in names
    assert summary.rows["copies"] == len(rows(own, "copies"))
    assert json.loads((own / "links/summary.json").read_bytes())["rows"] == summary.rows
    assert not (own / "links/steps").exists()


def test_a_shelf_is_what_a_ledger_is(tmp_path):
    """Keys are made by the linker from readings; it finds in them what it finds in a ledger of the same documents."""
    found = [d for d in documents([str(ROOT / "examples")]) if isinstance(d, Document)]
    with Ledger(str(tmp_path / "own.ledger"), create=True) as ledger:
        for document in found:
            ledger.add(document)
        wanted = held(Material(ledger))
    shelf = held(Shelf([(d, read(d)) for d in found]))
    for kind, pairs in wanted.items():
        assert agreement(shelf[kind], pairs) > 0.95, kind


@pytest.mark.skipif(not STORIES.exists(), reason="no ../shared/corpora beside this checkout")
def test_a_batch_agrees_with_the_ledger(tmp_path):
    """On 292 real articles of 16 stories. What differs: copies are judged by a sample of their shingles and retellings in
    other words are left to the ledger; undated figures and words that very many mentions share are bounded. Series a batch
    holds together by keys, and happenings pair by pair, where the ledger weighs groups and joins many more: what the batch
    joins, it mostly joins."""
    wanted = held(Shelf([(d, read(d)) for d in documents([str(STORIES)])]))
    out = batch_of(STORIES, tmp_path / "out")
    link(out, 3, LocalRunner(2))
    found = linked(out)
    assert wanted["copies"]
    assert agreement(found["copies"], wanted["copies"]) >= 0.8
    for kind, least in {"series": 0.55, "happenings": 0.75}.items():
        assert found[kind]
        assert len(found[kind] & wanted[kind]) / len(found[kind]) >= least, kind


def test_a_report_in_a_hundred_outlets(tmp_path):
    """Each shingle is in more documents than are paired all with all: each is paired with the earliest, and all are one
    group."""
    text = (ROOT / "examples/coalition/agency-opening-session.txt").read_text(encoding="utf-8")
    with (tmp_path / "many.jsonl").open("w", encoding="utf-8") as out:
        for n in range(100):
            record = {"id": f"d{n:03}", "text": text, "outlet": f"outlet {n}", "published": f"2024-09-{10 + n % 5}"}
            out.write(json.dumps(record) + "\n")
    out = batch_of(tmp_path / "many.jsonl", tmp_path / "out")
    summary = link(out, 3, LocalRunner(1))
    assert summary.rows["copies"] == 99
    assert summary.groups["copies"] == 1
    assert summary.hot["copies"][0][1] == 100


def test_a_batch_without_anything_to_link(tmp_path):
    """Documents without figures and events give empty links, no error."""
    (tmp_path / "a.jsonl").write_text('{"id": "1", "text": "نعم"}\n{"id": "2", "text": "لا"}\n', encoding="utf-8")
    out = batch_of(tmp_path / "a.jsonl", tmp_path / "out")
    assert set(link(out, 2, LocalRunner(1)).rows.values()) == {0, 2} or not any(
        link(out, 2, LocalRunner(1)).rows.values()
    )


def test_an_unfinished_batch_is_refused(tmp_path):
    """The sentence says what to do first."""
    with pytest.raises(MusnadError, match="holds no finished batch"):
        link(tmp_path, 1, LocalRunner(1))


@pytest.mark.parametrize("kind", ["copies", "series", "happenings"])
def test_every_query_says_what_it_reads(kind):
    """A step reads a table of the batch or the steps before it; all but the last say by what their rows are spread."""
    seen = set()
    steps = steps_of(kind)
    for step in steps:
        assert step.is_first or set(step.reads) <= seen
        seen.add(step.name)
    assert [s.spreads for s in steps] == [True] * (len(steps) - 1) + [False]
    assert len(list(HERE.glob(f"{kind}_*.sql"))) == len(steps)


def test_days_that_may_be_one():
    """A dated mention fits an undated one published on its day or within ten days after, or before what lies ahead."""
    with engine() as connection:

        def fits(*values):
            return connection.execute("SELECT fits(?, ?, ?)", values).fetchone()[0]

        assert [fits(100, day, "happened") for day in (99, 100, 110, 111)] == [False, True, True, False]
        assert [fits(100, day, "planned") for day in (39, 40, 100, 101)] == [False, True, True, False]
        assert not fits(100, None, "happened")
