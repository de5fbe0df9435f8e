"""Each view over our own two stories: the JSON that DESIGN.md promises, every reference true, the same on the command line."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from musnad.cli.main import cli
from musnad.cli.printed import Printed, quoted
from musnad.cli.terminal import show
from musnad.export.dossier import references
from musnad.export.wording import Wording
from musnad.ledger import Ledger
from musnad.story.wording import amount

ROOT = Path(__file__).resolve().parent.parent
STORY = str(ROOT / "stories/coalition-in-iraq.toml")
VIEWS = {
    "timeline": (["timeline"], {"date", "earliest", "latest", "type", "modality", "lane", "what", "place", "actors", "mentions"}),
    "figures": (["figures"], {"measure", "flow", "subject", "place", "unit", "points"}),
    "figures of a story": (["figures", "--story", STORY], {"measure", "flow", "subject", "place", "unit", "points"}),
    "statements": (["statements"], {"speaker", "office", "date", "act", "direct", "content", "cue", "chain"}),
    "who": (["who", "كاغينز"], {"speaker", "office", "date", "act", "direct", "content", "cue", "chain"}),
    "disagreements": (["disagreements"], {"kind", "strength", "about", "sides", "reasons"}),
    "apparent": (["disagreements", "--apparent"], {"kind", "strength", "about", "sides", "reasons"}),
    "copies": (["copies"], {"documents", "kind", "score", "origin", "reasons"}),
    "sources": (["sources"], {"claim", "origins"}),
    "state": (["state", "--on", "2024-09-12"], {"frame", "item", "value", "as_of", "age_days", "references", "disputed"}),
    "state of a story": (["state", "--on", "2024-09-12", "--story", STORY], {"frame", "item", "value", "references"}),
    "diff": (["diff", "--since", "2024-09-01"], {"change", "what", "before", "after", "references"}),
    "check": (["check", "انتهت المحادثات الفنية بين العراق والولايات المتحدة"], {"document", "text", "verdict", "reasons"}),
    "search": (["search", "المحادثات"], {"document", "start", "end", "text", "outlet", "published"}),
}  # fmt: skip
REFERENCE = {"document", "start", "end", "text"}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A ledger with the example articles of both stories."""
    path = str(tmp_path_factory.mktemp("views") / "examples.ledger")
    result = CliRunner().invoke(
        cli, ["add", "--ledger", path, str(ROOT / "examples/coalition"), str(ROOT / "examples/wadi-salam")]
    )
    assert result.exit_code == 0, result.output
    return path


@pytest.fixture(scope="module")
def texts(address):
    with Ledger(address) as ledger:
        keys = {d["key"]: d["id"] for d in ledger.documents()}
        return {keys[key]: text for key, text in ledger.texts().items()}


