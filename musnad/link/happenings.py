"""The same happening told in several places: event mentions grouped across documents.

Two mentions are one happening when their types are compatible, their days may be the same, and their places, actors and
words speak for it. Mentions are compared only within a block of kindred types and months, so the work does not grow with
the square of the ledger.
"""

from __future__ import annotations

from collections import defaultdict

from musnad.link.days import interval, meet
from musnad.link.groups import Groups
from musnad.link.material import Item, Material
from musnad.link.names import overlap, place_keys
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
LARGEST_BLOCK = 400
SAME = 0.6


def kin(kind: str) -> int:
    """The number of the family of event types; types of one family may name one happening."""
    return next((i for i, family in enumerate(KINDRED) if kind in family), len(KINDRED))


def likeness(a: Item[Event], b: Item[Event]) -> tuple[float, list[str]]:
    """How far two mentions speak of one happening, 0 to 1, and why."""
    reasons: list[str] = []
    x, y = a.record, b.record
    if kin(x.type) != kin(y.type) or kin(x.type) == len(KINDRED):
        return 0.0, ["other kind of event"]
    if not meet(x.date, y.date):
        return 0.0, ["other day, or a day unknown"]
    score = 0.3 if len(x.date or "") == 10 and len(y.date or "") == 10 else 0.15
    reasons.append(f"same day {min(x.date or '', y.date or '')}")
    if x.type == y.type:
        score += 0.1
    places = overlap(place_keys(x.place), place_keys(y.place))
    if places == 0.0:
        score -= 0.2
    elif places:
        score += 0.2
        reasons.append(f"same place {x.place}")
    people = overlap(set(x.actors) | set(x.targets), set(y.actors) | set(y.targets))
    if people == 0.0:
        score -= 0.1
    elif people:
        score += 0.3 * people
        reasons.append("same actors")
    return max(0.0, min(1.0, score)), reasons


def happenings(material: Material) -> list[list[Item[Event]]]:
    """Groups of mentions, each one happening; within a document as the reader numbered them."""
    items: list[Item[Event]] = material.layer("events")
    groups = Groups(i.id for i in items)
    by_id = {i.id: i for i in items}
    inside: dict[tuple[str, int], str] = {}
    for item in items:
        first = inside.setdefault((item.source.key, item.record.happening), item.id)
        groups.join(first, item.id)
    for link in same_happenings(items):
        if _stands(material, link):
            groups.join(link.left, link.right)
    return [[by_id[i] for i in group] for group in groups.all()]


def same_happenings(items: list[Item[Event]]) -> list[Link]:
    """Judgements that mentions of different documents are one happening."""
    blocks: dict[tuple[int, str], list[Item[Event]]] = defaultdict(list)
    for item in items:
        days = interval(item.record.date)
        if days is not None and (days[1] - days[0]).days <= 31:
            blocks[kin(item.record.type), days[0].isoformat()[:7]].append(item)
    found = []
    for block in blocks.values():
        for i, a in enumerate(block[:LARGEST_BLOCK]):
            for b in block[i + 1 : LARGEST_BLOCK]:
                if a.source.key != b.source.key:
                    score, reasons = likeness(a, b)
                    if score >= SAME:
                        left, right = sorted((a.id, b.id))
                        found.append(Link(kind="same_happening", left=left, right=right, score=round(score, 2),
                                          reasons=reasons))  # fmt: skip
    return found


def _stands(material: Material, link: Link) -> bool:
    """Whether people left a judgement standing."""
    from musnad.ledger.rows import short_hash

    decision = material.decisions.get(short_hash(link.kind, link.left, link.right))
    return decision is None or decision.verdict not in ("not_same", "reject")
