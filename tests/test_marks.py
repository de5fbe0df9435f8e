"""Marks on a text become well-nested, escaped HTML."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from musnad.export.marks import Mark, marked


def test_marks_nest():
    """A mark inside a mark stands inside its element, with its anchor."""
    html = marked("abcdef", [Mark(1, 5, "outer", id="o"), Mark(2, 3, "inner")])
    assert html == 'a<mark class="outer" id="o">b<mark class="inner">c</mark>de</mark>f'


def test_crossing_marks_are_cut():
    """Where two marks cross, the second goes on after the first; its anchor is written once."""
    html = marked("abcdef", [Mark(0, 3, "a"), Mark(2, 5, "b", id="x")])
    assert html == '<mark class="a">ab<mark class="b" id="x">c</mark></mark><mark class="b">de</mark>f'


def test_everything_is_escaped():
    """Text, titles and addresses cannot break out of the page."""
    html = marked("<b>&", [Mark(0, 3, "a", title='"><script>', href='x"y')])
    assert html == '<a href="x&quot;y" class="a" title="&quot;&gt;&lt;script&gt;">&lt;b&gt;</a>&amp;'


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(st.text("ab<&\u0639\u0631\u0628 ", min_size=5, max_size=30), spans)
def test_text_is_kept_and_elements_balance(text, pairs):
    """Whatever the marks, the text comes back by taking the tags away, and tags are balanced."""
    marks = [Mark(min(p), min(max(p), len(text)), "m") for p in pairs if min(p) < min(max(p), len(text))]
    html = marked(text, marks)
    assert unescape(re.sub(r"</?mark[^>]*>", "", html)) == text
    depth = 0
    for tag in re.findall(r"</?mark", html):
        depth += 1 if tag == "<mark" else -1
        assert depth >= 0
    assert depth == 0
