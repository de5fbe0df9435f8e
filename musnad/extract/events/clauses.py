"""Clauses: the stretches of a sentence in which a trigger finds its arguments and its day."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit

BORDER_MARKS = frozenset('.,;:!?()[]\u060c\u061b\u061f\u2026"\u00ab\u00bb\u201c\u201d')
OPENED, CLOSED = frozenset("(["), frozenset(")]")
ASIDE = 5  # words
COMMAS = frozenset(",\u060c")
CONJUNCTION_WA = "\u0648"


class Clause(msgspec.Struct, gc=False):
    """A clause. first, last: tokens, last exclusive. kind: how it is joined to what comes before it: main, complement,
    relative, before, after, during, contrast, purpose, report, condition, coordinate, or mark (after punctuation)."""

    first: int
    last: int
    kind: str
    sentence: int
    border: int = 0  # tokens of the joining words at its start


def finite(hit: Hit | None) -> bool:
    """Whether a verb hit is a conjugated form, not a participle or a verbal noun."""
    return hit is not None and hit.features.tense in ("perfect", "imperfect", "jussive")


class Cutter:
    """Cuts a page into clauses, in one pass over its tokens."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.in_time: dict[int, int] = {}  # token of a time expression to its first token
        for time in page.times:
            first, last = page.token_range(time.start, time.end)
            self.in_time.update(dict.fromkeys(range(first, last), first))
        self.asides = set(self._asides())

    def _asides(self) -> Iterator[int]:
        """The marks around a few words (a name in quotation marks, a gloss in brackets), which cut no clause."""
        for quote in self.page.quotes:
            if quote.closed and quote.last - quote.first <= ASIDE:
                yield from (quote.first - 1, quote.last)
        tokens = self.page.tokens
        opened = -1
        for i, token in enumerate(tokens):
            if token.form in OPENED:
                opened = i
            elif token.form in CLOSED and opened >= 0 and i - opened <= ASIDE + 1:
                yield from (opened, i)

    def cut(self) -> list[Clause]:
        borders = self._borders()
        places = sorted(borders)
        clauses: list[Clause] = []
        at = 0
        for number, (first, last) in enumerate(self.page.sentences):
            kind, start, border = "main", first, 0
            while at < len(places) and places[at] < last:
                i, (name, length) = places[at], borders[places[at]]
                at += 1
                if i < start + border or not self._stands(i, name, length, start + border):
                    continue
                if i == start and kind == "main" and name == "coordinate":
                    continue
                if start < i:
                    clauses.append(Clause(start, i, kind, number, border))
                kind, start, border = name, i, length
            if start < last:
                clauses.append(Clause(start, last, kind, number, border))
        return clauses

    def _borders(self) -> dict[int, tuple[str, int]]:
        """Where a clause may begin: token to the kind and length of what opens it."""
        found: dict[int, tuple[str, int]] = {}
        hits = self.page.hits
        for table in ("events.governors", "statements.verbs", "events.verbs"):
            for verb in hits.of(table):
                if verb.split.conjunction == CONJUNCTION_WA and finite(verb) and not self._may_be_noun(verb, table):
                    found[verb.first] = "coordinate", 0
        for hit in hits.of("events.borders"):
            if hit.row["kind"] != "inside":
                found[hit.first] = hit.row["kind"], hit.last - hit.first
        for i, token in enumerate(self.page.tokens):
            if token.kind == "mark" and token.form in BORDER_MARKS:
                found[i] = "mark", 1
        return found

    def _may_be_noun(self, verb: Hit, table: str) -> bool:
        """Whether the letters of a verb are a verbal noun as well (`exchanged`, `an exchange`)."""
        return any(not finite(other) for other in self.page.hits.all_at(verb.first, table))

    def _stands(self, i: int, kind: str, length: int, start: int) -> bool:
        """Whether a border at token i cuts a clause whose own words begin at `start`."""
        if kind == "mark":
            return not (i in self.in_time or i in self.asides or self._sets_off_time(i, start))
        if kind == "before" and self.page.hits.at(i + length, "events.prepositions"):
            return False  # `not yet` before `to`, not `after`
        return kind == "coordinate" or not (i in self.in_time or i + length in self.in_time)

    def _sets_off_time(self, i: int, start: int) -> bool:
        """Whether a comma only sets off a time expression (`came, on Friday, under fire`; `on Friday, they came`)."""
        tokens = self.page.tokens
        if tokens[i].form not in COMMAS:
            return False
        opened = self.in_time.get(i - 1)
        if opened is not None and opened - start <= 1:
            return True
        if opened is not None and any(tokens[k].form in COMMAS for k in (opened - 1, opened - 2) if k >= 0):
            return True
        begins = i + 1 in self.in_time or i + 2 in self.in_time
        return begins and not tokens[i + 1].key.startswith(CONJUNCTION_WA)
