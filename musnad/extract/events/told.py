"""What a mention tells by which another one of its document may be known to be of the same happening."""

from __future__ import annotations

import msgspec

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import Mention
from musnad.extract.page import Page
from musnad.model import Event
from musnad.text.skeleton import skeleton

SHORTEST = 3  # letters of a word that tells something
WIDE = 60  # tokens of a sentence whose words are looked at, before a mention and behind it


class Told(msgspec.Struct, gc=False):
    """A mention with its clues.

    word:     the dictionary word that names it; definite: whether it points back (`the attack`).
    dated:    words beside it name its day.
    joined:   it is a verbal noun or verb after `and`.
    headline: it stands in the title; sentence, clause: their numbers.
    names:    ids of those whom its clause names; words: skeletons of the words of its clause, without the one that names
              it; setting: those of its sentence.
    """

    event: Event
    word: str
    definite: bool
    dated: bool
    joined: bool = False
    headline: bool = False
    sentence: int = 0
    clause: int = 0
    relative: bool = False
    names: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    setting: frozenset[str] = frozenset()


class Teller:
    """Gathers the clues of the mentions of a page."""

    def __init__(self, page: Page, clauses: list[Clause]) -> None:
        self.page = page
        self.clauses = clauses
        self._skeletons: dict[int, str] = {}

    def tell(self, event: Event, mention: Mention, dated: bool) -> Told:
        """A mention with its clues. dated: whether words beside it name its day."""
        page, clause, head = self.page, self.clauses[mention.clause], mention.head
        first, last = page.sentence_of(mention.first)
        _, end = page.token_range(event.start, event.end)
        named = set(range(head.first, head.last))
        return Told(
            event=event, word=head.hit.row.word, definite=bool(head.nominal and head.hit.split.article), dated=dated,
            joined=bool((mention.verb or head).hit.split.conjunction),
            headline=page.segment_kind(event.start) == "title",
            sentence=clause.sentence, clause=mention.clause, relative=clause.kind == "relative",
            names=frozenset(name.entity.id for name in page.names.within(clause.first, clause.last)),
            words=self._words(min(clause.first, mention.first), end, named),
            setting=self._words(max(first, mention.first - WIDE), min(last, mention.first + WIDE), set()),
        )  # fmt: skip

    def _words(self, first: int, last: int, without: set[int]) -> frozenset[str]:
        """The skeletons of the words between two tokens."""
        found, known = set(), self._skeletons
        for i in range(first, last):
            if i not in known:
                token = self.page.tokens[i]
                told = token.kind == "word" and len(token.key) >= SHORTEST
                known[i] = skeleton(token.key) if told else ""
            if i not in without:
                found.add(known[i])
        found.discard("")
        return frozenset(found)
