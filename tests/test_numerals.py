"""The numbers of a page as later layers ask for them, and the separators that digits are written with."""

import pytest

from musnad.extract import numbers
from musnad.extract.numbers.digits import value_of
from musnad.extract.page import Page
from musnad.model import Document


def page_of(text):
    page = Page(Document(id="t", file="t", text=text))
    numbers.extract(page)
    return page


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1250", 1250),
        ("1,250", 1250),
        ("1.250", 1250),
        ("1.250.000", 1250000),
        ("1,250.5", 1250.5),
        ("1.250,5", 1250.5),
        ("6,4", 6.4),
        ("0.770", 0.77),
        ("26.09.2012", None),
        ("4.0.3", None),
    ],
)
def test_separators_of_every_school(written, value):
    """Digits have the value a reader gives them; a date or a version has none."""
    assert value_of(written) == value


def test_a_known_decimal_point_separates_no_thousands():
    """Where a scale word or an Arabic decimal sign tells it, a dot before three digits is a decimal point."""
    assert value_of("1.250", decimal_point=True) == 1.25


def test_lookup_by_token():
    """A numeral is found at its first token, at the token after its last one, and at every token of it."""
    page = page_of("12 345 678")
    (numeral,) = page.numerals.all
    assert page.numerals.at(0) is numeral
    assert page.numerals.at(1) is None
    assert page.numerals.covering(2) is numeral
    assert page.numerals.ending(3) is numeral
    assert page.numerals.covering(-1) is None and page.numerals.covering(3) is None


def test_a_range_is_one_amount_over_its_numerals():
    """Two numerals of a range stand in the list of numerals, and as one amount with closed bounds."""
    page = page_of("5-7")
    assert [n.value for n in page.numerals.all] == [5, 7]
    (amount,) = page.numerals.amounts
    assert (amount.low, amount.high, amount.comparator, amount.core) == (5, 7, "between", (0, 3))


@pytest.mark.parametrize(
    "text", ["", ".", "%", "9" * 5000, "1" + ",000" * 200, "1.2" * 3000, "-" * 50, "1/0", "5/", "/5"]
)
def test_reading_never_raises(text):
    """Whatever the digits, reading ends and every value fits a record."""
    for number in page_of(text).numbers:
        assert number.value is None or abs(number.value) < 10**19
