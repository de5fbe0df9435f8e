"""The day that an event shares with the one named right behind it: `two were killed and five wounded in a raid on Friday`."""

from __future__ import annotations

from musnad.extract.events.clauses import Clause
from musnad.extract.events.mentions import VIOLENT, Mention
from musnad.extract.events.narrative import BEFORE_IT, OWN, PASSED_ON
from musnad.extract.page import Page

OF_NEXT = "events.day.of_next"
TOLD = frozenset({OWN, BEFORE_IT})  # rules that take a day from words beside an event
WITHIN = "place"  # role of `in`, `during` before the thing in which something happened
SUFFERED = VIOLENT | {"other"}  # people are killed, wounded, arrested
WIDER = VIOLENT | {"protest"}  # in what that happened
GOES_ON = frozenset({"coordinate", "while"})


def dated_by_next(page: Page, clauses: list[Clause], found: list[Mention], hows: list[str]) -> list[int]:
    """Date events by the next one of their sentence where they are part of it; returns their numbers.

    hows: the rule that dated each event, '' where none did; only those without a day of their sentence are dated.
    """
    told, taken = {k for k, how in enumerate(hows) if how in TOLD}, []
    for k in range(len(found) - 2, -1, -1):
        event, following = page.events[k], page.events[k + 1]
        if k + 1 not in told or (event.date and hows[k] not in PASSED_ON):
            continue
        happened = event.modality == following.modality == "happened"
        if happened and _is_of_one_day(page, clauses, found[k], found[k + 1]):
            event.date, event.end_date = following.date, following.end_date
            told.add(k)
            taken.append(k)
    return taken


def _is_of_one_day(page: Page, clauses: list[Clause], mention: Mention, following: Mention) -> bool:
    clause, other = clauses[mention.clause], clauses[following.clause]
    if clause.sentence != other.sentence:
        return False
    if mention.type == following.type == "casualties":
        joined = clause is other and bool(following.head.hit.split.conjunction)
        return joined or (other.kind in GOES_ON and following.first <= other.first + other.border)
    return clause is other and mention.type in SUFFERED and _is_in(page, following)


def _is_in(page: Page, mention: Mention) -> bool:
    """Whether a mention is a noun of what people suffer from, right behind `in`."""
    if mention.type not in WIDER or not mention.head.nominal:
        return False
    before = page.hits.at(mention.first - 1, "events.prepositions")
    return before is not None and before.last == mention.first and before.row["role"] == WITHIN
