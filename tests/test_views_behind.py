"""A large ledger shows the views kept last, says how far they are behind, and is brought up to date in the background."""

import os
import re
import signal
import subprocess
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from threading import Event, Thread

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

import musnad.story.told as told_module
from musnad.cli.follow import follow
from musnad.cli.keep import kept_whole
from musnad.cli.main import cli
from musnad.intake import documents
from musnad.ledger import Ledger
from musnad.model import Document, Judgement
from musnad.story.desk import Desk
from musnad.story.latest import Line, NotKept
from musnad.story.told import Told, code
from musnad.story.worked import WORKED
from musnad.web.app import create_app

ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "قال الوزير يوم الاثنين 9 أيلول 2024 إن {n} جنديا أمريكيا غادروا القاعدة في بغداد."


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own, and two documents are many."""
    monkeypatch.setenv("MUSNAD_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(told_module, "FEW", 1)
    return tmp_path / "cache"


def article(n, id=None):
    return Document(id=id or f"a{n}", file=f"a{n}.txt", text=SENTENCE.format(n=n), published="2024-09-10")


@pytest.fixture
def kept(ledger):
    """A ledger of two articles whose views are kept."""
    for n in (120, 340):
        ledger.add(article(n))
    kept_whole(ledger, None)
    return ledger


def values(rows):
    return sorted(p["low"] for row in rows for p in row["points"])


def reject(ledger, n):
    record = next(p["record"] for row in Told(ledger).rows("figures") for p in row["points"] if p["low"] == n)
    ledger.decide(Judgement(on=record, verdict="reject", by="editor", at="2024-09-11T08:00:00Z"))


def test_the_last_views_are_shown_until_newer_ones_are_kept(kept):
    """A document and a decision come in: what was kept is shown with what it lacks, and the desk has them once they are kept."""
    desk = Desk(kept, how="kept")
    assert desk.behind is None
    kept.add(article(560))
    assert values(desk.view("figures")) == [120, 340]
    assert (desk.behind.documents, desk.behind.decisions) == (1, 0)
    reject(kept, 120)
    assert values(desk.view("figures")) == [120, 340]
    assert (desk.behind.documents, desk.behind.decisions) == (1, 1)
    assert values(Told(kept).rows("figures")) == [340, 560]
    kept_whole(kept, None)
    assert values(desk.view("figures")) == [340, 560]
    assert desk.behind is None


def test_a_decision_leaves_the_queue_at_once(kept):
    """The queue of a review follows a decision although the views do not yet."""
    for document in documents([str(ROOT / "examples/wadi-salam")]):
        kept.add(document)
    kept_whole(kept, None)
    desk = Desk(kept, how="kept")
    waiting = [r["record"] for r in desk.view("uncertain") if "record" in r]
    assert waiting
    kept.decide(Judgement(on=waiting[0], verdict="reject", by="editor", at="2024-09-11T08:00:00Z"))
    assert desk.behind.decisions == 1
    assert waiting[0] not in [r.get("record") for r in desk.view("uncertain")]
    assert waiting[0] in desk.decisions()


def test_what_was_never_kept_is_said_to_be_under_way(ledger):
    """The first question to a large ledger does not wait; records, search and documents answer at once."""
    for n in (120, 340):
        ledger.add(article(n))
    desk = Desk(ledger, how="kept")
    with pytest.raises(NotKept):
        desk.view("figures")
    assert len(desk.material().sources) == 2
    client = TestClient(create_app(desk), base_url="http://localhost")
    for page in ("/en/", "/ar/timeline", "/en/review"):
        answer = client.get(page)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "10")
    assert "for the first time" in client.get("/en/figures").text
    assert client.get("/api/figures").status_code == 503
    key = desk.documents()[0]["key"]
    for page in (
        "/ar/documents",
        f"/ar/documents/{key}",
        "/en/search?q=الوزير",
        "/en/check?claim=غادر الجنود",
        "/en/findings",
    ):
        assert client.get(page).status_code == 200, page
    kept_whole(ledger, None)
    assert client.get("/en/").status_code == 200


def test_every_page_says_how_old_it_is(kept):
    """The note stands on a page in both languages and in the headers of the interface for programs, and goes when it is old no more."""
    client = TestClient(create_app(Desk(kept, how="kept")), base_url="http://localhost")
    assert 'role="status"' not in client.get("/en/figures").text
    kept.add(article(560))
    for language, words in (("en", "Articles not in yet: 1"), ("ar", "لم يدخلها بعد من المقالات: 1")):
        assert words in client.get(f"/{language}/figures").text
    answer = client.get("/api/figures")
    assert answer.headers["musnad-not-in-yet"] == "1"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", answer.headers["musnad-as-of"])
    kept_whole(kept, None)
    assert 'role="status"' not in client.get("/en/figures").text
    assert "musnad-as-of" not in client.get("/api/figures").headers


def test_commands_say_what_they_show_and_can_wait(kept):
    """A command answers from what is kept and says so on standard error; --fresh has the ledger as it is."""
    kept.add(article(560))
    where = kept.engine.url.render_as_string(hide_password=False) if "://" in kept.where else kept.where
    old = CliRunner().invoke(cli, ["figures", "--ledger", where, "--format", "json"])
    assert "not in yet: 1 documents (--fresh waits for them)" in old.stderr
    assert "560" not in old.stdout
    fresh = CliRunner().invoke(cli, ["figures", "--ledger", where, "--format", "json", "--fresh"])
    assert not fresh.stderr
    assert "560" in fresh.stdout


def test_a_new_version_is_shown_as_it_was_until_it_is_in(kept):
    """The words of a row that is behind stand in the version they were read in."""
    desk = Desk(kept, how="kept")
    point = desk.view("figures")[0]["points"][0]
    before = desk.key_of(point["document"])
    kept.add(article(999, id=point["document"]))
    assert desk.behind.documents == 1
    assert desk.key_of(point["document"]) != before
    assert desk.key_of(point["document"], point["record"]) == before


def test_another_ledger_at_the_same_address_is_not_shown(kept, tmp_path):
    """What was kept of a ledger that was taken away is not shown for the one that came in its place."""
    line = Line(kept, None, code())
    with Ledger(tmp_path / "other.ledger", create=True) as other:
        for n in (1, 2):
            other.add(article(n))
        told = Told(other, how="last")
        Line(other, None, code()).note(line.latest())
        assert values(Told(other, how="last").rows("figures")) == [1, 2]
        assert told.behind is None


def test_a_day_asked_for_is_kept_too(kept):
    """Views as of a day are asked for by the page, kept by the worker, and then answered."""
    desk = Desk(kept, how="kept")
    with pytest.raises(NotKept):
        desk.view("figures", known_on="2024-09-10")
    kept_whole(kept, None)
    assert values(desk.view("figures", known_on="2024-09-10")) == [120, 340]
    assert not list(Line(kept, None, code()).wanted())


def test_documents_that_come_in_do_not_make_the_work_begin_again(kept, monkeypatch):
    """Of a large ledger the state at the beginning is worked out to its end."""
    work, asked = WORKED["statements"], []

    def interrupted(material, story):
        rows = list(work(material, story))
        kept.add(article(700 + len(asked)))
        asked.append(len(rows))
        return rows

    kept.add(article(560))
    monkeypatch.setitem(WORKED, "statements", interrupted)
    kept_whole(kept, None)
    assert len(asked) == 1
    shown = Told(kept, how="last")
    assert len({r["content"]["document"] for r in shown.rows("statements")}) == 3
    assert shown.behind.documents == 1


def _keep(where):
    told_module.FEW = 1
    with Ledger(where) as ledger:
        kept_whole(ledger, None)


def test_two_workers_do_the_work_once(tmp_path, cache):
    """Two processes that keep one ledger at once: one waits, and finds everything kept."""
    where = tmp_path / "a.ledger"
    with Ledger(where, create=True) as ledger:
        for n in (120, 340):
            ledger.add(article(n))
        line = Line(ledger, None, code())
        context = get_context("spawn")
        workers = [context.Process(target=_keep, args=(where,)) for _ in range(2)]
        with line.working():  # both come to a closed door
            for worker in workers:
                worker.start()
            time.sleep(2)
            assert all(worker.is_alive() for worker in workers)
            assert line.latest() is None
        for worker in workers:
            worker.join()
        assert [worker.exitcode for worker in workers] == [0, 0]
        files = {p: p.stat().st_mtime_ns for p in cache.rglob("*.sqlite")}
        _keep(where)
        assert files == {p: p.stat().st_mtime_ns for p in cache.rglob("*.sqlite")}
        assert Told(ledger, how="kept").is_whole()


def test_a_killed_worker_leaves_what_was_kept(kept, monkeypatch, tmp_path, cache):
    """Killed in the middle of a view: the views before it stand, and the next worker is not kept waiting."""
    kept.add(article(560))
    script = f"""
