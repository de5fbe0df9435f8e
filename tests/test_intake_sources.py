"""Files, folders and standard input become documents, or a refusal in one sentence; the good ones are always read."""

import gzip
import io
import json
import os
import sys
import zlib
from pathlib import Path

import pytest

from musnad.errors import UnreadableInput
from musnad.intake import Refusal, documents
from musnad.model import Document

NEWS = "قال الوزير إن الوفد وصل أمس إلى العاصمة."


def read_all(*paths, **given):
    """Documents and refusals of some paths."""
    found = list(documents([str(p) for p in paths], **given))
    return [d for d in found if isinstance(d, Document)], [r for r in found if isinstance(r, Refusal)]


def one(path, **given):
    """The only document of a path."""
    good, bad = read_all(path, **given)
    assert len(good) == 1 and not bad, bad
    return good[0]


def refused(path, **given):
    """The sentence of the only refusal of a path that gives no document."""
    good, bad = read_all(path, **given)
    assert not good and len(bad) == 1, (good, bad)
    assert "\n" not in str(bad[0]) and str(path) in str(bad[0])
    return str(bad[0])


def lines(path, *records):
    """A JSON Lines file; a string is written as it is."""
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records), encoding="utf-8")
    return path


def test_a_text_file(tmp_path):
    """The text is kept as received, line ends and all; the name given is file and id."""
    path = tmp_path / "a.txt"
    path.write_bytes(f"عنوان\r\n\r\n{NEWS}\n".encode())
    document = one(path)
    assert document.text == f"عنوان\r\n\r\n{NEWS}\n"
    assert (document.id, document.file, document.title, document.published) == (str(path), str(path), None, None)
    assert len(document.digest) == len(document.bytes_digest) == 64


def test_a_record(tmp_path):
    """The text is title, empty line, text; id, day, outlet and address are the record's own."""
    record = {
        "id": "7",
        "title": "عنوان الخبر",
        "text": NEWS,
        "published": "2024-09-10",
        "outlet": "الميزان",
        "url": "http://x/7",
    }
    document = one(lines(tmp_path / "a.jsonl", record), published="2020", outlet="other")
    assert document.text == f"عنوان الخبر\n\n{NEWS}"
    assert document.title.text == "عنوان الخبر"
    assert (document.id, document.published, document.outlet, document.url) == (
        "7",
        "2024-09-10",
        "الميزان",
        "http://x/7",
    )


def test_a_record_without_title_and_day(tmp_path):
    """The text stands alone; the caller's day and outlet fill what the record leaves open; the line makes the id."""
    path = lines(tmp_path / "a.jsonl", {"text": NEWS, "published": None, "title": ""})
    document = one(path, published="2024-09", outlet="الميزان")
    assert (document.text, document.title, document.id) == (NEWS, None, f"{path}#1")
    assert (document.published, document.outlet) == ("2024-09", "الميزان")


def test_a_day_under_its_other_name(tmp_path):
    """`date` is read like `published`; one that cannot be read is a finding, not a failure."""
    good, bad = read_all(lines(tmp_path / "a.jsonl", {"text": NEWS, "date": "Thu, 20 Mar 2025 10:00:00 +0300"},
                               {"text": NEWS, "date": "قبل أيام"}))  # fmt: skip
    assert [d.published for d in good] == ["2025-03-20", None] and not bad
    assert [f.kind for f in good[1].findings] == ["intake.date"]


def test_bad_lines_among_good_ones(tmp_path):
    """Each bad line is named with its number; every good one is read."""
    path = lines(tmp_path / "a.jsonl", {"id": "1", "text": NEWS}, '{"id": "2", "te', "[1]", '{"id": "4"}', '{"text": 5}',
                 "[" * 100_000, "", '{"id": "8", "text": "The minister said on Monday that the talks would go on."}', {"id": "9", "text": NEWS})  # fmt: skip
    good, bad = read_all(path)
    assert [d.id for d in good] == ["1", "9"]
    assert [r.line for r in bad] == [2, 3, 4, 5, 6, 8]
    assert "not whole JSON" in bad[0].message and "not an object" in bad[1].message and "'text'" in bad[2].message


