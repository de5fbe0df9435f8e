"""A ledger whose disk is full, that is read-only, locked, damaged, or whose server restarts: one sentence, and nothing lost.

Real processes, a real PostgreSQL, real files; what is in the ledger is counted before and after.
"""

import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import own_server
from sqlalchemy import text

from musnad.ledger import Ledger, verify
from musnad.model import Judgement

ROOT = Path(__file__).resolve().parent.parent
ARTICLES = 60
SENTENCE = "قال الوزير رقم {n} يوم الاثنين 9 أيلول 2024 إن {n} جنديا غادروا القاعدة في بغداد."


def write_articles(folder, numbers):
    """One small article a number."""
    folder.mkdir()
    for n in numbers:
        (folder / f"{n:03}.txt").write_text("\n".join([SENTENCE.format(n=n + 1)] * 6), encoding="utf-8")
    return folder


@pytest.fixture
def articles(tmp_path):
    """A folder of articles, each with its own text."""
    return write_articles(tmp_path / "articles", range(ARTICLES))


def start(*arguments, before=(), **more):
    """`musnad` as a process of its own."""
    return subprocess.Popen([*before, sys.executable, "-m", "musnad", *map(str, arguments)], cwd=ROOT, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)  # fmt: skip


def run(*arguments, **more):
    """Its status, output and complaints; never a traceback."""
    process = start(*arguments, **more)
    out, err = process.communicate(timeout=180)
    assert "Traceback" not in err, err
    return process.returncode, out, err


def one_sentence(err):
    """The only complaint."""
    lines = [line for line in err.splitlines() if line.strip()]
    assert len(lines) == 1, err
    return lines[0]


def counted(address):
    """How much is in a ledger, which must be sound."""
    with Ledger(address) as ledger:
        assert verify(ledger).faults == []
        return ledger.counts()


def waiting(seconds):
    """The environment in which a writer waits that long for another one."""
    return os.environ | {"MUSNAD_WAIT": str(seconds)}


def test_a_full_disk_stops_adding_and_loses_nothing(articles, tmp_path):
    """What was in stays in, whole; with room again the rest is added."""
    address = tmp_path / "full.ledger"
    assert run("add", "--ledger", address, write_articles(tmp_path / "first", range(900, 905)))[0] == 0
    before = counted(address)
    room = address.stat().st_size + 150_000
    status, out, err = run(
        "add", "--ledger", address, articles,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),
    )  # fmt: skip
    assert status == 1 and "disk" in one_sentence(err)
    added = int(out.split(": ")[1].split(" added")[0])
    after = counted(address)
    assert 0 < added < ARTICLES
    assert after["documents"] == before["documents"] + added
    assert run("add", "--ledger", address, articles)[0] == 0
    assert counted(address)["documents"] == before["documents"] + ARTICLES


def without_special_rights():
    """What makes even root obey a file's mode."""
    if os.geteuid() != 0:
        return ()
    return ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search")


def test_a_read_only_ledger_is_read_and_refuses_writing(articles, tmp_path):
    """An archived ledger answers; adding to it is refused in a sentence and leaves every byte."""
    address = tmp_path / "archive" / "kept.ledger"
    address.parent.mkdir()
    assert run("add", "--ledger", address, articles)[0] == 0
    before, data = counted(address), address.read_bytes()
    more = write_articles(tmp_path / "more", range(900, 903))
    address.chmod(0o444)
    address.parent.chmod(0o555)
    try:
        status, out, _ = run("figures", "--ledger", address, "--format", "json", before=without_special_rights())
        assert status == 0 and '"low"' in out
        status, _, err = run("add", "--ledger", address, more, before=without_special_rights())
        assert status == 1 and "read-only" in one_sentence(err)
    finally:
        address.parent.chmod(0o755)
        address.chmod(0o644)
    assert address.read_bytes() == data
    assert counted(address) == before


