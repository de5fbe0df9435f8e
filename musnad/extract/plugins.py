"""Readers from elsewhere: a transformer or a language model proposes records, and what the text does not bear is refused.

A reader is any object with a `name` and a `propose` that takes a Document and returns Proposals: Entity, Statement and
Figure as in `musnad.model`, the same records that the layers make. A span may tell only its words, with start -1; the words
are then looked for. A package registers its reader, a callable that makes it, in its pyproject.toml:

    [project.entry-points."musnad.readers"]
    mymodel = "mypackage.reader:Reader"

Readers never run by being installed. They run when they are asked for, in the order asked: by `MUSNAD_READERS=mymodel,other`
in the environment, or by `asked_for(["mymodel"])` in Python. In `reader.py` the proposals of each kind join the page right
after the layer of that kind, so later layers build on them. The layers' own records stay: a proposal over one of them is
dropped, with a finding where the two disagree. A record of a reader has the rule `LAYER.reader.NAME`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

import msgspec

from musnad.errors import MusnadError
from musnad.extract.page import Page
from musnad.model import Document, Entity, Figure, Span, Statement
from musnad.text.quoting import place, places

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP, VARIABLE = "musnad.readers", "MUSNAD_READERS"
OWN = {"llm": "musnad.extract.language_model.reader"}  # ours, imported when asked for
MOST_NOTES = 50
MOST = 2_000  # records of one kind that a reader may propose for one document


class Proposals(msgspec.Struct):
    """What a reader proposes for one document. notes: what it could not use or did not look at; each becomes a finding."""

    entities: list[Entity] = []
    statements: list[Statement] = []
    figures: list[Figure] = []
    notes: list[str] = []


class Reader(Protocol):
    """A reader from elsewhere. name: letters and digits, as it stands in rule ids."""

    name: str

    def propose(self, document: Document) -> Proposals:
        """Propose records for a document. May raise: the document is then read without it, and a finding tells why."""
        ...


class Refused(Exception):
    """A proposal that the text or the model of records does not bear."""


@lru_cache(maxsize=8)
def asked_for(names: tuple[str, ...]) -> tuple[Reader, ...]:
    """The readers of these names, made once. Raises MusnadError for a name that no installed package registers."""
    if not names:
        return ()
    from importlib.metadata import entry_points  # loads a mail parser; most runs ask for no reader

    registered = {entry.name: entry for entry in entry_points(group=GROUP)}
    for name in names:
        if name not in registered and name not in OWN:
            known = ", ".join(sorted({*registered, *OWN}))
            raise MusnadError(f"no reader {name!r} is installed (installed: {known}); {VARIABLE} names readers to use")
    return tuple(_made(name, registered) for name in names)


def _made(name: str, registered: dict[str, EntryPoint]) -> Reader:
    made: Reader = registered[name].load()() if name in registered else import_module(OWN[name]).Reader()
    return made


def ask(page: Page) -> None:
    """Ask the readers that the environment names."""
    wanted = os.environ.get(VARIABLE)
    if wanted:
        propose(page, asked_for(tuple(name.strip() for name in wanted.split(",") if name.strip())))


def propose(page: Page, readers: Iterable[Reader]) -> None:
    """Keep on the page what each reader proposes for its document, unchecked, in order."""
    for reader in readers:
        try:
            proposals = reader.propose(page.document)
            page.proposed.append((reader.name, proposals))
            for note in proposals.notes[:MOST_NOTES]:
                page.find("reader_noted", f"{reader.name}: {note}")
        except Exception as error:  # reading goes on whatever a reader does
            page.find("reader_failed", f"the reader {reader.name} gave nothing: {type(error).__name__}: {error}")


def join(layer: str) -> Callable[[Page], None]:
    """The layer that joins the proposals of one kind to what the page has."""

    def joined(page: Page) -> None:
        for name, proposals in page.proposed:
            own: list[Any] = getattr(page, layer)
            taken = {i for record in own for span in _marks(record) for i in range(span.start, span.end)}
            for record in _checked(page, name, layer, getattr(proposals, layer)):
                _add(page, name, own, taken, record)
            own.sort(key=lambda record: _marks(record)[0].start)

    return joined


def _checked(page: Page, name: str, layer: str, proposed: list[Any]) -> Iterator[Any]:
    """The proposals with every span in its place, each under the rule of its reader; what is refused leaves a finding."""
    if len(proposed) > MOST:
        page.find("reader_refused", f"{name} proposed {len(proposed)} {layer}; those after {MOST} were not read")
    for record in proposed[:MOST]:
        try:
            data = msgspec.to_builtins(record)
            data["rule"] = f"{layer}.reader.{name}"
            if layer == "entities":
                data["names"] = list(_every_name(page, data["names"]))
            yield msgspec.convert(_aligned(page, data), type(record))
        except (Refused, msgspec.MsgspecError, AttributeError, KeyError, TypeError, ValueError) as error:
            page.find("reader_refused", f"{name}, {layer}: {error}")


def _every_name(page: Page, names: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The names with those whose place is not told put at every place where their words stand."""
    for name in names:
        if name["start"] >= 0:
            yield name
            continue
        found = list(places(page.folded, name["text"]))
        if not found:
            raise Refused(f"the text does not have the words {name['text']!r}")
        yield from ({"start": start, "end": end, "text": page.text[start:end]} for start, end in found)


def _aligned(page: Page, value: Any) -> Any:
    """The same data with every span, however deep, at the place where its words stand. Raises Refused."""
    if isinstance(value, list):
        return [_aligned(page, part) for part in value]
    if not isinstance(value, dict):
        return value
    value = {key: _aligned(page, part) for key, part in value.items()}
    if {"start", "end", "text"} <= value.keys():
        found = place(page.folded, value["text"], value["start"])
        if found is None:
            raise Refused(f"the text does not have the words {value['text']!r}")
        value["start"], value["end"] = found
        value["text"] = page.text[found[0] : found[1]]
    return value


def _add(page: Page, name: str, own: list[Any], taken: set[int], record: Any) -> None:
    """Add a record where it lies over none that the page has; of an entity, the names that do not."""
    free = [span for span in _marks(record) if taken.isdisjoint(range(span.start, span.end))]
    for span in _marks(record):
        if span not in free:
            _compare(page, name, own, record, span)
    if not free:
        return
    taken.update(i for span in free for i in range(span.start, span.end))
    if isinstance(record, Entity):
        record.names = free
        same = next((e for e in own if e.id == record.id and e.type == record.type), None)
        if same is not None:
            same.names = sorted([*same.names, *free], key=lambda span: span.start)
            return
    own.append(record)


def _compare(page: Page, name: str, own: list[Any], record: Any, span: Span) -> None:
    """Leave a finding where a proposal lies over a record that says something else."""
    over = next(r for r in own if any(s.start < span.end and span.start < s.end for s in _marks(r)))
    mine, other = (_said(r) for r in (over, record))
    if mine != other:
        page.find("reader_disagrees", f"{name} reads {span.text!r} as {other}, not {mine}", span.start, span.end)


def _marks(record: Any) -> list[Span]:
    """The spans that a record stands on: its names, its cue, or its own words."""
    if isinstance(record, Entity):
        return record.names
    if isinstance(record, Statement):
        return [record.cue]
    return [cast(Span, record)]


def _said(record: Any) -> str:
    """What a record says, in short, as two readings of the same words are compared."""
    if isinstance(record, Entity):
        return record.type
    if isinstance(record, Statement):
        return record.act
    return f"{record.low} to {record.high} {record.unit} {record.measure}"
