"""The views as tools for a language-model assistant, over the Model Context Protocol.

Every tool only reads. Every row carries references: the words, where they stand, and the chain behind them, so that an
assistant can quote and attribute instead of retelling.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from musnad import __version__
from musnad.errors import MusnadError
from musnad.link.material import Json
from musnad.mcp.answers import answer
from musnad.story.chain import chain as chain_of_record
from musnad.story.check import check as check_claim
from musnad.story.desk import Desk
from musnad.story.find import find
from musnad.story.people import said_by

INSTRUCTIONS = """A ledger of Arabic news: who said what and through whom, every figure with its hedge and its day.
Quote the words of a reference as they stand (`text`), name who said them and through whom (`chain`, outermost first), and the day.
Disagreeing values are both kept: give both sides, call none right. An echo or a copy is no second source: count origins.
A day that is null is unknown: do not fill it from the day of publication. An empty answer means the ledger holds nothing on it."""
DAY = r"^\d{4}(-\d\d(-\d\d)?)?$"

Day = Annotated[
    str, Field(pattern=DAY, description="A day, month or year as an ISO prefix: 2024-09-10, 2024-09 or 2024.")
]
KnownOn = Annotated[str | None, Field(pattern=DAY, description="Only what was published by this day; all without it.")]
Limit = Annotated[int, Field(ge=1, le=200, description="How many rows at most.")]
Offset = Annotated[int, Field(ge=0, description="How many rows to pass over: next_offset of the answer before.")]
Words = Annotated[str, Field(min_length=1, max_length=400)]
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)


class Tools:
    """The tools, over one desk. Each answers {"total", "shown", "next_offset", "rows"} but `chain` and `document`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def _view(self, name: str, limit: int, offset: int, known_on: str | None, *asked: str) -> Json:
        rows = self._desk.view(name, *asked, known_on=known_on)
        return answer(self._desk.material(known_on), rows, limit, offset) | self._behind(known_on)

    def _behind(self, known_on: str | None = None) -> Json:
        """Nothing, or `as_of` and `not_in_yet` where a large ledger answers from views that it has outgrown."""
        behind = self._desk.told(known_on).behind
        return {"as_of": behind.made, "not_in_yet": behind.documents + behind.decisions} if behind else {}

    def timeline(self, known_on: KnownOn = None, limit: Limit = 50, offset: Offset = 0) -> Json:
        """What happened, was promised or put off: one row a happening in the order of its day, with every mention of it."""
        return self._view("timeline", limit, offset, known_on)

    def figures(self, known_on: KnownOn = None, limit: Limit = 20, offset: Offset = 0) -> Json:
        """Every figure as a point of its series: bounds, hedge, day, source; echo_of says that it only repeats an earlier one."""
        return self._view("figures", limit, offset, known_on)

    def statements(self, known_on: KnownOn = None, limit: Limit = 50, offset: Offset = 0) -> Json:
        """Who said what, when and through whom, in the order of publication."""
        return self._view("statements", limit, offset, known_on)

    def disagreements(self, known_on: KnownOn = None, limit: Limit = 30, offset: Offset = 0) -> Json:
        """What cannot all be true as stated: each side in its own words. None of the sides is called right."""
        return self._view("disagreements", limit, offset, known_on)

    def positions(self, known_on: KnownOn = None, limit: Limit = 50, offset: Offset = 0) -> Json:
        """Who supports, opposes or doubts what, and how it changed."""
        return self._view("positions", limit, offset, known_on)

    def copies(self, known_on: KnownOn = None, limit: Limit = 50, offset: Offset = 0) -> Json:
        """Which documents carry one report: copies, parts and retellings. They are one source, not several."""
        return self._view("copies", limit, offset, known_on)

    def state(self, on: Day, known_on: KnownOn = None, limit: Limit = 50, offset: Offset = 0) -> Json:
        """The state of affairs on a day: the last known value of every item, its age in days, and whether it is disputed."""
        return self._view("state", limit, offset, known_on, on)

    def changes(self, since: Day, limit: Limit = 50, offset: Offset = 0) -> Json:
        """What documents published on or after a day brought: new, repeated, revised or contradicted."""
        return self._view("changes", limit, offset, None, since)

    def sources(self, words: Annotated[str, Field(max_length=400)] = "", limit: Limit = 20, offset: Offset = 0) -> Json:
        """The origins behind claims that several documents carry, or behind those that hold these words."""
        rows = self._desk.rows("sources").holding(words)
        return answer(self._desk.material(), rows, limit, offset) | self._behind()

    def who(self, name: Words, limit: Limit = 50, offset: Offset = 0) -> Json:
        """Everything that one speaker said, by the name in any Arabic spelling, with the office of that day."""
        return answer(self._desk.material(), said_by(self._desk.told(), name), limit, offset) | self._behind()

    def check(self, claim: Words, on: Annotated[str | None, Field(pattern=DAY)] = None, limit: Limit = 30) -> Json:
        """What in the ledger supports or contradicts a sentence in Arabic, or only speaks of the same thing."""
        return answer(self._desk.material(), check_claim(self._desk.material(), claim, on), limit)

    def search(self, words: Words, limit: Limit = 20) -> Json:
        """Paragraphs that hold all of these Arabic words, whatever their spelling and clitics."""
        return answer(self._desk.material(), find(self._desk.material(), words, limit), limit)

    def chain(self, record: Annotated[str, Field(min_length=6, max_length=32)]) -> Json:
        """The way of one record from its speaker to the reader, each link with its words; record: `record` of a reference."""
        return chain_of_record(self._desk.material(), record)

    def documents(self, limit: Limit = 100, offset: Offset = 0) -> Json:
        """The articles of the ledger, in the order of publication: id, headline, outlet, day."""
        found = self._desk.material().sources
        rows = [{"document": s.id, "title": self._desk.title_of(key), "outlet": s.outlet, "published": s.published}
                for key, s in found.items()]  # fmt: skip
        return answer(self._desk.material(), rows, limit, offset)

    def document(self, id: Words) -> Json:
        """One article as it was received: every offset of a reference counts code points of this text."""
        key = self._desk.key_of(id)
        if key is None:
            raise ToolError(f"no document has the id {id!r}: `documents` lists them")
        document = self._desk.ledger.document(key)
        return {"document": id, "text": document.text, "outlet": document.outlet, "url": document.url,
                "published": self._desk.material().sources[key].published, "digest": document.digest}  # fmt: skip


NAMES = ("timeline", "figures", "statements", "disagreements", "positions", "copies", "state", "changes", "sources", "who",
         "check", "search", "chain", "documents", "document")  # fmt: skip


def create_server(desk: Desk) -> MCPServer:
    """A server with a tool for each view. Nothing it offers writes."""
    server = MCPServer("musnad", title="Musnad", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING")
    tools = Tools(desk)
    for name in NAMES:
        server.add_tool(_told(getattr(tools, name)), name=name, annotations=READS)
    return server


def _told(tool: Callable[..., Json]) -> Callable[..., Json]:
    """The same tool, its one sentence told to the assistant where it cannot answer."""

    @wraps(tool)
    def asked(*given: Any, **named: Any) -> Json:
        try:
            return tool(*given, **named)
        except MusnadError as error:
            raise ToolError(str(error)) from None

    return asked
