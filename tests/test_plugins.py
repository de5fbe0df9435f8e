"""Readers from elsewhere: what they propose joins the page where the text bears it, and is refused where it does not."""

import pytest

from musnad import reader
from musnad.casebook import all_examples
from musnad.errors import MusnadError
from musnad.extract import plugins
from musnad.model import Document, Entity, Figure, Span, Statement
from musnad.text.fold import Folded
from musnad.text.quoting import place, places

TEXT = next(e.text for e in all_examples() if e.layer == "entities" and e.id == "title-and-name")
WORDS = TEXT.split()


class Canned:
    """A reader that proposes what it was given."""

    name = "canned"

    def __init__(self, **proposals):
        self.proposals = plugins.Proposals(**proposals)

    def propose(self, document):
        return self.proposals


def reading(monkeypatch, *readers, text=TEXT):
    """The reading of a text with these readers asked for."""
    monkeypatch.setenv(plugins.VARIABLE, "canned")
    monkeypatch.setattr(plugins, "asked_for", lambda names: readers)
    return reader.read(Document(id="x", file="x", text=text))


def quoted(words, start=-1):
    """A span that tells its words, with or without their place."""
    return Span(start=start, end=start + len(words), text=words)


def kinds(found):
    return [f.kind for f in found.findings]


def unnamed_word():
    """A word of the text that no record stands on."""
    plain = reader.read(Document(id="x", file="x", text=TEXT))
    names = " ".join(s.text for e in plain.entities for s in e.names)
    return next(w for w in WORDS if w not in names and len(w) > 3)


def test_a_name_without_its_place_is_found_and_says_who_read_it(monkeypatch):
    """The words are enough: the span is where they stand, and the rule names the reader."""
    word = unnamed_word()
    found = reading(monkeypatch, Canned(entities=[Entity(id="X", type="place", names=[quoted(word)])]))
    (entity,) = [e for e in found.entities if e.id == "X"]
    assert entity.rule == "entities.reader.canned"
    assert all(TEXT[s.start : s.end] == s.text == word for s in entity.names)


def test_words_that_the_text_does_not_have_are_refused(monkeypatch):
    """Invented words leave a finding and no record."""
    found = reading(monkeypatch, Canned(entities=[Entity(id="X", type="person", names=[quoted("Zork", 3)])]))
    assert "X" not in [e.id for e in found.entities]
    assert kinds(found) == ["reader_refused"]


def test_a_wrong_offset_is_mended_and_half_a_word_refused(monkeypatch):
    """The nearest place of the words counts, and a piece out of the middle of a word is no place."""
    word = unnamed_word()
    right = Entity(id="X", type="place", names=[quoted(word, 1)])
    half = Entity(id="Y", type="place", names=[quoted(word[1:-1])])
    found = reading(monkeypatch, Canned(entities=[right, half]))
    assert [TEXT[s.start : s.end] for e in found.entities if e.id == "X" for s in e.names] == [word]
    assert kinds(found) == ["reader_refused"]


def test_a_type_that_no_record_has_is_refused(monkeypatch):
    """Proposals are checked against the model of records, too."""
    found = reading(monkeypatch, Canned(entities=[Entity(id="X", type="city", names=[quoted(unnamed_word())])]))
    assert kinds(found) == ["reader_refused"]


def test_own_records_stay_and_disagreement_is_told(monkeypatch):
    """A proposal over a record of the layers is dropped; another type for the same words leaves a finding."""
    plain = reader.read(Document(id="x", file="x", text=TEXT))
    person = next(e for e in plain.entities if e.type == "person")
    same = Canned(entities=[Entity(id="X", type="person", names=person.names)])
    other = Canned(entities=[Entity(id="X", type="place", names=person.names)])
    assert reading(monkeypatch, same) == plain
    found = reading(monkeypatch, other)
    assert found.entities == plain.entities
    assert set(kinds(found)) == {"reader_disagrees"}


def test_statements_and_figures_join_in_the_order_of_the_text(monkeypatch):
    """Every span of a statement is put in its place, and so is a figure's."""
    text = "abc def ghi jkl 17 mno"
    said = Statement(cue=quoted("def"), act="says", speaker=quoted("abc"), speaker_id=None, speaker_name=None,
                     speaker_names=[], speaker_role=None, anonymous=False, number_of_sources=None,
                     content=quoted("ghi  jkl", 900), direct=False, chain=[], said_on=None, occasion=None, negated=False,
                     rule="")  # fmt: skip
    count = Figure(start=-1, end=-1, text="mno", low=17, high=17, comparator="exact", unit="count", measure="other",
                   flow="stock", subject=None, place=None, as_of=None, period=None, modality="actual", source="outlet",
                   part_of=None, vague=False, rule="")  # fmt: skip
    found = reading(monkeypatch, Canned(statements=[said], figures=[count]), text=text)
    (statement,), figure = found.statements, found.figures[-1]
    assert (statement.cue.start, statement.speaker.start, statement.content.text) == (4, 0, "ghi jkl")
    assert (figure.start, figure.text, figure.rule) == (19, "mno", "figures.reader.canned")


def test_a_reader_that_fails_costs_only_its_proposals(monkeypatch):
    """Reading goes on, and the finding says why the reader gave nothing."""

    class Broken:
        name = "broken"

        def propose(self, document):
            raise TimeoutError("no answer")

    plain = reader.read(Document(id="x", file="x", text=TEXT))
    found = reading(monkeypatch, Broken())
    assert kinds(found) == ["reader_failed"]
    assert "no answer" in found.findings[0].message
    assert found.entities == plain.entities


def test_a_reader_that_is_not_installed_is_named(monkeypatch):
    """A name that no package registers stops with one sentence."""
    monkeypatch.setenv(plugins.VARIABLE, "nobody")
    with pytest.raises(MusnadError, match="no reader 'nobody' is installed"):
        reader.read(Document(id="x", file="x", text=TEXT))


def test_quoted_words_are_found_after_their_clitics_and_through_marks():
    """A name is found after the conjunction and preposition written into it, and with marks on its letters."""
    text = Folded("\u0648\u0628\u0628\u064e\u063a\u0652\u062f\u0627\u062f\u064f \u0628\u063a\u062f\u0627\u062f\u064a")
    name = "\u0628\u063a\u062f\u0627\u062f"
    assert list(places(text, name)) == [(2, 10)]
    assert place(text, "\u063a\u062f\u0627\u062f") is None
    assert place(text, "") is None
