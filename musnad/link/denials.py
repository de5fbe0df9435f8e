"""A claim and its denial: what one says has happened or will, another says has not or will not.

A denial is a statement that denies, words that call something untrue, or an event that is told not to have been. It is held
against the claims of the same people and places at comparable days that share most of its telling words, the rare ones counting most.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nlargest
from math import log, sqrt

import msgspec

from musnad.lexicon.matcher import lexicon
from musnad.link.context import Context
from musnad.link.kinds import kin
from musnad.link.material import Item, Json, Material, Source
from musnad.link.noted import noted
from musnad.link.processes import denies
from musnad.link.reasons import both_name, reason
from musnad.link.sides import Pair, Side, apart, rows, same_mouth, side
from musnad.link.words import stems
from musnad.model import Event, Statement
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

COMPARABLE_DAYS = 14
HARD_DAYS = 7
NEAREST = 60  # tellings with a word, before and after a denial, that are looked at
RAREST = 6  # words of a denial by which claims are looked for
MOST_CLAIMS = 4  # of one denial
LEAST_WORDS = 2
NAMED = 2  # of so many names that a denial gives, a claim gives most
RARE = (
    "withdrawal",
    "redeployment",
    "handover",
    "appointment",
    "resolution",
    "dialogue_round",
)  # of which it tells few
SERIAL = ("attack", "strike", "casualties", "threat")  # of which one report tells many
ALIKE, ALIKE_ELSEWHERE = (
    0.5,
    0.6,
)  # share of the weight of a denial's words that a claim holds, in one report and in two
AFFIRMED = ("happened", "ongoing", "planned")
LONG = 3  # times as many words as the denial, from which on a claim speaks of more than it
BEFORE = 24  # characters before an event in which it may be negated
CLAIMING = ("says", "adds", "explains", "points_out", "stresses", "warns", "confirms", "announces", "claims", "describes", "reports", "admits")  # fmt: skip


class Telling(msgspec.Struct, frozen=True, eq=False):
    """A claim or a denial. words: its stems without those that only point at what was told; kind: of the event, else ""."""

    side: Side
    source: Source
    words: frozenset[str]
    names: frozenset[str]
    kind: str
    denied: bool


def claims_and_denials(material: Material, context: Context) -> list[Json]:
    """Rows of kind denial: what is denied, with the claims nearest to it in words."""
    told = [*_statements(material, context), *_events(material, context)]
    order = {key: n for n, key in enumerate(material.sources)}
    told.sort(key=lambda t: (order[t.source.key], t.side.start))
    return rows(material, "denial", _pairs(told, context))


def _statements(material: Material, context: Context) -> Iterator[Telling]:
    inside, denying = _kinds_inside(material), _holding_denied(material)
    for item in material.layer("statements"):
        said: Statement = item.record
        if said.content is None or said.negated:
            continue
        denied = said.act == "denies" or denies(said.content.text)
        words = telling_words(said.content.text)
        if len(words) < LEAST_WORDS or not (denied or said.act in CLAIMING):
            continue
        start = min(said.cue.start, said.content.start) if denied else said.content.start
        if not denied and (item.id in denying or _speaks_of_denying(material, item.source, start, said.content.end)):
            continue
        kind = inside.get(item.id, "") if denied else ""
        yield _telling(material, context, item, (start, said.content.end), words, kind, denied)


def _kinds_inside(material: Material) -> dict[str, str]:
    """For statements that tell of an event, the kind of the first one: by record id."""
    found: dict[str, str] = {}
    for item in material.layer("events"):
        said = material.statement_at(item) if item.record.type not in ("other", *SERIAL) else None
        if said is not None:
            found.setdefault(said.id, item.record.type)
    return found


def _holding_denied(material: Material) -> set[str]:
    """Ids of the statements that tell an event not to have been: they claim nothing that a denial of it could oppose."""
    denied = (material.statement_at(item) for item in material.layer("events") if item.record.modality == "denied")
    return {said.id for said in denied if said is not None}


def _speaks_of_denying(material: Material, source: Source, start: int, end: int) -> bool:
    """Whether a stretch of a document tells that someone denies."""
    return _stands_in(noted(material, source).denying, start, end)


def _is_negated(material: Material, item: Item[Event]) -> bool:
    """Whether a negation stands in an event's words or shortly before them: who refuses something does not deny it."""
    seen = noted(material, item.source)
    begin = item.start - BEFORE
    return _stands_in(seen.negations, begin, item.end) or _stands_in(seen.denying, begin, item.end)


