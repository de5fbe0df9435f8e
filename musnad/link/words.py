"""The words of a span as a set that spelling and clitics do not change: what two tellings may share."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from musnad.link.known import known
from musnad.text.clitics import splits
from musnad.text.fold import Folded
from musnad.text.tokens import Token, tokenize

SHORTEST = 3


@lru_cache(maxsize=1 << 16)
def stem(key: str) -> str:
    """A folded word without conjunction, preposition and article, where it carries an article; else as it is."""
    bare = [s.stem for s in splits(key) if s.article and not (s.pronoun or s.nunation) and len(s.stem) >= SHORTEST]
    return min(bare, key=len) if bare else key


@known
def stems(text: str) -> frozenset[str]:
    """The stems of a text's words of three letters and more, and its numbers."""
    return stems_of(tokenize(Folded(text)))


def stems_of(tokens: Iterable[Token]) -> frozenset[str]:
    """The same of tokens."""
    found = set()
    for token in tokens:
        if token.kind == "number" or (token.kind == "word" and len(token.key) >= SHORTEST):
            found.add(stem(token.key))
    return frozenset(found)
