"""What a ledger tells in one state: every view by its name, worked out when first asked for, then kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

import msgspec

from musnad.ledger import Ledger
from musnad.ledger.lookup import document_state
from musnad.link.disagreements import disagreements
from musnad.link.material import Json, Material
from musnad.link.origins import copies
from musnad.story.file import Story
from musnad.story.frames import spoken_of
from musnad.story.kept import Kept, kept_for
from musnad.story.names import names
from musnad.story.people import positions
from musnad.story.rows import Rows
from musnad.story.sources import sources
from musnad.story.uncertain import uncertain
from musnad.story.views import figure_rows, happening_rows, statements

CHANGING = ("reject", "correct", "not_same")  # verdicts that change what a view holds; the others only stand beside it
ROOMS = ("text", "lexicon", "extract", "ledger", "link", "story")
WORKED: dict[str, Callable[[Material, Story | None], Iterable[Json]]] = {
    "timeline": lambda m, story: happening_rows(m),
    "figures": figure_rows,
    "series": lambda m, story: figure_rows(m),
    "statements": lambda m, story: statements(m),
    "disagreements": lambda m, story: disagreements(m),
    "apparent": lambda m, story: disagreements(m, True),
    "copies": lambda m, story: copies(m),
    "sources": lambda m, story: sources(m),
    "positions": lambda m, story: positions(m),
    "uncertain": lambda m, story: uncertain(m),
    "frames": lambda m, story: spoken_of(m, story) if story else (),
    "names": lambda m, story: names(m),
}


class Told:
    """The views of a ledger as it is now.

    story:    whose series and frames are wanted; None for a ledger without one.
    known_on: leave out documents published after this day, or whose day is unknown.
    about:    leave out documents of which no paragraph holds all these words.
    judged:   whether what people decided counts; without, everything stands as it was read.
    """

    def __init__(
        self,
        ledger: Ledger,
        story: Story | None = None,
        known_on: str | None = None,
        about: str | None = None,
        judged: bool = True,
    ) -> None:
        self.ledger, self.story = ledger, story
        self._scope = (known_on, about, judged)
        self._begin()

    def _begin(self) -> None:
        self.state = self._now()
        self._kept: Kept = kept_for(self.state)
        self._material: Material | None = None

    def _now(self) -> str:
        return state_of(self.ledger, self.story, *self._scope)

    @property
    def material(self) -> Material:
        """The records in scope, loaded when first asked for."""
        if self._material is None:
            self._material = Material(self.ledger, *self._scope)
        return self._material

    def take(self, material: Material) -> None:
        """Work views out from a material that is at hand, of the same scope."""
        self._material = material

    def has(self, name: str) -> bool:
        """Whether a view is kept, so that asking for it costs next to nothing."""
        return self._kept.has(name)

    def rows(self, name: str) -> Rows:
        """A view by its name (see WORKED). Where the ledger changes while it is worked out, it is worked out again."""
        while not self._kept.has(name):
            try:
                self._kept.keep(name, self._sound(WORKED[name](self.material, self.story)))
            except _Changed:
                self._begin()
        return self._kept.rows(name)

    def _sound(self, rows: Iterable[Json]) -> Iterable[Json]:
        """The same rows; an error at their end where the ledger is no longer what it was at their beginning."""
        yield from rows
        if self._now() != self.state:
            raise _Changed


def told_of(material: Material, story: Story | None = None) -> Told:
    """The views of the documents that a material holds, worked out from it where they are not kept."""
    told = Told(material.ledger, story, *material.scope)
    told.take(material)
    return told


class _Changed(Exception):
    """The ledger changed while a view was worked out."""


def state_of(ledger: Ledger, story: Story | None, known_on: str | None, about: str | None, judged: bool) -> str:
    """A digest of everything that the views of a ledger follow from: equal digests, equal views."""
    held = {on: d for on, d in ledger.decisions().items() if d.verdict in CHANGING} if judged else {}
    changing = sorted((on, d.verdict, d.value) for on, d in held.items())
    given = (document_state(ledger), changing, known_on, about, story)
    return hashlib.blake2b(code().encode() + msgspec.json.encode(given), digest_size=16).hexdigest()


@cache
def code() -> str:
    """A digest of the code and the tables that views are made with."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(p for room in ROOMS for p in (root / room).rglob("*") if p.suffix in (".py", ".tsv")):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()
