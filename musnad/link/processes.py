"""How a process stands, as a report tells it: the talks go on, the training was suspended, attacks fell, sites are small.

A claim joins a process noun to the nearest word of state in its clause. Negation turns it around, a future is no claim.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.lexicon.matcher import Hit, Hits, lexicon
from musnad.link.known import known
from musnad.link.scan import Scan
from musnad.text.fold import Folded
from musnad.text.layout import Range
from musnad.text.skeleton import ARTICLE
from musnad.text.tokens import Token, tokenize

REACH = 9  # tokens between a process and its state
NEGATION_REACH = 2
UNTIL_REACH = 3
SIZES, SIZE_REACH = ("small", "large"), 4
FINITE = ("perfect", "imperfect", "jussive", "participle", "")
OPPOSITE = {"open": "closed", "closed": "open", "up": "down", "down": "up", "small": "large", "large": "small"}
BACKGROUND_REACH = 4
DENIED_REACH = 40


class Claim(msgspec.Struct, frozen=True):
    """One claim on how a process stands. topic: of link/processes.tsv; start, end: code points of the clause's words from
    process to state; a state that is only reached by negation counts like any other."""

    topic: str
    state: str
    start: int
    end: int
    sentence: tuple[int, int]


def claims(scan: Scan) -> list[Claim]:
    """Every claim on the state of a process in a text, in order, at most one a state word."""
    hits = scan.hits
    if not hits.of("link.processes"):
        return []
    states = sorted([*hits.of("link.states"), *hits.of("link.state_words")], key=lambda h: (h.first, -h.last))
    found: list[Claim] = []
    told = 0
    for hit in states:
        if hit.first < told:  # the verb inside a set phrase
            continue
        told = hit.last
        claim = _claim(scan.tokens, hits, hit, scan.sentence(hit.first))
        if claim is not None and (not found or claim.start >= found[-1].end):
            found.append(claim)
    return found


def _claim(tokens: list[Token], hits: Hits, state: Hit, sentence: Range) -> Claim | None:
    if not _is_asserted(hits, state) or _is_denied(hits, state, sentence):
        return None
    process = _process(tokens, hits, state, sentence)
    alone = state.row.cells.get("alone", "")
    if process is None and not alone:
        return None
    first = min(process.first, state.first) if process else state.first
    last = max(process.last, state.last) if process else state.last
    told = state.row["state"]
    if _negated(hits, state):
        told = OPPOSITE[told]
    topic = state.row["as"] or (process.row["topic"] if process else alone)
    whole = (tokens[sentence[0]].start, tokens[sentence[1] - 1].end)
    return Claim(topic, told, tokens[first].start, tokens[last - 1].end, whole)


def _process(tokens: list[Token], hits: Hits, state: Hit, sentence: Range) -> Hit | None:
    """The process that a state word speaks of: the head of the noun phrase before it, that is the first process noun
    within reach, or the next one after a verb; what a size belongs to is the last noun before it."""
    if state.row["state"] in SIZES:
        near = (
            hits.at(i, "link.processes")
            for i in range(state.first - 1, max(sentence[0], state.first - SIZE_REACH) - 1, -1)
        )
        return next(
            (hit for hit in near if hit is not None and hit.row["topic"] in state.row["topics"].split("|")), None
        )
    topics = [t for t in state.row["topics"].split("|") if t]
    for hit in _candidates(tokens, hits, state, sentence):
        if not topics or hit.row["topic"] in topics:
            return hit
    return None


def _candidates(tokens: list[Token], hits: Hits, state: Hit, sentence: Range) -> Iterator[Hit]:
    """The process nouns within reach: before a state, then after it; for a verb that may stand first, the other way round."""
    before = range(_break_before(hits, state, max(sentence[0], state.first - REACH)), state.first)
    after = range(state.last, min(sentence[1], state.last + REACH // 2))
    verb = state.features.tense in ("perfect", "imperfect", "jussive")
    for i in (*after, *before) if verb else (*before, *after):
        hit = hits.at(i, "link.processes")
        if hit is None:
            continue
        if (i >= state.last and _follows(hits, state, hit)) or (
            i < state.first and (not verb or _is_subject(tokens, hits, hit, sentence))
        ):
            yield hit


def _follows(hits: Hits, state: Hit, process: Hit) -> bool:
    """Whether a process after a state is what it speaks of: no `and` opens another part between, and no preposition but
    the verb's own (`they arrived at an agreement`)."""
    between = range(state.last, process.first)
    apart = len(between) > 1 and any(hits.at(i, "link.leading") for i in between)
    return not process.split.conjunction and not apart


def _is_subject(tokens: list[Token], hits: Hits, process: Hit, sentence: Range) -> bool:
    """Whether a process before a verb begins a clause (`that the talks ... ended`) and is a known one: an indefinite noun before
    a verb is described by it (`an agreement signed in 2015`), one after a noun or a preposition belongs to that."""
    if process.split.preposition:
        return False
    i = process.first - 1
    opens = i < sentence[0] or tokens[i].kind not in ("word", "number") or hits.at(i, "link.breaks") is not None
    near = range(process.first, min(process.last + 1, sentence[1]))
    known = any(tokens[j].key.startswith(ARTICLE, k) for j in near for k in (0, 1))
    return (opens or bool(process.split.conjunction)) and known


def _break_before(hits: Hits, state: Hit, floor: int) -> int:
    """Where the clause of a state begins, as far as a word that opens another clause tells."""
    return next((i + 1 for i in range(state.first - 1, floor - 1, -1) if hits.at(i, "link.breaks") is not None), floor)


def _is_asserted(hits: Hits, state: Hit) -> bool:
    """Whether a state is said to hold: no future, no verbal noun, no attribute (`the ongoing talks`), no condition, aim
    or relative clause."""
    tense = state.row.cells.get("tense", "")
    if state.split.future or state.split.article or state.features.tense not in FINITE:
        return False
    if tense and state.features.tense != tense:
        return False
    if any(hits.at(i, "link.until") is not None for i in range(state.last, state.last + UNTIL_REACH)):
        return False
    for back in range(1, BACKGROUND_REACH + 1):
        hit = hits.at(state.first - back, "link.backgrounds")
        if hit is not None and not hit.pronoun and back <= int(hit.row["reach"]):
            return False
    return True


def _is_denied(hits: Hits, state: Hit, sentence: Range) -> bool:
    """Whether the words before a state tell that someone denies."""
    return any(hits.at(i, "link.denying") for i in range(max(sentence[0], state.first - DENIED_REACH), state.first))


def _negated(hits: Hits, state: Hit) -> bool:
    """Whether a negation stands before a state, other than one that is part of a state itself (`has not ceased to`)."""
    places = range(state.first - NEGATION_REACH, state.first)
    return any(hits.at(i, "link.negations") and not hits.at(i, "link.state_words") for i in places)


@known
def denies(text: str) -> bool:
    """Whether words call something untrue (`a pure lie`, `unfounded`); what is only called so in passing (`the invented
    conflict`) is none."""
    return any(not hit.split.article for hit in lexicon("link").find(tokenize(Folded(text))).of("link.denials"))