def test_lone_surrogates_and_nul(tmp_path):
    """Code points that no store can hold become U+FFFD, one for one, and that is said."""
    document = one(lines(tmp_path / "a.jsonl", '{"text": "قال\\ud800 الوزير\\u0000 إن الوفد وصل"}'))
    assert document.text == "قال\ufffd الوزير\ufffd إن الوفد وصل"
    assert [f.kind for f in document.findings] == ["intake.replaced"]
    document.text.encode()


def test_a_line_past_the_limit(tmp_path):
    """A line longer than the most for one document is passed over in pieces; the lines around it are read."""
    path = tmp_path / "a.jsonl"
    with path.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"id": "1", "text": NEWS}) + "\n" + '{"id": "2", "text": "')
        for _ in range(50):
            out.write("x" * 1_000_000)
        out.write('"}\n' + json.dumps({"id": "3", "text": NEWS}) + "\n")
    good, bad = read_all(path)
    assert [d.id for d in good] == ["1", "3"]
    assert [r.line for r in bad] == [2] and "--max-size" in bad[0].message


def test_the_limit_is_the_callers(tmp_path):
    """A text one byte over is refused, at the limit it is read."""
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    size = len(NEWS.encode())
    assert one(path, max_size=size)
    assert "larger than" in refused(path, max_size=size - 1)
    record = lines(tmp_path / "a.jsonl", {"text": NEWS}, {"text": NEWS[:20]})
    good, bad = read_all(record, max_size=size - 1)
    assert (len(good), [r.line for r in bad]) == (1, [1])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        ("\u200f\u200f\ufeff \u200b".encode(), "no text"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG image"),
        (b"%PDF-1.7\n" + bytes(50), "PDF"),
        (b"PK\x03\x04" + bytes(50), "zip"),
        (b"The Iraqi government said on Monday that talks would go on.", "not Arabic"),
        (bytes(range(256)) * 10, "no encoding"),
        ("قال الوزير".encode() + b"\x01\x02\x03" * 30, "binary"),
        ((NEWS * 3).encode().decode("cp1252", "replace").encode(), "wrong encoding"),
        (gzip.compress(NEWS.encode(), mtime=0)[:-6], "gzip"),
        (b"\x1f\x8b" + b"x" * 40, "cannot be read"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(tmp_path, data, said):
    """What is no Arabic document is refused with what it is."""
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert said in refused(path)


def test_latin_names_do_no_harm(tmp_path):
    """An Arabic article with Latin names in it is Arabic."""
    path = tmp_path / "a.txt"
    path.write_text(NEWS + " (CNN, Reuters) " + "Middle East Eye", encoding="utf-8")
    assert one(path)


def test_missing_and_forbidden_files(tmp_path):
    """Each has its sentence; the file after it is read."""
    path = tmp_path / "b.txt"
    path.write_text(NEWS, encoding="utf-8")
    good, bad = read_all(tmp_path / "none.txt", path)
    assert len(good) == 1 and "no such file" in str(bad[0])
    if os.geteuid():
        path.chmod(0)
        assert "permission" in refused(path)


def test_a_folder(tmp_path):
    """Files of known kinds are read in the order of their names, below too; hidden ones and others are left out."""
    for name in ("b.txt", "a.txt", "c/d.txt", ".hidden.txt", "e.png", "f.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(NEWS, encoding="utf-8")
    good, bad = read_all(tmp_path)
    assert [Path(d.file).relative_to(tmp_path).as_posix() for d in good] == ["a.txt", "b.txt", "c/d.txt"] and not bad


def test_a_folder_without_documents(tmp_path):
    """Is refused, with the kinds that are looked for."""
    assert ".jsonl" in refused(tmp_path)


@pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz", "a.html.gz", "a.gz"])
def test_gzip(tmp_path, name):
    """Every format is read through gzip, told by its bytes."""
    text = json.dumps({"id": "1", "text": NEWS}) + "\n" if "jsonl" in name else NEWS
    text = f"<html><body><p>{NEWS}</p></body></html>" if "html" in name else text
    (tmp_path / name).write_bytes(gzip.compress(text.encode()))
    assert one(tmp_path / name).text.strip() == NEWS


def test_a_gzip_bomb_stops_at_the_limit(tmp_path):
    """A small file that opens into a large one is not opened further than one document may be."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, 31)
    data = squeeze.compress(bytes(50_000_000)) + squeeze.flush()
    (tmp_path / "a.txt.gz").write_bytes(data)
    assert "larger than" in refused(tmp_path / "a.txt.gz")


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (NEWS, NEWS),
        (json.dumps({"id": "1", "text": NEWS}), NEWS),
        (f"<!DOCTYPE html><html><body><p>{NEWS}</p></body></html>", NEWS),
        (f"<rss><channel><item><title>عنوان</title><description>{NEWS}</description></item></channel></rss>", f"عنوان\n\n{NEWS}"),
    ],
    ids=["text", "records", "page", "feed"],
)  # fmt: skip
def test_standard_input_tells_its_kind(monkeypatch, data, wanted):
    """Text, JSON Lines, pages and feeds are told apart by their first bytes."""
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(data.encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    document = one("-")
    assert (document.text, document.file) == (wanted, "-")


def test_records_in_utf_16(tmp_path):
    """Lines are parted after decoding."""
    path = tmp_path / "a.jsonl"
    path.write_text((json.dumps({"id": "1", "text": NEWS}, ensure_ascii=False) + "\n") * 2, encoding="utf-16")
    assert [d.text for d in read_all(path)[0]] == [NEWS, NEWS]


@pytest.mark.parametrize(
    "text",
    [
        "وزیر امور خارجه ایران گفت که گفتگوها با طرف های دیگر پس از چند هفته در شهر ژنو برگزار می شود و پیشرفت خوبی داشته است.",
        "وزیر اعظم نے کہا ہے کہ حکومت نئے منصوبے پر کام کر رہی ہے اور اس کے لیے رقم بھی مختص کی گئی ہے۔",
        "سەرۆکی حکومەت گوتی کە دانوستانەکان بەردەوامن و لە هەفتەی داهاتوو کۆبوونەوەیەکی نوێ دەکرێت.",
    ],
    ids=["Persian", "Urdu", "Kurdish"],
)  # fmt: skip
def test_other_languages_in_arabic_script_are_refused(tmp_path, text):
    """They would be read as Arabic without a word."""
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    assert "Persian" in refused(path)


def test_persian_letters_in_arabic_news_do_no_harm(tmp_path):
    """An Arabic article typed on a Persian keyboard is Arabic."""
    path = tmp_path / "a.txt"
    path.write_text((NEWS * 3).replace("ي", "ی").replace("ك", "ک") + " والتقى چلبي في پاريس", encoding="utf-8")
    assert one(path)


def test_a_json_file(tmp_path):
    """One object, a list of objects, or JSON Lines under the name `.json`."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": "1", "text": NEWS}, {"id": "2", "text": NEWS}], indent=1), encoding="utf-8")
    assert [d.id for d in read_all(path)[0]] == ["1", "2"]
    path.write_text(json.dumps({"id": "3", "text": NEWS}, indent=1), encoding="utf-8")
    assert one(path).id == "3"
    lines(path, {"id": "4", "text": NEWS}, {"id": "5", "text": NEWS})
    assert [d.id for d in read_all(path)[0]] == ["4", "5"]


@pytest.mark.parametrize("day", ["yesterday", "10-09-2024", "2024-9-1", "2024-02-30", ""])
def test_the_callers_day_must_be_one(day):
    """A day that is none is the caller's mistake, said at once."""
    with pytest.raises(UnreadableInput, match="YYYY-MM-DD"):
        read_all("-", published=day)
