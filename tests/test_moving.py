"""A ledger written out and taken in again holds the same; what is untrue or already decided is not taken."""

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.cli.main import cli
from musnad.errors import LedgerError
from musnad.ledger import Ledger, verify
from musnad.ledger.annotations import judgements
from musnad.ledger.moving import Taken, decide_all, moving, stacks, take
from musnad.model import Document, Judgement

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("times", "numbers", "figures", "statements", "events", "entities", "positions")


def said(on, verdict, at="2024-10-01T10:00:00Z", by="editor", value=None):
    return Judgement(on=on, verdict=verdict, by=by, at=at, value=value)


def run(*arguments, status=0):
    result = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A ledger with examples, a second version of one of them, and decisions, one of them withdrawn."""
    folder = tmp_path_factory.mktemp("moving")
    path = str(folder / "first.ledger")
    run("add", "--ledger", path, ROOT / "examples/coalition")
    with Ledger(path) as ledger:
        document = ledger.document(ledger.documents()[0]["key"])
        newer = document.text + "\nوأضاف أن القوة تضم 70 جنديا."
        ledger.add(Document(id=document.id, file=document.file, text=newer))
        figures = [r["id"] for r in ledger.records("figures")]
        for judgement in (said(figures[0], "reject"), said(figures[1], "correct", value='{"low": 77, "high": 77}'),
                          said(figures[2], "accept"), said(figures[2], "withdraw", "2024-10-02T10:00:00Z")):  # fmt: skip
            ledger.decide(judgement)
    return path


@pytest.fixture
def lines(address):
    with Ledger(address) as ledger:
        return [line.encode() for line in moving(ledger)]


def content(ledger):
    """Everything a ledger holds but the instants of recording and the print of what reading depended on."""
    records = {
        layer: [{k: v for k, v in r.items() if k != "recorded_at"} for r in ledger.records(layer)] for layer in LAYERS
    }
    documents = [{k: v for k, v in d.items() if k not in ("recorded_at", "fingerprint")} for d in ledger.documents()]
    return records, documents, ledger.texts(), stacks(ledger), ledger.findings()


def test_a_ledger_arrives_whole(address, lines, ledger):
    """In either store: documents with both versions, records, findings and decisions are those of the first ledger."""
    taken = take(ledger, lines)
    assert taken.refused == []
    with Ledger(address) as first:
        assert content(ledger) == content(first)
        assert (taken.added, taken.decided) == (len(first.texts()), 4)
    assert verify(ledger).faults == []


def test_taking_twice_changes_nothing(lines, ledger):
    """The second time all is here already."""
    first = take(ledger, lines)
    before = content(ledger)
    second = take(ledger, lines)
    assert (second.added, second.decided, second.known, second.repeated) == (0, 0, first.added, first.decided)
    assert content(ledger) == before


def test_a_ledger_keeps_its_own_decisions(lines, ledger):
    """Where this ledger has decided, what arrives is left; where it has not, it is taken."""
    take(ledger, [line for line in lines if b'"decision":{' not in line])
    on = next(json.loads(line)["decision"]["on"] for line in lines if b'"decision":{' in line)
    ledger.decide(said(on, "accept", by="our own"))
    taken = take(ledger, lines)
    assert (taken.left, taken.decided) == (1, 3)
    assert ledger.decisions()[on].by == "our own"


def test_read_again_reads_with_this_version(lines, ledger):
    """With the option the records are those of this reader, whatever came with the document."""
    foreign = [line.replace(b'"reader":"0', b'"reader":"old-0') for line in lines]
    take(ledger, foreign, read_again=True)
    assert not any(d["reader"].startswith("old") for d in ledger.documents())


@pytest.mark.parametrize(("before", "after", "words"), [
    (b'"digest":"', b'"digest":"0', "the digest differs"), (b'"start":0,', b'"start":1,', "its headline"),
    (b'"cue":{"start":', b'"cue":{"start":1', "the text has"),
    (b'{"document"', b'{"document', "line 2"), (b'"reading":{', b'"reading":7,"x":{', "line 2"),
    (b'"kind":"body"', b'"kind":"soul"', "line 2"),
])  # fmt: skip
def test_what_is_untrue_is_refused_and_the_rest_taken(lines, ledger, before, after, words):
    """A changed text or digest, a span that does not hold, broken JSON: one sentence, and every other line is taken."""
    assert before in lines[1]
    taken = take(ledger, [lines[0], lines[1].replace(before, after, 1), *lines[2:]])
    assert len(taken.refused) == 1 and words in taken.refused[0]
    assert taken.added == sum(b'"document":{' in line for line in lines) - 1
    assert verify(ledger).faults == []


def test_a_newer_form_is_told(ledger):
    """A file of a newer Musnad is refused in a sentence that says what to do."""
    assert "bring Musnad up to date" in take(ledger, [b'{"musnad":99}\n']).refused[0]


def test_the_commands_move_a_ledger(address, tmp_path):
    """export --format jsonl, import, and both views answer alike; a narrowed export takes only what is in scope."""
    run("export", "--ledger", address, "--format", "jsonl", "--out", tmp_path / "all.jsonl")
    told = run("import", tmp_path / "all.jsonl", "--ledger", tmp_path / "second.ledger").output
    assert "documents added" in told and "4 decisions taken over" in told
    for view in ("timeline", "figures", "disagreements"):
        there, here = (
            run(view, "--ledger", a, "--format", "json").output for a in (tmp_path / "second.ledger", address)
        )
        assert there == here
    part = run("export", "--ledger", address, "--format", "jsonl", "--known-on", "2020-12-31").stdout.splitlines()
    assert 1 < sum('"document":{' in line for line in part) < 10


def test_decisions_come_back_from_web_annotations(address, tmp_path):
    """What the JSON-LD export says of decisions can be taken in by a ledger with the same documents."""
    run("export", "--ledger", address, "--format", "jsonld", "--out", tmp_path / "a.jsonld")
    run("add", "--ledger", tmp_path / "b.ledger", ROOT / "examples/coalition")
    told = run("import", tmp_path / "a.jsonld", "--ledger", tmp_path / "b.ledger").output
    assert "1 decisions taken over" in told  # the rejected record is not in the export, the withdrawn word neither
    with Ledger(tmp_path / "b.ledger") as ledger:
        (decision,) = ledger.decisions().values()
    assert (decision.verdict, decision.by, json.loads(decision.value)) == ("correct", "editor", {"low": 77, "high": 77})


def test_annotations_of_other_programs(ledger):
    """A verdict in a body, the record as target in any of the standard's forms; what is no decision is passed over."""
    record = "urn:musnad:record:" + "a" * 32
    graph = [
        {"type": "Annotation", "target": record, "body": "reject", "creator": "sara", "created": "2024-01-02T00:00:00Z"},
        {"type": "Annotation", "target": {"type": "SpecificResource", "source": {"id": record}}, "created": "2024-01-01T00:00:00Z",
         "body": [{"type": "TextualBody", "value": "looks right"}, {"type": "TextualBody", "value": " accept "}]},
        {"type": "Annotation", "target": "https://example.org/", "body": "reject"}, {"type": "Annotation", "target": record},
        {"type": "Annotation", "target": record, "body": "correct"}, "text", {"target": 5, "body": 7},
    ]  # fmt: skip
    found = judgements(json.dumps({"@graph": graph}).encode())
    assert [(j.verdict, j.by) for j in found] == [("accept", "unknown"), ("reject", "sara")]
    assert judgements(b"[]") == [] and len(judgements(json.dumps(graph[0]).encode())) == 1
    taken = Taken()
    decide_all(ledger, found, taken)
    assert taken.decided == 2


