"""A quantity on its way to a figure, and the words of the tables that the layer looks at."""

from __future__ import annotations

import msgspec

from musnad.extract.numerals import Amount
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import Comparator
from musnad.text.clitics import ARTICLE


class Counted(msgspec.Struct, gc=False):
    """A quantity with what it counts, on its way to a figure.

    first, last: tokens with hedge and noun. noun: token of the counted noun, -1 where it is left unsaid.
    measure:     "" while unknown. person: counts people, so that what befell them decides the measure.
    among:       it opens a part of the figure before it. rule: how the noun was found.
    """

    first: int
    last: int
    low: float | int | None
    high: float | int | None
    comparator: Comparator
    rule: str
    measure: str = ""
    unit: str = "count"
    noun: int = -1
    person: bool = False
    vague: bool = False
    among: bool = False
    flow: str = ""


def of_amount(amount: Amount, rule: str) -> Counted:
    """The amount before it is known what it counts. Shares are kept to four places."""
    low, high = amount.low, amount.high
    if amount.kind == "fraction":
        low, high = (round(low, 4) if low is not None else None), (round(high, 4) if high is not None else None)
    return Counted(amount.first, amount.last, low, high, amount.comparator, rule, vague=amount.vague)


def noun_hit(page: Page, i: int) -> Hit | None:
    """The counted noun at token i: a noun of the table, or people named by their nation."""
    return page.hits.at(i, "figures.nouns") or page.hits.at(i, "figures.nations")


def set_noun(found: Counted, hit: Hit) -> Counted:
    """Take measure, unit and group from a table row."""
    people = hit.table == "figures.nations"
    found.noun = hit.first
    found.measure = "people" if people else hit.row["measure"]
    found.unit = "count" if people else hit.row["unit"]
    found.person = people or hit.row["group"] == "person"
    return found


def role(page: Page, i: int) -> str:
    """The role of a linking word at token i, or ""."""
    hit = page.hits.at(i, "figures.links")
    return hit.row["role"] if hit is not None else ""


def is_definite(page: Page, i: int) -> bool:
    key = page.tokens[i].key
    return len(key) > 3 and key.startswith(ARTICLE)
