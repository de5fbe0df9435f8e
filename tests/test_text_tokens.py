"""Tokens are words, numbers and marks with their place; clitics are offered, not decided."""

import pytest
from arabic import arabic_text
from hypothesis import given, settings

from musnad.text.clitics import splits
from musnad.text.fold import Folded, fold
from musnad.text.tokens import tokenize


def words(text):
    """The words of a text as received, token by token."""
    return [text[t.start : t.end] for t in tokenize(Folded(text))]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("قال: 2,500 جندي.", ["قال", ":", "2,500", "جندي", "."]),
        ("12.5%", ["12.5", "%"]),
        ("كانون الثاني/يناير", ["كانون", "الثاني", "/", "يناير"]),
        ("العامالماضي2020", ["العامالماضي", "2020"]),
        ("1,200.", ["1,200", "."]),
        ("مُحمّد", ["مُحمّد"]),
        ("F16 طائرة", ["F", "16", "طائرة"]),
        ("«نعم»", ["«", "نعم", "»"]),
        ("", []),
        ("\u200f\u064e", []),
    ],
)
def test_tokens(text, tokens):
    """Letters, digits and marks part from each other; a number keeps its separators; the raw words come back."""
    assert words(text) == tokens


@given(arabic_text)
@settings(max_examples=300, deadline=None)
def test_tokens_stand_in_the_text(raw):
    """Tokens are in order, inside the text, hold no white space, and their own words fold to their key."""
    before = 0
    for token in tokenize(Folded(raw)):
        assert before <= token.start < token.end <= len(raw)
        before = token.start
        assert token.key in fold(raw[token.start : token.end])
        assert not any(c.isspace() for c in token.form)


def offered(word):
    """The splits of a written word, as (conjunction, preposition, future, article, stem, pronoun)."""
    return {(s.conjunction, s.preposition, s.future, s.article, s.stem, s.pronoun) for s in splits(fold(word))}


@pytest.mark.parametrize(
    ("word", "split"),
    [
        ("وبالعراق", ("و", "ب", False, True, "عراق", "")),
        ("للوزير", ("", "ل", False, True, "وزير", "")),
        ("وللجنة", ("و", "ل", False, True, "لجنه", "")),
        ("سيقول", ("", "", True, False, "يقول", "")),
        ("فستعلن", ("ف", "", True, False, "تعلن", "")),
        ("قواتهم", ("", "", False, False, "قوات", "هم")),
        ("لجنتهما", ("", "", False, False, "لجنه", "هما")),
        ("كوزير", ("", "ك", False, False, "وزير", "")),
        ("جنديا", ("", "", False, False, "جندي", "")),
    ],
)
def test_clitics_are_offered(word, split):
    """Each way in which the word may be a shorter word with something attached is among the splits."""
    assert split in offered(word)


def test_the_whole_word_comes_first():
    """A word that is its own row is found before any split of it."""
    assert splits(fold("وزير"))[0].stem == "وزير"


@pytest.mark.parametrize("word", ["و", "ال", "لا", "ب", "ا", "1", "."])
def test_short_words_are_not_taken_apart_to_nothing(word):
    """No split leaves an empty stem."""
    assert all(s.stem for s in splits(fold(word)))
