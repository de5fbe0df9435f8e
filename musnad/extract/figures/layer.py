"""Finds the figures of a page: amounts with what they count, duals, and none at all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from musnad.extract.figures.context import Context
from musnad.extract.figures.counted import Counted, of_amount, role
from musnad.extract.figures.counter import Counter
from musnad.extract.figures.money import money, with_cents
from musnad.extract.figures.shares import below_zero, share, with_part
from musnad.extract.figures.unnumbered import duals, zeros
from musnad.extract.figures.unsaid import settle
from musnad.extract.numerals import Amount
from musnad.extract.page import Page
from musnad.lexicon.tables import table
from musnad.model import Figure, Number, Span

GRAMS = {
    "mg": 0.001,
    "g": 1,
    "kg": 1000,
    "kilo": 1000,
    "tonne": 1_000_000,
}  # masses are given in one unit, so that they compare


def extract(page: Page) -> None:
    """Set `page.figures`: amounts that count something and are no date, age, ordinal or name."""
    context = Context(page)
    found = [*_of_amounts(page, context), *duals(page), *zeros(page)]
    found.sort(key=lambda c: (c.first, -c.last))
    figures: list[Figure] = []
    before: Counted | None = None
    for counted in found:
        if before is not None and counted.first < before.last:
            continue
        near = before if before is not None and _same_sentence(page, before, counted) else None
        below_zero(page, counted)
        if near is not None and (with_cents(near, counted) or with_part(page, near, counted)):
            figures[-1] = _record(page, context, near, None)
            continue
        if not settle(page, counted, near, before):
            continue
        part_of = figures[-1] if counted.among and near is not None else None
        figures.append(_record(page, context, counted, part_of))
        before = counted
    page.figures = figures
    page.numbers = sorted([*page.numbers, *_measurements(figures)], key=lambda n: (n.start, -n.end))


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in table("figures.nouns").rows if row["group"] == "unit")


def _measurements(figures: list[Figure]) -> Iterator[Number]:
    """A number with its unit of measurement (37 degrees, two litres) is a number expression of its own kind, too."""
    for f in figures:
        if f.unit in _units():
            low, high = (None if v is None else v * GRAMS.get(f.unit, 1) for v in (f.low, f.high))
            yield Number(start=f.start, end=f.end, text=f.text, kind="quantity", value=low if low == high else None,
                         low=low, high=high, rule="figures.measured.unit")  # fmt: skip


def _of_amounts(page: Page, context: Context) -> list[Counted]:
    counter = Counter(page)
    found = []
    for amount in page.numerals.amounts:
        start, end = page.tokens[amount.core[0]].start, page.tokens[amount.core[1] - 1].end
        if context.time_covers(start, end) is not None or page.segment_kind(start) == "furniture":
            continue
        counted = _read(page, counter, amount)
        if counted is not None:
            counted.among = counted.among or _among(page, counted)
            found.append(counted)
    return found


def _read(page: Page, counter: Counter, amount: Amount) -> Counted | None:
    """One amount: money, a share, or so many of something; bare numbers wait for the figure before them."""
    found = money(page, amount)
    if found is not None:
        return found
    if amount.kind in ("percent", "fraction"):
        return share(page, amount)
    found = counter.counted(amount)
    return found if found is not None else of_amount(amount, "figures.counted.unsaid")


def _among(page: Page, found: Counted) -> bool:
    """`among them 2500 Americans`: the word that opens a part stands right before."""
    return role(page, found.first - 1) in ("among", "of") or role(page, found.first - 2) == "among"


def _same_sentence(page: Page, a: Counted, b: Counted) -> bool:
    return page.sentence_of(a.first) == page.sentence_of(b.first)


def _record(page: Page, context: Context, found: Counted, part_of: Figure | None) -> Figure:
    span = page.span(found.first, found.last)
    if found.measure == "officials" and context.rests_on(found):
        found.measure = "sources"
    flow, modality = context.flow(found)
    if part_of is not None and part_of.measure == found.measure:
        flow, modality = part_of.flow, part_of.modality
    as_of, period = context.day(found, flow)
    last = found.last if found.noun >= found.first else found.noun + 1
    noun = page.span(found.noun, last).text if found.noun >= 0 else None
    whole = Span(start=part_of.start, end=part_of.end, text=part_of.text) if part_of is not None else None
    return Figure(
        start=span.start, end=span.end, text=span.text, low=found.low, high=found.high, comparator=found.comparator,
        unit=found.unit, measure=found.measure, flow=flow, subject=noun, place=context.place(found), as_of=as_of,
        period=period, modality=modality, source=context.source(span.start), part_of=whole, vague=found.vague,
        rule=found.rule,
    )  # fmt: skip
