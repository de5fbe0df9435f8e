"""`musnad score`: counting on gold made for the purpose, on what a desk judged, and against the shared scorer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from musnad.cli.main import cli
from musnad.ledger import Ledger
from musnad.model import Document, Judgement
from musnad.reader import read
from musnad.score.gold import Gold, load_gold
from musnad.score.names import same_name
from musnad.score.run import score
from musnad.score.spans import cover, likeness, pairs, word_f1
from musnad.score.tally import Tally
from musnad.story.judged import wilson

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TEXT = "قال الوزير أمس إن القوة تضم 2500 جندي، وإن 12 مدنيا قتلوا في بغداد الأربعاء."
AT = "2024-10-01T10:00:00Z"


def run(*arguments):
    result = CliRunner().invoke(cli, list(map(str, arguments)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def rows_of(sheet):
    return {row["layer"]: row for row in sheet.rows()}


def gold(**records):
    """Gold of the sentence above, with no record but those given."""
    document = Document(id="a", file="a.txt", text=TEXT, published="2024-09-12")
    layers = ("times", "numbers", "figures", "statements", "events", "entities", "positions")
    more = {name: records.pop(name) for name in ("rejected", "partial") if name in records}
    found = {layer: records.get(layer, []) for layer in layers}
    return Gold("a.txt", {"file": "a.txt"}, found, more.get("rejected", {}), more.get("partial", False), document)


def test_spans_are_compared_by_characters_and_by_words():
    """Shared characters over all, over the shorter, and F1 over words."""
    assert likeness((0, 10), (5, 15)) == 5 / 15
    assert cover((0, 10), (2, 4)) == 1
    assert word_f1((0, 7), (0, 3), "one two") == 2 / 3
    assert word_f1(None, (0, 3), "one") == 0


def test_pairs_are_one_to_one_the_best_first():
    """A record pairs once, with the one that fits best; what fits below the floor pairs with none."""
    values = {(0, 0): 0.9, (0, 1): 1.0, (1, 1): 0.95, (1, 0): 0.2}
    assert pairs([0, 1], [0, 1], lambda g, s: values[g, s], 0.3) == [(0, 1)]
    assert sorted(pairs([0, 1], [0, 1], lambda g, s: values[g, s], 0.1)) == [(0, 1), (1, 0)]


def test_rates_follow_from_counts():
    """Precision over what was said, recall over gold, F1 between; nothing said and nothing wanted are zeros."""
    assert Tally(right=2, gold=4, said=3).row() == {"P": 0.6667, "R": 0.5, "F1": 0.5714, "gold": 4, "said": 3}
    assert Tally().row()["F1"] == 0


def test_values_count_beside_spans():
    """A figure that is found with other bounds counts as found and not as right; what else was said is a false alarm."""
    wrong = {"text": "2500 جندي", "low": 2400, "high": 2400, "comparator": "exact", "measure": "troops"}
    right = {
        "text": "12 مدنيا",
        "low": 12,
        "high": 12,
        "comparator": "exact",
        "measure": "other",
        "measure_also": ["killed"],
    }
    found = rows_of(score([gold(figures=[wrong, right])], []))
    assert (found["figures: found"]["R"], found["figures: value"]["R"]) == (1.0, 0.5)
    half = rows_of(score([gold(figures=[right])], []))
    assert half["figures: found"]["P"] == 0.5


def test_what_is_optional_costs_nothing():
    """Optional gold is neither missed nor found, and what meets it is no false alarm."""
    figures = [{"text": "2500 جندي", "low": 1, "high": 1, "measure": "troops", "optional": True},
               {"text": "12 مدنيا", "low": 12, "high": 12, "measure": "killed", "optional": True}]  # fmt: skip
    found = rows_of(score([gold(figures=figures)], []))["figures: found"]
    assert (found["gold"], found["said"]) == (0, 0)


def test_the_second_occurrence_of_words_is_meant_by_nth():
    """`nth` counts from 0; words that the text does not have are told in a sentence."""
    from musnad.errors import MusnadError
    from musnad.score.gold import place

    assert place({"text": "b", "nth": 1}, "abcb") == (3, 4)
    with pytest.raises(MusnadError, match="the document has not"):
        place({"text": "b", "nth": 2}, "abcb")


def test_names_are_the_same_in_any_spelling():
    """All of gold's words in what was said, or at least half of gold's; a long title is no name."""
    assert same_name("a b c", "a b")
    assert same_name("a", "a b")
    assert not same_name("a", "a b c d e")
    assert not same_name(" ".join("abcdefghijklm"), "a b")


def test_in_partial_gold_only_what_was_rejected_is_a_false_alarm():
    """A record that nobody judged counts nowhere; one that was rejected and is found again counts against the reader."""
    document = Document(id="a", file="a.txt", text=TEXT, published="2024-09-12")
    first, second = (json.loads(__import__("msgspec").json.encode(f)) for f in read(document).figures)
    unjudged = rows_of(score([gold(figures=[first], partial=True)], []))["figures: found"]
    assert (unjudged["P"], unjudged["said"]) == (1.0, 1)
    again = rows_of(score([gold(figures=[first], rejected={"figures": [second]}, partial=True)], []))["figures: found"]
    assert (again["P"], again["said"]) == (0.5, 2)


@pytest.fixture(scope="module")
def judged_ledger(tmp_path_factory):
    """A ledger in which four figures were judged: two accepted, one corrected, one rejected."""
    path = str(tmp_path_factory.mktemp("judged") / "examples.ledger")
    run("add", "--ledger", path, ROOT / "examples/coalition")
    with Ledger(path) as ledger:
        ids = [r["id"] for r in ledger.records("figures")][:4]
        for id, verdict in zip(ids, ("accept", "accept", "correct", "reject"), strict=True):
            value = '{"low": 99, "high": 99}' if verdict == "correct" else None
            ledger.decide(Judgement(on=id, verdict=verdict, by="editor", at=AT, value=value))
    return path


def test_a_desks_decisions_become_gold_and_are_scored(judged_ledger, tmp_path):
    """Exported and scored again: the corrected figure has another value, the rejected one is a false alarm."""
    run("export", "--ledger", judged_ledger, "--format", "gold", "--out", tmp_path)
    assert all(g.partial and g.document for g in load_gold(tmp_path))
    lines = [
        json.dumps(json.loads(path.read_bytes())) for path in tmp_path.glob("*.json")
    ]  # as the reading room gives it
    (tmp_path / "gold.jsonl").write_text("\n".join(lines))
    assert len(load_gold(tmp_path / "gold.jsonl")) == len(load_gold(tmp_path))
    rows = {r["layer"]: r for r in json.loads(run("score", "--gold", tmp_path, "--format", "json"))}
    assert (rows["figures: found"]["gold"], rows["figures: found"]["said"]) == (3, 4)
    assert (rows["figures: found"]["R"], rows["figures: value"]["R"]) == (1.0, 0.6667)
    assert rows["figures: found"]["P"] == 0.75


def test_what_was_judged_gives_an_error_rate(judged_ledger):
    """Without gold the command tells the share of judged records that were right, and within which bounds."""
    (row,) = json.loads(run("score", "--ledger", judged_ledger, "--format", "json"))
    assert {k: row[k] for k in ("layer", "accepted", "corrected", "rejected", "right")} == {
        "layer": "figures", "accepted": 2, "corrected": 1, "rejected": 1, "right": 0.5}  # fmt: skip
    assert row["from"] < 0.5 < row["to"]


def test_the_interval_is_wilsons():
    """Nine of ten at 95 %: 0.596 to 0.982."""
    assert [round(x, 3) for x in wilson(9, 10)] == [0.596, 0.982]


def test_misses_and_markdown_are_printed(judged_ledger, tmp_path):
    """--errors shows the words of what went wrong; --format markdown is a table for a page."""
    run("export", "--ledger", judged_ledger, "--format", "gold", "--out", tmp_path)
    assert "want 99..99" in run("score", "--gold", tmp_path, "--errors", "3")
    assert run("score", "--gold", tmp_path, "--format", "markdown").startswith(
        "| layer | P | R | F1 | gold | said |\n|---|---:|"
    )


def test_faults_are_told_in_a_sentence(tmp_path):
    """A folder without gold, gold that is broken, gold whose document is not there, a ledger in which nothing was judged."""
    cases = [tmp_path / name for name in ("empty", "broken", "absent")]
    for folder in cases:
        folder.mkdir()
    (cases[1] / "a.json").write_text('{"doc": {}}')
    (cases[2] / "a.json").write_text('{"doc": {"file": "nowhere.txt"}}')
    for folder, words in zip(
        cases, ("there is no gold here", "is no gold", "which is not among the documents"), strict=True
    ):
        result = CliRunner().invoke(cli, ["score", "--gold", str(folder)])
        assert words in str(result.exception)
    run("add", "--ledger", tmp_path / "new.ledger", ROOT / "examples/coalition/agency-opening-session.txt")
    result = CliRunner().invoke(cli, ["score", "--ledger", str(tmp_path / "new.ledger")])
    assert "nothing in this ledger was judged yet" in str(result.exception)


SETS = {
    "seeds": ["--gold", SHARED / "gold/seeds", "--texts", SHARED / "seeds"],
    "articles": ["--gold", SHARED / "gold/articles", "--input", SHARED / "gold/articles.jsonl"],
}


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "score/score.py").exists(), reason="no ../shared/score beside this checkout")
@pytest.mark.parametrize("name", SETS)
def test_both_scorers_give_the_same_figures(name):
    """On the shared gold our counting and the shared script agree in every measure to the last place."""
    command = f"{sys.executable} -m musnad read --format jsonl"
    done = subprocess.run([sys.executable, SHARED / "score/score.py", *SETS[name], "--json", "--cmd", command], cwd=ROOT,
                          capture_output=True, text=True, check=True)  # fmt: skip
    theirs = json.loads(done.stdout)
    ours = {row["layer"]: row for row in json.loads(run("score", *SETS[name], "--format", "json"))}
    assert theirs
    for measure, row in theirs.items():
        mine = ours[measure]
        assert (mine["P"], mine["R"], mine["F1"], mine["gold"], mine["said"]) == tuple(
            row[k] for k in ("P", "R", "F1", "gold", "pred")
        ), measure


@pytest.mark.shared
@pytest.mark.skipif(not (SHARED / "gold").exists(), reason="no ../shared/gold beside this checkout")
def test_no_published_rate_is_better_than_it_is():
    """Every F1 on the page is measured: none of thirty records or more is published that the reader misses by over 0.03."""
    published = (ROOT / "docs/reference/error-rates.md").read_text(encoding="utf-8").split("\n## ")[1:]
    for part, name in zip(published, SETS, strict=True):
        now = {row["layer"]: row["F1"] for row in json.loads(run("score", *SETS[name], "--format", "json"))}
        cells = [line.split("|") for line in part.split("\n") if line.startswith("| ") and "precision" not in line]
        assert cells
        for cell in (c for c in cells if int(c[6]) >= 30):
            assert now[cell[1].strip()] >= float(cell[4]) - 0.03, cell
