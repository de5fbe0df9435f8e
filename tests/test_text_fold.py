"""Folding drops what does not change a word and finds the way back to the text as received."""

import unicodedata

import pytest
from arabic import arabic_text
from hypothesis import example, given, settings

from musnad.text.fold import Folded, fold, key_of


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("مُحَمَّد", "محمد"),
        ("الـــعراق", "العراق"),
        ("أحمد إلى آخر", "احمد الي اخر"),
        ("مسؤول شؤون", "مسوول شوون"),
        ("ﻻ ﷲ", "لا الله"),
        ("\u202bبغداد\u202c", "بغداد"),
        ("٢٠٢٤ ۲۰۲۴", "2024 2024"),
        ("ایران کردستان", "ايران كردستان"),
        ("١٢٫٥٪", "12.5%"),
    ],
)
def test_spellings_of_one_word_have_one_key(written, key):
    """Marks, tatweel, hamza carriers, ligatures, Persian letters and digits all lead to the plain key."""
    assert fold(written) == key


def test_form_keeps_what_the_key_unifies():
    """The form still tells hamza and ta marbuta apart, so that a row may ask for its exact spelling."""
    folded = Folded("إِنَّ مدينةً")
    assert (folded.form, folded.key) == ("إن مدينة", "ان مدينه")


def test_a_word_is_found_with_the_marks_written_on_it():
    """The raw span of a folded word holds its own marks, not the control after it."""
    raw = "قال الوَزِيرُ\u200f إن"
    folded = Folded(raw)
    at = folded.key.index("الوزير")
    start, end = folded.raw_start(at), folded.raw_end(at + len("الوزير"))
    assert raw[start:end] == "الوَزِيرُ"


def test_every_letter_of_a_ligature_points_at_the_ligature():
    """A span that begins or ends inside a ligature takes the whole of it."""
    raw = "\ufdf2"
    folded = Folded(raw)
    assert len(folded.key) == 4
    assert all(folded.raw_start(i) == 0 and folded.raw_end(i + 1) == 1 for i in range(4))


@given(arabic_text)
@example("\u064e\u064f")
@example("\u0640\ufdfa\u0640")
@settings(max_examples=300, deadline=None)
def test_offsets_lead_back(raw):
    """Every folded code point comes from its raw one; raw spans are in order and inside the text."""
    folded = Folded(raw)
    assert len(folded.form) == len(folded.key)
    before = 0
    for i, letter in enumerate(folded.form):
        start, end = folded.raw_start(i), folded.raw_end(i + 1)
        assert before <= start < end <= len(raw)
        before = start
        opened = fold(raw[start:end])
        assert key_of(letter) in opened or opened == "", (letter, raw[start:end])


@given(arabic_text)
@settings(max_examples=200, deadline=None)
def test_folding_twice_changes_nothing_more(raw):
    """A key is its own key."""
    assert fold(fold(raw)) == fold(raw)


@given(arabic_text, arabic_text)
@settings(max_examples=100, deadline=None)
def test_keys_of_equal_words_are_equal_whatever_is_written_on_them(left, right):
    """Marks and controls between two texts never glue or split letters."""
    assert fold(left + " " + right) == fold(left) + " " + fold(right)


def test_no_arabic_letter_is_lost():
    """Only marks, tatweel and controls disappear."""
    for code in range(0x600, 0x700):
        letter = chr(code)
        if unicodedata.category(letter) == "Lo":
            assert len(fold(letter)) == 1, f"U+{code:04X}"
