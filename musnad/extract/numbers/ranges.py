"""Amounts: numerals with their hedges and the ranges they make (between, from to, more than, at most, 5-7)."""

from __future__ import annotations

import msgspec

from musnad.extract.numerals import Amount, Numeral
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import Comparator
from musnad.text.clitics import ARTICLE, LAM, WAW

SUBJECT = 4  # words from a bounding verb to its number, subject and all
REACH = 4  # words that may stand between a number and the hedge after it
COMMAS = frozenset(",\u060c")
OPEN_LOW = ("more_than", "at_least")
OPEN_HIGH = ("less_than", "at_most")


def read_amounts(page: Page) -> None:
    """Fill `page.numerals.amounts`: one for every numeral that is no ordinal, two numerals of a range in one."""
    amounts = page.numerals.amounts
    numerals = [n for n in page.numerals.all if n.kind != "ordinal"]
    at = 0
    while at < len(numerals):
        following = numerals[at + 1] if at + 1 < len(numerals) else None
        amount = _range(page, numerals[at], following) if following is not None else None
        at += 1 if amount is None else 2
        amount = amount or _single(numerals[at - 1])
        _hedge(page, amount)
        before = amounts[-1] if amounts else None
        if before is not None and _joins(page, before, amount):
            amounts[-1] = _closed(before, amount)
        else:
            amounts.append(amount)


def _single(n: Numeral) -> Amount:
    if n.value is None:
        return Amount(n.first, n.last, (n.first, n.last), n.low, n.high, "at_least", n.kind, n.rule, True)
    return Amount(n.first, n.last, (n.first, n.last), n.value, n.value, "exact", n.kind, n.rule)


def _link(page: Page, i: int) -> str:
    hit = page.hits.at(i, "numbers.links")
    return hit.row["role"] if hit is not None else ""


def _opener(page: Page, n: Numeral) -> Hit | None:
    """`between` or `from` right before a numeral, hedges between them passed over."""
    first = n.first - 1 if n.first and page.tokens[n.first - 1].key == ARTICLE else n.first
    for back in (1, 2, 3):
        hit = page.hits.at(first - back, "numbers.links")
        if hit is not None and hit.last == first and hit.row["role"] in ("between", "from"):
            longer = page.hits.at(first - back - 1, "numbers.links")
            return longer if longer is not None and longer.last == hit.last else hit
    return None


def _range(page: Page, a: Numeral, b: Numeral) -> Amount | None:
    """The range that two neighbouring numerals make, or None."""
    if (
        a.value is None
        or b.value is None
        or b.first - a.last > 3
        or page.sentence_of(a.first) != page.sentence_of(b.first)
    ):
        return None
    opener = _opener(page, a)
    how = _tie(page, a, b, opener.row["role"] if opener is not None else "")
    low, high = a.value, b.value
    if not how:
        return None
    if a.scale == 1 < b.scale and b.kind in (a.kind, "percent") and low < 1000 and high / b.scale > low:
        low = low * b.scale
    if low > high or (how == "dash" and not (a.digits and page.tokens[b.first].kind == "number")):
        return None
    if a.kind == "percent" != b.kind:
        return None
    kind = b.kind if a.kind == "cardinal" else a.kind
    first = opener.first if opener is not None and how in ("between", "from") else a.first
    return Amount(first, b.last, (a.first, b.last), low, high, "between", kind, f"numbers.range.{how}")


def _tie(page: Page, a: Numeral, b: Numeral, opener: str) -> str:
    """How two numerals are tied: between, from, to, or, dash; empty where they are not."""
    gap = page.tokens[a.last : b.first]
    words = [t.key for t in gap]
    role = _link(page, b.first - 1) if gap else ""
    apart = bool(words) and words[-1] in (WAW, WAW + ARTICLE)
    joined = apart or (not gap and _starts_with_wa(page, b))
    inside = len(gap) - 1 if apart or role else len(gap)
    if inside and role != "dash" and not _repeated(page, a, b, inside):
        return ""
    if opener == "between" and (joined or role in ("to", "dash")):
        return "between"
    if role == "to" or (not gap and b.preposition == LAM and opener == "from"):
        return "from" if opener == "from" else "to"
    if role == "or" and not inside and _adjacent(a, b):
        return "or"
    if role == "dash" and all(_link(page, i) == "dash" for i in range(a.last, b.first)):
        return "dash"
    return ""


def _adjacent(a: Numeral, b: Numeral) -> bool:
    return a.value is not None and b.value is not None and a.value < b.value


