"""Shares and parts of a unit: 80 percent, half of the sum, half a tonne, a tonne and a half, ten degrees below zero."""

from __future__ import annotations

from musnad.extract.figures.counted import Counted, is_definite, of_amount, role, set_noun
from musnad.extract.numbers.digits import plain
from musnad.extract.numerals import Amount
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import WAW


def share(page: Page, amount: Amount) -> Counted | None:
    """A percentage or a fraction as a figure; None where it is a piece of time or of money already read."""
    found = of_amount(amount, "figures.share.percent" if amount.kind == "percent" else "figures.share.fraction")
    found.measure, found.unit = "share", amount.kind
    if amount.kind == "percent":
        return found
    whole = _unit_before(page, amount)
    if whole is not None:
        return _and_a_part(found, whole)
    _, end = page.sentence_of(amount.core[0])
    at = amount.last
    if page.tokens[amount.core[0]].kind == "number" and not _has_whole(page, at, end):
        return None  # `11/9`, `3/2`: a date or a score
    if at >= end or page.tokens[at].kind != "word" or page.tokens[at].key[0] == WAW:
        return found
    unit = unit_at(page, at)
    if unit is not None and not unit.split.article:
        found.last = at + 1
        return set_noun(found, unit)
    number = page.numerals.at(amount.core[0])
    if number is not None and number.article and is_definite(page, at):
        return None  # `the last third`: a part with a name of its own
    if page.hits.at(at, "figures.times") or page.hits.at(at, "figures.currencies"):
        return None
    if role(page, at) == "this" and at + 1 < end:
        at += 1
    if not page.hits.at(at, "figures.particles"):
        found.last = at + 1
    return found


def _has_whole(page: Page, at: int, end: int) -> bool:
    return at < end and (is_definite(page, at) or unit_at(page, at) is not None)


def unit_at(page: Page, i: int) -> Hit | None:
    """The unit of measurement named at token i."""
    hit = page.hits.at(i, "figures.nouns")
    return hit if hit is not None and hit.row["group"] == "unit" else None


def _is_joined(page: Page, i: int) -> bool:
    return page.tokens[i].key[0] == WAW or (i > 0 and page.tokens[i - 1].key == WAW)


def _unit_before(page: Page, amount: Amount) -> Hit | None:
    """A unit in the singular, without its own number, right before a fraction that is added to it."""
    if not _is_joined(page, amount.first):
        return None
    at = amount.first - (1 if page.tokens[amount.first].key[0] == WAW else 2)
    unit = unit_at(page, at) if at >= 0 else None
    if unit is None or unit.features.number != "s" or unit.split.article:
        return None
    return unit if page.numerals.covering(at - 1) is None else None


def _and_a_part(found: Counted, unit: Hit) -> Counted:
    found.first, found.rule = unit.first, "figures.share.unit_and_part"
    found.low = plain(1 + found.low) if found.low is not None else None
    found.high = plain(1 + found.high) if found.high is not None else None
    return set_noun(found, unit)


def with_part(page: Page, whole: Counted, part: Counted) -> bool:
    """Add `and a half` to the quantity it follows: three kilometres and a half. Returns whether it was one."""
    if (
        whole.unit in ("count", "percent", "fraction")
        or whole.measure == "money"
        or part.rule != "figures.share.fraction"
    ):
        return False
    if part.first - whole.last > 1 or not _is_joined(page, part.first) or None in (whole.low, whole.high, part.low):
        return False
    whole.low, whole.high = plain((whole.low or 0) + (part.low or 0)), plain((whole.high or 0) + (part.low or 0))
    whole.last = part.last
    return True


def below_zero(page: Page, found: Counted) -> None:
    """`ten degrees below zero` is minus ten."""
    if found.unit in BELOW and found.last < len(page.tokens) and role(page, found.last) == "below_zero":
        hit = page.hits.at(found.last, "figures.links")
        found.low, found.high = _minus(found.high), _minus(found.low)
        found.last = hit.last if hit is not None else found.last


BELOW = ("degree", "celsius", "fahrenheit")


def _minus(bound: float | int | None) -> float | int | None:
    return -bound if bound is not None else None
