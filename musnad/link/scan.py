"""A document's text with the hits of the linker's own word tables, scanned once for all that look for them."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from musnad.lexicon.matcher import Hits, lexicon
from musnad.link.material import Material, Source
from musnad.link.words import stems_of
from musnad.text.fold import Folded
from musnad.text.layout import Range, paragraphs, sentences
from musnad.text.tokens import Token, tokenize

HELD = 128  # documents


class Scan:
    """tokens of a text; hits, and sentences as ranges of tokens with their stems, only worked out when asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = tokenize(Folded(text))
        self._hits: Hits | None = None
        self._sentences: list[Range] | None = None
        self._stems: list[frozenset[str]] | None = None

    @property
    def hits(self) -> Hits:
        """What the linker's tables know of the text."""
        if self._hits is None:
            self._hits = lexicon("link").find(self.tokens)
        return self._hits

    def sentence(self, token: int) -> Range:
        """The sentence that holds a token."""
        some = self.sentences()
        return some[bisect_right(some, token, key=lambda r: r[0]) - 1]

    def sentences(self) -> list[Range]:
        """Every sentence, in order."""
        if self._sentences is None:
            self._sentences = sentences(self.tokens, paragraphs(self.text, self.tokens))
        return self._sentences

    def stems(self) -> list[frozenset[str]]:
        """The stems of every sentence, in order."""
        if self._stems is None:
            self._stems = [stems_of(self.tokens[first:last]) for first, last in self.sentences()]
        return self._stems


def scan(material: Material, source: Source) -> Scan:
    """The scan of a document."""
    return scan_of(material.text(source))


@lru_cache(maxsize=HELD)
def scan_of(text: str) -> Scan:
    """The scan of a text; those looked at last are held, so that a large ledger takes no more memory."""
    return Scan(text)
