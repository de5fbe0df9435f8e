"""The matcher every layer shares: all word tables in one token trie, run once over a document's tokens.

A phrase matches on folded keys. Its first word may carry the clitics that its table's class allows, its last word an
attached pronoun; the words between stand as the table writes them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache

import msgspec

from musnad.lexicon.compiled import Entry, Node, Tree, compile_tables
from musnad.lexicon.inflect import Features
from musnad.lexicon.kept import block_of
from musnad.lexicon.tables import Row, Table
from musnad.text.clitics import ARTICLE, Split, splits
from musnad.text.tokens import Token

PLAIN = Split("")
NONE: frozenset[str] = frozenset()


class Hit(msgspec.Struct, gc=False):
    """A row found in a document. first, last: tokens, last exclusive. split: what was attached to its first word;
    pronoun: what was attached to its last word."""

    table: str
    first: int
    last: int
    row: Row
    features: Features
    split: Split
    pronoun: str


def allows(word_class: str, split: Split) -> bool:
    """Whether a word of that class can carry those attachments."""
    if word_class in ("noun", "countable"):
        return not split.future
    if word_class == "name":
        return not (split.future or split.article or split.nunation or split.pronoun)
    if word_class == "verb":
        return not (split.article or split.nunation or split.preposition)
    if word_class == "particle":
        return not (split.future or split.article or split.nunation or split.preposition)
    return not (split.future or split.article or split.nunation or split.preposition or split.pronoun)


def _verb_allows(features: Features, split: Split) -> bool:
    if features.tense in ("participle", "masdar"):
        return not split.future
    if split.preposition and not (split.preposition == "\u0644" and features.tense == "imperfect"):
        return False
    if split.future and features.tense != "imperfect":
        return False
    return not (split.article or split.nunation)


def _admits(entry: Entry, split: Split) -> bool:
    if entry.word_class == "verb":
        return _verb_allows(entry.features, split)
    return allows(entry.word_class, split)


def _takes_pronoun(entry: Entry) -> bool:
    """No name does, nor a particle with the article: a union (al-niqaba) is no veil of his (al-niqab-uh)."""
    return entry.word_class not in ("name", "bare") and not (
        entry.word_class == "particle" and entry.row.word.startswith(ARTICLE)
    )


class Hits:
    """What the tables say of a document's tokens: at a token, or all of one table in order."""

    __slots__ = ("_at", "_of")

    def __init__(self, size: int) -> None:
        self._at: list[dict[str, list[Hit]] | None] = [None] * size
        self._of: defaultdict[str, list[Hit]] = defaultdict(list)

    def add(self, hit: Hit) -> None:
        """Keep the longest hits of a table at a token."""
        here = self._at[hit.first]
        if here is None:
            here = self._at[hit.first] = {}
        kept = here.get(hit.table)
        if kept is None or kept[0].last < hit.last:
            here[hit.table] = [hit]
        elif kept[0].last == hit.last:
            kept.append(hit)

    def seal(self) -> None:
        """List the first hit of each table at each token; called once, after all were added."""
        for here in self._at:
            if here:
                for table, hits in here.items():
                    self._of[table].append(hits[0])

    def at(self, i: int, table: str) -> Hit | None:
        """The longest hit of a table that begins at token i, its plainest reading first."""
        here = self._at[i] if 0 <= i < len(self._at) else None
        hits = here.get(table) if here else None
        return hits[0] if hits else None

    def all_at(self, i: int, table: str) -> list[Hit]:
        """Every reading of equal length of a table's hit at token i (homographs)."""
        here = self._at[i] if 0 <= i < len(self._at) else None
        return here.get(table, []) if here else []

    def names_at(self, i: int) -> AbstractSet[str]:
        """The names of the tables that have a row at token i."""
        here = self._at[i]
        return here.keys() if here else NONE

    def tables_at(self, i: int) -> Iterator[Hit]:
        """Every hit that begins at a token, of all tables."""
        here = self._at[i]
        if here:
            for hits in here.values():
                yield from hits

    def of(self, table: str) -> list[Hit]:
        """All hits of a table in the order of their first token (one a token)."""
        return self._of.get(table, [])


