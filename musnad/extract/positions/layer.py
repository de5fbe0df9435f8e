"""Finds the positions of a page: who holds what on which proposition, from reported words and from acts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from musnad.extract.events.clauses import Clause, finite
from musnad.extract.events.named import PLACES, Name, Names
from musnad.extract.page import Page
from musnad.extract.positions.propositions import BA, VERBS, WA, Propositions
from musnad.extract.positions.stances import Stance, stance_at
from musnad.model import Position, Statement

NESTED = 6  # reports that may hold one word
STANCE_OF_ACT = {"doubts": "doubts"}
SILENT = frozenset({"furniture", "byline", "caption"})
OBLIQUE = "\u064a\u064a\u0646"  # ends the name of a people that is no subject


def extract(page: Page) -> None:
    """Set `page.positions`, in the order of the text; a named subject beside the verb counts before a reported speaker."""
    found: dict[int, Position] = {}
    names: Names = page.names or Names(page)
    propositions = Propositions(page, names)
    for statement in page.statements:
        position = _reported(page, statement, propositions)
        if position is not None:
            found[page.token_range(statement.cue.start, statement.cue.end)[0]] = position
    for clause, stance in _stances(page, names):
        position = _of_verb(page, clause, stance, propositions)
        if position and not (stance.first in found and position.rule.endswith("list")):
            found[stance.first] = position
    page.positions = [found[i] for i in sorted(found)]


def _is_known(page: Page, statement: Statement, names: Names) -> bool:
    """Whether the speaker is someone named, in office or at least a source, not a stray word, and nothing but a speaker."""
    speaker = statement.speaker
    if speaker is None:
        return bool(statement.speaker_id)
    first, last = page.token_range(speaker.start, speaker.end)
    for i in range(first + 1, last):
        border = page.hits.at(i, "events.borders")
        if border is not None and border.row["kind"] == "relative":
            break
        if any(finite(page.hits.at(i, table)) for table in VERBS):
            return False
    return bool(names.within(first, last) or statement.speaker_id or statement.anonymous or statement.speaker_role)


def _agrees(page: Page, statement: Statement, stance: Stance) -> bool:
    """Whether the speaker after a verb is of its gender; else it is the one spoken to (`she urged the council`)."""
    speaker = statement.speaker
    if speaker is None or speaker.start < statement.cue.start or stance.gender != "f":
        return True
    head = page.hits.at(page.token_range(speaker.start, speaker.end)[0], "statements.sources")
    return head is None or head.row["gender"] != "m" or head.row["number"] == "p"


def _actor(page: Page, statement: Statement, stance: Stance | None, names: Names) -> str | None:
    """Who holds it: the speaker; before those spoken to only as far as the person's name reaches."""
    speaker = statement.speaker
    if speaker is None:
        return statement.speaker_name
    first, last = page.token_range(speaker.start, speaker.end)
    if statement.speaker_name == speaker.text and any(n.before == WA for n in names.within(first, first + 1)):
        return speaker.text[1:]
    if stance is None or not stance.addressed or speaker.start < statement.cue.start:
        return statement.speaker_name
    person = next((n for n in names.within(first, last) if n.entity.type == "person"), None)
    if person is None or person.last >= last or page.tokens[person.last].kind == "mark":
        return statement.speaker_name
    return page.span(first, person.last).text


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


def _reported(page: Page, statement: Statement, propositions: Propositions) -> Position | None:
    """A position told by a reporting cue that takes one (`rejects`, `calls for`, `doubts`)."""
    content, names = statement.content, propositions.names
    cue = range(*page.token_range(statement.cue.start, statement.cue.end))
    stance = next((s for i in cue if (s := stance_at(page, i))), None)
    kind = stance.kind if stance else STANCE_OF_ACT.get(statement.act)
    actor = _actor(page, statement, stance, names)
    if not actor or content is None or not kind or content.start < statement.cue.start:
        return None
    if not _is_known(page, statement, names) or (stance and not _reports(page, statement, stance)):
        return None
    first, last = page.token_range(content.start, content.end)
    led = stance is None or cue.stop > stance.last or _is_led(page, first)
    first, last, on = propositions.words(None if led else stance, first, last)
    evidence = page.cut(statement.cue.start, page.tokens[last - 1].end)
    if not on or "\n" in evidence.text or _is_place(names, first, last):
        return None
    return Position(actor=actor, on=on, stance=kind, evidence=evidence, rule="positions.reported.cue")


