"""Reading gold's documents and counting: the whole of `musnad score --gold`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

import msgspec

from musnad.errors import MusnadError
from musnad.model import Document, Reading
from musnad.reader import read
from musnad.score.gold import Gold
from musnad.score.layers import score_document
from musnad.score.tally import Sheet


def score(golds: list[Gold], documents: Iterable[Document], reading: Callable[[Document], Reading] = read) -> Sheet:
    """Read every document that gold speaks of and compare.

    documents: where gold does not hold them itself, matched by the base name of their id or file.
    Raises:    MusnadError where gold speaks of a document that is not there.
    """
    there = {name: document for document in documents for name in _names(document)}
    sheet = Sheet()
    for gold in golds:
        document = gold.document or there.get(gold.name) or there.get(os.path.splitext(gold.name)[0])
        if document is None:
            raise MusnadError(
                f"gold speaks of {gold.name}, which is not among the documents: name them by --texts or --input"
            )
        score_document(sheet, gold, msgspec.to_builtins(reading(document)), document.text)
    return sheet


def _names(document: Document) -> list[str]:
    return [os.path.basename(document.file), os.path.basename(document.id)]
