"""The ledger keeps documents with every record, once, whole, and with what people decided."""

import sqlite3

import pytest

from musnad.errors import LedgerError
from musnad.ledger import Ledger, verify
from musnad.model import (
    ChainLink,
    Document,
    Event,
    Figure,
    Finding,
    Judgement,
    Published,
    Reading,
    Span,
    Statement,
)

TEXT = "قال الوزير إن 2500 جندي غادروا القاعدة يوم 9 أيلول"


def span(text, words):
    start = text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def figure(text, words, low, high, **more):
    at = span(text, words)
    fields = {"comparator": "exact", "unit": "count", "measure": "troops", "flow": "stock", "subject": "united states", "place": "Iraq",
                  "as_of": None, "period": None, "modality": "actual", "source": "outlet", "part_of": None, "vague": False,
                  "rule": "figures.count.noun"}  # fmt: skip
    return Figure(start=at.start, end=at.end, text=words, low=low, high=high, **(fields | more))


def event(text, words, **more):
    at = span(text, words)
    fields = {"type": "withdrawal", "date": "2024-09-09", "end_date": None, "place": "Iraq", "actors": ["united states"], "targets": [],
                  "modality": "happened", "source": "outlet", "rule": "events.verb.left"}  # fmt: skip
    return Event(start=at.start, end=at.end, text=words, **(fields | more))


def statement(text, cue, content, **more):
    fields = {"act": "says", "speaker": None, "speaker_id": None, "speaker_name": "Minister", "speaker_names": [], "speaker_role": None,
                  "anonymous": False, "number_of_sources": None, "direct": False, "said_on": None, "occasion": None, "negated": False,
                  "chain": [ChainLink(name="Outlet", kind="outlet"), ChainLink(name="Minister", kind="person")],
                  "rule": "statements.verb.inna"}  # fmt: skip
    return Statement(cue=span(text, cue), content=span(text, content), **(fields | more))


def document(text=TEXT, name="a", **more):
    return Document(id=name, file=f"{name}.txt", text=text, **more)


def reading(given, published="2024-09-10", **layers):
    empty = dict.fromkeys(("segments", "times", "numbers", "figures", "statements", "events", "entities", "positions",
                           "findings"))  # fmt: skip
    lists = {name: layers.get(name, []) for name in empty}
    return Reading(file=given.file, id=given.id, outlet=given.outlet, published=Published(value=published),
                   title=given.title, **lists)  # fmt: skip


def full(given):
    """One record of three layers, with a chain and a finding."""
    text = given.text
    return reading(
        given,
        figures=[figure(text, "2500 جندي", 2500, 2500)],
        statements=[statement(text, "قال", "2500 جندي غادروا القاعدة يوم 9 أيلول")],
        events=[event(text, "غادروا القاعدة")],
        findings=[Finding(kind="unread", message="nothing")],
    )


def fewer(given):
    """A later reader that no longer finds the event and sees the figure otherwise."""
    return reading(given, figures=[figure(given.text, "2500 جندي", 2500, 2500, flow="left")])


def everything(ledger):
    """All rows of all tables, to compare before and after."""
    from musnad.ledger.schema import metadata

    with ledger.engine.connect() as connection:
        return {t.name: connection.execute(t.select().order_by(*t.primary_key)).all() for t in metadata.sorted_tables}


def test_adding_twice_changes_nothing(ledger):
    """The same text read by the same version leaves every row as it was."""
    assert ledger.add(document(), full, "1") == "added"
    before = everything(ledger)
    assert ledger.add(document(), full, "1") == "unchanged"
    assert everything(ledger) == before
    assert ledger.counts() == {"documents": 1, "figures": 1, "statements": 1, "events": 1}


def test_a_record_carries_its_clocks_and_its_chain(ledger):
    """Days stand in columns of their own; an unknown one stays unknown; the chain is kept outermost first."""
    from musnad.ledger.schema import chains

    ledger.add(document(), full, "1")
    happened, said = ledger.records("events")[0], ledger.records("statements")[0]
    assert (happened["happened_on"], happened["said_on"], happened["published_on"]) == (
        "2024-09-09",
        None,
        "2024-09-10",
    )
    assert said["said_on"] is None
    with ledger.engine.connect() as connection:
        names = [r.name for r in connection.execute(chains.select().order_by(chains.c.depth))]
    assert names == ["Outlet", "Minister"]


def test_a_newer_reader_supersedes_and_decisions_stay(ledger):
    """Records that are found again keep their id, those that are not are superseded but stay; decisions are untouched."""
    ledger.add(document(), full, "1")
    figure_id, event_id = ledger.records("figures")[0]["id"], ledger.records("events")[0]["id"]
    ledger.decide(Judgement(on=figure_id, verdict="accept", by="editor", at="2024-09-11T08:00:00Z"))
    ledger.decide(Judgement(on=event_id, verdict="reject", by="editor", at="2024-09-11T08:01:00Z"))
    assert ledger.add(document(), fewer, "2") == "reread"
    assert [r["id"] for r in ledger.records("figures")] == [figure_id]
    assert '"flow":"left"' in ledger.records("figures")[0]["body"]
    assert ledger.records("events") == []
    assert ledger.record(event_id)["superseded"] == "2"
    assert {on: d.verdict for on, d in ledger.decisions().items()} == {figure_id: "accept", event_id: "reject"}
    assert verify(ledger).faults == []
    ledger.add(document(), full, "3")
    assert ledger.record(event_id)["superseded"] is None


