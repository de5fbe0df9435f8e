"""What must hold of statements in any text, however broken."""

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.model import Document
from musnad.reader import read

WORDS = [
    "قال",
    "إن",
    "أن",
    "،",
    ".",
    ":",
    '"',
    "«",
    "»",
    "(",
    ")",
    "“",
    "”",
    "الوزير",
    "وأضاف",
    "مشيرا",
    "إلى",
    "بحسب",
    "رويترز",
    "نقلت",
    "عن",
    "قوله",
    "لـ",
    "ل",
    "ب",
    "و",
    "الذي",
    "كان",
    "قد",
    "لم",
    "ما",
    "أعلن",
    "اتهم",
    "دعا",
    "وفقا",
    "له",
    "أكد",
    "على",
    "علي",
    "في",
    "أمس",
    "2024",
    "-",
    "\n",
    "هيئة",
    "قائلا",
    "كما",
    "حسبما",
    "وفق",
    "لكن",
    "لكنه",
    "الجيش",
    "قوات",
    "مواجهات",
    "سحب",
]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.sampled_from([None, "رويترز"]))
def test_spans_are_their_words(words, outlet):
    """No mixture of cues, marks and names makes reading fail, and every span is cut from the text as received."""
    text = " ".join(words)
    for statement in read(Document(id="any", file="any", text=text, outlet=outlet)).statements:
        links = [link.span for link in statement.chain] + [link.cue for link in statement.chain]
        for span in filter(None, [statement.cue, statement.speaker, statement.content, *links]):
            assert span.start < span.end
            assert text[span.start : span.end] == span.text


def test_same_reading_twice():
    """What was read before does not change a reading."""
    text = "قال مدير المرفأ إن السفن وصلت. وأضاف أن التفريغ بدأ."
    first = read(Document(id="a", file="a", text=text)).statements
    read(Document(id="b", file="b", text="وقالت الوزيرة إن الجسر مغلق."))
    assert read(Document(id="a", file="a", text=text)).statements == first
