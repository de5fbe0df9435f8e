"""A claim held against the ledger: the view `check`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from musnad.link.bounds import bounds_meet, figure_day
from musnad.link.days import days_between
from musnad.link.material import Item, Json, Material
from musnad.link.processes import claims, denies
from musnad.link.reasons import days_apart, reason
from musnad.link.scan import Scan, scan
from musnad.link.sides import side
from musnad.link.words import stems
from musnad.model import Document, Figure, Reading
from musnad.story.nearest import nearest

LIKE = 0.5  # share of a claim's words that a statement must hold to speak of the same
FAR_DAYS = 366
SHOWN = 24
NEAREST = 12
MOST_HELD, PARAGRAPHS = 60, 600  # documents that a claim is held against, and where they are looked for


def check(material: Material, claim: str, on: str | None = None) -> list[Json]:
    """What in the ledger supports or contradicts a sentence.

    claim:   a sentence in Arabic.
    on:      the day it speaks of or was said. Where either day is unknown a figure only speaks of the claim: it is not
             known to support or contradict it.
    Returns: rows reference + {"verdict": supports | contradicts | speaks_of, "who", "date", "chain", "reasons"};
             empty where nothing in the ledger bears on it.
    """
    from musnad.reader import read  # loaded only for a claim: the other questions read nothing

    material = _bearing(material, claim)
    reading = read(Document(id="claim", file="claim", text=claim, published=on))
    found = [
        *_figures(material, reading, on),
        *_states(material, claim),
        *_statements(material, claim),
        *_near(material, claim),
    ]
    order = {"contradicts": 0, "supports": 1, "speaks_of": 2}
    unique = {(r["document"], r["start"], r["end"]): r for r in reversed(found)}
    return sorted(unique.values(), key=lambda r: (order[r["verdict"]], -r["score"]))[:SHOWN]


def _bearing(material: Material, claim: str) -> Material:
    """The material, of a large ledger the documents nearest to a claim in words."""
    if material.number() <= MOST_HELD:
        return material
    found = (key for key, _, _ in material.ledger.search(claim, PARAGRAPHS, every=False))
    return material.part(islice(dict.fromkeys(found), MOST_HELD))


def _row(material: Material, item: Item[object], verdict: str, score: float, reasons: list[Json]) -> Json:
    told = side(material, item.source, item.start, item.end, verdict).json(material)
    told.pop("says")
    return told | {"verdict": verdict, "score": round(score, 2), "reasons": reasons}


def _figures(material: Material, reading: Reading, on: str | None) -> Iterator[Json]:
    """Figures of the claim's own measure whose subject and place do not differ from it."""
    for wanted in reading.figures:
        for item in material.layer("figures"):
            if not _same_thing(wanted, item.record):
                continue
            days = days_between(wanted.as_of or on, figure_day(item))
            if days is not None and days > FAR_DAYS:
                continue
            meets = bounds_meet(wanted, item.record)
            score = 1.0 - min(days or 0, FAR_DAYS) / (2 * FAR_DAYS)
            told = reason("bounds_meet" if meets else "bounds_part", measure=item.record.measure)
            reasons = [told, reason("as_of", day=figure_day(item) or "?"), *days_apart(days)]
            verdict = "speaks_of" if days is None else "supports" if meets else "contradicts"
            yield _row(material, item, verdict, score, reasons)


def _same_thing(wanted: Figure, found: Figure) -> bool:
    if (wanted.measure, wanted.unit) != (found.measure, found.unit) or found.modality == "planned":
        return False
    levels = {"stock", "reduced_to"}
    if wanted.flow != found.flow and not {wanted.flow, found.flow} <= levels:
        return False
    pairs = ((_whose(wanted), _whose(found)), (wanted.place, found.place))
    return all(not a or not b or a.lower() == b.lower() for a, b in pairs)


def _whose(figure: Figure) -> str | None:
    """Whom a figure counts, where it names them or nothing else tells what is counted: `persons` killed and `killed` are one."""
    subject = figure.subject
    return subject if subject and (subject.isascii() or figure.measure == "other") else None


def _states(material: Material, claim: str) -> Iterator[Json]:
    """Processes that the claim says go on or are over, as the documents tell them."""
    wanted = {c.topic: c.state for c in claims(Scan(claim))}
    words = stems(claim)
    for source in material.sources.values() if wanted else ():
        seen = scan(material, source)
        near = {place: share for place, share in _shares(seen, words) if share >= LIKE / 2}
        for told in claims(seen) if near else ():
            if told.topic in wanted and told.sentence in near:
                item: Item[object] = Item("", source, object(), told.start, told.end, "")
                verdict = "supports" if wanted[told.topic] == told.state else "contradicts"
                why = [reason("state", topic=told.topic, state=told.state)]
                yield _row(material, item, verdict, near[told.sentence], why)


def _shares(seen: Scan, words: frozenset[str]) -> Iterator[tuple[tuple[int, int], float]]:
    """Where each sentence stands, and the share of a claim's words that it holds."""
    for (first, last), held in zip(seen.sentences(), seen.stems(), strict=True):
        yield (seen.tokens[first].start, seen.tokens[last - 1].end), len(words & held) / max(1, len(words))


def _near(material: Material, claim: str) -> Iterator[Json]:
    """Sentences that only speak of the same, so that a reader sees what there is."""
    for score, (source, start, end) in nearest(material, claim, NEAREST):
        item: Item[object] = Item("", source, object(), start, end, "")
        yield _row(material, item, "speaks_of", min(score, 1.0), [reason("shared_weight", percent=round(100 * score))])


def _statements(material: Material, claim: str) -> Iterator[Json]:
    """Statements that speak of the same in like words; those that call it untrue contradict it."""
    words, denied = stems(claim), denies(claim)
    for item in material.layer("statements"):
        content = item.record.content
        if content is None:
            continue
        shared = len(words & stems(content.text)) / max(1, len(words))
        if shared < LIKE:
            continue
        against = (item.record.act == "denies" or denies(content.text)) != denied
        at: Item[object] = Item(item.id, item.source, item.record, content.start, content.end, content.text)
        verdict = "contradicts" if against else "supports" if shared >= 0.75 else "speaks_of"
        yield _row(
            material,
            at,
            verdict,
            shared,
            [reason("shared_words", percent=round(100 * shared)), *([reason("denied_there")] if against else [])],
        )