def _reports(page: Page, statement: Statement, stance: Stance) -> bool:
    """Whether a cue is a verb that its speaker governs, not a noun and not of another gender."""
    return (stance.ambiguous or not stance.nominal) and _agrees(page, statement, stance)


def _is_led(page: Page, first: int) -> bool:
    """Whether the preposition that leads to what is held stands before it already."""
    hit = page.hits.at(first - 1, "events.prepositions")
    quoted = first >= 2 and page.tokens[first - 1].kind == "mark" and page.tokens[first - 2].key == BA
    return quoted or (hit is not None and hit.last == first)


def _of_verb(page: Page, clause: Clause, stance: Stance, propositions: Propositions) -> Position | None:
    """The position that a verb tells, where its holder is known and something is held."""
    names = propositions.names
    actor, after, rule = _subject(page, clause, stance, names)
    if actor is None:
        return None
    held, last, on = propositions.words(stance, after, clause.last)
    if not on or last - held < 2 or _is_place(names, held, last) or _is_aside(page, held):
        return None
    first = min(stance.first, clause.first + clause.border) if after == stance.last else stance.first
    return Position(actor=actor, on=on, stance=stance.kind, evidence=page.span(first, last), rule=rule)


def _is_aside(page: Page, at: int) -> bool:
    """Whether what follows says where or in what way, or is another verb, and not what is held."""
    place = page.hits.at(at, "events.prepositions")
    other = page.hits.at(at, "positions.stances")
    return (place is not None and place.row["role"] == "place") or (other is not None and other.split.conjunction == WA)


def _is_place(names: Names, first: int, last: int) -> bool:
    """Whether nothing but a place is named: one is invited there, one does not hold it."""
    return any(name.last >= last and name.entity.type in PLACES for name in names.within(first, first + 1))


def _subject(page: Page, clause: Clause, stance: Stance, names: Names) -> tuple[str | None, int, str]:
    """Who holds it, the token after verb and subject, and the rule: a name after or before the verb, or the speaker."""
    opens = clause.kind != "relative" and not stance.plural
    for name in names.within(stance.last, stance.last + 1):
        if opens and not name.before and not stance.addressed and not _is_oblique(page, name):
            return name.entity.id, name.last, "positions.held.verb"
    before = [
        n for n in names.within(clause.first, stance.first) if n.before in ("", WA) and not _is_led(page, n.first)
    ]
    if before and stance.first - before[-1].last <= 1 and before[-1].first - clause.first - clause.border <= 2:
        rule = "positions.held.list" if before[-1].before else "positions.held.verb"
        return before[-1].entity.id, stance.last, rule
    if stance.speaks:
        return _speaker(page, stance.first), stance.last, "positions.held.speaker"
    return None, stance.last, ""


def _is_oblique(page: Page, name: Name) -> bool:
    """Whether the ending of a name says that it is no subject (`opposes the Houthis`)."""
    return page.tokens[name.last - 1].key.endswith(OBLIQUE)


def _speaker(page: Page, at: int) -> str | None:
    """Who says the words that hold a token; of nested reports, one of the last few that begin before it."""
    start = page.tokens[at].start
    number = bisect_right(page.statements, start, key=lambda statement: statement.cue.start)
    for statement in reversed(page.statements[max(0, number - NESTED) : number + 1]):
        content = statement.content
        if content is not None and content.start <= start < content.end and statement.speaker_name:
            media = any(e.type == "media" and e.id == statement.speaker_id for e in page.entities)
            return None if media else statement.speaker_name
    return None
