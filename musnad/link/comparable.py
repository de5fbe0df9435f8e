"""Event mentions that share rare words or names within a month: what can be told of one thing in two ways."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from math import log

import msgspec

from musnad.link.context import Context, countries
from musnad.link.kinds import OTHER, kin
from musnad.link.material import Item, Material
from musnad.link.words import stems
from musnad.model import Event

COMMON = 120  # mentions that share a word before it no longer brings them together
ENOUGH = 1.2  # the weight of about two words


class Mention(msgspec.Struct, frozen=True, eq=False):
    """An event mention with what it can be recognised by."""

    item: Item[Event]
    words: frozenset[str]
    names: frozenset[str]


def compared(material: Material, context: Context) -> tuple[list[tuple[Mention, Mention]], dict[str, float]]:
    """The pairs of mentions that share enough to be compared, and how much each word and name says."""
    if "compared" not in material.memory:
        mentions = [mention_of(item, context) for item in material.layer("events") if kin(item.record.type) < OTHER]
        material.memory["compared"] = list(_candidates(mentions)), _rarity(mentions)
    found: tuple[list[tuple[Mention, Mention]], dict[str, float]] = material.memory["compared"]
    return found


def mention_of(item: Item[Event], context: Context) -> Mention:
    event = item.record
    named = context.names(item.source, item.start, item.end) | set(event.actors) | set(event.targets)
    if not named:
        named = context.names_around(item.source, item.start, item.end)
    homes = {countries().get(name.lower(), name).lower() for name in named}  # a capital speaks for its country
    words = stems(item.words) - context.name_words(item.source, item.start, item.end)
    return Mention(item, words, frozenset(homes))


def _rarity(mentions: list[Mention]) -> dict[str, float]:
    """How much a word or name says: the logarithm of how few mentions hold it, 0 to 1."""
    counts: defaultdict[str, int] = defaultdict(int)
    for mention in mentions:
        for feature in mention.words | mention.names:
            counts[feature] += 1
    top = log(1 + max(1, len(mentions)))
    return {feature: 1 - log(number) / top for feature, number in counts.items()}


def _candidates(mentions: list[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of kindred types that share a word or name in one month."""
    blocks: defaultdict[tuple[int, str, str], list[int]] = defaultdict(list)
    for number, mention in enumerate(mentions):
        month = (mention.item.record.date or mention.item.source.published or "?")[:7]
        for feature in mention.words | mention.names:
            blocks[kin(mention.item.record.type), month, feature].append(number)
    seen: set[tuple[int, int]] = set()
    for block in blocks.values():
        if len(block) <= COMMON:
            seen.update(combinations(block, 2))
    for left, right in sorted(seen):
        yield mentions[left], mentions[right]


def shared_weight(
    a: frozenset[str], b: frozenset[str], rarity: dict[str, float], enough: float = ENOUGH
) -> float | None:
    """The weight of what is shared, as a share of the poorer one's weight, or of `enough` where that is more; None where
    one is empty."""
    if not a or not b:
        return None
    weight = sum(rarity[f] for f in a & b)
    return weight / max(enough, min(sum(rarity[f] for f in a), sum(rarity[f] for f in b)))
