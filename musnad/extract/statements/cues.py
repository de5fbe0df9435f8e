"""Cues: the words that say that someone speaks, with what they govern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from musnad.extract.statements.ground import SPOKEN, Ground
from musnad.lexicon.inflect import BASE, Features
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, BA, FA, HA, LAM, NOON, PRONOUNS, TA, WAW, YA

NAME_REACH = 8
FROM_REACH = 20
PREPOSED = ("attached", "preposition", "from")  # a noun follows these, however it reads
NAMING = ("source", "saying", "transfer", "opinion")


class Cue(msgspec.Struct, gc=False):
    """A candidate cue. first, last: its tokens, last exclusive, the preposition it governs not counted.

    form:    verb participle noun adjunct adverb (an adjunct that holds a verb: `as X announced`) colon.
    that:    prepositions that may stand before its complementiser; the bare complementiser always may.
    objects: how it governs a noun phrase: direct, a preposition, or transfer (reports X from Y).
    traits:  of its row: weak addressed impersonal unquoted; `described` where its object stands before it.
    joined:  begins with a conjunction, so that its subject does not stand before it.
    opens:   stands where a clause begins.
    like:    held by `as`: without a content of its own it vouches for the clause beside it.
    """

    first: int
    last: int
    form: str
    word: str
    act: str
    features: Features = BASE
    that: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()
    traits: frozenset[str] = frozenset()
    joined: bool = False
    opens: bool = True
    pronoun: str = ""
    negated: bool = False
    like: bool = False


def _cells(hit: Hit, column: str) -> frozenset[str]:
    return frozenset(filter(None, hit.row[column].split("|")))


def _form(ground: Ground, hit: Hit) -> str | None:
    """Which kind of cue a hit of the verb table is here; None where it is none."""
    tense = hit.features.tense
    if tense in SPOKEN:
        return "verb" if _is_spoken_of(ground, hit) else None
    if hit.split.conjunction == FA or (hit.split.article and hit.split.preposition != BA):
        return None
    if tense == "participle":
        return "participle" if _is_adverbial(ground, hit) else None
    return "noun" if hit.pronoun or hit.split.preposition else None


def _is_spoken_of(ground: Ground, hit: Hit) -> bool:
    """A finite verb of the third person, without an object of its own unless it may carry the hearer."""
    if hit.features.person == 1 or hit.features.passive:
        return False
    if hit.features.tense == "jussive" and ground.role(hit.first - 1) not in ("negation", "which"):
        return False
    if "transfer" in _cells(hit, "object") and not _carries(ground, hit):
        return False
    if hit.pronoun and "addressed" not in _cells(hit, "traits"):
        return False
    unambiguous = hit.features.tense == "perfect" or hit.row.word[0] in (ALEF, TA)
    if unambiguous and ground.is_passive(hit.first, hit.split.skip):
        return False
    form = ground.tokens[hit.first].form[hit.split.skip :]
    return not (hit.row.word[0] == ALEF and form[0] != ALEF and hit.features.tense == "perfect")


def _carries(ground: Ground, hit: Hit) -> bool:
    """`X reports from Y`: only with its `from`, not far off."""
    return any(ground.role(i) == "from" for i in range(hit.last, min(hit.last + FROM_REACH, len(ground.tokens))))


def _is_adverbial(ground: Ground, hit: Hit) -> bool:
    """A participle that reports stands in the accusative: with its alef, or feminine or plural without the article."""
    key = ground.tokens[hit.first].key
    return not hit.split.preposition and not hit.pronoun and (key[-1] in (ALEF, HA) or key.endswith(YA + NOON))


def verb_cue(ground: Ground, hit: Hit) -> Cue | None:
    form = _form(ground, hit)
    if form is None or ground.role(hit.first) in ("clause", "turn", "leaving"):
        return None
    start = ground.page.sentence_of(hit.first)[0]
    before = ground.marker(hit.first - 1)
    if form == "verb" and before and not before.pronoun and before.last == hit.first and before.row["role"] in PREPOSED:
        return None
    cue = Cue(
        hit.first, hit.last, form, hit.row.word, hit.row["act"], hit.features, _cells(hit, "that"), _cells(hit, "object"),
        _cells(hit, "traits"), bool(hit.split.conjunction) or _follows_and(ground, hit.first), ground.opens_clause(hit.first, start), hit.pronoun,
        hit.first > start and ground.role(hit.first - 1) == "negation",
    )  # fmt: skip
    return _described(ground, cue) or cue


def _described(ground: Ground, cue: Cue) -> Cue | None:
    """`to which X refers as being Y`: the pronoun belongs to the cue, and the complementiser follows the speaker."""
    pointing = ground.marker(cue.last) if cue.form == "verb" else None
    if pointing is None or not pointing.pronoun or pointing.row.word not in cue.objects:
        return None
    for i in range(pointing.last + 1, min(pointing.last + NAME_REACH, len(ground.tokens))):
        if ground.is_mark(i):
            break
        preposition = ground.marker(i - 1)
        if ground.role(i) == "that" and preposition is not None and preposition.row["role"] == "preposition":
            that = frozenset((preposition.row.word,))
            return msgspec.structs.replace(
                cue, last=pointing.last, objects=frozenset(), that=that, traits=cue.traits | {"described"}
            )
    return None


def _follows_and(ground: Ground, i: int) -> bool:
    """After a conjunction that stands by itself."""
    return i > 0 and ground.tokens[i - 1].key == WAW


def candidates(ground: Ground) -> Iterator[Cue]:
    """Every candidate in the order of the text; an adjunct that opens a verb holds that verb."""
    verbs = {hit.first: hit for hit in ground.hits.of("statements.verbs")}
    adjuncts = {hit.first: hit for hit in ground.hits.of("statements.adjuncts")}
    ground.heard = _names_beside(ground, verbs.values())
    taken = -1
    for i in sorted(verbs.keys() | adjuncts.keys()):
        if i < taken or i in ground.set_phrases:
            continue
        cue = None
        if i in adjuncts:
            cue = _adjunct(ground, adjuncts[i], verbs)
        if cue is None and i in verbs:
            cue = verb_cue(ground, verbs[i])
        if cue is not None:
            taken = cue.last
            yield cue


def _names_beside(ground: Ground, verbs: Iterable[Hit]) -> set[str]:
    """Words that stand between a reporting verb and the next particle, mark or date: names of speakers among them."""
    names: set[str] = set()
    for hit in verbs:
        if hit.features.tense not in SPOKEN or "clausal" in hit.row["traits"]:
            continue
        for i in range(hit.last, min(hit.last + NAME_REACH, len(ground.tokens))):
            if ground.tokens[i].kind != "word" or ground.role(i) or i in ground.times:
                break
            names.add(ground.tokens[i].key)
    return names


def _adjunct(ground: Ground, hit: Hit, verbs: dict[int, Hit]) -> Cue | None:
    kind = hit.row["kind"]
    joined = bool(hit.split.conjunction)
    if kind in NAMING:
        pronoun, last = hit.pronoun, hit.last
        if not pronoun and last < len(ground.tokens) and ground.tokens[last].key[1:] in PRONOUNS:
            pronoun, last = ground.tokens[last].key[1:], last + 1
        if (pronoun and (kind != "source" or pronoun[0] != HA)) or (not pronoun and not _can_speak(ground, last)):
            return None
        act = "reports" if kind == "transfer" else "says"
        return Cue(hit.first, last, "adjunct", kind, act, _of_pronoun(pronoun), joined=joined, pronoun=pronoun)
    verb = verbs.get(hit.last)
    if verb is None and kind == "verb":
        return _with_unknown_verb(ground, hit)
    if verb is None or verb.features.tense not in SPOKEN or verb.features.person == 1:
        return None
    that, objects = _cells(verb, "that"), _cells(verb, "object")
    form = "verb" if kind == "like" else "adverb"
    return Cue(
        hit.first, verb.last, form, verb.row.word, verb.row["act"], verb.features, that, objects,
        _cells(verb, "traits"), joined or kind == "like", True, verb.pronoun, like=kind == "like",
    )  # fmt: skip


def _with_unknown_verb(ground: Ground, hit: Hit) -> Cue | None:
    """`according to what X ...`: any verb will do, where a speaker follows it."""
    at = hit.last
    if at + 1 >= len(ground.tokens) or ground.tokens[at].kind != "word" or not _can_speak(ground, at + 1):
        return None
    return Cue(hit.first, at + 1, "adverb", "", "says", joined=bool(hit.split.conjunction))


def _of_pronoun(pronoun: str) -> Features:
    """Gender and number that a pronoun asks of the one it means."""
    if not pronoun:
        return BASE
    number = "s" if pronoun in (HA, HA + ALEF) else "d" if len(pronoun) == 3 else "p"
    return Features("", 3, number, "f" if pronoun in (HA + ALEF, HA + NOON) else "m")


def _can_speak(ground: Ground, i: int) -> bool:
    """Whether the words from token i can name a speaker, and not a rule, plan or price to act by."""
    tokens = ground.tokens
    if i < len(tokens) and tokens[i].key == LAM:
        i += 1
    if i >= len(tokens):
        return False
    if i in ground.quotes or i in ground.named or i + 1 in ground.quotes:
        return True
    head = ground.source(i)
    if head is not None:
        return bool(head.row["kind"] != "rule")
    if tokens[i].key in ground.name_keys or tokens[i].key in ground.heard:
        return True
    return tokens[i].kind == "word" and ground.articled(i) and not ground.role(i)
