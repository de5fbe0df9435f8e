"""The entity layer with and without its tagger."""

from musnad.casebook import all_examples
from musnad.extract.entities.layer import mentions_of
from musnad.extract.entities.tagger.model import shipped
from musnad.extract.page import Page
from musnad.model import Document


def page_of(text):
    return Page(Document(id="x", file="x", text=text))


def persons_by_rule(example_id):
    """Names and rules of the persons found in an example's text without the tagger."""
    text = next(e.text for e in all_examples() if e.layer == "entities" and e.id == example_id)
    found = [m for m in mentions_of(page_of(text), None) if m.type == "person"]
    return [(text[m.start : m.end], m.rule) for m in found]


def test_title_gives_a_person_without_the_tagger():
    """A title and a first name make a person by rule."""
    ((name, rule),) = persons_by_rule("title-and-name")
    assert rule == "entities.person.titled"
    assert len(name.split()) == 2


def test_first_name_gives_a_person_without_the_tagger():
    """A first name and a definite family name make a person by rule."""
    ((_, rule),) = persons_by_rule("first-name-and-family-name")
    assert rule == "entities.person.first_name"


def test_hostile_texts_are_read():
    """Reading never raises: nothing, one mark, lone surrogates, many quotation marks."""
    for text in ("", ".", "\ud800 \udfff", '"' * 5000, "( " * 3000, "\u0648" * 4000):
        mentions_of(page_of(text), shipped())


def test_same_text_same_names():
    """What was read before does not change a reading."""
    text = next(e.text for e in all_examples() if e.id == "title-and-name")
    first = mentions_of(page_of(text), shipped())
    mentions_of(page_of("x " * 50), shipped())
    assert [(m.start, m.end, m.id, m.rule) for m in mentions_of(page_of(text), shipped())] == [
        (m.start, m.end, m.id, m.rule) for m in first
    ]
