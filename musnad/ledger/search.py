"""Full-text search that treats hamza, ta marbuta, alef maqsura, diacritics and clitics alike.

Both stores are fed the same words: every token folded, and beside it what is left when its conjunction, preposition and
article are taken off. So both give the same answers; only the index differs (FTS5, GIN).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from musnad.text.clitics import splits
from musnad.text.fold import Folded
from musnad.text.layout import paragraphs
from musnad.text.tokens import tokenize

SHORTEST_STEM = 3


@lru_cache(maxsize=1 << 16)
def search_words(key: str) -> list[str]:
    """A folded word and what it may be without its clitics."""
    stems = [s.stem for s in splits(key) if not (s.pronoun or s.nunation or s.future) and len(s.stem) >= SHORTEST_STEM]
    return list(dict.fromkeys([key, *stems]))


def paragraph_rows(key: str, document_text: str) -> list[dict[str, Any]]:
    """The paragraphs of a document as the index holds them: its key, where they stand, and their words."""
    tokens = tokenize(Folded(document_text))
    rows = []
    for first, last in paragraphs(document_text, tokens):
        words = [w for t in tokens[first:last] if t.kind != "mark" for w in search_words(t.key)]
        if words:
            start, stop = tokens[first].start, tokens[last - 1].end
            rows.append({"key": key, "start": start, "stop": stop, "words": " ".join(words)})
    return rows


def index_paragraphs(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Index the paragraphs of a new document (a document's text never changes, so this is done once)."""
    if rows:
        connection.execute(
            text("INSERT INTO search (document, start, stop, words) VALUES (:key, :start, :stop, :words)"), rows
        )


def _alternatives(query: str) -> list[list[str]]:
    """The words asked for, each with its spellings: all must be there, each in one of its forms."""
    keys = [t.key for t in tokenize(Folded(query)) if t.kind != "mark"]
    return [search_words(key)[:1] + [s.stem for s in splits(key) if s.article and not s.nunation] for key in keys]


def search(connection: Connection, query: str, limit: int, every: bool = True) -> list[Any]:
    """Paragraphs that hold every word of a query, as rows of document key, start and stop; the best first.

    every: without it, any of the words is enough.
    """
    wanted = _alternatives(query)
    if not wanted:
        return []
    if connection.dialect.name == "sqlite":
        match = (" AND " if every else " OR ").join(
            "(" + " OR ".join(f'"{w}"' for w in words) + ")" for words in wanted
        )
        statement = "SELECT document, start, stop FROM search WHERE search MATCH :q ORDER BY rank, rowid LIMIT :n"
    else:
        match = (" & " if every else " | ").join("(" + " | ".join(f"'{w}'" for w in words) + ")" for words in wanted)
        statement = (
            "SELECT document, start, stop FROM search WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :q) "
            "ORDER BY ts_rank(to_tsvector('simple', words), to_tsquery('simple', :q)) DESC, document, start LIMIT :n"
        )
    return list(connection.execute(text(statement), {"q": match, "n": limit}))
