"""A ledger survives being killed at any moment, and two writers at once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from musnad.ledger import Ledger, verify

ARTICLES = 300
KILLS = 50
ROOT = Path(__file__).resolve().parent.parent
SENTENCE = "قال الوزير رقم {n} يوم الاثنين 9 أيلول 2024 إن {n} جنديا غادروا القاعدة في بغداد."


@pytest.fixture
def articles(tmp_path):
    """A folder of small articles, each with its own text."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for n in range(ARTICLES):
        (folder / f"{n:03}.txt").write_text("\n".join([SENTENCE.format(n=n + 1)] * 4), encoding="utf-8")
    return folder


def add(folder, address):
    """`musnad add` as a process of its own."""
    command = [sys.executable, "-m", "musnad", "add", "--ledger", address, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)


def summary(process):
    out, err = process.communicate(timeout=180)
    assert process.returncode == 0, err.decode()
    return out.decode()


def contents(ledger):
    """Every document with its records, to compare ledgers that were filled in different ways."""
    layers = {layer: ledger.records(layer) for layer in ("times", "numbers", "figures", "statements", "events")}
    return sorted((d["id"], d["version"]) for d in ledger.documents()), {
        layer: sorted((r["id"], r["body"]) for r in rows) for layer, rows in layers.items()
    }


def test_killed_while_adding_loses_and_doubles_nothing(articles, ledger_address, tmp_path):
    """Whatever the moment, what is in is whole; the next run adds the rest, and the ledger is that of an undisturbed run."""
    moments = random.Random(20261122)
    with Ledger(ledger_address, create=True):
        pass
    for _ in range(KILLS):
        process = add(articles, ledger_address)
        time.sleep(moments.uniform(0.2, 1.4))
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        process.stderr.close()
        with Ledger(ledger_address) as ledger:
            assert verify(ledger).faults == []
    summary(add(articles, ledger_address))
    with Ledger(str(tmp_path / "whole.ledger"), create=True):
        pass
    summary(add(articles, str(tmp_path / "whole.ledger")))
    with Ledger(ledger_address) as killed, Ledger(str(tmp_path / "whole.ledger")) as whole:
        assert contents(killed) == contents(whole)
        assert verify(killed).faults == []


def test_two_writers_at_once(articles, ledger_address):
    """Both finish; each document is added by exactly one of them."""
    with Ledger(ledger_address, create=True):
        pass
    reports = [summary(p) for p in [add(articles, ledger_address) for _ in range(2)]]
    added = [int(r.split(": ")[-1].split(" added")[0]) for r in reports]
    assert sum(added) == ARTICLES, reports
    with Ledger(ledger_address) as ledger:
        assert ledger.counts()["documents"] == ARTICLES
        assert verify(ledger).faults == []


def test_two_processes_make_one_ledger(articles, ledger_address):
    """Two first runs on a ledger that does not exist yet do not stumble over each other's schema."""
    for process in [add(articles, ledger_address) for _ in range(2)]:
        summary(process)
    with Ledger(ledger_address) as ledger:
        assert ledger.counts()["documents"] == ARTICLES
