"""Reads the numerals of a page: at each token the longest of ordinal, fraction, vague number and cardinal."""

from __future__ import annotations

from musnad.extract.numbers.atoms import SCALES, Atom, Sum
from musnad.extract.numbers.digits import plain
from musnad.extract.numbers.fractions import read_share
from musnad.extract.numbers.ordinals import read_ordinal
from musnad.extract.numbers.words import Words
from musnad.extract.numerals import Numeral
from musnad.extract.page import Page
from musnad.model import NumberKind


def read_numerals(page: Page) -> None:
    """Fill `page.numerals` with every number expression, hedges left aside. Linear in the tokens."""
    words = Words(page)
    for first, last in page.sentences:
        i = first
        while i < last:
            numeral = None
            if page.tokens[i].kind == "number" or page.hits.at(i, "numbers.words"):
                numeral = read_at(words, i, last)
            if numeral is None:
                i += 1
            else:
                page.numerals.add(numeral)
                i = max(numeral.last, i + 1)


def read_at(words: Words, i: int, end: int) -> Numeral | None:
    """The numeral that begins at token i (a sign before it included), or None."""
    begin = words.atom(i, end)
    if begin is None:
        return None
    found = read_ordinal(words, i, end)
    if found is not None:
        return _numeral(found, "ordinal", "numbers.ordinal.word")
    fifth = words.fifth(i, end)
    share = read_share(words, fifth or begin, end)
    if share is not None and share.kind == "fraction" and not _names_a_part(words, share, end):
        return _signed(words, share, end)
    vague = _vague(words, begin, end)
    if vague is not None:
        return vague
    if begin.role == "minus":
        return _negative(words, begin, end)
    total = share if share is not None and share.scale > 1 else words.cardinal(i, end)
    if total is None or not _is_number(words, begin, total):
        return None
    return _signed(words, total, end)


def _is_number(words: Words, begin: Atom, total: Sum) -> bool:
    """Whether a lone word counts: not the weekday Monday, not `the one`, not the lady."""
    if not total.article or total.last - total.first > 1:
        return True
    return begin.role not in ("digit", "tail") or begin.value > 2


def _names_a_part(words: Words, share: Sum, end: int) -> bool:
    """`the second half`, `the first quarter`: a part that has its own number is no fraction."""
    after = words.atom(share.last, end)
    return share.article and after is not None and after.role == "ordinal" and after.article and not after.joined


def _vague(words: Words, begin: Atom, end: int) -> Numeral | None:
    """Hundreds, tens of thousands, some dozens: open upwards from twice the unit."""
    if begin.role not in ("scales", "vague"):
        return None
    low, last = (begin.value if begin.role == "vague" else 2 * begin.value), begin.last
    for _ in range(2):
        scale = words.atom(last, end, after=True)
        if scale is None or scale.role not in (*SCALES, "hundred") or scale.joined or scale.preposition:
            break
        low, last = low * scale.value, scale.last
    if begin.pronoun and last - begin.first > 1:
        return None
    return Numeral(
        begin.first, last, "range", None, "numbers.vague.word", low=plain(low), article=begin.article,
        preposition=begin.preposition,
    )  # fmt: skip


def _negative(words: Words, begin: Atom, end: int) -> Numeral | None:
    total = words.cardinal(begin.last, end)
    if total is None or begin.joined or total.article or total.preposition:
        return None
    total.first, total.value = begin.first, -total.value
    return _signed(words, total, end)


def _signed(words: Words, total: Sum, end: int) -> Numeral:
    """Close a cardinal or fraction with the percent or per-thousand sign around it."""
    hit = words.page.hits.at(total.last, "numbers.signs") if total.last < end else None
    if hit is not None and hit.row["role"] == "percent":
        total.last = hit.last
        return _numeral(total, "percent", "numbers.percent.after")
    if hit is not None and total.kind == "cardinal":
        total.last, total.value = hit.last, total.value / float(hit.row["value"])
        return _numeral(total, "fraction", "numbers.fraction.per")
    if total.digits and _percent_before(words, total.first):
        total.first -= 1
        return _numeral(total, "percent", "numbers.percent.before")
    if total.kind == "fraction":
        return _numeral(total, "fraction", "numbers.fraction.word")
    return _numeral(total, "cardinal", "numbers.cardinal.digits" if total.digits else "numbers.cardinal.words")


def _numeral(total: Sum, kind: NumberKind, rule: str) -> Numeral:
    return Numeral(
        total.first, total.last, kind, plain(total.value), rule, total.scale, digits=total.digits,
        article=total.article, preposition=total.preposition,
    )  # fmt: skip


def _percent_before(words: Words, first: int) -> bool:
    """`%5`: the sign written before the digits and not taken by a number before it."""
    hit = words.page.hits.at(first - 1, "numbers.signs") if first else None
    mark = hit is not None and hit.last == first and words.page.tokens[hit.first].kind == "mark"
    return mark and words.page.numerals.covering(first - 1) is None
