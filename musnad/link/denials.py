"""A claim and its denial: what one says will happen or has happened, another says will not or has not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.link.context import Context
from musnad.link.kinds import kin
from musnad.link.material import Item, Json, Material
from musnad.link.processes import denies
from musnad.link.sides import Pair, Side, apart, rows, same_mouth, side
from musnad.link.words import stems
from musnad.model import Event

COMPARABLE_DAYS = 14
HARD_DAYS = 7
NEAREST = 60
AFFIRMED = ("happened", "ongoing", "planned")
ENOUGH = 2  # what two sides must share: a name counts two, a name in their sentences or a word one
NEEDED = {"decision": 5, "campaign": 5, "agreement": 3}  # types of which one report tells many
Told = tuple[Side, Item[Event], frozenset[str]]


def claims_and_denials(material: Material, context: Context) -> list[Json]:
    """Events denied by one and affirmed by another within two weeks, of one type and the same people, places or words."""
    by_type: defaultdict[str, list[Told]] = defaultdict(list)
    for item in material.layer("events"):
        value = _stand(material, item)
        if value is not None and item.record.type != "other":
            told = side(material, item.source, item.start, item.end, value)
            by_type[item.record.type].append((told, item, stems(item.words)))
    return rows(material, "denial", [pair for kind in sorted(by_type) for pair in _pairs(by_type[kind], context)])


def _stand(material: Material, item: Item[Event]) -> str | None:
    said = material.statement_at(item)
    content = said.record.content if said is not None else None
    if item.record.modality == "denied" or (content and said and (said.record.act == "denies" or denies(content.text))):
        return "denied"
    return "affirmed" if item.record.modality in AFFIRMED else None


def _pairs(told: list[Told], context: Context) -> Iterator[Pair]:
    for n, (a, x, words_a) in enumerate(told):
        for b, y, words_b in told[n + 1 : n + 1 + NEAREST]:
            if a.value == b.value or same_mouth(a, b) or kin(x.record.type) != kin(y.record.type):
                continue
            days = apart(a, b)
            if days is None or days > COMPARABLE_DAYS or not context.same_affair(x.source, y.source):
                continue
            shared = _shared(context, x, y)
            around = _names(context, x, True) & _names(context, y, True)
            weight = 2 * len(shared) + len(around) + len(words_a & words_b)
            if weight < NEEDED.get(x.record.type, ENOUGH) or (
                x.source is not y.source and not shared and not words_a & words_b
            ):
                continue
            strength = "hard" if days <= HARD_DAYS else "soft"
            reasons = ["a claim and its denial", *(f"both name {s}" for s in sorted(shared)[:3])]
            yield a, b, x.record.type, strength, reasons


def _names(context: Context, item: Item[Event], around: bool = False) -> set[str]:
    """Who acts, who suffers and whoever is named within the words; with `around`, in the sentence."""
    named = context.names_around if around else context.names
    return set(item.record.actors) | set(item.record.targets) | named(item.source, item.start, item.end)


def _shared(context: Context, x: Item[Event], y: Item[Event]) -> set[str]:
    return _names(context, x) & _names(context, y)