def test_a_locked_file_is_waited_for_then_said(articles, tmp_path):
    """Readers read on; a writer says after its wait that another program holds the ledger."""
    address = tmp_path / "locked.ledger"
    first = write_articles(tmp_path / "first", range(900, 903))
    assert run("add", "--ledger", address, first)[0] == 0
    with closing(sqlite3.connect(address, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        status, _, err = run("add", "--ledger", address, articles, env=waiting(0.3))
        assert status == 1 and "locked" in one_sentence(err)
        assert run("figures", "--ledger", address)[0] == 0
        assert counted(address)["documents"] == 3
        holder.execute("ROLLBACK")
    assert run("add", "--ledger", address, articles)[0] == 0
    assert counted(address)["documents"] == 3 + ARTICLES


@pytest.fixture
def server():
    """A PostgreSQL that a test may stop and start."""
    with own_server() as running:
        yield running


def test_a_locked_table_is_waited_for_then_said(articles, server):
    """The same on PostgreSQL."""
    address = server.address()
    with Ledger(address, create=True) as ledger, ledger.engine.begin() as holder:
        holder.execute(text("LOCK TABLE documents IN ACCESS EXCLUSIVE MODE"))
        status, _, err = run("add", "--ledger", address, articles, env=waiting(0.3))
        assert status == 1 and "locked" in one_sentence(err)
    assert run("add", "--ledger", address, articles)[0] == 0
    assert counted(address)["documents"] == ARTICLES


def documents_in(address, at_least, process):
    """Wait until so many documents are in, or the process has ended."""
    with Ledger(address) as ledger:
        while process.poll() is None and ledger.counts()["documents"] < at_least:
            time.sleep(0.02)


def test_a_server_that_restarts_is_waited_for(articles, server):
    """PostgreSQL stopped at once and started again in the middle of adding: all is in, once."""
    address = server.address()
    with Ledger(address, create=True):
        pass
    process = start("add", "--ledger", address, articles)
    documents_in(address, 5, process)
    assert process.poll() is None, "all was added before the server could be stopped"
    server.stop()
    server.start()
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    assert f"{ARTICLES} added" in out or "unchanged" in out
    assert counted(address)["documents"] == ARTICLES


def test_a_server_that_stays_away_is_said(articles, server):
    """Adding ends with a sentence; what was in is in when the server is back, and the rest can be added."""
    address = server.address()
    with Ledger(address, create=True):
        pass
    process = start("add", "--ledger", address, articles)
    documents_in(address, 5, process)
    server.stop()
    _, err = process.communicate(timeout=120)
    assert process.returncode == 1 and "server" in one_sentence(err)
    assert run("timeline", "--ledger", address)[0] == 1
    server.start()
    assert 5 <= counted(address)["documents"] < ARTICLES
    assert run("add", "--ledger", address, articles)[0] == 0
    assert counted(address)["documents"] == ARTICLES


def test_a_read_only_server_is_said(articles, server):
    """A standby takes no writing and says so."""
    address = server.address()
    with Ledger(address, create=True) as ledger, ledger.engine.begin() as connection:
        connection.execute(text("ALTER DATABASE postgres SET default_transaction_read_only = on"))
    status, _, err = run("add", "--ledger", address, articles)
    assert status == 1 and "read-only" in one_sentence(err)


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A sound ledger with decisions, and what is in it."""
    folder = tmp_path_factory.mktemp("sound")
    address = folder / "sound.ledger"
    assert run("add", "--ledger", address, write_articles(folder / "articles", range(ARTICLES)))[0] == 0
    with Ledger(address) as ledger:
        for row in ledger.records("figures")[::10]:
            ledger.decide(Judgement(on=row["id"], verdict="accept", by="editor", at="2024-09-11T08:00:00Z"))
        with ledger.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        decided = ledger.decisions()
    return address, counted(address), decided


def scribbled(address, pages, seed):
    """Overwrite some pages of a file with noise, never the first."""
    noise = random.Random(seed)
    size = address.stat().st_size // 4096
    with address.open("r+b") as file:
        for page in noise.sample(range(2, size), pages):
            file.seek(page * 4096)
            file.write(noise.randbytes(4096))


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_ledger_is_said_and_saved_as_far_as_it_goes(sound, tmp_path, seed):
    """Eight pages of noise: verifying says it in sentences, and all that can be proved is in the new ledger."""
    whole, before, decided = sound
    damaged = Path(shutil.copy(whole, tmp_path / "damaged.ledger"))
    scribbled(damaged, 8, seed)
    assert run("verify", "--ledger", damaged)[0] == 1
    data = damaged.read_bytes()
    saved = tmp_path / "saved.ledger"
    _, out, _ = run("salvage", damaged, "--out", saved)
    report = {line.split(":")[0]: line for line in out.splitlines()}
    kept = int(report["documents"].split()[1])
    lost = int(report["documents"].split()[3])
    assert kept + lost == before["documents"]
    assert kept >= before["documents"] * 0.7
    after = counted(saved)
    assert after["documents"] == kept
    if kept == before["documents"]:
        assert after == before
    with Ledger(saved) as ledger:
        assert set(ledger.decisions()) <= set(decided)
        assert len({key for key, *_ in ledger.search("الوزير", limit=1000)}) == kept
    assert damaged.read_bytes() == data


def test_a_sound_ledger_is_salvaged_whole(sound, tmp_path):
    """Nothing is lost where nothing is damaged, neither records nor decisions nor the day of recording."""
    whole, before, decided = sound
    saved = tmp_path / "saved.ledger"
    status, _, err = run("salvage", whole, "--out", saved)
    assert status == 0, err
    assert counted(saved) == before
    with Ledger(saved) as new, Ledger(whole) as old:
        assert new.decisions() == decided
        for layer in ("figures", "statements"):
            assert [(r["id"], r["recorded_at"]) for r in new.records(layer)] == [
                (r["id"], r["recorded_at"]) for r in old.records(layer)
            ]


@pytest.mark.parametrize("harm", ["half", "header", "first page"])
def test_a_ledger_beyond_saving_is_said(sound, tmp_path, harm):
    """A file cut in two, or without its beginning: a sentence from every command."""
    damaged = Path(shutil.copy(sound[0], tmp_path / "damaged.ledger"))
    if harm == "half":
        os.truncate(damaged, damaged.stat().st_size // 2)
    else:
        with damaged.open("r+b") as file:
            file.seek(0 if harm == "header" else 100)
            file.write(b"\x07" * (100 if harm == "header" else 3996))
    for command in (["verify"], ["timeline"], ["figures"]):
        status, _, err = run(*command, "--ledger", damaged)
        assert status == 1 and err.strip(), command
    status, out, err = run("salvage", damaged, "--out", tmp_path / "saved.ledger")
    assert status == 1 and (out or one_sentence(err))


@pytest.mark.parametrize("address", ["postgresql+psycopg://musnad:hush@127.0.0.1:9/x", "postgresql+psycopg://a:hush@[/x",
                                     "nonsense://a:hush@b/x"])  # fmt: skip
def test_a_password_is_never_shown(articles, address):
    """An address that fails is said without its password."""
    status, out, err = run("add", "--ledger", address, articles)
    assert status == 1 and "hush" not in out + err


HARM = {
    "a body cut off": "UPDATE records SET body = substr(body, 1, 40)",
    "a key of another name": """UPDATE records SET body = replace(body, '"end":', '"e/d":')""",
    "bytes that are no text": "UPDATE records SET body = CAST(x'7B2280AC' AS TEXT)",
    "segments of no kind": """UPDATE documents SET segments = replace(segments, 'body', 'b/dy')""",
    "segments cut off": "UPDATE documents SET segments = substr(segments, 1, 20)",
    "an offset that is a word": """UPDATE records SET body = replace(body, '"start":', '"start":"x')""",
}


@pytest.mark.parametrize("harm", HARM)
def test_rows_that_are_no_longer_what_was_written(sound, tmp_path, harm):
    """Damage that the store itself cannot see (found by fuzzing): each command says a sentence, and reading mends it."""
    whole, before, _ = sound
    damaged = Path(shutil.copy(whole, tmp_path / "damaged.ledger"))
    with closing(sqlite3.connect(damaged)) as connection:
        connection.execute(HARM[harm])
        connection.commit()
    for command in (["verify"], ["timeline"], ["figures"], ["statements"]):
        status, out, err = run(*command, "--ledger", damaged)
        assert status == 0 or (status == 1 and err.strip()), (command, out)
    saved = tmp_path / "saved.ledger"
    run("salvage", damaged, "--out", saved)
    assert counted(saved) == before
