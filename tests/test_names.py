"""The shipped tagger of names: a floor on sentences of our own, and how it gives what its trainer wrote."""

import re
from pathlib import Path

from musnad.extract.entities.layer import mentions_of
from musnad.extract.entities.tagger.model import SURE, pack, shipped
from musnad.extract.entities.why import reasons
from musnad.extract.page import Page
from musnad.model import Document
from musnad.reader import read_page

SENTENCES = Path(__file__).with_name("names") / "sentences.txt"
FLOOR = 0.88  # F1 on the sentences; raised with the work
KINDS = {"person": "PER", "place": "LOC", "country": "LOC", "base": "LOC"}
MARKED = re.compile(r"\[(PER|LOC|ORG) ([^\]]*)\]")


def document(text):
    return Document(id="x", file="x", text=text)


def sentences():
    """Text and names (start, end, type) of each sentence."""
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, names, at = "", set(), 0
        for match in MARKED.finditer(line):
            text += line[at : match.start()]
            names.add((len(text), len(text) + len(match[2]), match[1]))
            text += match[2]
            at = match.end()
        yield text + line[at:], names


def test_names_of_our_sentences_do_not_fall():
    """Form and type of the names in sentences that need the tagger: F1 is at least its floor."""
    wanted = found = right = 0
    for text, names in sentences():
        got = {(m.start, m.end, KINDS.get(m.type, "ORG")) for m in mentions_of(Page(document(text)), shipped())}
        wanted, found, right = wanted + len(names), found + len(got), right + len(names & got)
    assert 2 * right / (wanted + found) >= FLOOR


def test_verbs_are_no_names():
    """Sentences without names give none, verbs of the future among them."""
    for text, names in sentences():
        if not names:
            assert read_page(document(text)).entities == []


def test_packed_sums_are_the_sums():
    """Adding packed vectors adds every field, negative ones too."""
    one, other = [5, -7, 0], [-9, 3, 2]
    assert pack(one) + pack(other) == pack([a + b for a, b in zip(one, other, strict=True)])


def test_every_token_has_a_score_for_every_label():
    """The scores that `explain` shows cover the page, and a word that is never a name is far from one."""
    page = Page(document(next(sentences())[0]))
    scores = list(shipped().scores(page, []))
    assert len(scores) == len(page.tokens)
    assert all(len(s) == len(shipped().labels) for s in scores)
    assert any(s[0] - max(s[1:]) > SURE for s in scores)


def test_every_mention_has_a_reason():
    """`explain` can tell of each name which rule, row or weight typed it."""
    for text, _ in sentences():
        page = read_page(document(text))
        why = reasons(page)
        starts = {m.start for m in mentions_of(page, shipped())}
        assert starts == {start for start, reason in why.items() if reason}
