"""What views and links are made from: the ledger's standing records with the document they stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from copy import copy
from sys import intern
from typing import Any, Generic, TypeVar

import msgspec

from musnad.ledger import Ledger
from musnad.ledger.faults import damaged
from musnad.ledger.rows import anchor
from musnad.model import Entity, Event, Figure, Judgement, Position, Statement, Time

R = TypeVar("R")
Json = dict[str, Any]
MOST_FOUND = 100_000  # paragraphs
NAMED = ("key", "id", "version", "outlet", "published", "earliest", "latest")  # of a document, as Source holds them
SELDOM = ("times", "entities")
SHORT = 40  # letters
NEAREST = 64  # statements of a document among which the one that holds a record is looked for
TYPES: dict[str, Any] = {
    "times": Time, "figures": Figure, "statements": Statement, "events": Event, "entities": Entity,
    "positions": Position,
}  # fmt: skip


class Source(msgspec.Struct, frozen=True):
    """A document as views name it. published: ISO prefix or None; earliest, latest: the days it may be."""

    key: str
    id: str
    outlet: str | None
    published: str | None
    earliest: str | None
    latest: str | None


class Item(msgspec.Struct, Generic[R], frozen=True, eq=False):
    """A record and where it stands. id: the record's id in the ledger."""

    id: str
    source: Source
    record: R
    start: int
    end: int
    words: str

    def reference(self) -> Json:
        """The reference that a view prints."""
        return {"document": self.source.id, "start": self.start, "end": self.end, "text": self.words, "record": self.id}


class Material:
    """The documents of a ledger and their standing records, a layer at a time, loaded once and only when asked for.

    ledger:   read, never written.
    known_on: leave out documents published after this day, or whose day is unknown; None takes all.
    about:    leave out documents of which no paragraph holds all these words; None takes all.
    judged:   whether what people decided counts; without, everything stands as it was read.
    only:     keys of the documents to take; None takes all.
    """

    def __init__(
        self,
        ledger: Ledger,
        known_on: str | None = None,
        about: str | None = None,
        judged: bool = True,
        only: set[str] | None = None,
    ) -> None:
        self.ledger, self.scope = ledger, (known_on, about, judged)
        self._only = only
        self._sources: dict[str, Source] | None = None
        self._texts: _Texts | dict[str, str] | None = None
        self.decisions: dict[str, Judgement] = ledger.decisions() if judged else {}
        self._layers: dict[str, list[Item[Any]]] = {}
        self._spoken: dict[str, _Spoken] = {}
        self._judged: set[str] = set()  # layers of which a decision changes a record
        self.memory: dict[str, Any] = {}  # what was worked out from the material once
        self.as_read: dict[
            str, tuple[set[str], Any]
        ] = {}  # what no decision on a link changes, with the layers it follows from

    @property
    def sources(self) -> dict[str, Source]:
        """The documents in scope by their keys, in the order of publication."""
        if self._sources is None:
            self._sources = self._in_scope()
        return self._sources

    def _in_scope(self) -> dict[str, Source]:
        known_on, about, _ = self.scope
        rows = self.ledger.current(NAMED, self._only)
        if known_on is not None:
            rows = [row for row in rows if row.published and row.published <= known_on]
        if about is not None:
            holding = {key for key, _, _ in self.ledger.search(about, MOST_FOUND)}
            rows = [row for row in rows if row.key in holding]
        return {
            key: Source(key, id, outlet, published, earliest, latest)
            for key, id, _, outlet, published, earliest, latest in rows
        }

    @property
    def _is_whole(self) -> bool:
        return self.scope[:2] == (None, None) and self._only is None

    def number(self) -> int:
        """How many documents are in scope; of a whole ledger without loading them."""
        return self.ledger.number() if self._sources is None and self._is_whole else len(self.sources)

    def part(self, keys: Iterable[str]) -> Material:
        """Some of the documents of this material, by their keys, as a material of its own; others are not loaded for it."""
        part, wanted = copy(self), set(keys)
        part._only = wanted if self._only is None else wanted & self._only
        if self._sources is not None:
            part._sources = {key: source for key, source in self._sources.items() if key in wanted}
        part._layers, part._spoken, part._judged, part._texts, part.memory, part.as_read = {}, {}, set(), None, {}, {}
        return part

    def layer(self, name: str) -> list[Item[Any]]:
        """Every item of a layer in the order of publication, document and text; rejected ones left out."""
        if name not in self._layers:
            decode = msgspec.json.Decoder(TYPES[name]).decode
            found: dict[str, list[tuple[int, Item[Any]]]] = {key: [] for key in self.sources}
            for row in self.ledger.each_record(name, None if self._is_whole else list(self.sources)):
                source = self.sources.get(row.document)
                item = self._item(row, source, decode) if source is not None else None
                if item is not None:
                    found[item.source.key].append((row.position, item))
            for items in found.values():
                items.sort(key=lambda placed: placed[0])
            self._layers[name] = [item for items in found.values() for _, item in items]
        return self._layers[name]

    def unjudged(self) -> Material:
        """The same documents as they were read, whatever was decided: with the layers that no decision changes, and with what
        was worked out from these."""
        same = copy(self)
        same.scope, same.decisions, same._judged = (*self.scope[:2], False), {}, set()
        same._layers = {name: items for name, items in self._layers.items() if name not in self._judged}
        same._spoken = {} if "statements" in self._judged else self._spoken
        same.memory = {name: found for name, (layers, found) in self.as_read.items() if not layers & self._judged}
        return same

    def release(self) -> None:
        """Let go of the layers that few views need; they are loaded again when they are asked for."""
        for name in SELDOM:
            self._layers.pop(name, None)

    def _item(self, row: Any, source: Source, decode: Callable[[str], Any]) -> Item[Any] | None:
        decision = self.decisions.get(row.id)
        try:
            record = decode(row.body)
        except msgspec.MsgspecError:
            raise damaged(f"the record {row.id} cannot be read") from None
        if decision is not None and decision.verdict in ("reject", "correct"):
            self._judged.add(row.layer)
            if decision.verdict == "reject":
                return None
            record = corrected(record, decision.value) if decision.value else record
        return Item(row.id, source, lean(record), *anchor(row.layer, record))

    def stands(self, link: str) -> bool:
        """Whether no one has said that what a link joins is not the same."""
        decision = self.decisions.get(link)
        return decision is None or decision.verdict not in ("not_same", "reject")

    def text(self, source: Source) -> str:
        """The text of a document as received."""
        if self._texts is None:
            self._texts = _Texts(self.ledger, list(self.sources))
        return self._texts[source.key]

    def statement_at(self, item: Item[Any]) -> Item[Statement] | None:
        """The innermost statement whose content holds a record's words, or None where the outlet itself speaks."""
        return self.statement_holding(item.source, item.start, item.end)

    def statement_holding(self, source: Source, start: int, end: int) -> Item[Statement] | None:
        """The innermost statement whose content holds a stretch of a document, or None where the outlet itself speaks."""
        return self._statements_of(source).holding(start, end)

    def spoken(self, source: Source) -> list[Item[Statement]]:
        """The statements of a document, in the order of the text."""
        return self._statements_of(source).items

    def _statements_of(self, source: Source) -> _Spoken:
        if not self._spoken:
            self._spoken = {key: _Spoken() for key in self.sources}
            for item in self.layer("statements"):
                self._spoken[item.source.key].items.append(item)
        return self._spoken[source.key]


