"""Time expressions of a page: dated ones and lengths, the longest at each token, none overlapping."""

from __future__ import annotations

from musnad.extract.times.grammar.joining import join
from musnad.extract.times.grammar.lengths import Found, read_length
from musnad.extract.times.grammar.numbered import BARE_YEARS
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.ranges import with_other_end
from musnad.extract.times.grammar.words import Words
from musnad.lexicon.matcher import Hit

TRIGGERS = ("months", "weekdays", "units", "daywords", "dayparts", "parts", "references", "leads", "demonstratives",
            "offsets", "hedges", "fractions", "sets", "seasons", "decades", "shares", "holidays", "ordinals")  # fmt: skip
DASHES = ("-", "\u2013", "\u2014")
COMMAS = (",", "\u060c")


def read_phrases(words: Words) -> list[Phrase]:
    """Every time expression of the page, in order, none overlapping."""
    found: list[Phrase] = []
    begins = _begins(words)
    for first, last in words.page.sentences:
        words.end, at = last, first
        while at < last:
            phrase = read_expression(words, at) if at in begins else None
            if phrase is not None:
                found.append(phrase)
                at = max(phrase.last, at + 1)
            else:
                at += 1
    return found


def _begins(words: Words) -> set[int]:
    """The tokens at which an expression may begin."""
    begins = {hit.first for table in TRIGGERS for hit in words.hits.of(f"times.{table}")}
    begins.update(i for i, token in enumerate(words.tokens) if token.kind == "number")
    begins.update(words.numbered())
    return begins


def read_expression(words: Words, i: int) -> Phrase | None:
    """The longest expression that begins at token i and is a time by itself."""
    name = words.hit(i, "names")
    if name is not None and name.row["side"] == "whole":
        return None
    dated, lasting = _dated(words, i), _lasting(words, i)
    if lasting is not None and _announces(words, lasting):
        lasting = None
    if dated is None or lasting is None:
        return dated or lasting
    return lasting if lasting.last > dated.last else dated


def _announces(words: Words, lasting: Phrase) -> bool:
    """Whether a unit without a number only leads to a date: since the year 2013, during the month of March."""
    if words.hit(lasting.last - 1, "leads") is None:
        return False
    dated = _dated(words, lasting.last - 1)
    return dated is not None and dated.last > lasting.last


def _dated(words: Words, i: int) -> Phrase | None:
    phrase = join(words, i)
    if phrase is None:
        return None
    phrase = with_other_end(words, phrase)
    return phrase if stands(words, phrase) else None


def stands(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase is a time rather than a number, a name or half of one."""
    if phrase.alone:
        return phrase.last - phrase.first > 1 or not words.quoted(phrase.first)
    if phrase.part and phrase.unit:
        return True
    if phrase.month:
        return bool(phrase.day or phrase.year or phrase.lead == "month" or phrase.part or phrase.nearness is not None)
    if phrase.weekday:
        return phrase.lead == "day" or bool(phrase.ordinal or phrase.unit == "W")
    if phrase.season:
        return bool(phrase.part or phrase.year or phrase.unit or phrase.nearness is not None)
    if phrase.share or phrase.decade:
        return bool(phrase.year or phrase.unit or phrase.century)
    if phrase.year:
        return phrase.lead == "year" or bool(phrase.part) or _is_year(words, phrase)
    return False


def _is_year(words: Words, phrase: Phrase) -> bool:
    """Whether a bare number is a year: led by a word of time, or naming what stands before it (the war of 2014)."""
    before = phrase.first - 1
    if phrase.year not in BARE_YEARS or not words.digits(phrase.first):
        return False
    if words.since(phrase.first):
        return words.hit(phrase.last, "units") is None
    led_by_in = words.role(before) == "on" and phrase.year % 100 and words.hit(phrase.last, "units") is None
    if words.counts_something(phrase.last, phrase.year % 100 == 0) and not led_by_in:
        return False
    if before < 0 or words.hits.at(before, "times.not_years") is not None:
        return False
    if words.role(before) or words.hits.at(before, "times.offsets") is not None:
        return True
    return words.tokens[before].kind == "word" and len(words.key(before)) > 2


def _lasting(words: Words, i: int) -> Phrase | None:
    """A length with the word that leads it: three years; for two days; a week ago; since decades."""
    offset = words.hit(i, "offsets")
    if offset is not None and offset.pronoun:
        offset = None
    if offset is not None and offset.row["kind"] in ("ago", "later"):
        counted = _from_that(words, i, offset)
        if counted is not None:
            return counted
    at, kind = (offset.last, offset.row["kind"]) if offset is not None else (i, "")
    found = read_length(words, at)
    if found is None or (kind == "later" and _repeats(words, i, found)):
        return None
    length = found.length
    last = _from_now(words, found.last) if kind in ("ago", "later") else found.last
    phrase = Phrase(i, last, length=length, offset=kind, alone=True)
    if length.nearness is not None or length.vague:
        return phrase
    if kind:
        return phrase if not length.definite or kind in ("for", "every") else None
    if length.amount is None and words.homograph(i):  # contracts
        return None
    if length.definite or (length.bare and not _is_whole_line(words, phrase)):
        return None
    return phrase


def _from_that(words: Words, i: int, offset: Hit) -> Phrase | None:
    """Two years after that, three days before that: the length comes after the pointer, with a preposition."""
    pointer = words.hit(offset.last, "demonstratives")
    if pointer is None or pointer.row["anchor"] != "named" or not words.prefixed(pointer.last):
        return None
    found = read_length(words, pointer.last)
    if found is None or found.length.definite:
        return None
    return Phrase(i, found.last, length=found.length, offset=offset.row["kind"], anchor="named", alone=True)


def _repeats(words: Words, i: int, found: Found) -> bool:
    """`Day after day`: the same unit before the word."""
    before = words.hits.at(i - 1, "times.units")
    return found.length.bare and before is not None and before.row["unit"] == found.length.unit


def _from_now(words: Words, i: int) -> int:
    """Where `a month from now` ends."""
    now = words.hit(i + 1, "references") if words.role(i) == "of" else None
    return now.last if now is not None and now.row["value"] == "PRESENT_REF" else i


def _is_whole_line(words: Words, phrase: Phrase) -> bool:
    return words.page.paragraph_of(phrase.first) == (phrase.first, phrase.last)
