"""Finds the events of a page."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from musnad.extract.events.arguments import Reader
from musnad.extract.events.carried import Carrier
from musnad.extract.events.clauses import Clause, Cutter
from musnad.extract.events.dates import Calendar, Dated
from musnad.extract.events.days import UNKNOWN
from musnad.extract.events.evidence import Evidence
from musnad.extract.events.happenings import number_happenings
from musnad.extract.events.headlines import OF_LEAD, dated_by_lead
from musnad.extract.events.mentions import VIOLENT, Joiner, Mention
from musnad.extract.events.modality import Scope
from musnad.extract.events.named import Names
from musnad.extract.events.narrative import Narrative
from musnad.extract.events.news import News
from musnad.extract.events.parenthesis import joined
from musnad.extract.events.parties import Parties
from musnad.extract.events.places import give_places
from musnad.extract.events.sharing import OF_NEXT, TOLD, dated_by_next
from musnad.extract.events.told import Teller
from musnad.extract.events.triggers import Finder
from musnad.extract.events.why import dated_by, typed_by
from musnad.extract.page import Page
from musnad.model import Event

DECLARED = frozenset({"threat", "pledge", "statement_release"})  # acts of speech that are events
FAR = 60  # tokens after a clause in which a sentence may still go on
MONTH = 7  # characters of a date that names a month
SILENT = frozenset({"furniture", "byline"})


class Desk(NamedTuple):
    """What an event's fields are read from."""

    scope: Scope
    calendar: Calendar
    narrative: Narrative
    reader: Reader
    carrier: Carrier
    news: News


def extract(page: Page) -> None:
    """Set `page.events`: every mention of an event with its type, day, people, modality and source."""
    clauses = page.clauses = Cutter(page).cut()
    page.names = Names(page)
    calendar = Calendar(page, clauses)
    scope = Scope(page, clauses)
    reader = Reader(page, Parties(page, page.names))
    carrier = Carrier(page, reader, scope.statements)
    desk = Desk(scope, calendar, Narrative(page, calendar), reader, carrier, News(page, calendar))
    page.events = []
    found = _mentions(page, clauses, scope)
    evidence = Evidence(page, clauses, page.names, calendar)
    found = [m for k, m in enumerate(found) if _stands(page, clauses, found, k, evidence)]
    hows = [_event(page, clauses, found, k, desk) for k in range(len(found))]
    for k in dated_by_next(page, clauses, found, hows):
        _redate(page, k, OF_NEXT)
        hows[k] = OF_NEXT
    teller = Teller(page, clauses)
    told = [
        teller.tell(event, m, _is_dated(page, event, how))
        for event, m, how in zip(page.events, found, hows, strict=True)
    ]
    headline = sum(page.segment_kind(event.start) == "title" for event in page.events)
    for k in dated_by_lead(told, headline):
        _redate(page, k, OF_LEAD)
    number_happenings(told)
    give_places(page, found, clauses, reader, scope.statements)


def _redate(page: Page, k: int, rule: str) -> None:
    """Note that a rule has dated an event that had no day of its own."""
    page.events[k].news = False
    page.reasons["events", page.events[k].start][1] = f"dated by {rule}"


def _is_dated(page: Page, event: Event, how: str) -> bool:
    """Whether words beside an event name its day."""
    return (len(event.date or "") >= MONTH or event.date == page.published.value) and how in TOLD


def _mentions(page: Page, clauses: list[Clause], scope: Scope) -> list[Mention]:
    finder = Finder(page, _barred(page))
    found: list[Mention] = []
    for number, clause in enumerate(clauses):
        if page.segment_kind(page.tokens[clause.first].start) not in SILENT:
            heard = finder.triggers(clause)
            if heard:
                found += Joiner(number, partial(scope.governed, number), clause.kind == "relative").join(heard)
    return joined(found, clauses)


def _barred(page: Page) -> set[int]:
    """Tokens that name something, tell a time or report someone, so that they trigger no event."""
    barred: set[int] = set()
    for entity in page.entities:
        for name in entity.names:
            barred.update(range(*page.token_range(name.start, name.end)))
    for statement in page.statements:
        first, last = page.token_range(statement.cue.start, statement.cue.end)
        verb = page.hits.at(first, "events.verbs")
        if verb is None or verb.row["type"] not in DECLARED:
            barred.update(range(first, last))
    for time in page.times:
        barred.update(range(*page.token_range(time.start, time.end)))
    return barred


