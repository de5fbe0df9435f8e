"""The desk: an open ledger, its story, and the views over them: as the ledger is at the moment, or, of a large ledger whose
views another process keeps, as they were kept last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import RLock
from typing import Any

from sqlalchemy import RowMapping

from musnad.ledger import Ledger
from musnad.ledger.lookup import Watch, keys_of, titles
from musnad.link.material import Json, Material
from musnad.model import Judgement
from musnad.story.difference import changes_since
from musnad.story.drawn import Drawn
from musnad.story.file import Story
from musnad.story.latest import Behind, NotKept
from musnad.story.rows import Rows
from musnad.story.state import state_on
from musnad.story.told import NAMES, How, Told, state_of

ASKED: dict[str, Callable[..., Sequence[Json]]] = {"state": state_on, "changes": changes_since}
KEPT = 64  # answers to questions kept for one state of the ledger
SCOPES = 4  # days as of which views are held open at once


class Desk:
    """What every page asks. All methods may be called from several threads. how: as Told takes it."""

    def __init__(self, ledger: Ledger, story: Story | None = None, note: str = "", how: How = "now") -> None:
        self.ledger, self.story, self.note, self._how = ledger, story, note, how
        self._lock = RLock()
        self._watch = Watch(ledger)
        self._state = ""
        self._held: dict[tuple[str | None, bool], Told] = {}
        self._answers: dict[Any, Sequence[Json]] = {}
        self._memory: dict[str, Any] = {}

    def told(self, known_on: str | None = None, judged: bool = True) -> Told:
        """The views as the ledger is now; with a day, of the documents published by then."""
        with self._lock:
            if self._watch.changed() and (now := self._now()) != self._state:
                self._state = now
                self._held, self._answers, self._memory = {}, {}, {}
            scope = (known_on, judged)
            if scope in self._held and self._held[scope].is_overtaken():
                self._held, self._answers, self._memory = {}, {}, {}
            if scope not in self._held:
                if len(self._held) > SCOPES:
                    self._held.clear()
                self._held[scope] = Told(self.ledger, self.story, known_on, judged=judged, how=self._how)
                self._held[scope].want()
            return self._held[scope]

    @property
    def behind(self) -> Behind | None:
        """How far the views are behind the ledger; None where they are not."""
        return self.told().behind

    def _now(self) -> str:
        """What stands for the ledger with every decision, also those that change no view."""
        decided = sorted((on, d.verdict, d.by, d.at) for on, d in self.ledger.decisions().items())
        return f"{state_of(self.ledger, self.story, None, None, True)} {decided}"

    def material(self, known_on: str | None = None) -> Material:
        """The ledger's standing records; with a day, only of documents published by then."""
        with self._lock:
            return self.told(known_on).material

    def view(self, name: str, *arguments: Any, known_on: str | None = None) -> Sequence[Json]:
        """A view by its name: rows that are read as they are needed; the answer to a question is held in memory."""
        with self._lock:
            if name == "uncertain":
                return self._waiting()
            if name == "disagreements" and any(arguments):
                name = "apparent"
            told = self.told(known_on)
            if name in NAMES:
                return told.rows(name)
            asked = (name, arguments, known_on)
            if asked not in self._answers:
                if len(self._answers) >= KEPT:
                    self._answers.clear()
                self._answers[asked] = ASKED[name](told, *arguments)
            return self._answers[asked]

    def state(self, on: str, known_on: str | None = None) -> Drawn:
        """The state on a day, a part for each frame."""
        found = self.view("state", on, known_on=known_on)
        assert isinstance(found, Drawn)
        return found

    def _waiting(self) -> Rows:
        """What waits for a decision: worked out once for the documents, whatever is decided."""
        return self.told(judged=False).rows("uncertain").without(list(self.decisions()))

    def decisions(self) -> dict[str, Judgement]:
        """The decision that holds on each record or link, by its id."""
        with self._lock:
            self.told()
            found: dict[str, Judgement] = self._once("decisions", self.ledger.decisions)
            return found

    def rows(self, name: str) -> Rows:
        """A view that can be narrowed, ordered and counted without reading all of it."""
        with self._lock:
            return self._waiting() if name == "uncertain" else self.told().rows(name)

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        """What is worked out once for a state of the ledger, as a view last found it: it is asked for name by name."""
        with self._lock:
            if not self._state:
                self.told()
            if name not in self._memory:
                self._memory[name] = make()
            return self._memory[name]

    def key_of(self, document: str, record: str | None = None) -> str | None:
        """The key of the current version of a document, by its id; of the version that a record was read in."""
        keys: dict[str, str] = self._once("keys", lambda: {s.id: key for key, s in self.material().sources.items()})
        moved: set[str] = self._once("moved", lambda: self.told().moved)
        if record and document in moved:
            return str(self.ledger.record(record)["document"])
        return keys.get(document)

    def documents(self) -> list[RowMapping]:
        """Every document's row but its text, in the order of publication; of the ledger as it is now."""
        with self._lock:
            self.told()
            found: list[RowMapping] = self._once("documents", self.ledger.documents)
            return found

    def counts(self) -> dict[str, int]:
        """How many documents, and standing records of each layer."""
        found: dict[str, int] = self._once("counts", self.ledger.counts)
        return found

    def older_versions(self) -> list[str]:
        """The keys of documents of which a later version is in the ledger."""
        found: list[str] = self._once("older", lambda: sorted(keys_of(self.ledger) - self.material().sources.keys()))
        return found

    def outlet_of(self, document: str) -> str:
        """The outlet of a document, by its id; '' where it is not known."""
        known: dict[str, str] = self._once("outlets", self._outlets)
        return known.get(document, "")

    def _outlets(self) -> dict[str, str]:
        return {s.id: s.outlet for s in self.material().sources.values() if s.outlet}

    def title_of(self, key: str) -> str:
        """The headline of a document."""
        known: dict[str, str] = self._once("titles", lambda: titles(self.ledger))
        return known.get(key, key)

    def days(self) -> list[str]:
        """The days on which documents were published, in order; those known to the day."""
        found: list[str] = self._once("days", self._days)
        return found

    def _days(self) -> list[str]:
        known = {s.published[:10] for s in self.material().sources.values() if s.published}
        return sorted(day for day in known if len(day) == 10)

    def name_of(self, id: str, language: str) -> str:
        """An entity's name as a reader of that language expects it: the story's, else the commonest in the articles."""
        titled = self._titles().get(id.lower(), {})
        if language in titled:
            return titled[language]
        if language != "ar":
            return id.title() if id == id.lower() else id
        return self.names().get(id.lower(), id)

    def names(self) -> dict[str, str]:
        """The commonest name of every entity in the articles, by its id in lower case."""
        try:
            known: dict[str, str] = self._once("names", lambda: {r["id"]: r["name"] for r in self.rows("names")})
        except NotKept:
            return {}
        return known

    def _titles(self) -> dict[str, dict[str, str]]:
        if self.story is None:
            return {}
        actors = {a.id.lower(): a.title for a in self.story.actors}
        return actors | {s.id.lower(): s.title for s in self.story.sites}