class Start(msgspec.Struct, frozen=True, gc=False):
    """One way into the trie by a first word: the node, how the word was split, and the phrases that end right there."""

    node: Node
    split: Split
    entries: tuple[Entry, ...]


class Lexicon:
    """Tables compiled into one tree. Build once; `find` is linear in the tokens.

    sources: the tables, compiled now; or block: what `compile_tables` made of them before.
    """

    def __init__(self, sources: Iterable[Table] = (), block: bytes | None = None) -> None:
        self._tree = Tree(compile_tables(sources) if block is None else block)
        self.starts = lru_cache(maxsize=1 << 17)(self._starts)

    def _starts(self, key: str) -> tuple[Start, ...]:
        """Every way of splitting a folded word that leads into the trie."""
        found = []
        for split in splits(key):
            node = self._tree.below(split.stem)
            if node is not None:
                entries = tuple(
                    e for e in node.entries
                    if _admits(e, split) and (not split.pronoun or _takes_pronoun(e))
                )  # fmt: skip
                if entries or (node.next and not (split.pronoun or split.nunation)):
                    found.append(Start(node, split, entries))
        return tuple(found)

    def find(self, tokens: list[Token]) -> Hits:
        """Every table's hits over a document's tokens."""
        hits = Hits(len(tokens))
        starts = self.starts
        for i, token in enumerate(tokens):
            for start in starts(token.key):
                if start.entries:
                    _take(tokens, (i, i + 1), start.entries, start.split, start.split.pronoun, hits)
                if start.node.next and not (start.split.pronoun or start.split.nunation):
                    _follow(tokens, i, start, hits)
        hits.seal()
        return hits


def _follow(tokens: list[Token], first: int, start: Start, hits: Hits) -> None:
    """Walk on from a first word over the words after it, taking every phrase that ends on the way."""
    node, split = start.node, start.split
    for at in range(first + 1, len(tokens)):
        key = tokens[at].key
        for stem, pronoun in endings(key):
            last = node.next.get(stem)
            if last is not None and last.entries:
                entries = [e for e in last.entries if e.word_class not in ("name", "bare") and _admits(e, split)]
                _take(tokens, (first, at + 1), entries, split, pronoun, hits)
        following = node.next.get(key)
        if following is None:
            return
        node = following
        if node.entries:
            _take(tokens, (first, at + 1), [e for e in node.entries if _admits(e, split)], split, "", hits)
        if not node.next:
            return


@lru_cache(maxsize=1 << 17)
def endings(key: str) -> tuple[tuple[str, str], ...]:
    """The ways of taking an attached pronoun off a word that ends a phrase: (stem, pronoun)."""
    return tuple((s.stem, s.pronoun) for s in splits(key) if s.pronoun and not s.skip)


def _take(
    tokens: list[Token], where: tuple[int, int], entries: Iterable[Entry], split: Split, pronoun: str, hits: Hits
) -> None:
    first, last = where
    for entry in entries:
        if not entry.exact or _spelled(tokens, first, last, entry.exact, split):
            hits.add(Hit(entry.row.table, first, last, entry.row, entry.features, split, pronoun))


def _spelled(tokens: list[Token], first: int, last: int, exact: tuple[str, ...], split: Split) -> bool:
    head = tokens[first].form[split.skip :]
    if not head.startswith(exact[0]) or not split.exact:
        return False
    return all(tokens[first + k].form.startswith(exact[k]) for k in range(1, last - first))


@cache
def lexicon(room: str = "extract") -> Lexicon:
    """The tables of a room, compiled at first use and kept: those of all layers together, or those of `link`."""
    return Lexicon(block=block_of(room))
