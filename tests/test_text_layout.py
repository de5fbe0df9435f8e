"""Paragraphs and sentences as ranges of tokens."""

import pytest
from arabic import arabic_text
from hypothesis import given, settings

from musnad.text.fold import Folded
from musnad.text.layout import paragraphs, sentences
from musnad.text.tokens import tokenize


def parts(text, what):
    """The words of every paragraph or sentence."""
    tokens = tokenize(Folded(text))
    ranges = paragraphs(text, tokens)
    if what == "sentences":
        ranges = sentences(tokens, ranges)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in ranges]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وصل. ثم غادر.", ["وصل.", "ثم غادر."]),
        ('قال "وصل." ثم غادر.', ['قال "وصل."', "ثم غادر."]),
        ("قال د. حسن نعم.", ["قال د. حسن نعم."]),
        ("بلغ 3.5 مليون. وانتهى", ["بلغ 3.5 مليون.", "وانتهى"]),
        ("متى؟ الآن!", ["متى؟", "الآن!"]),
        ("انتظر... ثم قال", ["انتظر...", "ثم قال"]),
        ("بلا نقطة", ["بلا نقطة"]),
        ("", []),
    ],
)
def test_sentences(text, expected):
    """A stop ends a sentence with the closing marks after it; an initial or a number does not."""
    assert parts(text, "sentences") == expected


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r", "\u2029", " \n "])
def test_every_kind_of_line_break_parts_paragraphs(gap):
    """Files of every system have the same paragraphs."""
    assert parts(f"أول{gap}ثان", "paragraphs") == ["أول", "ثان"]


@given(arabic_text)
@settings(max_examples=200, deadline=None)
def test_every_token_is_in_one_sentence_of_its_paragraph(raw):
    """Sentences partition the paragraphs, paragraphs partition the tokens."""
    tokens = tokenize(Folded(raw))
    ranges = paragraphs(raw, tokens)
    assert [i for a, b in ranges for i in range(a, b)] == list(range(len(tokens)))
    assert [i for a, b in sentences(tokens, ranges) for i in range(a, b)] == list(range(len(tokens)))