def _end(page: Page, clauses: list[Clause], found: list[Mention], k: int) -> int:
    """The token after the last one of a mention: where the next begins or the clause ends, marks and prepositions
    left out."""
    mention = found[k]
    end = clauses[mention.clause].last
    if k + 1 < len(found) and found[k + 1].clause == mention.clause:
        end = max(found[k + 1].first, mention.last)
    while end > mention.last and (page.tokens[end - 1].kind == "mark" or _is_preposition(page, end - 1)):
        end -= 1
    return end


def _is_preposition(page: Page, i: int) -> bool:
    return page.hits.at(i, "events.prepositions") is not None


def _stands(page: Page, clauses: list[Clause], found: list[Mention], k: int, evidence: Evidence) -> bool:
    mention = found[k]
    last = k + 1 == len(found) or found[k + 1].clause != mention.clause
    return evidence.stands(found[k - 1] if k else None, mention, _end(page, clauses, found, k), last)


def _event(page: Page, clauses: list[Clause], found: list[Mention], k: int, desk: Desk) -> str:
    """Add the event of a mention to the page; returns the rule that dated it, '' where none did."""
    mention = found[k]
    end = _end(page, clauses, found, k)
    span = page.span(mention.first, end)
    dated = desk.calendar.place(_dated(clauses, found, k, desk))
    before = page.events[-1].modality if dated.before and found[k - 1].head.nominal else ""
    dated.modality = desk.scope.modality(mention, end, before)
    if desk.narrative.is_ahead(dated):
        dated.modality = "planned"
    elif desk.narrative.is_behind(dated):
        dated.modality = "happened"
    first_day, last_day = desk.narrative.days(dated)
    page.reasons["events", span.start] = [typed_by(mention), dated_by(desk.narrative, dated, (first_day, last_day))]
    parts = desk.reader.arguments(mention, clauses[mention.clause], end)
    carried = desk.carrier.complete(mention, clauses[mention.clause], parts)
    if carried:
        page.reasons["events", span.start].append(f"who acts or suffers by {carried}")
    page.events.append(Event(
        start=span.start, end=span.end, text=span.text, type=mention.type, date=first_day, end_date=last_day,
        place=parts.place, actors=parts.actors, targets=parts.targets, modality=dated.modality,
        source=desk.scope.source(mention), rule=mention.rule,
        news=(first_day, last_day) == UNKNOWN and desk.news.is_told(dated),
    ))  # fmt: skip
    return dated.how if first_day or last_day else ""


def _dated(clauses: list[Clause], found: list[Mention], k: int, desk: Desk) -> Dated:
    """A mention with the tokens of its neighbours in the same sentence and the report that holds it."""
    mention, clause = found[k], clauses[found[k].clause]
    before = 0
    if k and clauses[found[k - 1].clause].sentence == clause.sentence:
        before = found[k - 1].last
    after = _next_apart(clauses, found, k, desk.calendar)
    return Dated(mention, clause, "happened", before, after, desk.scope.statements.get(mention.head.first))


def _next_apart(clauses: list[Clause], found: list[Mention], k: int, calendar: Calendar) -> int:
    """Where the next mention of its sentence begins that does not share its day."""
    sentence = clauses[found[k].clause].sentence
    for following in found[k + 1 : k + 4]:
        clause = clauses[following.clause]
        if clause.sentence != sentence:
            break
        if following.clause != found[k].clause + 1 or not _shares_day(found[k], following, clause, calendar):
            return following.first
    return clauses[found[k].clause].last + FAR


def _shares_day(mention: Mention, following: Mention, clause: Clause, calendar: Calendar) -> bool:
    """Whether what follows tells the day: at the same time, since when, or what the violence named before it did."""
    if clause.kind in ("during", "since"):
        return clause.kind == "during" or not calendar.is_measured(clause.first)
    return clause.kind == "relative" and mention.head.nominal and {mention.type, following.type} <= VIOLENT