def ask(address, *arguments):
    result = CliRunner().invoke(cli, [*arguments, "--ledger", address, "--format", "json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.output)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_its_fields_and_true_references(address, texts, name):
    """Rows there are, each with the promised keys, and every reference's words stand at its place in its document."""
    command, fields = VIEWS[name]
    rows = ask(address, *command)
    assert rows
    for row in rows:
        assert fields <= set(row)
    found = list(references(rows))
    assert found or name == "copies"
    for reference in found:
        assert set(reference) >= REFERENCE
        assert texts[reference["document"]][reference["start"] : reference["end"]] == reference["text"]


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_is_the_same_twice_and_a_table_for_people(address, name):
    """Same ledger, same answer; without --format a table, with Arabic isolated and in reading order."""
    command, _ = VIEWS[name]
    assert ask(address, *command) == ask(address, *command)
    result = CliRunner().invoke(cli, [*command, "--ledger", address])
    assert result.exit_code == 0
    assert "Traceback" not in result.output
    assert result.output.count("\u2068") == result.output.count("\u2069")


def test_a_chain_is_found_by_the_beginning_of_a_record(address):
    """`chain` takes an id that another view printed, shortened."""
    row = ask(address, "statements")[0]
    chain = ask(address, "chain", row["cue"]["record"][:10])
    assert chain["text"] == row["cue"]["text"]
    assert [link["name"] for link in chain["chain"]] == row["chain"]
    result = CliRunner().invoke(cli, ["chain", "zzzz", "--ledger", address], standalone_mode=False)
    assert "no record begins" in str(result.exception)


def test_what_was_known_then(address):
    """--known-on leaves out what was published later, and what has no day."""
    days = {m["published"] for r in ask(address, "timeline", "--known-on", "2020-12-31") for m in r["mentions"]}
    assert days
    assert all(day is not None and day <= "2020-12-31" for day in days)


def test_talks_that_go_on_and_talks_that_ended_disagree(address):
    """The open and the closed telling of September 2024 stand in one hard row with their speakers."""
    rows = [r for r in ask(address, "disagreements") if r["kind"] == "open_closed" and r["about"] == "talks"]
    says = {s["says"] for r in rows for s in r["sides"]}
    assert says == {"open", "closed"}
    assert any(r["strength"] == "hard" for r in rows)


def test_a_withdrawal_and_its_denial_disagree(address):
    """`A pure lie` stands against the plan of withdrawal."""
    rows = [r for r in ask(address, "disagreements") if r["kind"] == "denial" and r["about"] == "withdrawal"]
    assert any({s["says"] for s in r["sides"]} == {"denied", "affirmed"} for r in rows)


def test_the_toll_of_the_market_disagrees(address):
    """20, 11 and 10 killed at the same market, told within three days."""
    rows = [r for r in ask(address, "disagreements") if r["kind"] == "value" and "killed" in r["about"]]
    words = {s["text"] for r in rows for s in r["sides"]}
    assert {"11 قتيلا", "عشرة قتلى"} <= words


def test_the_agency_report_and_its_copies_are_one_origin(address):
    """The copy and the shortened copy of the agency's report are found, and nothing of the other story."""
    pairs = {frozenset(Path(d).name for d in r["documents"]) for r in ask(address, "copies")}
    assert frozenset({"agency-opening-session.txt", "copy-opening-session.txt"}) in pairs
    assert frozenset({"agency-opening-session.txt", "tower-1"}) in pairs
    assert not any("truce" in d or "toll" in d for pair in pairs for d in pair)


def test_one_number_for_two_things_is_never_one_series(address):
    """120 observers and 120 prisoners, 1200 who left and 1200 who stayed: no series holds both."""
    for row in ask(address, "figures"):
        words = " ".join(p["text"] for p in row["points"])
        assert not ("أسير" in words and "مراقب" in words)
        flows = {p["flow"] for p in row["points"] if p["low"] == 1200}
        assert not {"left", "reduced_to"} <= flows


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["timeline", "--ledger", "nowhere.ledger"], "there is no ledger here"),
        (["figures", "--story", "nowhere.toml"], "cannot be read"),
        (["check", " "], "the claim is empty"),
        (["who", ""], "the name is empty"),
        (["state", "--on", "tomorrow"], "--on: 'tomorrow' is not a day"),
        (["timeline", "--known-on", "2024-13-01"], "--known-on: '2024-13-01' is not a day"),
    ],
)
def test_a_mistake_is_one_sentence(address, arguments, sentence):
    """What is wrong, where, and what to do."""
    extra = [] if "--ledger" in arguments else ["--ledger", address]
    result = CliRunner().invoke(cli, [*arguments, *extra])
    assert result.exit_code != 0
    assert sentence in str(result.exception)


def test_a_rejected_record_leaves_the_views_and_comes_back(address):
    """A decision hides a record from every view; taken back, the view is as before."""
    from musnad.model import Judgement

    before = ask(address, "timeline")
    record = before[0]["mentions"][0]["record"]
    with Ledger(address) as ledger:
        ledger.decide(Judgement(on=record, verdict="reject", by="test", at="2024-09-12T00:00:00Z"))
    assert record not in {m["record"] for r in ask(address, "timeline") for m in r["mentions"]}
    with Ledger(address) as ledger:
        ledger.decide(Judgement(on=record, verdict="withdraw", by="test", at="2024-09-12T00:01:00Z"))
    assert ask(address, "timeline") == before