def test_a_decision_can_be_taken_back(ledger):
    """`withdraw` brings back the decision before it, and leaves the log whole."""
    for verdict in ("accept", "reject", "withdraw"):
        ledger.decide(Judgement(on="x", verdict=verdict, by="editor", at="2024-09-11T08:00:00Z"))
    assert ledger.decisions()["x"].verdict == "accept"
    with pytest.raises(LedgerError, match="no verdict 'maybe'"):
        ledger.decide(Judgement(on="x", verdict="maybe", by="editor", at="2024-09-11T08:00:00Z"))


def test_another_text_under_the_same_id_is_kept_beside(ledger):
    """The old text stays, the new one is the current version."""
    ledger.add(document(), full, "1")
    ledger.add(document(TEXT + " الماضي"), full, "1")
    assert ledger.counts()["documents"] == 2
    assert [(d["id"], d["version"]) for d in ledger.documents()] == [("a", 2)]
    assert verify(ledger).faults == []


def test_some_documents_are_found_as_among_all(ledger):
    """Rows and records asked for by keys are those of these documents among all of them, older versions left out."""
    for name, text in (("a", TEXT), ("b", TEXT), ("b", f"{TEXT} {TEXT}")):
        ledger.add(document(text, name), full)
    keys = [row["key"] for row in ledger.documents()]
    older = {row["document"] for row in ledger.records("figures")} - set(keys)
    assert ledger.number() == len(keys) == 2 and len(older) == 1
    for some in ({keys[0]}, {keys[1], *older}, older, set()):
        assert ledger.current(keys=some) == [row for row in ledger.current() if row.key in some]
        wanted = [row["id"] for row in ledger.records("figures") if row["document"] in some]
        assert [row["id"] for row in ledger.records("figures", sorted(some))] == wanted


def test_the_document_comes_back_as_it_went_in(ledger):
    """Text, digest and what was given with it."""
    given = document(outlet="Outlet", published="2024-09-10", url="https://example.org/1")
    ledger.add(given, full, "1")
    back = ledger.document(ledger.documents()[0]["key"])
    assert (back.id, back.text, back.outlet, back.published) == ("a", TEXT, "Outlet", "2024-09-10")
    assert len(back.digest) == 64


@pytest.mark.parametrize("bad", ["a\x00b", "a\ud800b"])
def test_a_text_that_no_store_can_keep_is_refused_in_a_sentence(ledger, bad):
    """And nothing of it is kept."""
    with pytest.raises(LedgerError, match="save it as"):
        ledger.add(document(bad), reading, "1")
    assert ledger.counts() == {"documents": 0}


def test_a_failure_while_writing_leaves_nothing(ledger, monkeypatch):
    """A document is written whole or not at all."""
    from musnad.ledger import store

    def broken(*_):
        raise RuntimeError("power cut")

    monkeypatch.setattr(store, "_write_records", broken)
    with pytest.raises(RuntimeError):
        ledger.add(document(), full, "1")
    assert ledger.counts() == {"documents": 0}
    assert ledger.search("الوزير") == []


def test_verify_finds_a_tampered_text(ledger):
    """One changed letter is a fault of the digest and of every span it moves."""
    from musnad.ledger.schema import documents

    ledger.add(document(), full, "1")
    assert verify(ledger).faults == []
    with ledger.engine.begin() as connection:
        connection.execute(documents.update().values(text="x" + TEXT))
    faults = verify(ledger).faults
    assert any("digest differs" in f for f in faults)
    assert any("the words at" in f for f in faults)


def test_verify_finds_a_tampered_record(ledger):
    """Words that are not in the text are a fault that names record, layer and document."""
    from musnad.ledger.schema import records

    ledger.add(document(), full, "1")
    with ledger.engine.begin() as connection:
        connection.execute(records.update().where(records.c.layer == "figures").values(words="3500 جندي"))
    faults = verify(ledger).faults
    assert len(faults) == 1
    assert "(figures) of a: the words at" in faults[0]


@pytest.mark.parametrize("query", ["القاعدة", "القاعده", "قاعدة", "أيلول", "ايلول", "الوَزير"])
def test_search_treats_spellings_and_clitics_alike(ledger, query):
    """Hamza, ta marbuta, diacritics and the article do not matter."""
    ledger.add(document(), full, "1")
    ledger.add(document("لا شيء هنا", "b"), reading, "1")
    found = ledger.search(query)
    assert [(start, stop) for _, start, stop in found] == [(0, len(TEXT))]


@pytest.mark.parametrize("query", ["", '"', "a OR (", "غادروا NOT", "'; DROP TABLE documents; --"])
def test_search_never_raises(ledger, query):
    """A query is words, never syntax."""
    ledger.add(document(), full, "1")
    assert isinstance(ledger.search(query), list)


def test_a_ledger_that_is_none_is_refused_in_a_sentence(tmp_path):
    """No file, another file, a folder: one sentence each, and nothing is made."""
    missing = tmp_path / "none.ledger"
    with pytest.raises(LedgerError, match="there is no ledger here"):
        Ledger(missing)
    assert not missing.exists()
    other = tmp_path / "picture.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    with pytest.raises(LedgerError, match="is not a ledger"):
        Ledger(other, create=True)
    with pytest.raises(LedgerError, match="is a folder"):
        Ledger(tmp_path, create=True)
    with pytest.raises(LedgerError, match=r"cannot be opened|postgresql"):
        Ledger("postgresql+psycopg://nobody@127.0.0.1:1/none")


def test_a_ledger_of_a_newer_program_is_refused(tmp_path):
    """A schema from the future is not touched."""
    path = tmp_path / "a.ledger"
    Ledger(path, create=True)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(LedgerError, match="written by a newer Musnad"):
        Ledger(path)
