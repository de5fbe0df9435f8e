"""Pieces that stand side by side become one expression where their frames unify and the glue between them allows it."""

from __future__ import annotations

import msgspec

from musnad.extract.times.grammar.clock import with_second_zone
from musnad.extract.times.grammar.numbered import trailing_day
from musnad.extract.times.grammar.phrase import Phrase, said, unify
from musnad.extract.times.grammar.pieces import read_piece
from musnad.extract.times.grammar.words import Words

MOST_PIECES = 10
DASHES = ("-", "\u2013", "\u2014")
COMMAS = (",", "\u060c")


def join(words: Words, i: int) -> Phrase | None:
    """The piece at token i with every neighbour on its right that unifies with it."""
    left = read_piece(words, i)
    if left is None:
        return None
    for _ in range(MOST_PIECES):
        joined = _with_neighbour(words, left)
        if joined is None:
            break
        left = joined
    return _glossed(words, left)


def _with_neighbour(words: Words, left: Phrase) -> Phrase | None:
    for at, glue in _after_glue(words, left):
        right = read_piece(words, at)
        if left.month and not left.day and right is None:
            right = trailing_day(words, at)
        if right is not None and said(right) <= {"part"}:
            right = _announced(words, right)
        if right is not None and _is_night_between(left, right):
            return msgspec.structs.replace(left, last=right.last)
        if right is None or not _fits(words, left, right, glue):
            continue
        joined = unify(left, right)
        if joined is not None:
            return joined
    return None


def _is_night_between(left: Phrase, right: Phrase) -> bool:
    """Thursday night to Friday, said as `the night of Thursday Friday`."""
    both = left.daypart == "NI" and left.weekday and right.weekday
    return bool(both and right.weekday == left.weekday % 7 + 1 and right.nearness is None)


def _announced(words: Words, lead: Phrase) -> Phrase | None:
    """`day`, `month`, `year` inside an expression, with what they announce; alone they belong to something else."""
    following = read_piece(words, lead.last)
    return unify(lead, following) if following is not None and said(following) - {"part"} else None


def _after_glue(words: Words, left: Phrase) -> list[tuple[int, str]]:
    at = left.last
    key, role = words.key(at), words.role(at)
    if role in ("of", "on", "at"):
        return [(at + 1, role)]
    if key in DASHES and words.glued(at) and words.glued(at + 1):
        return [(at + 1, "dash")]
    if key in COMMAS:
        return [(at + 1, "comma")]
    return [(at, "")]


def _fits(words: Words, left: Phrase, right: Phrase, glue: str) -> bool:
    """Whether that glue can stand between those two pieces."""
    if words.opens_with_and(right.first):
        return False
    if glue == "comma":
        return (
            bool(left.weekday and right.day)
            or bool(left.unit == "D" and right.weekday)
            or bool(left.month and right.year and not right.month)
        )
    if glue == "dash":
        return bool(left.month and right.year and not right.month)
    if glue == "at":
        return right.hour >= 0
    if right.year and not right.month:
        return _takes_year(words, left, right, glue)
    if glue == "on":
        return bool((left.daypart and right.hour >= 0) or (left.weekday and right.day) or (left.hour >= 0 and right.daypart) or right.lead == "year"
                    or (left.ordinal and right.month))  # fmt: skip
    if glue == "of":
        return bool(left.day or left.part or left.daypart or left.joins or left.ordinal or left.weekday or left.season
                    or (left.hour >= 0 and right.daypart)
                    or left.share or (left.month and (right.unit or right.lead == "year")))  # fmt: skip
    return not left.reference or (left.joins and (right.unit == "D" or bool(right.weekday)))


def _takes_year(words: Words, left: Phrase, right: Phrase, glue: str) -> bool:
    """Whether a four-digit number is the year of what stands before it."""
    if right.lead == "year" or left.lead == "year":
        return True
    return glue in ("", "of") and bool(left.month or left.part or left.season or left.share or left.holiday)


def _glossed(words: Words, left: Phrase) -> Phrase:
    """What brackets add: the hour in another zone; the same day as the paper's reader counts it, today (yesterday)."""
    if left.hour >= 0:
        return with_second_zone(words, left)
    if words.key(left.last) != "(" or not (left.unit == "D" or left.weekday):
        return left
    gloss = read_piece(words, left.last + 1)
    if gloss is None or words.key(gloss.last) != ")" or not (gloss.unit == "D" or gloss.weekday):
        return left
    left.last = gloss.last + 1
    if left.unit == "D" and gloss.unit == "D":
        left.shift = gloss.shift
    return left