def test_a_record_is_corrected_on_the_command_line(address):
    """`decide correct` changes what views show, `withdraw` brings back what was read; a bad value is one sentence."""
    point = ask(address, "figures")[0]["points"][0]

    def low():
        return next(p["low"] for r in ask(address, "figures") for p in r["points"] if p["record"] == point["record"])

    def decide(*arguments):
        return CliRunner().invoke(
            cli, ["decide", point["record"][:16], *arguments, "--by", "test", "--ledger", address]
        )

    assert decide("correct", "--value", '{"low": 7}').exit_code == 0
    assert low() == 7
    for bad in ("7", '{"low": "many"}', '{"lower": 7}', "{"):
        assert "do not fit a record of figures" in str(decide("correct", "--value", bad).exception)
    assert decide("withdraw").exit_code == 0
    assert low() == point["low"]


def test_findings_can_be_asked_for(address):
    """Nothing is silent: each has its document, kind and sentence."""
    assert all({"document", "kind", "message"} <= set(row) for row in ask(address, "findings"))


def table(address, *arguments):
    """A view as people see it, and what standard error says beside it."""
    done = CliRunner().invoke(cli, [*arguments, "--ledger", address])
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def test_a_limit_is_the_same_rows_in_a_table_and_in_json(address):
    """--limit counts series in both; the table shows every point of them, and says once how many series there are."""
    every, rows = ask(address, "figures"), json.loads(table(address, "figures", "--limit", "2", "--format", "json")[0])
    assert rows == every[:2]
    shown, beside = table(address, "figures", "--limit", "2")
    assert shown.startswith(f"figures (2 of {len(every)} series)")
    assert not beside
    assert json.loads(table(address, "figures", "--format", "json")[0]) == every
    days = [cells[3].strip() for line in shown.splitlines() if len(cells := line.split("\u2502")) > 3]
    assert len([day for day in days if day]) == sum(len(row["points"]) for row in rows)


def test_disagreements_are_numbered_and_told_once(address):
    """The title counts disagreements; a number, a rule between two, and kind, matter and reason on the first line only."""
    rows = ask(address, "disagreements", "--apparent")
    shown, _ = table(address, "disagreements", "--apparent")
    assert len(rows) > 1
    assert shown.startswith(f"disagreements ({len(rows)})")
    numbers = [cell for line in shown.splitlines() if (cell := line.strip("│┃ ").split(" ")[0]).isdigit()]
    assert numbers == [str(n) for n in range(1, len(rows) + 1)]
    assert shown.count("├") == len(rows) - 1


def test_a_view_of_nothing_says_so(address):
    """One line instead of a table without rows; JSON is an empty list."""
    assert table(address, "timeline", "--from", "2090-01-01") == ("timeline: nothing found\n", "")
    assert ask(address, "timeline", "--from", "2090-01-01") == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_dossier_of_nothing_says_so(capsys, language):
    """Under the heading of each part without rows, in the language asked for."""
    printed = Printed(Wording(language))
    printed.timeline([])
    printed.series([])
    printed.state([], "2024-09-12")
    printed.disagreements([])
    assert capsys.readouterr().out.count(Wording(language)("nothing_found")) == 4


@pytest.mark.parametrize("command", [["timeline"], ["statements"], ["positions"], ["disagreements"], ["figures"]])
def test_a_table_has_words_for_keys(address, command):
    """What JSON calls `points_out` a table calls `points out`."""
    assert not re.search("[a-z]_[a-z]", table(address, *command)[0])


@pytest.mark.parametrize(("kind", "printed"), [("copy", "a = b"), ("partial", "a ~ b"), ("retelling", "a ~ b")])
def test_only_a_copy_is_printed_as_equal(monkeypatch, address, kind, printed):
    """A part of a report, or a retelling, is not the same text."""
    row = {"documents": ["a", "b"], "kind": kind, "score": 0.5, "origin": None, "reasons": []}
    monkeypatch.setattr("musnad.story.told.Told.rows", lambda *_: [row])
    shown, _ = table(address, "copies")
    assert printed in shown
    assert {"copy": "copy", "partial": "partial copy", "retelling": "retelling"}[kind] in shown


