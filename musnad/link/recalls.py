"""Which mentions of one document take each other up: a headline the first of its kind in the story, each the nearest before it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.extract.events.kinds import OTHER
from musnad.link.mentions import Mention

HEADLINE, WORD, KIND = 3.0, 0.5, 0.3  # how much speaks for it: from the headline, by the same word, by the same kind
Recalls = dict[str, dict[str, float]]


def recalls(mentions: list[Mention]) -> Recalls:
    """For each mention, by record, those that it takes up or that take it up, with how much speaks for it."""
    found: Recalls = defaultdict(dict)
    documents: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        documents[mention.item.source.key].append(mention)
    for told in documents.values():
        for one, other, weight in _pairs(sorted(told, key=lambda m: (m.item.start, m.item.end))):
            best = max(weight, found[one.item.id].get(other.item.id, 0.0))
            found[one.item.id][other.item.id] = found[other.item.id][one.item.id] = best
    return found


def _pairs(told: list[Mention]) -> Iterator[tuple[Mention, Mention, float]]:
    by_word: dict[str, Mention] = {}
    by_kind: dict[int, Mention] = {}
    announced: dict[int, Mention] = {}
    for mention in told:
        kind = mention.family if mention.family != OTHER else None
        if mention.word and mention.word in by_word:
            yield by_word[mention.word], mention, WORD
        if kind is not None:
            if kind in by_kind:
                yield by_kind[kind], mention, KIND
            if mention.headline:
                announced.setdefault(kind, mention)
            elif kind in announced:
                yield announced.pop(kind), mention, HEADLINE
            by_kind[kind] = mention
        by_word[mention.word] = mention
