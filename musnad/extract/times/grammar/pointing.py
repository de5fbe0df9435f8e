"""Pieces that point: the coming week, this month, that year, and the adjective after a month or a weekday."""

from __future__ import annotations

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.words import Words
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import KAF, LAM


def read_period(words: Words, i: int) -> Phrase | None:
    """A period by its unit: the coming week, this month, that year, the Hijri year before last."""
    pointer = words.hit(i, "demonstratives")
    if pointer is not None and pointer.split.preposition == KAF:  # likewise
        return None
    at = pointer.last if pointer is not None else i
    hit = words.hit(at, "units")
    if hit is None or hit.row["number"] != "s" or not hit.split.article or hit.pronoun:
        return None
    last, era = era_after(words, hit.last)
    hijri = era == "hijri"
    unit = hit.row["unit"]
    if pointer is not None:
        if hit.split.preposition or hit.split.conjunction:
            return None
        return Phrase(i, last, unit=unit, shift=0, anchor=pointer.row["anchor"], hijri=hijri, alone=True)
    relation = _relation(words, last) or _pointed_after(words, last)
    if relation is None:
        described = words.is_definite_noun(last) or words.number(last) is not None
        bare = unit in ("W", "M", "Y") and not (hit.split.preposition or described)
        return Phrase(i, last, unit=unit, shift=0, hijri=hijri) if bare else None
    shift, anchor, end = relation
    if _is_something_else(words, hit, anchor, end):
        return None
    return Phrase(i, end, unit=unit, shift=shift, anchor=anchor, hijri=hijri, alone=True)


def _is_something_else(words: Words, unit: Hit, anchor: str, end: int) -> bool:
    """The day after the war; the former secretary general, whose `general` is written like `year`."""
    after_event = anchor == "either" and unit.row["unit"] == "D" and words.key(end)[:2] == LAM * 2
    of_office = anchor in ("either", "office") and bool(unit.row["homograph"])
    return after_event or (of_office and words.is_definite_noun(unit.first - 1))


def era_after(words: Words, i: int) -> tuple[int, str]:
    """The calendar named after a year or century (hijri, gregorian, before: the common era) and where its word ends."""
    hit = words.hit(i, "calendars")
    return (hit.last, hit.row["calendar"]) if hit is not None else (i, "")


def _pointed_after(words: Words, i: int) -> tuple[int, str, int] | None:
    hit = words.hit(i, "demonstratives")
    if hit is None or hit.split.article or hit.split.preposition or hit.split.conjunction:
        return None
    return (0, hit.row["anchor"], hit.last)


def _relation(words: Words, i: int) -> tuple[int, str, int] | None:
    """(steps, anchor, end) of an adjective such as next; `the one before last` doubles it."""
    steps, at = 1, i
    offset = words.hit(i, "offsets")
    if offset is not None and offset.row["kind"] in ("ago", "later"):
        steps, at = 2, offset.last
    hit = words.hit(at, "relations")
    if hit is None or not (hit.split.article or hit.pronoun) or hit.split.conjunction or hit.split.preposition:
        return None
    if hit.row["anchor"] == "named" and not hit.split.article and not hit.pronoun:
        return None
    return int(hit.row["shift"]) * steps, hit.row["anchor"], hit.last


def placed(words: Words, phrase: Phrase) -> Phrase:
    """The phrase with the adjective that follows it: last, current, next, the one after next."""
    relation = _relation(words, phrase.last)
    if relation is not None:
        phrase.nearness, _, phrase.last = relation
        phrase.alone = True
    return phrase
