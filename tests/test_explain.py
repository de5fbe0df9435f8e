"""`musnad explain` tells why an event has its type and its day."""

from click.testing import CliRunner

from musnad.cli.main import cli

TOLD = "أعلن الجيش مساء الأحد أنه قصف مواقع في تدمر، غداة هجوم أسفر عن مقتل ثلاثة جنود."


def lines(text, published):
    """What explain prints for a text."""
    result = CliRunner().invoke(cli, ["explain", "--published", published, text])
    assert result.exit_code == 0, result.output
    return [line.strip() for line in result.output.splitlines()]


def test_an_event_tells_the_rows_that_typed_it_and_the_words_that_dated_it():
    """Type: the table rows, the light verb with its noun. Day: the rule, and the words or the day it counts from."""
    shown = lines(TOLD, "2021-05-20")
    assert any(line.startswith("typed strike by events.nouns:") for line in shown)
    assert any(line.startswith("typed casualties by events.verbs:") and " with events.verbs:" in line for line in shown)
    assert "dated by events.day.earlier_in_sentence: مساء الأحد" in shown
    assert "dated by events.day.counted_back from 2021-05-16" in shown


def test_an_undated_event_says_so():
    """Nothing falls back to the day of publication: explain says that no day is told."""
    assert "undated: nothing tells its day" in lines("انسحب الوفد من القاعة.", "2021-05-20")
