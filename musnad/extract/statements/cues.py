"""Cues: the words that say that someone speaks, with what they govern."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from musnad.extract.statements.ground import SPOKEN, Ground
from musnad.lexicon.inflect import BASE, Features
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, FA, HA, NOON, YA

BARE = "that"


class Cue(msgspec.Struct):
    """A candidate cue. first, last: its tokens, last exclusive, the preposition it governs not counted.

    form:    verb participle noun adjunct adverb (an adjunct that holds a verb: `as X announced`) colon.
    that:    prepositions that may stand before its complementiser; the bare complementiser always may.
    objects: how it governs a noun phrase: direct, a preposition, or transfer (reports X from Y).
    joined:  begins with a conjunction, so that its subject does not stand before it.
    """

    first: int
    last: int
    form: str
    word: str
    act: str
    features: Features = BASE
    that: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    joined: bool = False
    pronoun: str = ""
    negated: bool = False


def _cells(hit: Hit, column: str) -> frozenset[str]:
    return frozenset(hit.row[column].split("|"))


def _form(ground: Ground, hit: Hit) -> str | None:
    """Which kind of cue a hit of the verb table is here; None where it is none."""
    tense = hit.features.tense
    if tense in SPOKEN:
        return None if hit.features.person == 1 or hit.features.passive else "verb"
    if hit.split.article or hit.split.conjunction == FA:
        return None
    if tense == "participle":
        return "participle" if _is_adverbial(ground, hit) else None
    return "noun" if hit.pronoun or hit.split.preposition else None


def _is_adverbial(ground: Ground, hit: Hit) -> bool:
    """A participle that reports stands in the accusative: with its alef, or feminine or plural without the article."""
    key = ground.tokens[hit.first].key
    return not hit.split.preposition and not hit.pronoun and (key[-1] in (ALEF, HA) or key.endswith(YA + NOON))


def verb_cue(ground: Ground, hit: Hit) -> Cue | None:
    form = _form(ground, hit)
    if form is None:
        return None
    before = ground.role(hit.first - 1) if hit.first else ""
    return Cue(
        hit.first, hit.last, form, hit.row.word, hit.row["act"], hit.features, _cells(hit, "that"), _cells(hit, "object"),
        bool(hit.split.conjunction), hit.pronoun, before == "negation",
    )  # fmt: skip


def candidates(ground: Ground) -> Iterator[Cue]:
    """Every candidate in the order of the text; an adjunct that opens a verb holds that verb."""
    verbs = {hit.first: hit for hit in ground.hits.of("statements.verbs")}
    adjuncts = {hit.first: hit for hit in ground.hits.of("statements.adjuncts")}
    taken = -1
    for i in sorted(verbs.keys() | adjuncts.keys()):
        if i < taken:
            continue
        cue = None
        if i in adjuncts:
            cue = _adjunct(ground, adjuncts[i], verbs)
        if cue is None and i in verbs:
            cue = verb_cue(ground, verbs[i])
        if cue is not None:
            taken = cue.last
            yield cue


def _adjunct(ground: Ground, hit: Hit, verbs: dict[int, Hit]) -> Cue | None:
    kind = hit.row["kind"]
    joined = bool(hit.split.conjunction)
    if kind != "verb":
        act = "reports" if kind == "transfer" else "says"
        return Cue(hit.first, hit.last, "adjunct", kind, act, joined=joined, pronoun=hit.pronoun)
    verb = verbs.get(hit.last)
    if verb is None or verb.features.tense not in SPOKEN or verb.features.person == 1:
        return None
    return Cue(
        hit.first, verb.last, "adverb", verb.row.word, verb.row["act"], verb.features, _cells(verb, "that"),
        _cells(verb, "object"), joined, verb.pronoun,
    )  # fmt: skip
