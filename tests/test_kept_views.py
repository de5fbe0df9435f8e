"""Views are kept between questions, and what is kept can never be out of date."""

import shutil
from pathlib import Path
from threading import Thread

import pytest

from musnad.cli.keep import kept_whole
from musnad.intake import documents
from musnad.ledger import Ledger
from musnad.link.days import not_after
from musnad.link.joining import Joiner
from musnad.link.material import Material
from musnad.model import Document, Judgement
from musnad.story import kept as kept_views
from musnad.story.desk import Desk
from musnad.story.state import state_on
from musnad.story.told import Told
from musnad.story.worked import WORKED

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "قال الوزير يوم الاثنين 9 أيلول 2024 إن {n} جنديا أمريكيا غادروا القاعدة في بغداد."

HELD = "أعلنت السلطات أنها تعارض رفع العقوبات عن النظام، وقالت إن بغداد ترفض وجود قوات أجنبية على أراضيها."


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own."""
    monkeypatch.setenv("MUSNAD_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def example(tmp_path):
    """A ledger of the example articles."""
    with Ledger(tmp_path / "example.ledger", create=True) as opened:
        for document in documents([str(ROOT / "examples/wadi-salam")]):
            opened.add(document)
        yield opened


def article(n):
    return Document(id=f"a{n}", file=f"a{n}.txt", text=SENTENCE.format(n=n), published="2024-09-10")


def values(rows):
    return sorted(p["low"] for row in rows for p in row["points"])


def test_every_change_shows_at_once(ledger):
    """Added, rejected, corrected, undone: the next question has it, at the desk that was open and at a new one."""
    desk = Desk(ledger)

    def seen():
        told = values(desk.view("figures"))
        assert told == values(Told(ledger).rows("figures")) == values(Desk(ledger).view("figures"))
        return told

    def decide(verdict, value=None):
        ledger.decide(Judgement(on=record, verdict=verdict, by="editor", at="2024-09-11T08:00:00Z", value=value))

    assert seen() == []
    ledger.add(article(120))
    assert seen() == [120]
    ledger.add(article(340))
    assert seen() == [120, 340]
    record = next(p["record"] for row in desk.view("figures") for p in row["points"] if p["low"] == 120)
    decide("accept")
    assert seen() == [120, 340]
    decide("reject")
    assert seen() == [340]
    decide("accept")
    assert seen() == [120, 340]
    decide("correct", '{"low": 125, "high": 125}')
    assert seen() == [125, 340]
    decide("withdraw")
    assert seen() == [120, 340]
    decide("withdraw")
    assert seen() == [340]


def test_the_queue_of_a_review_follows_every_decision(ledger):
    """What was decided on leaves the queue, and comes back when the decision is withdrawn."""
    for document in documents([str(ROOT / "examples/wadi-salam")]):
        ledger.add(document)
    desk = Desk(ledger)
    waiting = [r.get("record") or r["link"] for r in desk.view("uncertain")]
    assert waiting
    for verdict, left in (
        ("accept", waiting[1:]),
        ("withdraw", waiting),
        ("reject", waiting[1:]),
        ("withdraw", waiting),
    ):
        ledger.decide(Judgement(on=waiting[0], verdict=verdict, by="editor", at="2024-09-11T08:00:00Z"))
        assert [r.get("record") or r["link"] for r in desk.view("uncertain")] == left


def test_views_do_not_write_to_the_ledger(example, tmp_path):
    """Whatever is asked, the file of the ledger keeps its bytes."""
    before = (tmp_path / "example.ledger").read_bytes()
    told = Told(example)
    for name in WORKED:
        assert isinstance(list(told.rows(name)), list)
    assert (tmp_path / "example.ledger").read_bytes() == before


def test_kept_views_are_those_worked_out(example, monkeypatch):
    """From the cache, in memory without a cache folder, and straight from the records: the same rows."""
    kept = {name: list(Told(example).rows(name)) for name in WORKED}
    again = {name: list(Told(example).rows(name)) for name in WORKED}
    monkeypatch.setenv("MUSNAD_CACHE", "")
    alone = {name: list(Told(example).rows(name)) for name in WORKED}
    straight = {name: list(work(Material(example), None)) for name, work in WORKED.items()}
    assert kept == again == alone == straight
    assert kept["timeline"] and kept["figures"] and kept["statements"]


def test_a_kept_view_is_not_worked_out_again(example, monkeypatch):
    """The second question does not touch the records."""
    Told(example).rows("timeline")
    monkeypatch.setitem(WORKED, "timeline", None)
    monkeypatch.setattr(Ledger, "each_record", None)
    assert Told(example).rows("timeline")


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\x00" + b"\x00" * 200, b"nothing"])
def test_a_damaged_file_is_made_anew(example, cache, damage):
    """A kept view that was cut off or overwritten is worked out again."""
    before = list(Told(example).rows("timeline"))
    for place in cache.rglob("timeline.sqlite"):
        place.write_bytes(damage)
    assert list(Told(example).rows("timeline")) == before


def test_asked_by_many_at_once(example):
    """Threads that ask for one view together all get it whole."""
    found = []

    def ask():
        found.append(list(Told(example).rows("timeline")))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(rows == found[0] for rows in found)


def test_a_view_made_while_the_ledger_changes_is_made_again(ledger, monkeypatch):
    """A document that comes in while rows are worked out is in them."""
    ledger.add(article(120))
    work = WORKED["statements"]
    asked = []

    def interrupted(material, story):
        rows = list(work(material, story))
        if not asked:
            ledger.add(article(340))
        asked.append(len(rows))
        return rows

    monkeypatch.setitem(WORKED, "statements", interrupted)
    assert len({r["content"]["document"] for r in Told(ledger).rows("statements")}) == 2
    assert len(asked) == 2


def test_rows_are_narrowed_ordered_and_counted(example):
    """By facet, by time, by words: as going through all of them would."""
    rows = Told(example).rows("timeline")
    every = list(rows)
    kind = every[0]["type"]
    assert list(rows.where(kind=kind)) == [r for r in every if r["type"] == kind]
    assert rows.counts("kind")[kind] == sum(r["type"] == kind for r in every)
    day = next(r["date"] for r in every if r["date"] and len(r["date"]) == 10)
    assert list(rows.within(day[:7])) == [r for r in every if (r["date"] or "").startswith(day[:7])]
    assert list(rows.within("none")) == [r for r in every if not r["date"]]
    assert list(rows.between(day, day)) == [r for r in every if r["date"] == day]
    actor = next(a for r in every for a in r["actors"])
    assert list(rows.where(who=actor)) == [r for r in every if actor in r["actors"]]
    word = every[0]["mentions"][0]["text"].split()[0]
    assert list(rows.holding(word)) == [r for r in every if any(word in m["text"] for m in r["mentions"])]
    assert rows[1:3] == every[1:3]
    assert rows[-1] == every[-1]
    assert [r["date"] or "" for r in rows.ordered("day")] == sorted((r["date"] or "" for r in every), reverse=True)
    with pytest.raises(IndexError):
        rows[len(every)]


def test_what_is_being_written_is_not_swept_away(cache, monkeypatch):
    """Another process keeps more states than are left in the cache, while one is written; taken away all the same, it is read."""
    monkeypatch.setattr(kept_views, "MOST_STATES", 1)
    slow = kept_views.kept_for("slow")

    def rows():
        yield {"date": "2024-05-08"}
        for number in range(3):
            kept_views.kept_for(f"other{number}").keep("contents", [])
        assert [file.suffix for file in (cache / "views").glob("*-slow/*")] == [".tmp"]
        yield {"date": "2024-05-09"}

    slow.keep("contents", rows())
    assert kept_views.kept_for("slow").has("contents")

    def taken():
        yield {"date": "2024-05-08"}
        shutil.rmtree(next((cache / "views").glob("*-gone")))

    gone = kept_views.kept_for("gone")
    gone.keep("contents", taken())
    assert [row["date"] for row in gone.rows("contents")] == ["2024-05-08"]


@pytest.mark.parametrize("on", ["2024-09-12", "2024-09", "2019", "2031-01-01", "no day"])
def test_the_state_is_counted_and_cut_without_making_its_rows(example, on):
    """The state on any day has as many rows as it says, and a stretch of them is the same as of all."""
    told = state_on(Told(example), on)
    rows = list(told)
    assert len(told) == len(rows) and told == rows
    assert [told[n] for n in range(len(rows))] == rows
    assert all(told[n : n + 3] == rows[n : n + 3] for n in range(len(rows) + 1))
    assert told[-3:] == rows[-3:] and told[::2] == rows[::2]
    frames = [row["frame"] for row in rows]
    assert told.firsts(1) == [rows[frames.index(frame)] for frame in dict.fromkeys(frames)]
    assert all(not_after(row["as_of"], on) for row in rows)


def test_figures_and_positions_of_a_state_are_those_that_are_told_by_its_day(example):
    """A series or position is in the state of a day where any of its points that tell how things are begins by then."""
    for n, day in enumerate(("2019-03-14", "2019-03-16")):
        example.add(Document(id=f"p{n}", file=f"p{n}.txt", text=HELD, published=day))
    told, on = Told(example), "2019-03-15"
    days = [[p["as_of"] or p["published"] for p in row["points"] if p["modality"] in ("actual", "claimed")]
            for row in told.rows("series") if row["flow"] == "stock"]  # fmt: skip
    stances = [[s["published"] for s in row["stances"]] for row in told.rows("positions")]
    for frame, known in (("figures", days), ("positions", stances)):
        wanted = sum(any(not_after(day, on) for day in some) for some in known)
        assert wanted == sum(row["frame"] == frame for row in state_on(told, on)) > 0


@pytest.mark.parametrize(("layer", "times"), [(None, 1), ("figures", 1), ("events", 2)])
def test_happenings_are_worked_out_once_for_views_and_queue(example, monkeypatch, layer, times):
    """`musnad keep` with links undone, and records rejected that no happening is made of, joins mentions once; every view and the
    queue are those worked out by themselves."""
    links = [row for row in Told(example, judged=False).rows("uncertain") if row["layer"] == "links"]
    undone = [(links[0]["link"], "not_same"), *([(example.records(layer)[0]["id"], "reject")] if layer else [])]
    for on, verdict in undone:
        example.decide(Judgement(on=on, verdict=verdict, by="editor", at="2024-09-11T08:00:00Z"))
    joined, join = [], Joiner.join
    monkeypatch.setattr(Joiner, "join", lambda self, units: joined.append(len(units)) or join(self, units))
    shutil.rmtree(kept_views.cache_folder())
    kept_whole(example, None)
    assert len(joined) == times
    for name, work in WORKED.items():
        judged = name != "uncertain"
        told = Told(example, judged=judged)
        assert told.has(name) and list(told.rows(name)) == list(work(Material(example, judged=judged), None)), name