import os, signal
import musnad.story.told as told
from musnad.story.worked import WORKED
told.FEW = 1
WORKED["sources"] = lambda m, story: os.kill(os.getpid(), signal.SIGKILL)
from click.testing import CliRunner

from musnad.cli.keep import kept_whole
from musnad.ledger import Ledger
with Ledger({kept.engine.url.render_as_string(hide_password=False).removeprefix("sqlite:///")!r}) as ledger:
    kept_whole(ledger, None)
"""
    killed = subprocess.run([sys.executable, "-c", script], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    desk = Desk(kept, how="kept")
    assert values(desk.view("figures")) == [120, 340]
    assert desk.behind.documents == 1
    kept_whole(kept, None)
    assert values(desk.view("figures")) == [120, 340, 560]


def test_whoever_follows_brings_the_views_up_to_date(tmp_path, monkeypatch):
    """More than 300 documents, `musnad keep` started by itself: the desk has a document that came in without asking twice."""
    monkeypatch.setattr(told_module, "FEW", 300)
    monkeypatch.setattr("musnad.cli.follow.LOOK", 0.1)
    with Ledger(tmp_path / "many.ledger", create=True) as ledger:
        for n in range(301):
            ledger.add(Document(id=f"a{n}", file=f"a{n}.txt", text=f"{n}", published="2024-09-10"))
        stop, desk = Event(), Desk(ledger, how="kept")
        thread = Thread(target=follow, args=(ledger, str(tmp_path / "many.ledger"), None, None, stop))
        thread.start()
        try:
            assert _soon(lambda: desk.told().is_whole() and desk.told().line.latest() is not None)
            assert values(desk.view("figures")) == []
            ledger.add(article(560))
            assert desk.behind.documents == 1
            assert _soon(lambda: values(desk.view("figures")) == [560])
            assert desk.behind is None
        finally:
            stop.set()
            thread.join()


def _soon(holds):
    """Whether something comes to hold; a minute is given up on."""
    for _ in range(600):
        try:
            if holds():
                return True
        except NotKept:
            pass
        time.sleep(0.1)
    return False


def test_a_dossier_of_a_large_ledger_is_made_of_what_is_kept(kept, tmp_path, monkeypatch):
    """Of many documents the page holds the first rows of the views kept last and the documents they refer to, of few all."""
    monkeypatch.setattr("musnad.export.gathered.MOST", 1)
    kept.add(article(560))
    where, page = (
        kept.engine.url.render_as_string(hide_password=False).removeprefix("sqlite:///"),
        tmp_path / "page.html",
    )

    def written(*more):
        done = CliRunner().invoke(cli, ["dossier", "--ledger", where, "--out", str(page), *more])
        assert done.exit_code == 0, done.output
        return page.read_text(encoding="utf-8"), done.output

    behind, said = written()
    assert "not in yet: 1 documents" in said and "a560" not in behind
    fresh, said = written("--fresh")
    assert "not in yet" not in said
    monkeypatch.setattr(told_module, "FEW", 300)  # now it is a small one
    whole, _ = written()
    assert all(f"a{n}" in whole for n in (120, 340, 560)) and len(fresh) < len(whole)


def test_a_day_is_kept_beforehand(kept):
    """`musnad keep --known-on` works out the views as known on that day, too."""
    where = kept.engine.url.render_as_string(hide_password=False).removeprefix("sqlite:///")
    assert not Told(kept, known_on="2024-09-09").is_whole()
    done = CliRunner().invoke(cli, ["keep", "--ledger", where, "--known-on", "2024-09-09", "--known-on", "2024-09-10"])
    assert done.exit_code == 0, done.output
    assert all(Told(kept, known_on=day).is_whole() for day in ("2024-09-09", "2024-09-10"))
    assert values(Told(kept, known_on="2024-09-09").rows("figures")) == []
    assert values(Told(kept, known_on="2024-09-10").rows("figures")) == [120, 340]
