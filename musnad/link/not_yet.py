"""What has happened according to one report and not yet according to a later one: `the team arrived on Saturday`, `it has not
yet arrived`. Only within one happening, at one place."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.lexicon.matcher import lexicon
from musnad.link.assertions import telling_words
from musnad.link.happenings import happenings
from musnad.link.material import Item, Material
from musnad.link.names import place_keys
from musnad.link.reasons import reason
from musnad.link.sides import Pair, same_mouth, side
from musnad.model import Event
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

BEFORE, AFTER = 12, 10  # characters around an event in which the negation and the `yet` stand
MOST = 4  # tellings that one `not yet` is held against
DONE = ("happened", "ongoing")


def not_yet(material: Material) -> Iterator[Pair]:
    """Pairs of a telling that something happened and a later one that it has not yet: hard ones."""
    for group in happenings(material):
        for late in (i for i in group if i.record.modality == "denied"):
            begin = _not_yet(material, late)
            done = [i for i in group if begin is not None and _is_against(i, late)]
            for early in done[:MOST]:
                first = side(material, early.source, early.start, early.end, "affirmed")
                second = side(material, late.source, begin or late.start, late.end, "denied")
                if not same_mouth(first, second):
                    yield first, second, late.record.type, "hard", [reason("not_yet")]


def _not_yet(material: Material, item: Item[Event]) -> int | None:
    """Where the negation of an event begins that is told as not yet; None where it is not told so."""
    start = max(0, item.start - BEFORE)
    tokens = tokenize(Folded(material.text(item.source)[start : item.end + AFTER]))
    hits = lexicon("link").find(tokens)
    negations = hits.of("link.negations")
    return start + tokens[negations[0].first].start if negations and hits.of("link.yet") else None


def _is_against(early: Item[Event], late: Item[Event]) -> bool:
    """Whether an earlier report tells the same kind of thing as done at the same place, in a word of the later one's."""
    x, y = early.record, late.record
    if x.modality not in DONE or x.type != y.type or not (early.source.published and late.source.published):
        return False
    one_place = bool(place_keys(x.place) & place_keys(y.place))
    shared = set(telling_words(early.words)) & set(telling_words(late.words)[:1])
    return one_place and bool(shared) and (x.date or early.source.published) <= late.source.published
