"""Web archives become documents, one a stored page; damaged and hostile ones end in a sentence."""

import gzip
import io
import random

import pytest

from musnad.intake import Refusal, documents
from musnad.model import Document

warcio = pytest.importorskip("warcio")

TITLE = "البلدية تفتتح الجسر الجديد فوق النهر"
FIRST = "افتتحت البلدية صباح الأحد الجسر الجديد فوق النهر بعد عامين من العمل المتواصل في موقعه القديم."
SECOND = "وقال رئيس البلدية إن الجسر يختصر الطريق بين الضفتين، وإن العمل فيه انتهى قبل موعده بشهرين كاملين."
PAGE = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"


def archive(*answers, gzipped=False):
    """A WARC file of answers: (address, status, headers, body)."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for address, status, headers, body in answers:
        http = StatusAndHeaders(status, list(headers.items()), protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", payload=io.BytesIO(body), http_headers=http))
    return out.getvalue()


def read_archive(tmp_path, data, name="a.warc", **given):
    """What comes of an archive."""
    path = tmp_path / name
    path.write_bytes(data)
    return list(documents([str(path)], **given))


HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("gzipped", [False, True])
def test_pages_of_an_archive(tmp_path, gzipped):
    """Pages answered with 200 are read, named by their address; pictures and errors are passed over."""
    data = archive(
        ("http://mizan.example/1", "200 OK", HTML, PAGE.encode()),
        ("http://mizan.example/x.png", "200 OK", {"Content-Type": "image/png"}, b"\x89PNG"),
        ("http://mizan.example/2", "404 Not Found", HTML, PAGE.encode()),
        (
            "http://mizan.example/3",
            "200 OK",
            {"Content-Type": "text/html; charset=windows-1256"},
            PAGE.encode("cp1256"),
        ),
        ("http://mizan.example/4", "200 OK", HTML | {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
        gzipped=gzipped,
    )
    found = read_archive(tmp_path, data, "a.warc.gz" if gzipped else "a.warc")
    assert [d.id for d in found] == [f"http://mizan.example/{n}" for n in (1, 3, 4)]
    assert {d.text for d in found} == {f"{TITLE}\n\n{FIRST}\n{SECOND}"}
    assert not any(d.findings for d in found)


def test_an_archive_by_its_first_bytes(tmp_path):
    """Without a telling name."""
    (document,) = read_archive(tmp_path, archive(("http://x/1", "200 OK", HTML, PAGE.encode())), "stored")
    assert isinstance(document, Document)


def test_a_page_that_is_refused_names_its_record(tmp_path):
    """The others are read."""
    english = "<p>" + "The minister said that the talks would go on for some more weeks. " * 5
    data = archive(("http://x/1", "200 OK", HTML, english.encode()), ("http://x/2", "200 OK", HTML, PAGE.encode()),
                   ("http://x/3", "200 OK", HTML, b""))  # fmt: skip
    first, second, third = read_archive(tmp_path, data)
    assert isinstance(first, Refusal) and first.line == 1 and "not Arabic" in first.message
    assert isinstance(second, Document) and isinstance(third, Refusal)


def test_feeds_of_an_archive(tmp_path):
    """A stored feed gives its entries; one that is none is a refusal that names its record."""
    items = "".join(
        f"<item><title>{TITLE} {n}</title><guid>x{n}</guid><pubDate>Tue, 10 Sep 2024 0{n}:00:00 +0300</pubDate>"
        f"<description>{FIRST}</description></item>"
        for n in range(3)
    )
    feed = f"<rss version='2.0'><channel><title>Mizan</title>{items}</channel></rss>"
    kind = {"Content-Type": "application/rss+xml; charset=utf-8"}
    data = archive(("http://x/rss", "200 OK", kind, feed.encode()), ("http://x/1", "200 OK", HTML, PAGE.encode()),
                   ("http://x/bad", "200 OK", kind, b"<rss"))  # fmt: skip
    *good, bad = read_archive(tmp_path, data)
    assert [d.id for d in good] == ["x0", "x1", "x2", "http://x/1"]
    assert {(d.published, d.outlet) for d in good[:3]} == {("2024-09-10", "Mizan")}
    assert isinstance(bad, Refusal) and bad.line == 3


def test_an_archive_without_pages(tmp_path):
    """Is refused in a sentence."""
    (refusal,) = read_archive(tmp_path, archive(("http://x/1", "200 OK", {"Content-Type": "image/png"}, b"x")))
    assert "no page" in refusal.message


def test_a_stored_bomb_stops_at_the_limit(tmp_path):
    """A small stored answer that opens into a large one is not opened further."""
    bomb = gzip.compress(b"<p>" + bytes(30_000_000))
    (refusal,) = read_archive(tmp_path, archive(("http://x/1", "200 OK", HTML | {"Content-Encoding": "gzip"}, bomb)))
    assert "larger than" in refusal.message


def test_damaged_archives(tmp_path):
    """Cut anywhere or with bytes changed, an archive ends in documents and refusals, never anything else."""
    chance = random.Random(7)
    for gzipped in (False, True):
        whole = archive(*[(f"http://x/{n}", "200 OK", HTML, PAGE.encode()) for n in range(3)], gzipped=gzipped)
        for _ in range(40):
            data = bytearray(whole[: chance.randrange(len(whole))] if chance.random() < 0.5 else whole)
            for _ in range(chance.randrange(5)):
                if data:
                    data[chance.randrange(len(data))] = chance.randrange(256)
            for found in read_archive(tmp_path, bytes(data)):
                assert isinstance(found, Document | Refusal)
                assert len(str(found).splitlines()) == 1 or isinstance(found, Document)
