"""Open against closed (the talks go on, the talks have ended), rising against falling, small against large."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.link.context import Context
from musnad.link.material import Json, Material, Source
from musnad.link.noted import noted
from musnad.link.processes import OPPOSITE, Claim
from musnad.link.reasons import both_name, days_apart, reason
from musnad.link.sides import Pair, Side, apart, rows, same_mouth, side

COMPARABLE_DAYS = 7
HARD_DAYS = 4
SHARED_UNDATED = 3  # central names of two documents of which one has no day
NEAREST = 40  # claims after one that it is compared with
Told = tuple[Side, Claim, Source]


def open_against_closed(material: Material, context: Context) -> list[Json]:
    """Claims that a process goes on against claims that it is over, of the same affair within a week."""
    by_topic: defaultdict[str, list[Told]] = defaultdict(list)
    for source in material.sources.values():
        for claim in noted(material, source).claims:
            told = side(material, source, claim.start, claim.end, claim.state)
            by_topic[claim.topic].append((told, claim, source))
    pairs = [pair for topic in sorted(by_topic) for pair in _pairs(by_topic[topic], context)]
    ongoing = [pair for pair in pairs if pair[0].value in ("open", "closed")]
    others = [pair for pair in pairs if pair[0].value not in ("open", "closed")]
    return [*rows(material, "open_closed", ongoing), *rows(material, "value", others)]


def _pairs(told: list[Told], context: Context) -> Iterator[Pair]:
    for n, (a, claim_a, source_a) in enumerate(told):
        for b, claim_b, source_b in told[n + 1 : n + 1 + NEAREST]:
            if claim_b.state != OPPOSITE[claim_a.state] or same_mouth(a, b):
                continue
            days = apart(a, b)
            if days is not None and days > COMPARABLE_DAYS:
                break  # sources stand in the order of their days
            shared = _shared(context, (source_a, claim_a), (source_b, claim_b))
            if not context.same_affair(source_a, source_b) or (days is None and not _kin(context, source_a, source_b)):
                continue
            hard = days is not None and days <= HARD_DAYS and (bool(shared) or source_a is source_b)
            reasons = [reason(f"{a.value}_against_{b.value}"), *days_apart(days), *both_name(shared)]
            yield a, b, claim_a.topic, "hard" if hard else "soft", reasons


def _kin(context: Context, a: Source, b: Source) -> bool:
    """Whether documents of which one is undated are near enough in what they name to be compared, as a soft one."""
    return context.shared(a, b) >= SHARED_UNDATED


def _shared(context: Context, a: tuple[Source, Claim], b: tuple[Source, Claim]) -> set[str]:
    return context.names(a[0], *a[1].sentence) & context.names(b[0], *b[1].sentence)
