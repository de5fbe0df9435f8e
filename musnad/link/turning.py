"""Tellings that a report itself sets against each other, as sides: contrary to what was said; a speaker against himself; accusations
that two trade."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from musnad.link.assertions import telling_words
from musnad.link.context import Context, countries, land
from musnad.link.holders import sites_of
from musnad.link.material import Item, Json, Material, Source
from musnad.link.noted import Noted, noted
from musnad.link.reasons import reason
from musnad.link.sides import OUTLET, Pair, Side, rows, side
from musnad.model import Statement

LATELY = 40  # statements before a turn that are looked at
LONGEST = 240  # characters of a statement that are shown
NEAR = 100  # characters of what is said in which a negation turns it around
SCOPE = 24  # characters from a negation in which what is negated stands
BESIDE = 40  # characters after a turn in which the other statement begins
PARTIES = 2


def turned(material: Material, context: Context) -> list[Json]:
    """Rows of kind denial (contrary to what others said), reversal and blame."""
    sources, sites = material.sources.values(), sites_of(material)
    contrary = [pair for source in sources for pair in _contrary(material, context, source)]
    back = [pair for source in sources for pair in _reversed(material, context, source)]
    blamed = [pair for source in sources for pair in _traded(material, context, source, sites)]
    return [
        *rows(material, "denial", contrary),
        *rows(material, "reversal", back),
        *rows(material, "blame", blamed),
    ]


def _contrary(material: Material, context: Context, source: Source) -> Iterator[Pair]:
    text = material.text(source)
    for told, denied, called in noted(material, source).turns.contrary:
        named = context.named(source, *told)
        if called is None and not named:
            continue
        who = named[0][0] if called is None else text[slice(*called)]
        first = side(material, source, *told, "affirmed").by(who)
        yield first, side(material, source, *denied, "denied"), "", "hard", [reason("contrary")]


def _reversed(material: Material, context: Context, source: Source) -> Iterator[Pair]:
    """What a speaker said before a turn and after it: in the sentence of the turn, or anywhere before where that is its contrary."""
    seen, spoken = noted(material, source), material.spoken(source)
    for start, end, back in seen.turns.reversed:
        at = bisect_left(spoken, start, key=lambda i: i.record.cue.start)
        later = next((i for i in spoken[at : at + 1] if i.record.cue.start < end and i.record.content), None)
        begin = max((s[0] for s in seen.sentences if s[0] <= start), default=0)
        before = [i for i in spoken[max(0, at - LATELY) : at] if i.record.content]
        if later is None or not before:
            continue
        if later.record.cue.start - start > BESIDE:
            continue
        early = (
            [i for i in before if _is_contrary(material, seen, i, later)]
            if back
            else [i for i in before if i.start >= begin]
        )
        if early:
            best = max(early, key=lambda i: len(_words(i) & _words(later)))
            who = None if back else _who(material, context, best, later, begin)
            yield _pair(material, best, later, start, who)


def _words(item: Item[Statement]) -> set[str]:
    content = item.record.content
    return set(telling_words(content.text[:LONGEST])) if content else set()


def _is_contrary(material: Material, seen: Noted, early: Item[Statement], later: Item[Statement]) -> bool:
    """Whether one speaker says something and its contrary: a word alike, and one of the two negated."""
    x, y = early.record, later.record
    if not x.speaker_name or x.speaker_name != y.speaker_name:
        return False
    turned = [_negated(material, seen, item) for item in (early, later)]
    return bool(turned[0]) != bool(turned[1]) and bool(
        turned[0] & _words(later) if turned[0] else turned[1] & _words(early)
    )


def _negated(material: Material, seen: Noted, item: Item[Statement]) -> set[str]:
    """The words right after the first negation in what was said."""
    content = item.record.content
    at = bisect_left(seen.negations, content.start) if content else 0
    if content is None or at >= len(seen.negations) or seen.negations[at] >= min(content.end, content.start + NEAR):
        return set()
    start = seen.negations[at]
    return set(telling_words(material.text(item.source)[start : min(content.end, start + SCOPE)]))


def _who(
    material: Material, context: Context, early: Item[Statement], later: Item[Statement], begin: int
) -> str | None:
    """Who speaks both times, where the sentence of a turn names no speaker of the first: whom it names first."""
    speaker = early.record.speaker
    if speaker is not None and begin <= speaker.start < later.record.cue.start:
        return None
    named = context.named(early.source, begin, later.record.cue.start)
    return named[0][0] if named else None


def _pair(material: Material, early: Item[Statement], later: Item[Statement], turn: int, who: str | None) -> Pair:
    """Both statements in one mouth; the first ends where the turn begins."""
    name = who or early.record.speaker_name or early.source.outlet or OUTLET
    first = _side(material, early, "affirmed", max(early.start + 1, turn)).by(name)
    return first, _side(material, later, "denied", later.end).by(name), "", "hard", [reason("reversed")]


def _side(material: Material, item: Item[Statement], value: str, last: int) -> Side:
    content = item.record.content
    start, end = (content.start, content.end) if content else (item.start, item.end)
    end = min(end, start + LONGEST, last if last > start else end)
    return side(material, item.source, start, end, value)


def _traded(material: Material, context: Context, source: Source, sites: set[str]) -> Iterator[Pair]:
    """Two that a report names as accusing each other, each as one side of the same words."""
    for told, stretches in noted(material, source).turns.traded:
        for stretch in stretches:
            named = {land(name): words for words, name in context.named(source, *stretch)
                     if name not in sites or name.lower() in countries()}  # fmt: skip
            if len(named) == PARTIES:
                first, second = (side(material, source, *told, "accuses").by(words) for words in named.values())
                yield first, second, "", "hard", [reason("traded")]
                break