@pytest.mark.parametrize(
    ("low", "high", "unit", "printed"),
    [
        (0.3333, 0.3333, "fraction", "1/3"), (0.75, 0.75, "fraction", "3/4"), (0.125, 0.125, "fraction", "1/8"),
        (0.137, 0.137, "fraction", "13.7%"), (0.25, 0.5, "fraction", "1/4–1/2"), (None, None, "fraction", "?"),
        (1.0, 1.0, "fraction", "1"), (0.0001, 0.0001, "fraction", "0.01%"), (25, 25, "percent", "25%"),
    ],
)  # fmt: skip
def test_a_share_is_printed_as_people_write_it(low, high, unit, printed):
    """A common fraction where it is one, else a percentage."""
    assert amount(low, high, "exact", unit) == printed


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_share_in_the_reading_room(language):
    """Pages and the dossier write a share the same way, in both languages."""
    wording = Wording(language)
    assert wording.quantity(0.3333, 0.3333, "exact", "fraction") == f"1/3 {wording('fraction', 'units')}"
    assert wording.quantity(0.25, 0.5, "exact", "fraction") == f"1/4\u20131/2 {wording('fraction', 'units')}"


def test_brackets_in_a_text_are_printed(capsys):
    """Words of a document are no markup of the terminal."""
    words = "[/b] [red]"
    show([{"text": words}], "table", "words", [("text", lambda r: r["text"])])
    assert words in capsys.readouterr().out
    Printed(Wording("en")).console.print(quoted(words))
    assert words in capsys.readouterr().out


def test_the_timeline_turned_round(address):
    """Newest first: the same rows, those with a day from the last to the first, those without one still behind."""
    rows, turned = ask(address, "timeline"), ask(address, "timeline", "--newest-first")
    dated, undated = ([row for row in rows if bool(row["date"]) is known] for known in (True, False))
    assert dated and undated
    assert [row["mentions"] for row in turned if row["date"]] == [row["mentions"] for row in reversed(dated)]
    assert turned[: len(dated)] == dated[::-1] and {str(row) for row in turned} == {str(row) for row in rows}


def test_tables_word_what_views_name_by_keys(address):
    """What a claim, a change and a link are called is printed in words, in JSON by its key; each has its words in Arabic too."""
    claim, since = VIEWS["check"][0], ["diff", "--since", "2024-09-10"]
    for command, key, table in ((claim, "verdict", "verdicts"), (since, "change", "changes")):
        printed = CliRunner().invoke(cli, [*command, "--ledger", address]).output
        for name in {row[key] for row in ask(address, *command)}:
            assert Wording("en")(name, table) in printed
            assert Wording("ar")(name, table) != name
    for row in ask(address, "copies"):
        assert all("{" not in Wording(language).reasons(row["reasons"]) for language in ("ar", "en"))
        assert row["reasons"][0]["reason"] == "same_words"


@pytest.mark.parametrize(("language", "shown"), [("en", "98%"), ("ar", "98\u066a")])
def test_a_percentage_has_its_sign(language, shown):
    """Pages write the sign right behind the number, that of the language."""
    assert Wording(language).quantity(98, 98, "exact", "percent") == shown
    assert Wording(language).quantity(0.137, 0.137, "exact", "fraction").startswith(shown.replace("98", "13.7"))


def test_a_country_that_no_article_names_has_its_name_in_both_languages():
    """A series of Palestinians killed is of Palestine, though only the people were named; the unknown stays as it is."""
    from musnad.story.names import Names

    arabic, english = (Names(None, None, language, {}) for language in ("ar", "en"))
    assert (arabic("palestine"), english("palestine")) == ("فلسطين", "Palestine")
    assert arabic("Bani Walid; palestine") == "Bani Walid، فلسطين"


def test_the_state_begins_with_what_most_articles_tell(address):
    """The first figure of the state on a day is of a series that no other is told by more documents than."""
    known = [r for r in ask(address, "figures") if r["flow"] == "stock"]
    most = max(len({p["document"] for p in r["points"]}) for r in known)
    first = next(r for r in ask(address, "state", "--on", "2024-09-12") if r["frame"] == "figures")
    kinds = [r for r in known if len({p["document"] for p in r["points"]}) == most]
    assert most > 1
    assert (first["measure"], first["subject"], first["place"]) in [
        (r["measure"], r["subject"] or "", r["place"] or "") for r in kinds
    ]
