"""An event mention with the words and names by which a batch finds what may be the same."""

from __future__ import annotations

import msgspec

from musnad.link.context import Context, land
from musnad.link.material import Item
from musnad.link.words import stems
from musnad.model import Event


class Mention(msgspec.Struct, frozen=True, eq=False):
    """An event mention with what it can be recognised by."""

    item: Item[Event]
    words: frozenset[str]
    names: frozenset[str]


def mention_of(item: Item[Event], context: Context) -> Mention:
    event = item.record
    named = context.names(item.source, item.start, item.end) | set(event.actors) | set(event.targets)
    if not named:
        named = context.names_around(item.source, item.start, item.end)
    homes = set(map(land, named))  # a capital speaks for its country
    words = stems(item.words) - context.name_words(item.source, item.start, item.end)
    return Mention(item, words, frozenset(homes))
