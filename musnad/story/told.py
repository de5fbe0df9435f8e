"""What a ledger tells in one state: every view by its name, worked out when first asked for, then kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from musnad.ledger import Ledger
from musnad.ledger.lookup import Read, document_state, documents_read
from musnad.ledger.store import now
from musnad.lexicon.kept import cache_folder
from musnad.link.known import remembering
from musnad.link.material import Json, Material
from musnad.model import Judgement
from musnad.story.file import Story
from musnad.story.kept import Kept, kept_for
from musnad.story.latest import Behind, Decided, Latest, Line, NotKept, Scope
from musnad.story.rows import Rows

CHANGING = ("reject", "correct", "not_same")  # verdicts that change what a view holds; the others only stand beside it
FEW = 300  # documents whose views are always shown as the ledger is at the moment
CONTENTS = "contents"  # kept beside the views: the documents that they hold
# now: they are worked out at once; last: those kept last are shown, where there are any; kept: these alone, since another
# process works the views out
How = Literal["now", "last", "kept"]
ROOMS = ("text", "lexicon", "extract", "ledger", "link", "story")
NAMES = ("timeline", "figures", "series", "statements", "disagreements", "apparent", "copies", "sources", "positions",
         "uncertain", "frames", "names", "people")  # fmt: skip


class Told:
    """The views of a ledger as it is now; of a large one, where that is asked for, as they were last kept.

    story:    whose series and frames are wanted; None for a ledger without one.
    known_on: leave out documents published after this day, or whose day is unknown.
    about:    leave out documents of which no paragraph holds all these words.
    judged:   whether what people decided counts; without, everything stands as it was read.
    how:      what is shown where the views of more than FEW documents are not kept for the ledger as it is: see How.
    behind:   how far the views that are shown are behind the ledger; None where they are not.
    """

    def __init__(
        self,
        ledger: Ledger,
        story: Story | None = None,
        known_on: str | None = None,
        about: str | None = None,
        judged: bool = True,
        how: How = "now",
    ) -> None:
        self.ledger, self.story, self._how = ledger, story, how
        self._scope = (known_on, about, judged)
        self.line = Line(ledger, story, code(), self._scope)
        self.names = tuple(n for n in NAMES if (n == "uncertain") is not judged)
        self._begin()

    def _begin(self) -> None:
        self._made = now()
        self._read = documents_read(self.ledger)
        self._decided = _changing(self.ledger.decisions()) if self._scope[2] else []
        self.state = _state(self._read, self._decided, self.story, self._scope)
        self._kept: Kept = kept_for(self.state)
        self._material: Material | None = None
        self.behind: Behind | None = None
        self.moved: set[str] = set()  # ids of documents that are shown as they were before their last version
        self._latest = self.line.latest() if self._how != "now" and self.is_large and not self.is_whole() else None
        if self._latest is not None:
            self._show(self._latest)

    @property
    def documents(self) -> int:
        """How many documents the ledger holds, older versions and those out of scope among them."""
        return len(self._read)

    @property
    def is_large(self) -> bool:
        """Whether working views out takes so long that older ones may be shown meanwhile."""
        return self.documents > FEW

    def is_whole(self) -> bool:
        """Whether every view is kept of what is shown."""
        return all(map(self._kept.has, self.names))

    def is_overtaken(self) -> bool:
        """Whether newer views were kept since than those that are shown."""
        return not (self.behind is None and self.is_whole()) and self.is_large and self.line.latest() != self._latest

    def _show(self, latest: Latest) -> None:
        """Show a state that was kept before, where its views are all there and it is one of this ledger."""
        kept = kept_for(latest.state)
        if not (kept.has(CONTENTS) and all(map(kept.has, self.names))):
            return
        held = {(row["key"], row["fingerprint"]) for row in kept.rows(CONTENTS)}
        if {key for key, _ in held} <= {one.key for one in self._read}:
            fresh = [one for one in self._read if (one.key, one.fingerprint) not in held]
            differ = {on for on, *_ in set(latest.decided) ^ set(self._decided)}
            self._kept, self.behind = kept, Behind(latest.made, len(fresh), len(differ))
            self.moved = {one.id for one in fresh if one.version > 1}

    def want(self) -> None:
        """Ask the process that keeps the views to bring these up to date, where they are not."""
        if self._how == "kept" and self.is_large and (self.behind is not None or not self.is_whole()):
            self.line.want()

    @property
    def material(self) -> Material:
        """The records in scope as the ledger is now, loaded when first asked for."""
        if self._material is None:
            self._material = Material(self.ledger, *self._scope)
        return self._material

    def _is_settled(self) -> bool:
        """Whether the records at hand are those of the state: nothing came in between."""
        keys = {one.key for one in self._read}
        return self.material.sources.keys() <= keys and _changing(self.material.decisions) == self._decided

    def _now(self) -> str:
        return state_of(self.ledger, self.story, *self._scope)

    def take(self, material: Material) -> None:
        """Work views out from a material that is at hand, of the same scope."""
        self._material = material

    def hand_over(self, waiting: Told) -> None:
        """Give the records, as far as no decision changes them, to the views of the same documents as they were read."""
        if self._material is not None and waiting._read == self._read:
            waiting.take(self._material.unjudged())
        self._material = None

    def has(self, name: str) -> bool:
        """Whether a view is kept, so that asking for it costs next to nothing."""
        return self._kept.has(name)

    def rows(self, name: str) -> Rows:
        """A view by its name (see NAMES). Where the ledger changes while it is worked out, it is worked out again.

        Raises: NotKept where it would have to be worked out, of a large ledger whose views another process keeps.
        """
        if self._how == "kept" and self.is_large and not self._kept.has(name):
            raise NotKept(f"{self.ledger.where}: the views are being worked out for the first time: ask again later")
        if not self._kept.has(name):
            self._work_out(name)
        return self._kept.rows(name)

    def _work_out(self, name: str) -> None:
        from musnad.story.worked import WORKED  # the whole linker: what is kept is shown without it

        while not self._kept.has(name):
            if not self._is_settled():
                self._begin()
                continue
            try:
                with remembering(self._folder(), code()):
                    self._kept.keep(name, self._sound(WORKED[name](self.material, self.story)))
                if self.is_large:
                    self.material.release()
                self.note()
            except _Changed:
                self._begin()

    def _folder(self) -> Path | None:
        """Where what was worked out from words is kept, for a large ledger."""
        folder = cache_folder() if self.is_large else None
        return folder / "known" if folder is not None else None

    def note(self) -> None:
        """Once every view of a large ledger is kept, note that these are the latest."""
        if self.is_large and self.behind is None and self.is_whole():
            contents = ({"key": one.key, "fingerprint": one.fingerprint} for one in self._read)
            self._kept.keep(CONTENTS, contents)
            self.line.note(Latest(self.state, self._made, self._decided))

    def _sound(self, rows: Iterable[Json]) -> Iterable[Json]:
        """The same rows; an error at their end where the ledger is no longer what it was at their beginning. Documents that
        came to a large one since are no such change: they never end."""
        yield from rows
        if not self.is_large and self._now() != self.state:
            raise _Changed
        if self.is_large and not set(self._read) <= set(documents_read(self.ledger)):
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
    decided = _changing(ledger.decisions()) if judged else []
    return _state(documents_read(ledger), decided, story, (known_on, about, judged))


def _state(read: list[Read], decided: list[Decided], story: Story | None, scope: Scope) -> str:
    given = (document_state(read), decided, *scope[:2], story)
    return hashlib.blake2b(code().encode() + msgspec.json.encode(given), digest_size=16).hexdigest()


def _changing(decisions: dict[str, Judgement]) -> list[Decided]:
    """The decisions that change what a view holds."""
    return sorted((on, d.verdict, d.value) for on, d in decisions.items() if d.verdict in CHANGING)


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
