"""The page on the desk: one document with all that the layers have found in it so far."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any

from musnad.extract.numerals import Numerals
from musnad.lexicon.matcher import Hits, lexicon
from musnad.model import (
    Document,
    Entity,
    Event,
    Figure,
    Finding,
    Number,
    Position,
    Published,
    Segment,
    Span,
    Statement,
    Time,
)
from musnad.text.fold import Folded
from musnad.text.layout import Range, paragraphs, sentences
from musnad.text.quotes import Quote, quotations
from musnad.text.tokens import Token, tokenize


class Page:
    """What a layer reads and adds to. Ranges of tokens are (first, last), last exclusive.

    A layer is a callable that takes the page, reads what earlier layers left on it and sets its own list.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.folded = Folded(document.text)
        self.tokens: list[Token] = tokenize(self.folded)
        self.paragraphs: list[Range] = paragraphs(self.text, self.tokens)
        self.sentences: list[Range] = sentences(self.tokens, self.paragraphs)
        self.quotes: list[Quote] = quotations(self.tokens, self.paragraphs)
        self.hits: Hits = lexicon().find(self.tokens)
        self.title: Span | None = document.title
        self.published = Published()
        self.segments: list[Segment] = []
        self.numbers: list[Number] = []
        self.numerals = Numerals(len(self.tokens))
        self.times: list[Time] = []
        self.entities: list[Entity] = []
        self.statements: list[Statement] = []
        self.figures: list[Figure] = []
        self.events: list[Event] = []
        self.clauses: list[Any] = []  # as the events layer cuts them, and the names in order: read by later layers
        self.names: Any = None
        self.reasons: dict[tuple[str, int], list[str]] = {}  # layer and offset of a record to why it is as it is
        self.positions: list[Position] = []
        self.findings: list[Finding] = list(document.findings)
        self.proposed: list[tuple[str, Any]] = []  # name of a reader from elsewhere, and what it proposes
        self._token_starts = [t.start for t in self.tokens]
        self._token_ends = [t.end for t in self.tokens]
        self._sentence_firsts = [first for first, _ in self.sentences]
        self._paragraph_firsts = [first for first, _ in self.paragraphs]

    def span(self, first: int, last: int) -> Span:
        """The words from token `first` up to, not including, token `last`."""
        return self.cut(self.tokens[first].start, self.tokens[last - 1].end)

    def cut(self, start: int, end: int) -> Span:
        """The words between two offsets of the raw text."""
        return Span(start=start, end=end, text=self.text[start:end])

    def token_range(self, start: int, end: int) -> Range:
        """The tokens that lie at least partly between two offsets of the raw text."""
        return bisect_right(self._token_ends, start), bisect_left(self._token_starts, end)

    def sentence_of(self, i: int) -> Range:
        """The sentence that holds token i."""
        return self.sentences[bisect_right(self._sentence_firsts, i) - 1]

    def paragraph_of(self, i: int) -> Range:
        """The paragraph that holds token i."""
        return self.paragraphs[bisect_right(self._paragraph_firsts, i) - 1]

    def segment_kind(self, offset: int) -> str:
        """What the stretch of page at a raw offset is for; `body` where no segment holds it."""
        at = bisect_right(self.segments, offset, key=lambda s: s.start) - 1
        return self.segments[at].kind if at >= 0 and offset < self.segments[at].end else "body"

    def find(self, kind: str, message: str, start: int | None = None, end: int | None = None) -> None:
        """Leave a finding: something a reader of the result should know."""
        self.findings.append(Finding(kind=kind, message=message, start=start, end=end))
