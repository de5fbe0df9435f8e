"""A claim and its denial: what one says has happened or will, another says has not or will not.

A denial that points back (`which Moscow denies`) stands against what was told just before it. One with words of its own is held
against the claims of the same people and places at comparable days that share what it begins with and most of its telling
words, the rare ones counting most. Denials of one thing make one row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from heapq import nlargest
from math import log, sqrt

from musnad.extract.events.kinds import kin
from musnad.link.assertions import HEAD, LEAST_WORDS, Telling, denied_words, in_order, telling_words, tellings
from musnad.link.context import Context
from musnad.link.material import Json, Material
from musnad.link.not_yet import not_yet
from musnad.link.reasons import both_name, reason
from musnad.link.retorts import Opposed, named_claims, opposed_in
from musnad.link.sides import Pair, Side, apart, rows
from musnad.link.subjects import named_in
from musnad.text.skeleton import skeleton

COMPARABLE_DAYS = 14
HARD_DAYS = 7
NEAREST = 60  # tellings with a word, before and after a denial, that are looked at
RAREST = 6  # words of a denial by which claims are looked for
MOST_CLAIMS = 4  # of one denial
NAMED = 2  # of so many names that a denial gives, a claim gives most
ALIKE, ALIKE_ELSEWHERE = (
    0.5,
    0.6,
)  # share of the weight of a denial's words that a claim holds, in one report and in two
LAID = 0.3  # the same where both speak of what is laid to someone
RARE = (
    "withdrawal",
    "redeployment",
    "handover",
    "appointment",
    "resolution",
    "dialogue_round",
)  # of which a report tells few
MERELY = 0.75  # the same for an event that is merely told not to have been
SAME = 0.6  # share of the weight of both that two denials of one thing hold
LONG = 3  # times as many words as the denial, from which on a claim speaks of more than it


def claims_and_denials(material: Material, context: Context) -> list[Json]:
    """Rows of kind denial: what is denied, with the claims nearest to it in words."""
    told, sources = tellings(material, context), material.sources.values()
    named = [pair for source in sources for pair in named_claims(material, context, source)]
    direct = [*(pair for source in sources for pair in opposed_in(material, context, source)), *named]
    told = in_order(material, [*told, *(_of_named(context, pair) for pair in named)])
    weight = _weights(told)
    pairs = [*_pointing(direct), *_pairs(told, context, weight), *not_yet(material)]
    return rows(material, "denial", pairs, _same(material, context, pairs, direct, weight))


def _pointing(direct: list[Opposed]) -> Iterator[Pair]:
    for pair in direct:
        yield pair.told, pair.denied, "", "hard", [reason(pair.key)]


def _of_named(context: Context, pair: Opposed) -> Telling:
    """A denial that names its claim, as a telling of what the claim says."""
    told = pair.told
    text = context.material.text(pair.source)[told.start : told.end]
    called = {skeleton(word) for word in context.name_words(pair.source, told.start, told.end)}
    words = [word for word in denied_words(text) if word not in called]
    names = frozenset(context.names(pair.source, told.start, told.end))
    return Telling(pair.denied, pair.source, frozenset(words), frozenset(words[:HEAD]), names, "", True)


def _weights(told: list[Telling]) -> dict[str, float]:
    """How much a word says: the rarer, the more."""
    counts = Counter(word for t in told for word in t.words)
    return {word: log(1 + len(told) / count) for word, count in counts.items()}


def _pairs(told: list[Telling], context: Context, weight: dict[str, float]) -> Iterator[Pair]:
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
    middle = bisect_left(places, at)
    return places[max(0, middle - NEAREST) : middle + NEAREST]


def _opposed(context: Context, denial: Telling, claim: Telling, score: float) -> bool:
    """Whether a claim is what is denied: told of like things, by another, at a comparable day, in as many of its words."""
    here = denial.source.key == claim.source.key
    kinds = [kin(kind) for kind in (denial.kind, claim.kind) if kind]
    if _one_camp(denial.side.who, claim.side.who) or len(set(kinds)) > 1:
        return False
    in_kind = here and denial.firm and denial.kind in RARE and len(kinds) > 1
    if not in_kind and not _is_alike(denial, claim, score, here):
        return False
    if here and denial.side.start < claim.side.end and claim.side.start < denial.side.end:
        return False
    days = apart(denial.side, claim.side)
    if days is None or days > COMPARABLE_DAYS:
        return False
    few = here and len(denial.names) < NAMED
    named = in_kind or few or 2 * len(denial.names & _named(context, claim, score)) > len(denial.names)
    named = named or (not denial.names and bool(_around_it(context, denial) & _around_it(context, claim)))
    return named and (here or context.same_affair(denial.source, claim.source))


def _named(context: Context, claim: Telling, score: float) -> set[str] | frozenset[str]:
    """Whom a claim names; also its sentence where it holds every word of the denial."""
    return claim.names | _around_it(context, claim) if score >= 1 else claim.names


def _around_it(context: Context, telling: Telling) -> set[str]:
    return context.names_around(telling.source, telling.side.start, telling.side.end)


def _is_alike(denial: Telling, claim: Telling, score: float, here: bool) -> bool:
    """Whether a claim shares so much with a denial that it is what is denied."""
    laid = denial.laid and denial.firm
    if len(denial.words & claim.words) < LEAST_WORDS or (laid and not claim.laid):
        return False
    least = MERELY if not denial.firm else LAID if laid else ALIKE if here else ALIKE_ELSEWHERE
    return score >= least and (laid or bool(denial.head & claim.words))


def _one_camp(a: str, b: str) -> bool:
    """Whether two speakers are one, or named by one country: what one says of it the other does not claim."""
    return a == b or bool(set(named_in(a)) & set(named_in(b)))


def _pair(denial: Telling, claim: Telling) -> Pair:
    days = apart(denial.side, claim.side) or 0
    strength = "hard" if days <= HARD_DAYS and denial.firm else "soft"
    why = [reason("denied"), *both_name(denial.names & claim.names)]
    return claim.side, denial.side, claim.kind or denial.kind, strength, why


def _same(
    material: Material, context: Context, pairs: list[Pair], direct: list[Opposed], weight: dict[str, float]
) -> list[tuple[Side, Side]]:
    """Sides of two pairs that deny one thing, in one report or in two: their pairs are one disagreement."""
    what = {p.denied: telling_words(material.text(p.source)[p.told.start : p.told.end]) for p in direct}
    denied = list(dict.fromkeys(pair[1] for pair in pairs))
    words = [frozenset(what.get(s) or telling_words(material.text(s.source)[s.start : s.end])) for s in denied]
    found: list[tuple[Side, Side]] = []
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for n, some in enumerate(words):
        rarest = nlargest(RAREST, some, key=lambda w: (weight.get(w, 0.0), w))
        near = {m for word in rarest for m in postings[word][-NEAREST:]}
        for m in sorted(near):
            days = apart(denied[n], denied[m])
            if days is None or days > COMPARABLE_DAYS or _alike(some, words[m], weight) < SAME:
                continue
            if context.same_affair(denied[n].source, denied[m].source):
                found.append((denied[m], denied[n]))
        for word in rarest:
            postings[word].append(n)
    return found


def _alike(a: frozenset[str], b: frozenset[str], weight: dict[str, float]) -> float:
    """The weight of what both hold, as a share of the poorer one's."""
    least = min(sum(weight.get(w, 0.0) for w in some) for some in (a, b))
    return sum(weight.get(w, 0.0) for w in a & b) / least if least else 0.0
