"""What reports claim and what they deny: tellings, each with the words by which a claim and its denial are brought together.

A denial is a statement that denies, words that call something untrue, a trace or a proof said not to be there, or an event that
is told not to have been. A claim is a statement, or an event told as so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

import msgspec

from musnad.lexicon.matcher import Hits, lexicon
from musnad.link.context import Context
from musnad.link.known import known
from musnad.link.material import Item, Material, Source
from musnad.link.noted import noted
from musnad.link.processes import denies
from musnad.link.sides import Side, side
from musnad.link.turns import is_relative
from musnad.model import Event, Statement
from musnad.text.fold import ARABIC_COMMA, Folded
from musnad.text.skeleton import PREFIXES, skeleton
from musnad.text.tokens import Token, tokenize

SAME_TOPICS = ("truce", "talks")  # whose nouns tell one thing
EMPTY = ("link.charges", "link.little", "link.accusing", "link.emphatic")
LEAST_WORDS = 2
SHORTEST = 3  # letters of a word that tells
HEAD = 2  # words with which a denial begins: what is denied
NAME_WITHIN = 4  # characters after a verb within which a name begins
DENIED = 8  # words in which what is denied is told, details come after
FIRST_CLAUSE = 3  # words before a comma at which what is denied may end
SERIAL = ("attack", "strike", "casualties", "threat")  # of which one report tells many
AFFIRMED = ("happened", "ongoing", "planned")
BEGINS = 60  # characters in which what a statement is of is told
BEFORE = 24  # characters before an event in which it may be negated
CLAIMING = ("says", "adds", "explains", "points_out", "stresses", "warns", "confirms", "announces", "claims", "describes", "reports", "admits")  # fmt: skip


class Telling(msgspec.Struct, frozen=True, eq=False):
    """A claim or a denial. words: skeletons of what is told, without those that only point at it; head: those of the first
    words of a denial. kind: of the event, else "". firm: denied by a verb or a word of denying, not by a mere negation. laid: it lays something to someone, or denies what
    was laid to someone."""

    side: Side
    source: Source
    words: frozenset[str]
    head: frozenset[str]
    names: frozenset[str]
    kind: str
    denied: bool
    firm: bool = True
    laid: bool = False


def tellings(material: Material, context: Context) -> list[Telling]:
    """Every claim and every denial, in the order of the documents and of the text."""
    return in_order(
        material, [*_statements(material, context), *_absences(material, context), *_events(material, context)]
    )


def in_order(material: Material, told: list[Telling]) -> list[Telling]:
    """Tellings in the order of the documents and of the text."""
    order = {key: n for n, key in enumerate(material.sources)}
    return sorted(told, key=lambda t: (order[t.source.key], t.side.start))


@known
def telling_words(text: str) -> tuple[str, ...]:
    """The skeletons of words, in order, without particles and those that only point at what was told (`the charges`)."""
    tokens = tokenize(Folded(text))
    hits = lexicon("link").find(tokens)
    empty = {i for table in EMPTY for h in hits.of(table) for i in range(h.first, h.last)}
    shared = _meanings(hits)
    return tuple(
        dict.fromkeys(shared.get(i) or _skeleton(t) for i, t in enumerate(tokens) if i not in empty and _tells(t))
    )


def _meanings(hits: Hits) -> dict[int, str]:
    """What words mean that others tell in other words, by their place: a truce and a ceasefire are one."""
    found = {i: h.row["meaning"] for h in hits.of("link.meanings") for i in range(h.first, h.last)}
    for hit in hits.of("link.processes"):
        if hit.row["topic"] in SAME_TOPICS:
            found |= dict.fromkeys(range(hit.first, hit.last), hit.row["topic"])
    return found


@known
def lays(text: str) -> bool:
    """Whether words lay something to someone: an accusation, a charge, responsibility."""
    hits = lexicon("link").find(tokenize(Folded(text)))
    charged = any(hit.row["laid"] for hit in hits.of("link.charges"))
    return charged or bool(hits.of("link.blame")) or any(not hit.row["charge"] for hit in hits.of("link.accusing"))


def _tells(token: Token) -> bool:
    return token.kind == "number" or (token.kind == "word" and len(token.key) >= SHORTEST)


def _skeleton(token: Token) -> str:
    """What is left of a word without the letters by which stems and persons differ (`he withdrew`, `a withdrawal`)."""
    if token.kind == "number":
        return token.key
    bare = skeleton(token.key)
    prefix = next((p for p in PREFIXES if bare.startswith(p) and len(bare) - len(p) >= SHORTEST), "")
    return bare[len(prefix) :]


def first_clause(text: str) -> str:
    """What is denied, up to the comma after which something else is told."""
    tokens = tokenize(Folded(text))
    commas = (t.start for i, t in enumerate(tokens) if i >= FIRST_CLAUSE and t.form in (",", ARABIC_COMMA))
    return text[: next(commas, len(text))]


def denied_words(text: str) -> tuple[str, ...]:
    """The words that tell what is denied: of its first clause, up to a relative clause, details come after."""
    tokens = tokenize(Folded(first_clause(text)))
    hits = lexicon("link").find(tokens)
    relative = (i for i in range(FIRST_CLAUSE, len(tokens)) if is_relative(hits.at(i, "link.little")))
    end = next(relative, len(tokens))
    return telling_words(text[: tokens[end - 1].end] if tokens else "")[:DENIED]


def _statements(material: Material, context: Context) -> Iterator[Telling]:
    inside, denying = _kinds_inside(material), _holding_denied(material)
    for item in material.layer("statements"):
        said: Statement = item.record
        if said.content is None or not is_told(material, item):
            continue
        denied = said.act == "denies" or denies(said.content.text)
        words, who = telling_words(said.content.text), said.speaker_name
        if said.act == "denies":
            words, who = _denied(material, context, item)
        if len(words) < LEAST_WORDS or not (denied or said.act in CLAIMING):
            continue
        start = min(said.cue.start, said.content.start) if denied else said.content.start
        if not denied and (item.id in denying or _is_denial(material, item.source, start, said.content.end)):
            continue
        kind = inside.get(item.id, "") if denied else ""
        told = side(material, item.source, start, said.content.end, "denied" if denied else "affirmed")
        told = told.by(who) if who else told
        yield _telling(context, item.source, told, words, kind, denied)


def _denied(material: Material, context: Context, item: Item[Statement]) -> tuple[tuple[str, ...], str | None]:
    """The words of what a statement denies, and who denies. Where a comma parts the verb from the content, what follows the
    name of who denies is denied before it (`Iran denies seeking them, and agreed ...`)."""
    said = item.record
    content = said.content.text if said.content else ""
    before = material.text(item.source)[said.cue.end : said.content.start] if said.content else ""
    named = context.named(item.source, said.cue.end, said.cue.end + NAME_WITHIN)
    if ARABIC_COMMA in before and named:
        words = telling_words(before.partition(ARABIC_COMMA)[0].partition(named[0][0])[2])
        if len(words) >= LEAST_WORDS:
            return words[:DENIED], named[0][0]
    return denied_words(content), said.speaker_name


def is_told(material: Material, item: Item[Statement]) -> bool:
    """Whether a report tells that it was said: not `did not deny`, nor `neither confirmed nor denied`."""
    return not item.record.negated and item.record.cue.start not in noted(material, item.source).turned


def _absences(material: Material, context: Context) -> Iterator[Telling]:
    """What no trace or proof is said to be of."""
    for source in material.sources.values():
        for start, begin, end in noted(material, source).absent:
            words = telling_words(material.text(source)[begin:end])[:DENIED]
            if len(words) >= LEAST_WORDS:
                yield _telling(context, source, side(material, source, start, end, "denied"), words, "", True)


def _kinds_inside(material: Material) -> dict[str, str]:
    """For statements that begin with an event, the kind of the first one: by record id."""
    found: dict[str, str] = {}
    for item in material.layer("events"):
        said = material.statement_at(item) if item.record.type not in ("other", *SERIAL) else None
        content = said.record.content if said is not None else None
        if said is not None and content is not None and item.start - content.start <= BEGINS:
            found.setdefault(said.id, item.record.type)
    return found


def _holding_denied(material: Material) -> set[str]:
    """Ids of the statements that tell an event not to have been: they claim nothing that a denial of it could oppose."""
    denied = (material.statement_at(item) for item in material.layer("events") if item.record.modality == "denied")
    return {said.id for said in denied if said is not None}


def _is_denial(material: Material, source: Source, start: int, end: int) -> bool:
    """Whether a stretch of a document tells that someone denies, or that something is not so."""
    seen = noted(material, source)
    return _stands_in(seen.denying, start, end) or _stands_in(seen.negations, start, end)


def _is_negated(material: Material, item: Item[Event]) -> bool:
    """Whether a negation stands in an event's words or shortly before them: who refuses something does not deny it."""
    return _is_denial(material, item.source, item.start - BEFORE, item.end)


