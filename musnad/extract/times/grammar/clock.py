"""Clock times: half past three, a quarter to nine, 14:30, six in the evening, with the zone beside them."""

from __future__ import annotations

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.words import ARTICLE_KEYS, Count, Words


def read_clock(words: Words, i: int) -> Phrase | None:
    """The clock time at token i: after the word hour, in digits with a colon, or an hour with its part of the day."""
    unit = words.hit(i, "units")
    led = unit is not None and unit.row["unit"] == "H" and unit.row["number"] == "s" and unit.split.article
    at = unit.last if led and unit is not None else i
    at += led and words.key(at) in ARTICLE_KEYS and words.glued(at + 1)
    found = _digital(words, at, led) or _spoken(words, at, led)
    if found is None:
        return None
    zone = words.hit(found.last, "zones")
    found.first, found.last = i, zone.last if zone is not None else found.last
    return found


def _digital(words: Words, i: int, led: bool) -> Phrase | None:
    """14:30, 7:56:30; after the word hour also 04,00 and 14.30."""
    if i >= words.end or words.tokens[i].kind != "number":
        return None
    parts, at = [words.digits(i)], i + 1
    if led and not parts[0]:
        parts = words.tokens[i].form.replace(",", ".").split(".")
    while len(parts) < 3 and words.key(at) == ":" and words.glued(at) and words.digits(at + 1) and words.glued(at + 1):
        parts.append(words.digits(at + 1))
        at += 2
    if len(parts) < 2 or not all(p.isdigit() and 1 <= len(p) <= 2 for p in parts):
        return None
    if led or len(parts[1]) == 2:
        hour, minute, second = (*map(int, parts), -1)[:3] if len(parts) == 2 else tuple(map(int, parts))
        if hour <= 24 and minute < 60 and second < 60:
            return Phrase(i, at, hour=hour, minute=minute, second=second, alone=True)
    return None


def _spoken(words: Words, i: int, led: bool) -> Phrase | None:
    """An hour as a number, with its minutes; without the word hour it needs minutes or a part of the day beside it."""
    number = words.number(i) or (_one(words, i) if led else None)
    if led and number is None:
        return _with_half(words, i)
    if number is None or not 1 <= number.value <= 24:
        return None
    minute, last = _minutes(words, number.last)
    if not led and not _shown_by_neighbour(words, i, number, last, minute):
        return None
    hour = int(number.value)
    if minute < 0 and last > number.last:  # less than the hour: the quarter before
        hour, minute = (hour - 1) or 12, 60 + minute
    return Phrase(i, last, hour=hour, minute=minute, alone=True)


def _one(words: Words, i: int) -> Count | None:
    """`The hour one`: the word is no number elsewhere."""
    hit = words.hits.at(i, "numbers.words")
    one = hit is not None and hit.row["value"] == "1" and hit.split.article
    return Count(i, i + 1, 1, True, False) if one else None


def _with_half(words: Words, i: int) -> Phrase | None:
    """An hour and its fraction that the numbers read as one: four and a half."""
    amount = words.amount(i)
    if amount is None or not 1 <= amount.value < 13:
        return None
    hour = int(amount.value)
    return Phrase(i, amount.last, hour=hour, minute=round((amount.value - hour) * 60), alone=True)


def _minutes(words: Words, i: int) -> tuple[int, int]:
    """Minutes said after an hour and where they end; negative for `less a quarter`. (-1, i) where none are said."""
    half, at = _fraction(words, i, 1), i
    minutes, last = half if half is not None else (-1, i)
    if half is None:
        spoken = _counted(words, i)
        if spoken is not None:
            return spoken
    if words.role(last) == "less":
        at = last + 1
        taken = _fraction(words, last + 1, -1) or _less_counted(words, at)
        if taken is not None:
            return (taken[0] + max(minutes, 0), taken[1])
    return minutes, last


def _fraction(words: Words, i: int, sign: int) -> tuple[int, int] | None:
    hit = words.hit(i, "fractions")
    if hit is None and sign > 0 and words.role(i) == "and":
        hit = words.hit(i + 1, "fractions")
    elif hit is not None and sign > 0 and not hit.split.conjunction:
        return None
    if hit is None or words.hit(hit.last, "units") is not None:
        return None
    return sign * int(hit.row["minutes"]), hit.last


def _counted(words: Words, i: int) -> tuple[int, int] | None:
    """`and twenty minutes`; the word minutes may be left out before a part of the day."""
    at = i + 1 if words.role(i) == "and" else i
    number = words.number(at)
    if number is None or not 1 <= number.value < 60 or (at == i and not words.conjoined(number.first)):
        return None
    unit = words.hit(number.last, "units")
    if unit is not None and unit.row["unit"] == "TM":
        return int(number.value), unit.last
    if unit is None and not number.ordinal and words.hit(number.last, "dayparts") is not None:
        return int(number.value), number.last
    return None


def _less_counted(words: Words, i: int) -> tuple[int, int] | None:
    number = words.number(i)
    if number is None or not 1 <= number.value < 60:
        return None
    unit = words.hit(number.last, "units")
    return (-int(number.value), unit.last) if unit is not None and unit.row["unit"] == "TM" else None


def _shown_by_neighbour(words: Words, i: int, number: Count, last: int, minute: int) -> bool:
    """Whether a bare number is an hour: an ordinal with minutes, or a number of at most twelve before a part of the day."""
    if last > number.last and (number.ordinal or words.hit(last, "dayparts") is not None):
        return True
    part = words.hit(last, "dayparts")
    if part is None and number.ordinal and words.role(last) == "of":
        part = words.hit(last + 1, "dayparts")
        return part is not None and part.split.article
    if part is None or number.value > 12 or minute >= 60:
        return False
    if number.ordinal and not number.digits:
        return words.tokens[i].key[-1] in "\u0647\u0631\u064a" and not part.split.preposition
    return part.split.nunation or (
        not part.split.article and not part.split.preposition and part.row["half"] in ("am", "pm")
    )


def with_second_zone(words: Words, phrase: Phrase) -> Phrase:
    """The same hour in another zone, in brackets: (11:00 GMT)."""
    if words.key(phrase.last) != "(":
        return phrase
    other = _digital(words, phrase.last + 1, True) or _spoken(words, phrase.last + 1, True)
    zone = words.hit(other.last, "zones") if other is not None else None
    if zone is not None and words.key(zone.last) == ")":
        phrase.last = zone.last + 1
    return phrase
