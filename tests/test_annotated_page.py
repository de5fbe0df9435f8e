"""The page of one article and its brat file are true to any text."""

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from test_properties import trigger_text

from musnad.export.annotated_page import annotated_page
from musnad.export.brat import brat
from musnad.export.listing import listing, shown
from musnad.export.wording import LANGUAGES, Wording
from musnad.model import Document
from musnad.reader import read


class Page(HTMLParser):
    """Collects what a browser would: anchors, links, the text of the article; fails on a tag that does not close."""

    VOID = ("meta", "br", "input", "link", "!doctype")

    def __init__(self, html):
        super().__init__()
        self.open, self.ids, self.links, self.article, self.depth = [], [], [], [], 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        assert not any(name.startswith("on") for name in values)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"][1:]] if "href" in values else []
        if tag not in self.VOID:
            self.open.append(tag)
            if values.get("class") == "text" or self.depth:
                self.depth += 1

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
        self.depth -= self.depth > 0

    def handle_data(self, data):
        if self.depth:
            self.article.append(data)


def read_text(text, name="x"):
    """A document of that text and its reading."""
    document = Document(id=name, file=name, text=text, published="2024-09-10", outlet=name)
    return document, read(document)


@given(trigger_text)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_reading_becomes_a_page(text):
    """Tags balance, anchors are unique, every entry leads to one, and the article's text is there unchanged."""
    page = Page(annotated_page(*read_text(text), Wording("ar")))
    assert page.open == [] and len(page.ids) == len(set(page.ids))
    assert set(page.links) <= set(page.ids)
    assert "".join(page.article) == text


@given(trigger_text)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_reading_becomes_brat(text):
    """Every text-bound line names offsets whose words it repeats; every event names bound lines that exist."""
    lines = brat(read_text(text)[1]).splitlines()
    bound = {line.split("\t")[0]: line.split("\t") for line in lines if line.startswith("T")}
    for _, place, words in bound.values():
        pieces = [piece.split() for piece in place.partition(" ")[2].split(";")]  # fragments, one a line
        said = " ".join(text[int(start) : int(end)] for start, end in pieces)
        assert " ".join(said.split()) == " ".join(words.split())
    for line in lines:
        if line.startswith("E"):
            assert {part.split(":")[1] for part in line.split("\t")[1].split()} <= set(bound)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_the_article_is_markup(language):
    """Text, title, id and outlet are escaped wherever they stand, also in hints shown when hovered."""
    bad = "\"><img src=x onerror='alert(1)'>{{ 7*7 }}&lt;"
    document, reading = read_text(f'قال {bad} الوزير {bad} إن "الوفد {bad} وصل" أمس، و20 جنديا {bad} غادروا.', bad)
    html = annotated_page(document, reading, Wording(language))
    assert "<img" not in html and "49" not in html
    assert "".join(Page(html).article) == document.text


def test_the_page_asks_for_nothing_from_outside():
    """No address, no script, no font: it opens on a plane."""
    html = annotated_page(*read_text("قال الوزير إن 20 جنديا وصلوا أمس."), Wording("en"))
    assert not any(word in html for word in ("http", "<script", "url(", "@import", "src="))


def test_words_for_the_terminal_are_isolated():
    """Each text is ordered on its own; controls that could turn the line are taken out."""
    assert shown("بغداد\u202e\x1b[2J\n أمس") == "\u2068بغداد [2J أمس\u2069"
    assert shown(None) == shown("") == "-"
    assert listing(read_text("قال الوزير إن الوفد وصل.")[1]).endswith("\n\n")