json_values = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(["document", "reading", "decision", "on", "verdict", "target", "body", "items", "id", "x"]), inner), max_leaves=12)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=40) | json_values.map(lambda v: json.dumps(v).encode()), max_size=4))
def test_any_lines_are_taken_or_refused(given_lines):
    """Whatever stands in a file, nothing but a count and sentences comes out."""
    with tempfile.TemporaryDirectory() as folder, Ledger(f"{folder}/x.ledger", create=True) as ledger:
        taken = take(ledger, given_lines)
        assert len(taken.refused) <= len(given_lines) and ledger.texts() == {}
    for line in given_lines:
        try:
            judgements(line)
        except LedgerError as error:
            assert "neither" in str(error)


@pytest.mark.parametrize("fields", [{"on": "a" * 33}, {"on": "../x"}, {"at": "yesterday"}, {"at": "2024-01-01T00:00:00" + "0" * 60 + "Z"},
                                    {"by": "a\x00b"}, {"verdict": "burn"}, {"value": "[1]"}])  # fmt: skip
def test_decisions_that_are_none_are_refused(ledger, fields):
    """In either store: ids, instants, verdicts and values of another shape are told and not kept."""
    judgement = {
        "on": "b" * 32,
        "verdict": "accept",
        "by": "editor",
        "at": "2024-01-01T00:00:00Z",
        "value": None,
    } | fields
    taken = take(ledger, [json.dumps({"decision": judgement}).encode()])
    assert taken.decided + len(taken.refused) == 1
    assert taken.refused or fields == {"by": "a\x00b"}  # SQLite keeps what PostgreSQL cannot


def test_other_files_are_told_in_a_sentence(tmp_path):
    """What is neither a moving ledger nor JSON is refused by name."""
    (tmp_path / "a.txt").write_text("not JSON")
    result = CliRunner().invoke(cli, ["import", str(tmp_path / "a.txt"), "--ledger", str(tmp_path / "x.ledger")])
    assert "neither a moving ledger nor JSON-LD" in str(result.exception)
