"""What was worked out from words is kept between workings-out, and changes nothing."""

import random
from pathlib import Path

import pytest

import musnad.story.told as told_module
from musnad.cli.keep import kept_whole
from musnad.intake import documents
from musnad.ledger import Ledger
from musnad.link import noted
from musnad.link.known import BATCH, Shelf, known, known_long, remembering
from musnad.link.processes import denies
from musnad.model import Document, Judgement
from musnad.story.told import Told, code
from musnad.story.worked import WORKED

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = [d for d in documents([str(ROOT / "examples")]) if isinstance(d, Document)]


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    monkeypatch.setenv("MUSNAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def from_scratch(ledger, monkeypatch):
    with monkeypatch.context() as alone:
        alone.setenv("MUSNAD_CACHE", "")
        return views(ledger)


def views(ledger):
    return {name: list(Told(ledger, judged=name != "uncertain").rows(name)) for name in WORKED}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_added_in_any_order_and_brought_up_to_date_is_as_from_scratch(tmp_path, monkeypatch, seed):
    """Our articles in a random order, the views kept after every few of them and after decisions: at the end each view is what
    it is where nothing was kept, and where all came in their own order."""
    monkeypatch.setattr(told_module, "FEW", 1)
    order = random.Random(seed).sample(ARTICLES, len(ARTICLES))
    with Ledger(tmp_path / "a.ledger", create=True) as ledger, Ledger(tmp_path / "b.ledger", create=True) as other:
        for n, document in enumerate(order):
            ledger.add(document)
            if n % 7 == 6:
                kept_whole(ledger, None)
        for document in ARTICLES:
            other.add(document)
        points = [p for row in Told(ledger).rows("figures") for p in row["points"]]
        for n, verdict, value in ((0, "reject", None), (1, "correct", '{"subject": "others"}')):
            for one in (ledger, other):
                one.decide(
                    Judgement(on=points[n]["record"], verdict=verdict, by="e", at="2024-09-11T08:00:00Z", value=value)
                )
        kept_whole(ledger, None)
        kept = views(ledger)
        assert kept == from_scratch(ledger, monkeypatch)
        assert kept == from_scratch(other, monkeypatch)
        assert kept["timeline"] and kept["disagreements"] and kept["sources"]


def test_an_article_is_worked_through_once(tmp_path, monkeypatch):
    """After one more article only that one is scanned for what it says of processes and denials."""
    monkeypatch.setattr(told_module, "FEW", 1)
    scanned = []
    scan = noted.scan_of
    monkeypatch.setattr(noted, "scan_of", lambda text: scanned.append(text) or scan(text))
    with Ledger(tmp_path / "a.ledger", create=True) as ledger:
        for document in ARTICLES[:4]:
            ledger.add(document)
        kept_whole(ledger, None)
        assert len(scanned) == 4
        ledger.add(ARTICLES[5])
        kept_whole(ledger, None)
        assert len(scanned) == 5


def test_answers_come_back_as_they_were(tmp_path):
    """Of every kind that functions give: sets, tuples, truths; and what cannot be written is worked out again."""
    asked = []

    @known_long
    def parts(text: str) -> frozenset[str]:
        asked.append(text)
        return frozenset(text.split())

    @known
    def pair(text: str, other: str) -> tuple[str, ...]:
        return text, other

    for _ in range(2):
        with remembering(tmp_path, "a"):
            assert parts("one two") == {"one", "two"}
            assert parts("\ud800") == {"\ud800"}
            assert pair("a", "b") == ("a", "b")
            assert isinstance(denies("x"), bool)
    assert asked == ["one two", "\ud800", "\ud800"]
    with remembering(tmp_path, "another version"):
        parts("one two")
    assert asked[-1] == "one two"
    assert parts("one two") == {"one", "two"}


@pytest.mark.parametrize("damage", [b"", b"nothing at all", b"SQLite format 3\x00" + b"\x00" * 500])
def test_a_damaged_file_does_no_harm(tmp_path, damage):
    """Everything is then worked out as without it."""
    (tmp_path / "x.sqlite").write_bytes(damage)
    with remembering(tmp_path, "x"):
        assert not denies("x")


def test_two_writers_at_once_lose_no_answer(tmp_path):
    """Two processes may keep answers in one file."""
    first, second = (Shelf(tmp_path / "y.sqlite") for _ in range(2))
    for n in range(BATCH + 1):
        first.keep(b"a%d" % n, b"1")
        second.keep(b"b%d" % n, b"2")
    first.close()
    second.close()
    again = Shelf(tmp_path / "y.sqlite")
    assert (again.find(b"a7"), again.find(b"b7"), again.find(b"c")) == (b"1", b"2", None)
    again.close()


def test_files_of_older_versions_are_taken_away(cache, tmp_path, monkeypatch):
    """Two others are left at most."""
    for n in range(5):
        with remembering(tmp_path / "known", f"v{n}"):
            denies(f"words {n}")
    assert len(list((tmp_path / "known").glob("*.sqlite"))) == 3
    assert code() not in {p.stem for p in (tmp_path / "known").glob("*.sqlite")}
