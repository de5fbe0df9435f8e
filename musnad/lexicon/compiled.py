"""Word tables compiled to one block of bytes, and the tree that is opened from it word by word.

Compiling inflects and folds every row; the block holds the outcome, so that it can be kept between runs (`kept.py`). Opening
it costs next to nothing: what stands below a first word is decoded when that word is first met.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from musnad.lexicon.inflect import BASE, Features, countable_forms, verb_forms
from musnad.lexicon.tables import Row, Table
from musnad.text.fold import Folded
from musnad.text.tokens import words_of


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A phrase of the tree: its row, its table's class, what its form says, and its spelling where that counts."""

    row: Row
    word_class: str
    features: Features
    exact: tuple[str, ...]


class Node:
    """A place in the tree of all table words: the words that end here, and what may follow."""

    __slots__ = ("entries", "next")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.entries: list[Entry] = []


class PackedEntry(msgspec.Struct, array_like=True):
    """An entry in the block: numbers of its row and of its features."""

    row: int
    word_class: str
    features: int
    exact: tuple[str, ...]


class PackedNode(msgspec.Struct, array_like=True):
    """A node in the block."""

    entries: list[PackedEntry]
    next: dict[str, PackedNode]


class Making(msgspec.Struct, array_like=True):
    """The block as it is made. below: first word of a phrase to its node."""

    rows: list[Row]
    features: list[Features]
    below: dict[str, PackedNode]


class Opened(msgspec.Struct, array_like=True):
    """The block as it is opened: rows and nodes still packed."""

    rows: list[msgspec.Raw]
    features: list[Features]
    below: dict[str, msgspec.Raw]


_OPEN = msgspec.msgpack.Decoder(Opened)
_ROW = msgspec.msgpack.Decoder(Row)
_NODE = msgspec.msgpack.Decoder(PackedNode)


class Tree:
    """The phrases of some tables by their first word. Raises msgspec.DecodeError for bytes that are no block."""

    def __init__(self, block: bytes) -> None:
        packed = _OPEN.decode(block)
        self._features = packed.features
        self._packed_rows = packed.rows
        self._rows: dict[int, Row] = {}
        self._below = packed.below
        self._nodes: dict[str, Node] = {}

    def below(self, word: str) -> Node | None:
        """The phrases that begin with a folded word; None where there are none."""
        node = self._nodes.get(word)
        if node is None and word in self._below:
            node = self._nodes[word] = self._unpack(_NODE.decode(self._below[word]))
        return node

    def _unpack(self, packed: PackedNode) -> Node:
        node = Node()
        node.entries = [
            Entry(self._row(e.row), e.word_class, self._features[e.features], e.exact) for e in packed.entries
        ]
        node.next = {word: self._unpack(after) for word, after in packed.next.items()}
        return node

    def _row(self, number: int) -> Row:
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = _ROW.decode(self._packed_rows[number])
        return row


def compile_tables(sources: Iterable[Table]) -> bytes:
    """The block of some tables; the same tables give the same bytes."""
    making = Making([], [], {})
    features: dict[Features, int] = {}
    for source in sources:
        _add_table(source, making, features)
    making.features = list(features)
    return msgspec.msgpack.encode(making)


def _add_table(source: Table, making: Making, features: dict[Features, int]) -> None:
    """Fold all words of a table at once, then hang each under its path of folded words."""
    first = len(making.rows)
    making.rows += source.rows
    forms = [(n, form, what) for n, row in enumerate(source.rows) for form, what in _forms(source.word_class, row)]
    folded = Folded("\n".join(form for _, form, _ in forms))
    seen: set[tuple[int, str, Features]] = set()
    for (n, _, what), form, key in zip(forms, folded.form.split("\n"), folded.key.split("\n"), strict=True):
        exact = source.rows[n].cells.get("exact") == "yes"
        identity = (n, form if exact else key, what)
        if not key or identity in seen:
            continue
        seen.add(identity)
        spelling = tuple(words_of(form)) if exact else ()
        entry = PackedEntry(first + n, source.word_class, features.setdefault(what, len(features)), spelling)
        _hang(making.below, words_of(key), entry)


def _hang(below: dict[str, PackedNode], words: list[str], entry: PackedEntry) -> None:
    node = PackedNode([], below)
    for word in words:
        after = node.next.get(word)
        if after is None:
            after = node.next[word] = PackedNode([], {})
        node = after
    node.entries.append(entry)


def _forms(word_class: str, row: Row) -> Iterable[tuple[str, Features]]:
    """Every written form of a row with what it says."""
    if word_class == "verb":
        return verb_forms(row.cells)
    if word_class == "countable":
        return countable_forms(row.cells)
    return ((spelling, BASE) for spelling in row.spellings())
