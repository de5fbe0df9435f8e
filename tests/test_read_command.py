"""`musnad read`: the contract on standard output, sentences on standard error, an honest exit status."""

import json
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

TITLE = "البلدية تفتتح الجسر الجديد"
NEWS = f'{TITLE}\n\nقال رئيس البلدية، الأحد، إن "الجسر كلف 20 مليون دولار".\nوأضاف أن العمل انتهى في 7 آذار 2021.\n'
FIELDS = ["file", "id", "outlet", "published", "title", "segments", "times", "numbers", "figures", "statements", "events",
          "entities", "positions", "findings"]  # fmt: skip


def musnad(*arguments, stdin=None):
    """Run the program as a user does."""
    command = [sys.executable, "-m", "musnad", "read", *map(str, arguments)]
    return subprocess.run(command, input=stdin, capture_output=True, check=False, cwd=Path(__file__).parent.parent)


@pytest.fixture
def article(tmp_path):
    """A good article on disk."""
    path = tmp_path / "a.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_one_object_a_document(article):
    """The fields of the contract in their order, nothing on standard error, status 0."""
    done = musnad(article, "--published", "2021-03-08", "--outlet", "الميزان")
    assert (done.returncode, done.stderr) == (0, b"")
    (line,) = done.stdout.splitlines()
    reading = json.loads(line)
    assert list(reading) == FIELDS
    assert (reading["file"], reading["outlet"], reading["title"]["text"]) == (str(article), "الميزان", TITLE)
    assert reading["published"]["value"] == "2021-03-08"
    assert [s["kind"] for s in reading["segments"]] == ["title", "body", "body"]


def test_good_ones_are_printed_bad_ones_are_named(article, tmp_path):
    """One clear sentence each, no traceback, status 1."""
    (tmp_path / "empty.txt").touch()
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "en.txt").write_text(
        "An article in English about the bridge that the town has opened.", encoding="utf-8"
    )
    done = musnad(tmp_path / "empty.txt", tmp_path / "b.png", article, tmp_path / "en.txt", tmp_path / "none.txt")
    assert done.returncode == 1
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == [str(article)]
    said = done.stderr.decode().splitlines()
    assert len(said) == 4 and all(line.startswith("musnad: ") for line in said)
    assert b"Traceback" not in done.stderr


def test_standard_input():
    """`-` reads what is piped in."""
    done = musnad("-", stdin=NEWS.encode())
    assert (done.returncode, json.loads(done.stdout)["file"]) == (0, "-")


def test_a_day_that_is_none(article):
    """The caller's mistake is said before anything is read."""
    done = musnad(article, "--published", "10/9/2024")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"YYYY-MM-DD" in done.stderr


def test_a_reader_that_stops_reading(tmp_path):
    """`musnad read ... | head -1` ends without a word of complaint."""
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": NEWS * 3}) + "\n") * 400, encoding="utf-8")
    command = f"{sys.executable} -m musnad read {path} | head -c 10"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, cwd=Path(__file__).parent.parent)
    assert done.stderr == b""


def test_only_what_is_needed_is_imported(article):
    """Reading plain text does not load the parsers of pages and feeds, so that it starts fast."""
    code = (
        "import sys; from musnad.cli.main import cli\n"
        f"try: cli(['read', {str(article)!r}])\n"
        "except SystemExit: pass\n"
        "print([m for m in ('trafilatura', 'lxml', 'selectolax', 'fastfeedparser', 'jinja2', 'sqlalchemy', 'rich')"
        " if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=Path(__file__).parent.parent
    )
    assert done.stderr.strip() == b"[]"


class Balance(HTMLParser):
    """Collects tags, ids and links, and what is not closed."""

    VOID = ("meta", "br", "input", "link")

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"][1:]] if values.get("href", "").startswith("#") else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_page(article, language):
    """One self-contained page: balanced, each entry of the list leads to an anchor, the text is there as received."""
    done = musnad(article, "--format", "html", "--language", language)
    page = done.stdout.decode()
    parser = Balance()
    parser.feed(page)
    assert parser.open == [] and len(set(parser.ids)) == len(parser.ids)
    assert parser.links and set(parser.links) <= set(parser.ids)
    assert NEWS in "".join(parser.text)
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "<script" not in page and "http" not in page


def test_the_page_escapes_everything(tmp_path):
    """Markup in text, title, id and outlet is shown, not run."""
    bad = '<script>alert("1")</script>'
    record = {
        "id": bad,
        "title": f"{TITLE} {bad}",
        "outlet": bad,
        "text": f'قال {bad} الوزير إن "الوفد {bad} وصل" أمس.' + NEWS,
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    done = musnad(tmp_path / "a.jsonl", "--format", "html")
    assert done.returncode == 0 and b"<script" not in done.stdout


def test_a_page_for_each_document(tmp_path):
    """Several documents need a folder; names in it are safe and never overwrite each other."""
    records = [{"id": name, "text": NEWS} for name in ("http://x/1", "http://y/1", "../../etc/passwd", "خبر 7")]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    done = musnad(path, "--format", "html")
    assert done.returncode == 1 and b"--out" in done.stderr
    out = tmp_path / "out"
    assert musnad(path, "--format", "html", "--out", out).returncode == 0
    assert sorted(p.name for p in out.iterdir()) == sorted(["1.html", "1-2.html", "passwd.html", "خبر_7.html"])


def test_brat(article, tmp_path):
    """Every text-bound line of the .ann file is the words between its offsets of the .txt beside it."""
    out = tmp_path / "out"
    assert musnad(article, "--format", "brat", "--out", out).returncode == 0
    text = (out / "a.txt.txt").read_text(encoding="utf-8")
    bound = [
        line.split("\t") for line in (out / "a.txt.ann").read_text(encoding="utf-8").splitlines() if line[0] == "T"
    ]
    assert bound
    for _, place, words in bound:
        start, end = map(int, place.split()[1:])
        assert " ".join(text[start:end].split()) == " ".join(words.split())


def test_the_listing_isolates_directions(article):
    """Every text of the article stands between isolates, and they balance on each line."""
    done = musnad(article, "--format", "text")
    listing = done.stdout.decode()
    assert TITLE in listing
    assert all(line.count("\u2068") == line.count("\u2069") for line in listing.splitlines())


def test_the_listing_lets_no_terminal_control_through(tmp_path):
    """An article cannot colour, clear or turn the reader's terminal."""
    path = tmp_path / "a.txt"
    path.write_text(NEWS.replace("الجسر", "الجسر\x1b[31m\u202e"), encoding="utf-8")
    listing = musnad(path, "--format", "text").stdout.decode()
    assert "\x1b" not in listing and "\u202e" not in listing