def _starts_with_wa(page: Page, n: Numeral) -> bool:
    hit = page.hits.at(n.first, "numbers.words")
    return hit is not None and hit.split.conjunction == WAW


def _repeated(page: Page, a: Numeral, b: Numeral, inside: int) -> bool:
    """The counted noun may stand after both numbers: `between 5 dollars and 7 dollars`."""
    tokens = page.tokens
    if inside > 2 or b.last + inside > len(tokens):
        return False
    return tokens[a.last].kind == "word" and tokens[a.last].key[:3] == tokens[min(b.last, len(tokens) - 1)].key[:3]


def _hedge(page: Page, amount: Amount) -> None:
    """Widen an amount by the hedges before and after it and set its bounds by them."""
    before = _hedge_before(page, amount)
    if before is not None:
        amount.first = before.first if before.table == "numbers.bounds" else amount.first
        _apply(amount, before.row["comparator"])
    after = _hedge_after(page, amount) if amount.comparator in ("exact", "about") else None
    if after is not None:
        if after.first == amount.last:
            amount.last = after.last
        _apply(amount, after.row["comparator"])


def _hedge_before(page: Page, amount: Amount) -> Hit | None:
    """The longest hedge that ends where the amount begins, or a verb with its subject between."""
    found, first = None, amount.first
    if first and page.tokens[first - 1].key == ARTICLE:
        first -= 1  # the article written apart, before digits
    for back in range(1, 6):
        hit = page.hits.at(first - back, "numbers.bounds")
        if hit is not None and hit.last == first and hit.row["side"] != "after":
            found = hit
    return found if found is not None or amount.vague else _verb_before(page, first)


def _verb_before(page: Page, first: int) -> Hit | None:
    """`the number of dead exceeded 40`, `their number is not below 50`: at most three words of subject between."""
    start, _ = page.sentence_of(first)
    over = _link(page, first - 1) == "over"
    at = first - 2 if over else first - 1
    for i in range(at, max(start, at - SUBJECT) - 1, -1):
        hit = page.hits.at(i, "numbers.exceeds")
        if hit is not None and hit.last <= at + 1:
            longer = page.hits.at(i - 1, "numbers.exceeds")
            hit = longer if longer is not None and longer.last == hit.last else hit
            return hit if (hit.row["over"] == "yes") == over else None
        if page.tokens[i].kind != "word" or page.numerals.covering(i) is not None or _link(page, i):
            return None
    return None


def _hedge_after(page: Page, amount: Amount) -> Hit | None:
    _, end = page.sentence_of(amount.last - 1)
    for i in range(amount.last, min(amount.last + REACH, end)):
        hit = page.hits.at(i, "numbers.bounds")
        if hit is not None and hit.row["side"] != "before":
            return hit
        if _is_aside(page, i, end):
            continue
        if page.tokens[i].kind != "word" or page.numerals.covering(i) is not None:
            return None
    return None


def _is_aside(page: Page, i: int, end: int) -> bool:
    """A comma before a hedge that a comma closes: `7 of them, at least, were killed`."""
    hit = page.hits.at(i + 1, "numbers.bounds")
    return _is_comma(page, i) and hit is not None and hit.last < end and _is_comma(page, hit.last)


def _is_comma(page: Page, i: int) -> bool:
    return page.tokens[i].form in COMMAS


def _apply(amount: Amount, comparator: str) -> None:
    if amount.comparator == "between" or amount.vague:
        return
    amount.comparator = msgspec.convert(comparator, Comparator)
    if comparator in OPEN_LOW:
        amount.high, amount.rule = None, f"numbers.range.{comparator}"
    elif comparator in OPEN_HIGH:
        amount.low, amount.rule = None, f"numbers.range.{comparator}"


def _joins(page: Page, a: Amount, b: Amount) -> bool:
    """`more than 20 and less than 30`: two open ranges that close each other."""
    pair = {a.comparator, b.comparator}
    if not (pair & set(OPEN_LOW) and pair & set(OPEN_HIGH)) or b.first - a.last > 1:
        return False
    if b.first > a.last and page.tokens[a.last].key[0] != WAW and page.tokens[a.last].kind != "mark":
        return False
    low, high = (a.low, b.high) if a.comparator in OPEN_LOW else (b.low, a.high)
    return low is not None and high is not None and low < high


def _closed(a: Amount, b: Amount) -> Amount:
    low, high = (a.low, b.high) if a.comparator in OPEN_LOW else (b.low, a.high)
    return Amount(a.first, b.last, (a.core[0], b.core[1]), low, high, "between", b.kind, "numbers.range.closed")
