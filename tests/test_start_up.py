"""Starting fast: compiled tables are kept between runs and never trusted when damaged; nothing heavy is loaded to read a text."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from musnad.ledger import Ledger
from musnad.lexicon.compiled import compile_tables
from musnad.lexicon.kept import block_of
from musnad.lexicon.tables import table, tables
from musnad.model import Document
from musnad.story.told import NAMES, Told
from musnad.story.worked import WORKED

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"sqlalchemy", "alembic", "rich", "trafilatura", "lxml", "selectolax", "jinja2", "pyarrow", "fastfeedparser",
         "charset_normalizer", "email.utils", "http.client", "asyncio", "multiprocessing"}  # fmt: skip
SENTENCE = "examples/coalition"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """An empty cache folder."""
    monkeypatch.setenv("MUSNAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def read(cache):
    """What `musnad read` prints of our own articles in a process of its own."""
    environment = os.environ | {"MUSNAD_CACHE": str(cache)}
    command = [sys.executable, "-m", "musnad", "read", SENTENCE]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True).stdout


def test_kept_tables_are_the_compiled_ones(cache):
    """What is kept is what compiling gives, and it is found again."""
    made = block_of("link")
    assert made == compile_tables(tables("link").values())
    [kept] = cache.glob("*.tables")
    before = kept.stat().st_mtime_ns
    assert block_of("link") == made
    assert kept.stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", [b"", b"half", b"\x00" * 100_000])
def test_a_damaged_block_is_made_anew(cache, damage):
    """Whatever stands in the file, the tables are right and the file is mended."""
    made = block_of("link")
    [kept] = cache.glob("*.tables")
    sound = kept.read_bytes()
    kept.write_bytes(damage or sound[:-1])
    assert block_of("link") == made
    assert kept.read_bytes() == sound


def test_a_changed_table_is_compiled_again(cache, tmp_path, monkeypatch):
    """The name of a block follows from the bytes of the tables."""
    block_of("link")
    path = tmp_path / "link" / "words.tsv"
    path.parent.mkdir()
    path.write_text("word\tkind\nx\ty\n", encoding="utf-8")
    monkeypatch.setattr("musnad.lexicon.kept.table_paths", lambda room: [path])
    first = block_of("link")
    path.write_text("word\tkind\nx\tz\n", encoding="utf-8")
    assert block_of("link") != first
    assert len(list(cache.glob("*.tables"))) == 3


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    """A cache below a file, or one switched off: tables are compiled, nothing is raised and nothing left behind."""
    (tmp_path / "file").write_text("")
    made = compile_tables(tables("link").values())
    for place in (str(tmp_path / "file" / "cache"), ""):
        monkeypatch.setenv("MUSNAD_CACHE", place)
        assert block_of("link") == made
    assert [p.name for p in tmp_path.iterdir()] == ["file"]


def test_writers_at_once_do_no_harm(cache):
    """Four processes that start with an empty cache print the same, and leave one sound block."""
    with ThreadPoolExecutor(4) as pool:
        printed = set(pool.map(lambda _: read(cache), range(4)))
    assert len(printed) == 1
    assert len(list(cache.iterdir())) == 1
    assert printed == {read(cache)}


def test_reading_a_text_loads_nothing_heavy(tmp_path):
    """`musnad read` of a text file imports no database, no page parser, no table printer."""
    (tmp_path / "one.txt").write_text("x", encoding="utf-8")
    code = (
        "import sys\nfrom musnad.cli.main import main\n"
        f"try:\n    main(['read', {str(tmp_path / 'one.txt')!r}])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert not HEAVY & set(done.stderr.split())


def test_what_is_kept_is_shown_without_what_works_it_out(tmp_path, cache):
    """A view that is kept is printed without the reader, intake and the linker; the views that are named are those worked out."""
    where = tmp_path / "some.ledger"
    with Ledger(where, create=True) as ledger:
        ledger.add(Document(id="a", file="a", text="x", published="2024-09-10"))
        for name in NAMES:
            Told(ledger, judged=name != "uncertain").rows(name)
    code = (
        "import sys\nfrom musnad.cli.main import main\n"
        f"try:\n    main(['who', 'x', '--ledger', {str(where)!r}])\nexcept SystemExit:\n    pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True)
    assert not {"musnad.reader", "musnad.intake", "musnad.link.happenings"} & set(done.stderr.split())
    assert tuple(WORKED) == NAMES


def test_one_table_is_loaded_alone():
    """Asking for a table by name reads that file; a wrong name is answered with the names there are."""
    assert table("times.holidays").name == "times.holidays"