def _stands_in(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _events(material: Material, context: Context) -> Iterator[Telling]:
    for item in material.layer("events"):
        event: Event = item.record
        denied = event.modality == "denied"
        words = telling_words(item.words)
        if denied and len(words) <= LEAST_WORDS:
            continue
        if event.type == "other" or len(words) < LEAST_WORDS or not (denied or event.modality in AFFIRMED):
            continue
        if _is_negated(material, item) != denied:
            continue
        said = material.statement_at(item)
        if said is None or not (
            said.record.act == "denies" or (said.record.content and denies(said.record.content.text))
        ):
            yield _telling(material, context, item, (item.start, item.end), words, event.type, denied)


def _telling(
    material: Material, context: Context, item: Item[Event] | Item[Statement], span: tuple[int, int],
    words: frozenset[str], kind: str, denied: bool,
) -> Telling:  # fmt: skip
    value = "denied" if denied else "affirmed"
    told = side(material, item.source, *span, value)
    if isinstance(item.record, Statement) and item.record.speaker_name:
        told = told.by(item.record.speaker_name)
    return Telling(told, item.source, words, frozenset(context.names(item.source, *span)), kind, denied)


def telling_words(text: str) -> frozenset[str]:
    """The stems of words without those that only point at what was told (`the charges`, `its truth`)."""
    tokens = tokenize(Folded(text))
    pointing = [
        text[tokens[h.first].start : tokens[h.last - 1].end] for h in lexicon("link").find(tokens).of("link.charges")
    ]
    return stems(text) - frozenset().union(*map(stems, pointing))


def _pairs(told: list[Telling], context: Context) -> Iterator[Pair]:
    counts = Counter(word for t in told for word in t.words)
    weight = {word: log(1 + len(told) / count) for word, count in counts.items()}
    claims, kinds = _by_word(told), _by_kind(told)
    for n, denial in enumerate(told):
        if not denial.denied:
            continue
        whole = sum(weight[w] for w in denial.words)
        near: set[int] = set()
        for word in nlargest(RAREST, denial.words, key=lambda w: (weight[w], w)):
            near.update(_around(claims[word], n))
        near.update(kinds[denial.source.key, kin(denial.kind)] if denial.kind in RARE else ())
        scored = [(_share(denial, told[m], weight) / whole, m) for m in near]
        best = sorted(scored, key=lambda c: (-c[0], c[1]))
        kept = [told[m] for score, m in best if _opposed(context, denial, told[m], score)]
        yield from (_pair(denial, claim) for claim in kept[:MOST_CLAIMS])


def _share(denial: Telling, claim: Telling, weight: dict[str, float]) -> float:
    """The weight of what a claim shares with a denial, less where it is a part of much that is said besides."""
    long = min(1.0, sqrt(LONG * len(denial.words) / len(claim.words)))
    return sum(weight[w] for w in claim.words & denial.words) * long


def _by_word(told: list[Telling]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for n, telling in enumerate(told):
        if not telling.denied:
            for word in telling.words:
                found[word].append(n)
    return found


def _by_kind(told: list[Telling]) -> dict[tuple[str, int], list[int]]:
    """The claims of every report that tell of one family of events."""
    found: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for n, telling in enumerate(told):
        if not telling.denied and telling.kind:
            found[telling.source.key, kin(telling.kind)].append(n)
    return found


def _around(places: list[int], at: int) -> list[int]:
    """The places nearest to one, before and after."""
    if len(places) <= 2 * NEAREST:
        return places
    return sorted(places, key=lambda n: abs(n - at))[: 2 * NEAREST]


def _opposed(context: Context, denial: Telling, claim: Telling, score: float) -> bool:
    """Whether a claim is what is denied: told of like things, by another, at a comparable day, in as many of its words."""
    here = denial.source.key == claim.source.key
    in_kind = here and denial.kind in RARE and kin(denial.kind) == kin(claim.kind)
    alike = score >= (ALIKE if here else ALIKE_ELSEWHERE) and len(denial.words & claim.words) >= LEAST_WORDS
    if not (in_kind or alike) or same_mouth(denial.side, claim.side):
        return False
    if denial.kind and claim.kind and kin(denial.kind) != kin(claim.kind):
        return False
    if here and denial.side.start < claim.side.end and claim.side.start < denial.side.end:
        return False
    days = apart(denial.side, claim.side)
    if days is None or days > COMPARABLE_DAYS:
        return False
    if (
        not in_kind
        and 2 * len(denial.names & claim.names) <= len(denial.names)
        and not (here and len(denial.names) < NAMED)
    ):
        return False
    return here or context.same_affair(denial.source, claim.source)


def _pair(denial: Telling, claim: Telling) -> Pair:
    days = apart(denial.side, claim.side) or 0
    strength = "hard" if days <= HARD_DAYS else "soft"
    return (
        claim.side,
        denial.side,
        claim.kind or denial.kind,
        strength,
        [reason("denied"), *both_name(denial.names & claim.names)],
    )
