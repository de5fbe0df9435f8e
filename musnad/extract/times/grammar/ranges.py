"""Two ends of a range: from 13 to 15 July, between 2015 and 2018, the months of April and May."""

from __future__ import annotations

from musnad.extract.times.grammar.joining import DASHES, join
from musnad.extract.times.grammar.numbered import read_year_number
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.words import Words


def with_other_end(words: Words, left: Phrase) -> Phrase:
    """The phrase with the other end of its range, where the words lead to one."""
    if left.to is not None:
        return left
    opener = words.role(left.first - 1) if left.first else ""
    role, at = words.role(left.last), left.last
    if (
        role == "to"
        or (opener == "of" and words.led_to(at))
        or (words.key(at) in DASHES and (left.month or left.year or left.hour >= 0))
    ):
        at += not words.led_to(at)
    elif (opener == "between" or _lists_months(words, left, at)) and words.opens_with_and(at):
        at += words.role(at) == "and"
    else:
        return left
    right = join(words, at) or read_year_number(words, at)
    if right is None or not _same_kind(left, right):
        return left
    left.to, left.last = right, right.last
    left.first -= opener in ("between", "of")
    left.alone = left.alone or right.alone or bool(left.year and right.year)
    return left


def _lists_months(words: Words, left: Phrase, i: int) -> bool:
    """Two months under one word: the months of April and May."""
    following = words.hit(i + (words.role(i) == "and"), "months")
    return left.lead == "month" and bool(left.month) and following is not None


def _same_kind(left: Phrase, right: Phrase) -> bool:
    """Whether both are days, both are clock times, both are years."""
    if right.length or right.reference or left.reference:
        return False
    if (left.hour >= 0) != (right.hour >= 0):
        return False
    if left.year and not left.month and not left.day:
        return bool(right.year)
    return bool(right.month or right.year or right.weekday or right.unit or right.hour >= 0)
