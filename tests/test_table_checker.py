"""The table checker names every kind of fault with its place and what to do."""

import pytest

from musnad.lexicon.check import file_faults, sort_file

HEAD = "# Words for a test.\n# class: noun\n"


def faults(tmp_path, body, head=HEAD):
    """What the checker says of a table with that body."""
    folder = tmp_path / "layer"
    folder.mkdir(exist_ok=True)
    path = folder / "words.tsv"
    path.write_text(head + body, encoding="utf-8")
    return list(file_faults(path))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("word\tkind\nﻻ\ta\n", "presentation form"),
        ("word\tkind\nمُدير\ta\n", "diacritic"),
        ("word\tkind\nمـدير\ta\n", "tatweel"),
        ("word\tkind\nمدير\u200f\ta\n", "invisible control"),
        ("word\tkind\nکتاب\ta\n", "Persian or Urdu letter"),
        ("word\tkind\nالعام ٢٠\ta\n", "Arabic-Indic digit"),
        ("word\tkind\nمديرx\ta\n", "Latin and Arabic letters"),
        ("word\tkind\n مدير\ta\n", "white space"),
        ("word\tkind\nمدير  عام\ta\n", "white space"),
        ("word\tkind\nأمن\ta\nامن\tb\n", "already on line"),
        ("word\tkind\nوزير\ta\nأمير\tb\n", "out of order"),
        ("word\tkind\nمدير\n", "cells, the header has"),
        ("kind\tword\na\tمدير\n", "first column is not 'word'"),
        ("word\tforms\nمدير\tمُدراء\n", "diacritic"),
    ],
)
def test_each_fault_is_caught(tmp_path, body, said):
    """One fault in a table gives a sentence with file, line and remedy."""
    found = faults(tmp_path, body)
    assert any(said in fault for fault in found), found
    assert all("words.tsv:" in fault for fault in found)


def test_all_faults_come_at_once(tmp_path):
    """Three faulty rows give at least three sentences."""
    assert len(faults(tmp_path, "word\tkind\nﻻ\ta\nمُدير\ta\nمـدير\ta\n")) >= 3


def test_a_class_that_is_unknown(tmp_path):
    """The sentence lists the classes there are."""
    found = faults(tmp_path, "word\nمدير\n", "# class: adverb\n")
    assert any("use one of verb, noun" in fault for fault in found)


def test_a_sound_table_has_no_fault(tmp_path):
    """Sense lets one word stand twice; exact lets two spellings of one key stand."""
    assert not faults(tmp_path, "word\tsense\nعين\teye\nعين\tspring\n")
    assert not faults(tmp_path, "word\texact\nعلى\tyes\nعلي\tyes\n")


def test_sorting_mends_the_order(tmp_path):
    """`--fix` leaves comments and header on top and the rows in order."""
    assert faults(tmp_path, "word\tkind\nوزير\ta\nأمير\tb\n")
    path = tmp_path / "layer" / "words.tsv"
    sort_file(path)
    assert list(file_faults(path)) == []
    assert path.read_text(encoding="utf-8").startswith(HEAD + "word\tkind\nأمير")
