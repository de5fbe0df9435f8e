"""Every way in, with input that nobody meant: documents or refusals come out, never anything else, and they end."""

import gzip
import json
import tempfile
from pathlib import Path

import msgspec
from arabic import arabic_text
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from musnad.intake import Refusal, documents
from musnad.model import Document

FUZZ = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<article>", "<h1>", "</h1>", "<title>", "</title>", "<script>", "</script>", "<!--", "-->",
    "<![CDATA[", "]]>", "<br/>", "<figcaption>", "</figcaption>", "&nbsp;", "&#x0;", "&#xD800;", "&lt;p&gt;", '<time datetime="',
    '">', '<meta property="og:title" content="', '<meta charset="', "windows-1256", "utf-16", '<script type="application/ld+json">',
    '{"@graph": [{"headline": null, "author": [[]], "datePublished": {}}]}', "<item>", "</item>", "<rss>", "<channel>", "</rss>",
    "<entry>", "<pubDate>", "</pubDate>", "<description>", "</description>", "<?xml version='1.0' encoding='", "'?>", "\x00", "\x1a",
    "قال الوزير إن الوفد وصل أمس إلى العاصمة.", "الخميس 20 مارس 2025", "2025-03-20", "<table><tr><td>", "<svg>", "<math>", "<template>",
]  # fmt: skip
markup = st.lists(st.sampled_from(PIECES) | arabic_text, max_size=40).map("".join)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | arabic_text,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "text", "title"]), inner, max_size=3)
    ),
    max_leaves=6,
)
FIELDS = ["id", "title", "text", "body", "content", "published", "date", "outlet", "url", "byline", "other"]
records = st.dictionaries(st.sampled_from(FIELDS), values, max_size=8)


def read_bytes(name, data):
    """What comes of a file with that name and those bytes; every result can be written and its spans are true."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        found = list(documents([str(path)]))
    for item in found:
        assert isinstance(item, Document | Refusal)
        msgspec.json.encode(item)
        if isinstance(item, Refusal):
            assert item.message and len(str(item).splitlines()) == 1
            continue
        item.text.encode()
        if item.title is not None:
            assert item.text[item.title.start : item.title.end] == item.title.text
        for segment in item.segments:
            assert 0 <= segment.start < segment.end <= len(item.text)
    return found


@given(
    st.binary(max_size=200), st.sampled_from(["a.txt", "a.html", "a.xml", "a.rss", "a.jsonl", "a.json", "a", "a.gz"])
)
@example(b"\x1f\x8b\x08", "a.gz")
@example(b"\xff\xfe\x00", "a.txt")
@FUZZ
def test_any_bytes_under_any_name(data, name):
    """Noise under every file name."""
    read_bytes(name, data)


@given(markup, st.sampled_from(["a.html", "a.rss", "a.xml", "a"]), st.sampled_from(["utf-8", "cp1256", "utf-16"]))
@FUZZ
def test_any_markup(text, name, encoding):
    """Pieces of pages and feeds in any order and encoding."""
    read_bytes(name, text.encode(encoding, "replace"))


@given(st.lists(records | values, max_size=5))
@FUZZ
def test_any_records(rows):
    """JSON of any shape: as many documents and refusals as lines."""
    data = "".join(json.dumps(row) + "\n" for row in rows).encode()
    assert len(read_bytes("a.jsonl", data)) == len(rows)
    read_bytes("a.json", data)


@given(records, st.integers(0, 400))
@FUZZ
def test_a_record_cut_anywhere(record, cut):
    """A line that ends too early, plain or inside gzip."""
    whole = json.dumps({"text": "قال الوزير إن الوفد وصل"}).encode() + b"\n"
    data = whole + json.dumps(record).encode()
    assert isinstance(read_bytes("a.jsonl", data[: len(whole) + cut])[0], Document)
    read_bytes("a.jsonl.gz", gzip.compress(data)[: 20 + cut])
