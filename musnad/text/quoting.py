"""Where quoted words stand in a text: for readers that tell the words and get their place wrong, or do not tell it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.text.clitics import CONJUNCTIONS, PREPOSITIONS
from musnad.text.fold import Folded, fold
from musnad.text.tokens import words_of

_LETTER = r"[^\W\d_]"


def places(text: Folded, words: str) -> Iterator[tuple[int, int]]:
    """Every place where the words stand, in code points of the text as received, in order; none where they do not.

    The words are compared as folded, white space and marks on letters not counting. They begin at a word, or after the
    conjunction and preposition written into it, and end where a word ends; a name cut out of another word is not found.
    One pass over the text.
    """
    tokens = words_of(fold(words))
    if not tokens:
        return
    before = (
        f"(?<!{_LETTER})[{''.join(CONJUNCTIONS)}]?[{''.join(PREPOSITIONS)}]?" if tokens[0].isalpha() else r"(?<!\d)"
    )
    after = f"(?!{_LETTER})" if tokens[-1].isalpha() else r"(?!\d)" if tokens[-1][-1].isdigit() else ""
    body = r"\s*+".join(map(re.escape, tokens))
    for match in re.finditer(f"{before}({body}){after}", text.key):
        start, end = match.span(1)
        yield text.raw_start(start), text.raw_end(end)


def place(text: Folded, words: str, near: int = -1) -> tuple[int, int] | None:
    """The place of the words nearest to an offset, the first one for a negative offset; None where they do not stand."""
    if near >= 0 and words.strip() == words and words and text.raw.startswith(words, near):
        return near, near + len(words)
    return min(places(text, words), key=lambda found: abs(found[0] - near) if near >= 0 else 0, default=None)
