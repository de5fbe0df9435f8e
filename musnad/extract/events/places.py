"""Where it happened, for events whose own words name no place: where what is told beside them happened, or the one place that
their sentence names after `in`."""

from __future__ import annotations

from itertools import pairwise

from musnad.extract.events.arguments import CLITIC_ROLES, Reader
from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import VIOLENT, Mention
from musnad.extract.page import Page
from musnad.model import Event, Statement

BESIDE, OF_SENTENCE = "events.place.beside", "events.place.of_sentence"
BOUND = VIOLENT | {"protest", "meeting", "dialogue_round", "territorial_control"}  # what happens at one place
REAL = frozenset({"happened", "ongoing", "alleged"})
NEAR = 12  # tokens between two events told together
PLACE = "place"


def give_places(
    page: Page, found: list[Mention], clauses: list[Clause], reader: Reader, statements: dict[int, Statement]
) -> None:
    """Give events without a place that of their sentence; the reason tells which.

    statements: the innermost that holds a token; a place counts only where the same one tells of it and the event.
    """
    for (one, a), (other, b) in pairwise(zip(page.events, found, strict=True)):
        if clauses[a.clause].sentence == clauses[b.clause].sentence and b.first - a.last <= NEAR:
            _share(page, one, other)
    by_sentence: dict[int, list[tuple[Event, Mention]]] = {}
    for event, mention in zip(page.events, found, strict=True):
        by_sentence.setdefault(clauses[mention.clause].sentence, []).append((event, mention))
    for sentence, told in by_sentence.items():
        bare = [(e, m) for e, m in told if e.type in BOUND and e.modality in REAL]
        if len(bare) == 1 and all(event.place is None for event, _ in told):
            event, mention = bare[0]
            named = _named(page, sentence, reader, statements, statements.get(mention.head.first))
            if len(named) == 1:
                event.place = named.pop()
                page.reasons["events", event.start].append(f"where by {OF_SENTENCE}")


def _share(page: Page, one: Event, other: Event) -> None:
    """Let violence and those who suffer from it, told side by side, share the place that one of them names."""
    if (
        not {one.type, other.type} <= VIOLENT
        or one.modality != other.modality
        or (one.place is None) == (other.place is None)
    ):
        return
    if one.date and other.date and one.date != other.date:
        return
    bare, told = (one, other) if one.place is None else (other, one)
    if bare.type == "campaign":
        return  # it goes on in more places
    bare.place = told.place
    page.reasons["events", bare.start].append(f"where by {BESIDE}")


def _named(
    page: Page, sentence: int, reader: Reader, statements: dict[int, Statement], told_by: Statement | None
) -> set[str]:
    """The places that a sentence names after `in`, as far as the same report tells of them."""
    first, last = page.sentences[sentence]
    return {
        party.id
        for party in reader.parties.within(first, last)
        if party.kind in ("place", "base")
        and (CLITIC_ROLES.get(party.before[-1:]) or reader.preposition(party.first, first)) == PLACE
        and statements.get(party.first) is told_by
    }
