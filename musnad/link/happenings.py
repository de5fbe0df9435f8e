"""The same happening told in several places: event mentions grouped across documents.

Mentions that share a rare word or name, are of kindred types and may be of one day are compared; what they share counts by
how rare it is. Mentions that share nothing rare never meet, so the work does not grow with the square of the ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import log

import msgspec

from musnad.ledger.rows import short_hash
from musnad.link.context import Context, context_of, countries
from musnad.link.days import Interval, days_between, interval, meet
from musnad.link.groups import Groups
from musnad.link.material import Item, Material
from musnad.link.names import overlap, place_keys
from musnad.link.words import stems
from musnad.model import Event, Link

KINDRED = (
    {"meeting", "dialogue_round", "visit"},
    {"attack", "strike", "casualties"},
    {"withdrawal", "redeployment", "handover", "transfer", "return"},
    {"decision", "resolution", "agreement", "pledge"},
    {"training"},
    {"campaign"},
    {"appointment"},
    {"territorial_control"},
    {"threat", "protest"},
)
COMMON = 120  # mentions that share a word before it no longer brings them together
NEAR_DAYS = 5  # documents this near may tell one undated happening
SAME = 0.6
CROSSING = 0.3  # the share of pairs between two groups that must be linked for them to become one
SERIAL = {"attack", "strike", "casualties", "threat", "protest", "meeting", "visit", "training", "campaign", "transfer"}
ENOUGH = 1.2  # the weight of about two words: of what happens again and again, one word alone does not tell which
ENOUGH_ONCE = 0.5  # of what happens once, one word does


class Mention(msgspec.Struct, frozen=True, eq=False):
    """An event mention with what it can be recognised by."""

    item: Item[Event]
    words: frozenset[str]
    names: frozenset[str]


@cache
def kin(kind: str) -> int:
    """The number of the family of event types; types of one family may name one happening."""
    return next((i for i, family in enumerate(KINDRED) if kind in family), len(KINDRED))


def happenings(material: Material) -> list[list[Item[Event]]]:
    """Groups of mentions, each one happening: within a document as the reader numbered them, across documents by links
    that no one has undone."""
    if "happenings" not in material.memory:
        items: list[Item[Event]] = material.layer("events")
        by_id = {i.id: i for i in items}
        groups = Groups(by_id)
        for first, second in _numbered(items):
            groups.join(first.id, second.id)
        _join(material, groups, by_id)
        material.memory["happenings"] = [[by_id[i] for i in group] for group in groups.all()]
    found: list[list[Item[Event]]] = material.memory["happenings"]
    return found


def _join(material: Material, groups: Groups[str], by_id: dict[str, Item[Event]]) -> None:
    """Join what links hold to be one, the surest first, unless the days of the two groups cannot be one day or too few
    of their mentions are linked (a chain of likenesses is no likeness)."""
    span: dict[str, Interval] = {}
    members: dict[str, list[str]] = {group[0]: group for group in groups.all()}
    for i, item in by_id.items():
        _narrow(span, groups.root(i), interval(item.record.date))
    links = [k for k in same_happenings(material) if material.stands(short_hash(k.kind, k.left, k.right))]
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        linked[link.left].add(link.right)
        linked[link.right].add(link.left)
    for link in sorted(links, key=lambda x: (-x.score, x.left, x.right)):
        left, right = groups.root(link.left), groups.root(link.right)
        a, b = span.get(left), span.get(right)
        if left == right or (a and b and (a[0] > b[1] or b[0] > a[1])):
            continue
        crossing = sum(len(linked[i].intersection(members[right])) for i in members[left])
        if crossing < CROSSING * len(members[left]) * len(members[right]):
            continue
        groups.join(left, right)
        members[groups.root(left)] = members.pop(left) + members.pop(right)
        for days in (a, b):
            _narrow(span, groups.root(left), days)


def _narrow(span: dict[str, Interval], root: str, days: Interval | None) -> None:
    """Keep the days that all members of a group may share; a member that shares none leaves them as they are."""
    known = span.get(root)
    if days is None:
        return
    both = (max(known[0], days[0]), min(known[1], days[1])) if known else days
    span[root] = both if both[0] <= both[1] else known or days


def _numbered(items: list[Item[Event]]) -> Iterator[tuple[Item[Event], Item[Event]]]:
    """Mentions of one document that the reader gave one number; a document whose numbers are all 0 was not numbered."""
    read = {item.source.key for item in items if item.record.happening}
    first: dict[tuple[str, int], Item[Event]] = {}
    for item in items:
        if item.source.key in read:
            yield first.setdefault((item.source.key, item.record.happening), item), item


def same_happenings(material: Material) -> list[Link]:
    """Judgements that two mentions are one happening."""
    context = context_of(material)
    pairs, rarity = compared(material, context)
    found = []
    for a, b in pairs:
        if not context.same_affair(a.item.source, b.item.source):
            continue
        score, reasons = likeness(a, b, rarity)
        if score >= SAME:
            left, right = sorted((a.item.id, b.item.id))
            found.append(Link(kind="same_happening", left=left, right=right, score=round(score, 2), reasons=reasons))
    return found


def compared(material: Material, context: Context) -> tuple[list[tuple[Mention, Mention]], dict[str, float]]:
    """The pairs of mentions that share enough to be compared, and how much each word and name says."""
    if "compared" not in material.memory:
        mentions = [
            mention_of(item, context) for item in material.layer("events") if kin(item.record.type) < len(KINDRED)
        ]
        material.memory["compared"] = list(_candidates(mentions)), _rarity(mentions)
    found: tuple[list[tuple[Mention, Mention]], dict[str, float]] = material.memory["compared"]
    return found


def mention_of(item: Item[Event], context: Context) -> Mention:
    """What a mention can be recognised by: its words without those of names, and who is named in it or around it."""
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


def likeness(a: Mention, b: Mention, rarity: dict[str, float]) -> tuple[float, list[str]]:
    """How far two mentions speak of one happening, 0 to 1, and why."""
    day, reasons = _day_score(a.item, b.item)
    if day is None:
        return 0.0, reasons
    score = day + (0.1 if a.item.record.type == b.item.record.type else 0.0)
    places = overlap(place_keys(a.item.record.place), place_keys(b.item.record.place))
    if places is not None:
        score += 0.15 if places else -0.25
        reasons += [f"same place {a.item.record.place}"] if places else []
    enough = ENOUGH if a.item.record.type in SERIAL else ENOUGH_ONCE
    names = shared_weight(a.names, b.names, rarity, enough)
    if names is not None:
        score += 0.3 * names if names else -0.2
        reasons += [f"both name {n}" for n in sorted(a.names & b.names)[:3]]
    words = shared_weight(a.words, b.words, rarity, enough) or 0.0
    reasons.append(f"{words:.0%} of the words")
    return max(0.0, min(1.0, score + 0.45 * words)), reasons


def _day_score(a: Item[Event], b: Item[Event]) -> tuple[float | None, list[str]]:
    x, y = a.record.date, b.record.date
    if x and y:
        if not meet(x, y):
            return None, ["other day"]
        exact = len(x) >= 10 and len(y) >= 10
        return (0.35 if exact else 0.2), [f"same day {max(x, y, key=len)}"]
    if a.source.key == b.source.key:
        return 0.1, ["one report"]
    apart = days_between(a.source.published, b.source.published)
    if apart is None or apart > NEAR_DAYS:
        return None, ["no day to compare"]
    known, untold = (x, b) if x else (y, a)
    if known and not _fits(known, untold):
        return None, ["other day"]
    return 0.1, [f"told {apart} days apart"]


def _fits(day: str, untold: Item[Event]) -> bool:
    """Whether an undated mention may be of a day: the days before its document, or after it where it lies ahead."""
    days, published = interval(day), interval(untold.source.published)
    if days is None or published is None:
        return False
    ahead = untold.record.modality not in ("happened", "ongoing")
    distance = (days[0] - published[0]).days
    return 0 <= distance <= 60 if ahead else -10 <= distance <= 0


def shared_weight(
    a: frozenset[str], b: frozenset[str], rarity: dict[str, float], enough: float = ENOUGH
) -> float | None:
    """The weight of what is shared, as a share of the poorer one's weight, or of `enough` where that is more; None where
    one is empty."""
    if not a or not b:
        return None
    weight = sum(rarity[f] for f in a & b)
    return weight / max(enough, min(sum(rarity[f] for f in a), sum(rarity[f] for f in b)))
