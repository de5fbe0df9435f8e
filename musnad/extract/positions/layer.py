"""Finds the positions of a page: who holds what on which proposition, from reported words and from acts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from musnad.extract.events.arguments import PLACES, Names
from musnad.extract.events.clauses import Clause
from musnad.extract.page import Page
from musnad.extract.positions.stances import Stance, stance_at
from musnad.model import Position, Statement

NESTED = 6  # reports that may hold one word
LONGEST = 40  # tokens of a proposition
STANCE_OF_ACT = {"doubts": "doubts"}
QUOTED = ' "\u00ab\u00bb\u201c\u201d'
WA = "\u0648"
LEADING = frozenset({"goal", "target", "about"})  # prepositions that only lead to the proposition
SILENT = frozenset({"furniture", "byline", "caption"})


def extract(page: Page) -> None:
    """Set `page.positions`, in the order of the text; a named subject beside the verb counts before a reported speaker."""
    found: dict[int, Position] = {}
    names: Names = page.names or Names(page)
    for statement in page.statements:
        position = _reported(page, statement, names)
        if position is not None:
            found[page.token_range(statement.cue.start, statement.cue.end)[0]] = position
    for clause, stance in _stances(page, names):
        position = _of_verb(page, clause, stance, names)
        if position and not (stance.first in found and position.rule.endswith("list")):
            found[stance.first] = position
    page.positions = [found[i] for i in sorted(found)]


def _is_known(page: Page, statement: Statement, names: Names) -> bool:
    """Whether the speaker is someone named, in office or at least a source, not a stray word."""
    if statement.speaker_id or statement.anonymous or statement.speaker_role:
        return True
    speaker = statement.speaker
    return speaker is not None and bool(names.within(*page.token_range(speaker.start, speaker.end)))


def _stances(page: Page, names: Names) -> Iterator[tuple[Clause, Stance]]:
    """The first verb of stance of each clause outside names; one that may be a noun only where the clause begins."""
    clauses: list[Clause] = page.clauses
    firsts = [clause.first for clause in clauses]
    told = -1
    for hit in page.hits.of("positions.stances"):
        i = hit.first
        number = bisect_right(firsts, i) - 1
        if number == told or names.covers(i):
            continue
        clause = clauses[number]
        stance = stance_at(page, i)
        if stance is None or not stance.kind or stance.nominal:
            continue
        begins = not stance.ambiguous or i - clause.first - clause.border <= 1
        if begins and page.segment_kind(page.tokens[i].start) not in SILENT:
            told = number
            yield clause, stance


def _reported(page: Page, statement: Statement, names: Names) -> Position | None:
    """A position told by a reporting cue that takes one (`rejects`, `calls for`, `doubts`)."""
    content, actor = statement.content, statement.speaker_name
    cue = range(*page.token_range(statement.cue.start, statement.cue.end))
    stance = next((s for i in cue if (s := stance_at(page, i))), None)
    kind = stance.kind if stance else STANCE_OF_ACT.get(statement.act)
    if (
        not actor
        or content is None
        or not kind
        or (stance and stance.nominal and not stance.ambiguous)
        or content.start < statement.cue.start
    ):
        return None
    if not _is_known(page, statement, names):
        return None
    evidence = page.cut(statement.cue.start, content.end)
    if "\n" in evidence.text or _is_place(names, *page.token_range(content.start, content.end)):
        return None
    return Position(actor=actor, on=content.text, stance=kind, evidence=evidence, rule="positions.reported.cue")


def _of_verb(page: Page, clause: Clause, stance: Stance, names: Names) -> Position | None:
    """The position that a verb tells, where its holder is known and something is held."""
    actor, after, rule = _subject(page, clause, stance, names)
    held = _leads_to(page, after)
    last = _end(page, clause, held)
    if actor is None or last - held < 2 or _is_place(names, held, last) or _is_aside(page, held):
        return None
    first = min(stance.first, clause.first + clause.border) if after == stance.last else stance.first
    on = page.span(held, last).text.strip(QUOTED)
    return Position(actor=actor, on=on, stance=stance.kind, evidence=page.span(first, last), rule=rule)


def _leads_to(page: Page, at: int) -> int:
    """The token at which the proposition begins: after words of manner and the preposition that leads to it."""
    for table in ("positions.manners", "events.prepositions", "positions.manners"):
        hit = page.hits.at(at, table)
        if hit is not None and (table == "positions.manners" or hit.row["role"] in LEADING):
            at = hit.last
    return at


def _is_aside(page: Page, at: int) -> bool:
    """Whether what follows says where or in what way, or is another verb, and not what is held."""
    place = page.hits.at(at, "events.prepositions")
    other = page.hits.at(at, "positions.stances")
    return (place is not None and place.row["role"] == "place") or (other is not None and other.split.conjunction == WA)


def _is_place(names: Names, first: int, last: int) -> bool:
    """Whether nothing but a place is named: one is invited there, one does not hold it."""
    return any(name.last >= last and name.entity.type in PLACES for name in names.within(first, first + 1))


def _end(page: Page, clause: Clause, first: int) -> int:
    """The token after the proposition: the end of the clause or a denial that begins another, marks left out."""
    last = first
    while last < min(clause.last, first + LONGEST):
        particle = page.hits.at(last, "events.particles")
        if last > first and particle is not None and particle.row["modality"] == "denied":
            break
        last += 1
    while last > first and (page.tokens[last - 1].kind == "mark" or page.hits.at(last - 1, "events.prepositions")):
        last -= 1
    return last


def _subject(page: Page, clause: Clause, stance: Stance, names: Names) -> tuple[str | None, int, str]:
    """Who holds it, the token after verb and subject, and the rule: a name after or before the verb, or the speaker."""
    for name in names.within(stance.last, stance.last + 1):
        if not name.before and not stance.addressed:
            return name.entity.id, name.last, "positions.held.verb"
    before = [n for n in names.within(clause.first, stance.first) if n.before in ("", WA)]
    if before and stance.first - before[-1].last <= 1 and before[-1].first - clause.first - clause.border <= 2:
        rule = "positions.held.list" if before[-1].before else "positions.held.verb"
        return before[-1].entity.id, stance.last, rule
    if stance.speaks:
        return _speaker(page, stance.first), stance.last, "positions.held.speaker"
    return None, stance.last, ""


def _speaker(page: Page, at: int) -> str | None:
    """Who says the words that hold a token; of nested reports, one of the last few that begin before it."""
    start = page.tokens[at].start
    number = bisect_right(page.statements, start, key=lambda statement: statement.cue.start)
    for statement in reversed(page.statements[max(0, number - NESTED) : number + 1]):
        content = statement.content
        if content is not None and content.start <= start < content.end and statement.speaker_name:
            return statement.speaker_name
    return None
