"""What must hold of every reading, whatever the text: it never fails, is the same twice, and every span is its words."""

from itertools import pairwise

import msgspec
import pytest
from arabic import arabic_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.casebook import all_examples
from musnad.lexicon.tables import tables
from musnad.model import Document, Span
from musnad.reader import read

SLOW = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ROWS = sorted({word for table in tables().values() for row in table.rows[:400] for word in row.spellings()})
JOINTS = [
    " ",
    " ",
    " ",
    " و",
    " ب",
    " لل",
    " ال",
    "، ",
    ". ",
    "\n",
    "\n\n",
    ' "',
    '" ',
    " «",
    "» ",
    " (",
    ") ",
    ": ",
    "-",
    "",
]
NUMBERS = ["2500", "٣", "12.5", "عشرة آلاف", "2024-09-10", "9/11", "1,200", "0", "99999999999999999999"]
trigger_text = st.lists(
    st.tuples(st.sampled_from(ROWS) | st.sampled_from(NUMBERS) | arabic_text.filter(lambda t: len(t) < 12),
              st.sampled_from(JOINTS)),
    max_size=60,
).map(lambda parts: "".join(word + joint for word, joint in parts))  # fmt: skip
days = st.none() | st.sampled_from(["2024-09-10", "2024-02", "2020", "1900-02-28", "2100-12-31"])


def document(text, published=None):
    """The text as a document."""
    return Document(id="x", file="x", text=text, published=published)


def spans_of(value):
    """Every record or span anywhere in a reading that has offsets and words."""
    if isinstance(value, dict):
        if value.get("start") is not None and isinstance(value.get("text"), str):
            yield value
        for inner in value.values():
            yield from spans_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans_of(inner)


def assert_true(text, reading):
    """Spans are their words; segments are in order, never overlap and cover all that is written."""
    data = msgspec.to_builtins(reading)
    for span in spans_of(data):
        assert 0 <= span["start"] <= span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["text"]
    covered = set()
    for segment in data["segments"]:
        assert segment["start"] < segment["end"]
        covered.update(range(segment["start"], segment["end"]))
    for before, after in pairwise(data["segments"]):
        assert before["end"] <= after["start"]
    assert all(i in covered or c.isspace() for i, c in enumerate(text))
    msgspec.json.encode(reading)


@given(arabic_text, days)
@SLOW
def test_any_text_is_read(text, published):
    """Letters, marks and controls in any order."""
    assert_true(text, read(document(text, published)))


@given(trigger_text, days)
@SLOW
def test_any_order_of_known_words_is_read(text, published):
    """Words of the tables, numbers and marks in any order, so that every grammar is entered."""
    assert_true(text, read(document(text, published)))


@given(trigger_text, days)
@settings(parent=SLOW, max_examples=40)
def test_the_same_text_is_read_the_same_twice(text, published):
    """What was read before changes nothing."""
    first = msgspec.json.encode(read(document(text, published)))
    read(document("قال الوزير أمس إن 20 جنديا وصلوا", "2021-01-01"))
    assert msgspec.json.encode(read(document(text, published))) == first


@given(trigger_text)
@settings(parent=SLOW, max_examples=40)
def test_a_title_given_apart_keeps_its_place(text):
    """The headline stays the first segment and its span its words."""
    title = "عنوان الخبر"
    whole = f"{title}\n\n{text}"
    given_apart = document(whole)
    given_apart.title = Span(start=0, end=len(title), text=title)
    reading = read(given_apart)
    assert_true(whole, reading)
    assert (reading.segments[0].kind, reading.title) == ("title", given_apart.title)


@pytest.mark.parametrize("example", all_examples()[::5], ids=lambda e: f"{e.layer}:{e.id}")
def test_spans_of_examples_are_true(example):
    """The examples of the layers, read whole."""
    made = example.document()
    assert_true(made.text, read(made))


HOSTILE = {
    "empty": "",
    "one mark": ".",
    "only a control": "\u200f",
    "lone surrogate": "قال \ud800 الوزير \udfff أمس",
    "NUL": "قال\0الوزير",
    "marks by the thousand": "ق" + "\u064e" * 5000 + "ال",
    "tatweel by the thousand": "قـ" + "ـ" * 5000 + "ال",
    "a wall of quotation marks": '"' * 20_000,
    "opening marks only": "«" * 20_000,
    "brackets": "(" * 10_000 + ")" * 10_000,
    "months": "يناير " * 5_000,
    "numbers": "ألف و" * 5_000,
    "one word": "ا" * 50_000,
    "cues": "قال " * 5_000,
    "and he said that": "وقال إن " * 3_000,
    "from whom": "نقلا عن " * 3_000,
    "colons": "قال: " * 1_000,
    "lines": "خبر\n" * 5_000,
    "headings": "## خبر جديد هنا\n" * 2_000,
    "hashtags": "#خبر " * 5_000,
    "ligatures": "\ufdfa" * 3_000,
    "emoji": "\U0001f600\u200d" * 5_000,
    "digits": "1" * 20_000,
    "digits apart": "1 " * 10_000,
    "dots": "." * 20_000,
    "days": "الاثنين 9 أيلول " * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name):
    """Text that no newsroom wrote is read to its end, with true spans."""
    text = HOSTILE[name]
    data = msgspec.to_builtins(read(document(text, "2024-09-10")))
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans_of(data))