def _stands_in(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _events(material: Material, context: Context) -> Iterator[Telling]:
    for item in material.layer("events"):
        event: Event = item.record
        denied = event.modality == "denied"
        words = telling_words(item.words)
        if denied:  # names alone say nothing of what is denied
            called = {skeleton(word) for word in context.name_words(item.source, item.start, item.end)}
            words = tuple(word for word in words if word not in called)
        if event.type == "other" or len(words) < LEAST_WORDS + denied or not (denied or event.modality in AFFIRMED):
            continue
        if _is_negated(material, item) != denied:
            continue
        said = material.statement_at(item)
        if said is not None and (
            said.record.act == "denies" or (said.record.content and denies(said.record.content.text))
        ):
            continue
        firm = not denied or _stands_in(noted(material, item.source).denying, item.start - BEFORE, item.end)
        told = side(material, item.source, item.start, item.end, "denied" if denied else "affirmed")
        yield _telling(context, item.source, told, words, event.type, denied, firm)


def _telling(
    context: Context, source: Source, told: Side, words: tuple[str, ...], kind: str, denied: bool, firm: bool = True
) -> Telling:
    names = frozenset(context.names(source, told.start, told.end))
    called = {skeleton(word) for word in context.name_words(source, told.start, told.end)} if denied else set()
    head = frozenset(islice((w for w in words if w not in called), HEAD)) if denied else frozenset()
    laid = lays(context.material.text(source)[told.start : told.end])
    return Telling(told, source, frozenset(words), head, names, kind, denied, firm, laid)
