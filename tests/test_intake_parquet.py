"""Parquet files become documents, one a row; wrong columns and damaged files end in a sentence that says what to do."""

import io
import random
import sys
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from musnad.intake import Refusal, documents
from musnad.model import Document

NEWS = "قال الوزير إن الوفد وصل أمس إلى العاصمة."


def table(path, columns, **how):
    """A Parquet file of some columns."""
    pq.write_table(pa.table(columns), path, **how)
    return path


def read_all(path, **given):
    """Documents and refusals of a file."""
    found = list(documents([str(path)], **given))
    return [d for d in found if isinstance(d, Document)], [r for r in found if isinstance(r, Refusal)]


def test_rows_are_documents(tmp_path):
    """A row gives what the same record of JSON Lines gives: id, title before the text, day, outlet, address."""
    path = table(tmp_path / "a.parquet", {
        "id": ["7", None], "title": ["عنوان الخبر", None], "text": [NEWS, NEWS], "published": ["2024-09-10", None],
        "outlet": ["الميزان", None], "url": ["http://x/7", None], "more": [1, 2],
    })  # fmt: skip
    (first, second), refused = read_all(path, published="2023-01-02")
    assert not refused
    assert first.text == f"عنوان الخبر\n\n{NEWS}" and first.title.text == "عنوان الخبر"
    assert (first.id, first.published, first.outlet, first.url) == ("7", "2024-09-10", "الميزان", "http://x/7")
    assert (second.id, second.text, second.published) == (f"{path}#2", NEWS, "2023-01-02")


@pytest.mark.parametrize(
    ("written", "day", "clock"),
    [
        (date(2024, 9, 10), "2024-09-10", None),
        (datetime(2024, 9, 10, 14, 30), "2024-09-10", "14:30"),
        (datetime(2024, 9, 10, 14, 30, tzinfo=UTC), "2024-09-10", "14:30"),
        ("Tue, 10 Sep 2024 14:30:00 +0300", "2024-09-10", None),
    ],
)
def test_days_of_any_column_type(tmp_path, written, day, clock):
    """Dates, instants and strings give the day as written."""
    (document,), _ = read_all(table(tmp_path / "a.parquet", {"text": [NEWS], "date": [written]}))
    assert (document.published, document.clock) == (day, clock)


def test_more_rows_than_are_held(tmp_path):
    """Rows keep their order and number over all row groups; a bad row among them is refused alone."""
    texts = [NEWS] * 700
    texts[300], texts[301] = None, "The minister said that the talks would go on for some more weeks."
    path = table(tmp_path / "a.parquet", {"id": list(range(700)), "text": texts}, row_group_size=150)
    good, bad = read_all(path)
    assert [d.id for d in good] == [str(n) for n in range(700) if n not in (300, 301)]
    assert [(r.line, word in r.message) for r, word in zip(bad, ("null", "not Arabic"), strict=True)] == [
        (301, True), (302, True)]  # fmt: skip


@pytest.mark.parametrize("name", ["stored", "a.parquet.gz"])
def test_told_by_its_first_bytes(tmp_path, name):
    """Also without a telling name, and inside gzip."""
    import gzip

    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [NEWS]}), buffer)
    data = buffer.getvalue()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (document,), _ = read_all(tmp_path / name)
    assert document.text == NEWS


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"ident": ["1"], "article": [NEWS]}, "no column 'text'; its columns: article, ident: rename"),
        ({"text": [5]}, "column 'text' holds int64, not text"),
        ({"text": [["a"]]}, "column 'text' holds list"),
    ],
)
def test_a_table_without_text_is_refused(tmp_path, columns, said):
    """The sentence names the columns there are."""
    good, (refusal,) = read_all(table(tmp_path / "a.parquet", columns))
    assert not good and said in str(refusal) and "\n" not in str(refusal)


def test_without_pyarrow(tmp_path, monkeypatch):
    """The sentence names the extra."""
    path = table(tmp_path / "a.parquet", {"text": [NEWS]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    _, (refusal,) = read_all(path)
    assert "musnad[parquet]" in str(refusal)


def test_standard_input_is_refused(monkeypatch):
    """A pipe cannot be read from its end."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

    buffer = io.BytesIO()
    pq.write_table(pa.table({"text": [NEWS]}), buffer)
    monkeypatch.setattr(sys, "stdin", type("Stdin", (), {"buffer": io.BufferedReader(Pipe(buffer.getvalue()))}))
    (refusal,) = documents(["-"])
    assert "name the file" in str(refusal)


def test_damaged_files(tmp_path):
    """Cut anywhere or with bytes changed, a file ends in documents and refusals, never anything else."""
    chance = random.Random(7)
    columns = {"text": [f"{NEWS} {n}" for n in range(50)], "id": list(range(50))}
    for number in range(80):
        how = {"compression": "none", "use_dictionary": False} if number % 4 < 2 else {}
        whole = table(tmp_path / "a.parquet", columns, **how).read_bytes()
        data = bytearray(whole[: chance.randrange(4, len(whole))] if number % 2 else whole)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        (tmp_path / "b.parquet").write_bytes(data)
        for found in documents([str(tmp_path / "b.parquet")]):
            assert isinstance(found, Document | Refusal)
            assert isinstance(found, Document) or len(str(found).splitlines()) == 1
