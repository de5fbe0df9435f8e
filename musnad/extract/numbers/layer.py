"""Finds the numbers of a page."""

from __future__ import annotations

from musnad.extract.numbers.ranges import read_amounts
from musnad.extract.numbers.reading import read_numerals
from musnad.extract.numerals import Amount, Numeral
from musnad.extract.page import Page
from musnad.model import Number


def extract(page: Page) -> None:
    """Set `page.numerals` (with their amounts) and `page.numbers`.

    A range is a record of its own beside the numbers in it; its value is None and its bounds are closed.
    """
    read_numerals(page)
    read_amounts(page)
    records = [_of_numeral(page, n) for n in page.numerals.all]
    records += [_of_amount(page, a) for a in page.numerals.amounts if a.low != a.high and not a.vague]
    page.numbers = sorted(records, key=lambda n: (n.start, -n.end))


def _of_numeral(page: Page, n: Numeral) -> Number:
    span = page.span(n.first, n.last)
    low, high = (n.low, n.high) if n.value is None else (n.value, n.value)
    return Number(
        start=span.start, end=span.end, text=span.text, kind=n.kind, value=n.value, low=low, high=high, rule=n.rule
    )


def _of_amount(page: Page, a: Amount) -> Number:
    span = page.span(a.first, a.last)
    return Number(
        start=span.start, end=span.end, text=span.text, kind="range", value=None, low=a.low, high=a.high, rule=a.rule
    )