def lean(record: R) -> R:
    """The same record, its short words shared with all others that hold them: kinds, names, days."""
    for name in record.__struct_fields__:  # type: ignore[attr-defined]
        value = getattr(record, name)
        if type(value) is str and len(value) <= SHORT:
            setattr(record, name, intern(value))
        elif type(value) is list and value and type(value[0]) is str:
            value[:] = map(intern, value)
    return record


def corrected(record: Any, value: str) -> Any:
    """A record with the fields that a person gave as JSON; as it was read, where they do not fit it."""
    try:
        return msgspec.convert(msgspec.to_builtins(record) | msgspec.json.decode(value), type(record))
    except (msgspec.ValidationError, msgspec.DecodeError, TypeError):
        return record


def fits(layer: str, body: str, value: str) -> bool:
    """Whether a correction, JSON, names fields of a record of a layer with values of their type."""
    try:
        given = msgspec.json.decode(value)
        known = msgspec.json.decode(body)
        msgspec.convert(known | given, TYPES[layer])
    except (msgspec.ValidationError, msgspec.DecodeError, TypeError, KeyError):
        return False
    return set(given) <= set(known)


class _Texts:
    """The texts of documents, fetched a stretch at a time in their order; the stretches used last are held."""

    STRETCH, HELD = 256, 128  # documents; stretches, some 150 MB of text

    def __init__(self, ledger: Ledger, keys: list[str]) -> None:
        self._ledger, self._keys = ledger, keys
        self._place = {key: number for number, key in enumerate(keys)}
        self._stretches: dict[int, dict[str, str]] = {}

    def __getitem__(self, key: str) -> str:
        number = self._place[key] // self.STRETCH
        found = self._stretches.pop(number, None)
        if found is None:
            found = self._ledger.texts(self._keys[number * self.STRETCH : (number + 1) * self.STRETCH])
            if len(self._stretches) >= self.HELD:
                del self._stretches[next(iter(self._stretches))]
        self._stretches[number] = found
        return found[key]


class _Spoken:
    """The statements of one document, by where their contents begin."""

    def __init__(self) -> None:
        self.items: list[Item[Statement]] = []
        self._ordered: list[tuple[int, int, int, Item[Statement]]] | None = None  # start, end, place in the text, item
        self._around: list[int] = []  # for each the place of the nearest before it that holds it, else -1

    def holding(self, start: int, end: int) -> Item[Statement] | None:
        """The innermost of those that hold a stretch, looked for among the NEAREST before it and what these stand in, so
        that a document of very many statements takes no longer for each."""
        if self._ordered is None:
            self._ordered = self._in_order()
        last = bisect_right(self._ordered, start, key=lambda held: held[0]) - 1
        first = max(0, last - NEAREST)
        inside = [held for held in self._ordered[first : last + 1] if end <= held[1]]
        above = self._around[first] if last >= 0 else -1
        for _ in range(NEAREST):
            if above < 0:
                break
            if end <= self._ordered[above][1]:
                inside.append(self._ordered[above])
            above = self._around[above]
        return min(inside, key=lambda held: (held[1] - held[0], held[2]))[3] if inside else None

    def _in_order(self) -> list[tuple[int, int, int, Item[Statement]]]:
        contents = [(i.record.content, n, i) for n, i in enumerate(self.items) if i.record.content]
        ordered = sorted(
            ((c.start, c.end, n, i) for c, n, i in contents), key=lambda held: (held[0], -held[1], held[2])
        )
        open_: list[int] = []
        for place, (start, end, _, _) in enumerate(ordered):
            while open_ and (ordered[open_[-1]][1] < end or ordered[open_[-1]][1] <= start):
                open_.pop()
            self._around.append(open_[-1] if open_ else -1)
            open_.append(place)
        return ordered


def chain_of(source: Source, statement: Item[Statement] | None) -> list[str]:
    """The names of a record's carriers, outermost first: its statement's chain, else its outlet."""
    if statement is not None and statement.record.chain:
        return [link.name for link in statement.record.chain]
    return [source.outlet] if source.outlet else []
