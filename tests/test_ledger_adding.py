"""Adding with several processes gives the ledger that one process gives."""

import os
import signal

from musnad.errors import LedgerError
from musnad.intake.article import Refusal
from musnad.ledger import Ledger, verify
from musnad.ledger import adding as room
from musnad.model import Document

SENTENCE = "قال الوزير رقم {n} يوم الاثنين 9 أيلول 2024 إن {n} جنديا غادروا القاعدة في بغداد."
TABLES = ("documents", "records", "chains", "findings")


def given():
    """Documents, one of them twice, one that no store can keep, and a refusal of intake."""
    documents = [Document(id=f"a{n}", file=f"a{n}.txt", text=SENTENCE.format(n=n + 1)) for n in range(12)]
    bad = Document(id="bad", file="bad.txt", text="a\x00b")
    return [*documents[:5], bad, documents[0], Refusal("x.pdf", None, "x.pdf: no text"), *documents[5:]]


def rows(ledger):
    from musnad.ledger.schema import metadata

    found = {}
    with ledger.engine.connect() as connection:
        for name in TABLES:
            table = metadata.tables[name]
            columns = [c for c in table.c if c.name != "recorded_at"]
            found[name] = connection.execute(
                table.select().with_only_columns(*columns).order_by(*table.primary_key)
            ).all()
    return found


def test_workers_change_nothing(ledger, tmp_path):
    """Same rows and the same answers, in the order given, whether one process reads or three."""
    several = list(room.add_all(ledger, given(), workers=3))
    with Ledger(tmp_path / "one.ledger", create=True) as alone:
        one = list(room.add_all(alone, given(), workers=1))
        assert rows(ledger) == rows(alone)
    said = [[became if isinstance(became, str) else type(became) for _, became in some] for some in (several, one)]
    assert said[0] == said[1]
    assert said[0].count("added") == 12
    assert said[0].count("unchanged") == 1
    assert LedgerError in said[0]
    assert verify(ledger).faults == []


def test_a_killed_worker_loses_nothing(tmp_path, monkeypatch):
    """What a worker had under way when it was killed is read by the writer itself."""
    sent = room._sent
    killed = []

    def kill_then_send(pool, ledger, item):
        future = sent(pool, ledger, item)
        if isinstance(item, Document) and item.id == "a6" and not killed:
            killed.append(True)
            for process in list(pool._processes.values()):
                os.kill(process.pid, signal.SIGKILL)
        return future

    monkeypatch.setattr(room, "_sent", kill_then_send)
    with Ledger(tmp_path / "a.ledger", create=True) as ledger:
        became = [b for _, b in room.add_all(ledger, given(), workers=2)]
        assert killed
        assert became.count("added") == 12
        assert ledger.counts()["documents"] == 12
        assert verify(ledger).faults == []
