"""Money: an amount with its currency, the smaller unit added (`seven dollars and fifty cents`)."""

from __future__ import annotations

from musnad.extract.figures.counted import Counted, of_amount
from musnad.extract.numbers.digits import plain
from musnad.extract.numerals import Amount
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit


def money(page: Page, amount: Amount) -> Counted | None:
    """The sum of money an amount is, or None. unit: ISO 4217, or the currency's name where the words do not tell whose."""
    currency = page.hits.at(amount.core[1], "figures.currencies")
    first = amount.first
    if currency is None or not _fits(currency, amount):
        currency = page.hits.at(amount.core[0] - 1, "figures.currencies")
        if currency is None or page.tokens[currency.first].kind != "mark":
            return None
        first, last = min(currency.first, amount.first), amount.last
    else:
        last = max(currency.last, amount.last)
    found = of_amount(amount, "figures.money.currency")
    found.first, found.last, found.measure, found.noun = first, last, "money", currency.first
    found.unit = currency.row["code"]
    issuer = page.hits.at(currency.last, "figures.issuers")
    if issuer is not None and (found.unit.islower() or (found.unit == "USD" and issuer.row["code"].endswith("D"))):
        found.unit, found.last = issuer.row["code"], max(issuer.last, found.last)
    _scale(found, float(currency.row["part"]))
    return found


def _fits(currency: Hit, amount: Amount) -> bool:
    return not (currency.split.conjunction or currency.split.preposition or currency.pronoun) and (
        not currency.split.article or amount.vague
    )


def _scale(found: Counted, part: float) -> None:
    if part != 1:
        found.low = plain(round(found.low * part, 6)) if found.low is not None else None
        found.high = plain(round(found.high * part, 6)) if found.high is not None else None


def with_cents(whole: Counted, cents: Counted) -> bool:
    """Add a smaller unit that follows its main unit directly. Returns whether it was one."""
    if whole.measure != "money" or cents.measure != "money" or cents.first - whole.last > 1:
        return False
    if whole.low is None or cents.low is None or whole.high is None or cents.high is None:
        return False
    if whole.unit != cents.unit or not 0 < cents.high < 1 <= whole.low:
        return False
    whole.low, whole.high = plain(round(whole.low + cents.low, 6)), plain(round(whole.high + cents.high, 6))
    whole.last = cents.last
    return True
