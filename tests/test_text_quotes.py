"""Quotation marks are paired, also reversed, mixed and unclosed ones; in linear time."""

import pytest

from musnad.text.fold import Folded
from musnad.text.layout import paragraphs
from musnad.text.quotes import quotations
from musnad.text.tokens import tokenize


def quoted(text):
    """The words inside each quotation, with whether it was closed."""
    tokens = tokenize(Folded(text))
    found = quotations(tokens, paragraphs(text, tokens))
    return [(text[tokens[q.first].start : tokens[q.last - 1].end] if q.last > q.first else "", q.closed) for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('قال "نعم" وذهب', [("نعم", True)]),
        ("قال «نعم» وذهب", [("نعم", True)]),
        ("قال “نعم” وذهب", [("نعم", True)]),
        ("قال ”نعم“ وذهب", [("نعم", True)]),
        ("قال “نعم“ وذهب", [("نعم", True)]),
        ('قال "نعم» وذهب', [("نعم", True)]),
        ('قال "لن نذهب الآن', [("لن نذهب الآن", False)]),
        ('قال "لن نذهب\nوأضاف "بل غدا"', [("لن نذهب", False), ("بل غدا", True)]),
        ('قال "نقلت «الصحيفة» الخبر" أمس', [("نقلت «الصحيفة» الخبر", True), ("الصحيفة", True)]),
        ("l'accord قال", []),
        ("", []),
    ],
)
def test_quotations(text, expected):
    """An open mark takes the next mark as its close; what is open at the end of a paragraph is unclosed."""
    assert quoted(text) == expected


def test_a_hundred_thousand_marks():
    """Only pairs come out of a wall of marks, and it ends."""
    assert len(quoted('"' * 100_000)) == 50_000
    assert len(quoted("«" * 100_000)) <= 100_000
