"""The desk: an open ledger, its story, and the views over them, worked out once for each state of the ledger."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import RLock
from typing import Any

from musnad.ledger import Ledger
from musnad.ledger.lookup import stamp, titles
from musnad.link.disagreements import disagreements
from musnad.link.material import Json, Material
from musnad.link.origins import copies
from musnad.story.difference import diff
from musnad.story.file import Story
from musnad.story.people import positions
from musnad.story.sources import sources
from musnad.story.state import state
from musnad.story.uncertain import uncertain
from musnad.story.views import figures, statements, timeline

VIEWS: dict[str, Callable[..., list[Json]]] = {
    "timeline": lambda m, story: timeline(m),
    "figures": figures,
    "statements": lambda m, story: statements(m),
    "disagreements": lambda m, story, apparent=False: disagreements(m, apparent),
    "state": lambda m, story, on: state(m, on, story),
    "copies": lambda m, story: copies(m),
    "sources": lambda m, story: sources(m),
    "positions": lambda m, story: positions(m),
    "changes": lambda m, story, since: diff(m, since),
    "uncertain": lambda m, story: uncertain(m),
}
KEPT = 64  # views kept for one state of the ledger


class Desk:
    """What every page asks. All methods may be called from several threads."""

    def __init__(self, ledger: Ledger, story: Story | None = None, note: str = "") -> None:
        self.ledger, self.story, self.note = ledger, story, note
        self._lock = RLock()
        self._stamp: Any = None
        self._materials: dict[str | None, Material] = {}
        self._views: dict[Any, list[Json]] = {}
        self._names: dict[str, str] = {}

    def _fresh(self) -> None:
        """Forget everything that an older state of the ledger gave."""
        now = stamp(self.ledger)
        if now != self._stamp:
            self._stamp = now
            self._materials, self._views, self._names = {}, {}, {}

    def material(self, known_on: str | None = None) -> Material:
        """The ledger's standing records; with a day, only of documents published by then."""
        with self._lock:
            self._fresh()
            return self._held(known_on)

    def _held(self, known_on: str | None = None) -> Material:
        """The material as last looked at, without asking the ledger whether it has changed since."""
        if known_on not in self._materials:
            if len(self._materials) > 4:
                self._materials.clear()
            self._materials[known_on] = Material(self.ledger, known_on)
        return self._materials[known_on]

    def view(self, name: str, *arguments: Any, known_on: str | None = None) -> list[Json]:
        """A view by its name; the same question to the same ledger is answered from memory."""
        with self._lock:
            material = self.material(known_on)
            asked = (name, arguments, known_on)
            if asked not in self._views:
                if len(self._views) >= KEPT:
                    self._views.clear()
                self._views[asked] = VIEWS[name](material, self.story, *arguments)
            return self._views[asked]

    def key_of(self, document: str) -> str | None:
        """The key of the current version of a document, by its id."""
        with self._lock:
            memory = self._held().memory
            if "keys" not in memory:
                memory["keys"] = {s.id: key for key, s in self._held().sources.items()}
            found: str | None = memory["keys"].get(document)
            return found

    def outlet_of(self, document: str) -> str:
        """The outlet of a document, by its id; '' where it is not known."""
        key = self.key_of(document)
        source = self._held().sources.get(key) if key else None
        return (source.outlet if source else None) or ""

    def title_of(self, key: str) -> str:
        """The headline of a document."""
        with self._lock:
            memory = self._held().memory
            if "titles" not in memory:
                memory["titles"] = titles(self.ledger)
            return str(memory["titles"].get(key, key))

    def days(self) -> list[str]:
        """The days on which documents were published, in order; those known to the day."""
        known = {s.published[:10] for s in self.material().sources.values() if s.published}
        return sorted(day for day in known if len(day) == 10)

    def name_of(self, id: str, language: str) -> str:
        """An entity's name as a reader of that language expects it: the story's, else the commonest in the articles."""
        titled = self._titles().get(id.lower(), {})
        if language in titled:
            return titled[language]
        if language != "ar":
            return id.title() if id == id.lower() else id
        with self._lock:
            if not self._names:
                self._names = self._commonest()
            return self._names.get(id.lower(), id)

    def _titles(self) -> dict[str, dict[str, str]]:
        if self.story is None:
            return {}
        actors = {a.id.lower(): a.title for a in self.story.actors}
        return actors | {s.id.lower(): s.title for s in self.story.sites}

    def _commonest(self) -> dict[str, str]:
        counted: dict[str, Counter[str]] = {}
        for item in self._held().layer("entities"):
            counted.setdefault(item.record.id.lower(), Counter()).update(n.text for n in item.record.names)
        return {id: max(names.items(), key=lambda n: (n[1], n[0]))[0] for id, names in counted.items() if names}
