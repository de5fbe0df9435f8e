"""Pieces that name a time by a word: months, weekdays, seasons, holidays, today, morning, the middle of, now."""

from __future__ import annotations

from musnad.extract.times.grammar.numbered import read_day_number
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.pointing import placed
from musnad.extract.times.grammar.words import Words
from musnad.text.clitics import ALEF

HAMZA_YA = "\u0626"


def read_month(words: Words, i: int) -> Phrase | None:
    """A month, with its other name beside it, by any separator, and whether it is the last or the next one."""
    hit = words.hit(i, "months")
    if hit is None:
        return None
    if hit.row["homograph"] and hit.row["calendar"] == "gregorian" and hit.split.preposition:  # a door is no August
        return None
    hijri, month = hit.row["calendar"] == "hijri", int(hit.row["month"])
    last = _other_name(words, hit.last, month) if not hijri else hit.last
    alone = not hit.row["homograph"] or _announced(words, i)
    return placed(words, Phrase(i, last, month=month, hijri=hijri, alone=alone or last > hit.last))


def _other_name(words: Words, i: int, month: int) -> int:
    """Where the second name of the same month ends: after a slash, a hyphen, a bracket or nothing."""
    at = i
    while at < i + 2 and words.key(at) in ("/", "(", "-", "\\", "\u2013", ","):
        at += 1
    other = words.hit(at, "months")
    if other is None or other.row["month"] != str(month) or other.row["calendar"] == "hijri" or other.split.conjunction:
        return i
    closed = words.key(at - 1) == "(" and words.key(other.last) == ")"
    return other.last + closed


def _announced(words: Words, i: int) -> bool:
    return words.role(i - 1) in ("of", "on", "to") or words.hits.at(i - 1, "times.offsets") is not None


def read_weekday(words: Words, i: int) -> Phrase | None:
    """A weekday with its article, and whether it is the last or the next one; or this Thursday."""
    pointer = words.hit(i, "demonstratives")
    hit = words.hit(pointer.last if pointer is not None else i, "weekdays")
    if hit is None or hit.pronoun or hit.split.nunation:
        return None
    if pointer is not None:
        return Phrase(i, hit.last, weekday=int(hit.row["iso"]), nearness=0, alone=True) if hit.split.article else None
    alone = hit.split.article and not words.names(i, hit.last)
    if not hit.split.article and not _needs_no_article(words, i, hit.last):  # one of
        return None
    return placed(words, Phrase(i, hit.last, weekday=int(hit.row["iso"]), alone=alone))


def read_day_word(words: Words, i: int) -> Phrase | None:
    """Today, yesterday, tomorrow; not the day of a name, the first day, the day after the war."""
    hit = words.hit(i, "daywords")
    if hit is None or hit.pronoun or (hit.row["article"] and not hit.split.article) or words.names(i, hit.last):
        return None
    if hit.row["shift"] == "0" and words.counted_after(hit.last) and not read_day_number(words, hit.last):
        return None  # the first day, day 173
    if hit.row["homograph"] and not words.in_short_line(i):
        return None
    if words.hit(hit.last, "relations") is not None and hit.row["article"]:  # the day after the war
        return None
    return Phrase(i, hit.last, unit="D", shift=int(hit.row["shift"]), alone=True)


def _needs_no_article(words: Words, i: int, last: int) -> bool:
    """Whether a weekday may stand without its article: a day Thursday, the third Friday, Tuesday of last week, a whole line."""
    week = words.hit(last, "units")
    number = words.page.numerals.ending(i)
    lead = words.hits.at(i - 1, "times.leads") or words.hits.at(i - 1, "times.ordinals")
    led = lead is not None and not lead.split.article
    return led or (number is not None and number.kind == "ordinal") or week is not None or words.in_short_line(i, 3)


def read_season(words: Words, i: int) -> Phrase | None:
    """A season: alone only with an adjective or after `during`, else beside a year."""
    hit = words.hit(i, "seasons")
    if hit is None or hit.pronoun or hit.split.nunation:
        return None
    led = words.hits.at(i - 1, "times.offsets")
    alone = hit.split.article and led is not None and led.row["kind"] in ("within", "for")
    phrase = Phrase(i, hit.last, season=hit.row["value"], alone=alone)
    return placed(words, phrase) if hit.split.article or hit.last - hit.first > 1 else phrase


def read_decade(words: Words, i: int) -> Phrase | None:
    """The nineties; not a man in his nineties."""
    hit = words.hit(i, "decades")
    if hit is None or hit.pronoun:
        return None
    after = hit.last + (words.role(hit.last) == "of")
    if words.hit(after, "ages") is not None:
        return None
    return Phrase(i, hit.last, decade=int(hit.row["start"]), alone=hit.split.article)


def read_holiday(words: Words, i: int) -> Phrase | None:
    """A holiday that stands for a day."""
    hit = words.hit(i, "holidays")
    if hit is None or hit.pronoun or words.names(i, hit.last):
        return None
    return placed(words, Phrase(i, hit.last, holiday=hit.row.word, alone=True))


def read_recurring(words: Words, i: int) -> Phrase | None:
    """An adverb of what comes back: daily, every year."""
    hit = words.hit(i, "sets")
    return Phrase(i, hit.last, recurring=hit.row["value"], alone=True) if hit is not None and not hit.pronoun else None


def read_reference(words: Words, i: int) -> Phrase | None:
    """Now, lately, soon, earlier, that time."""
    hit = words.hit(i, "references")
    if hit is None or hit.pronoun:
        return None
    if hit.split.nunation or words.names(i, hit.last) or (hit.split.conjunction and hit.row["joins"] == "no"):
        return None
    return Phrase(i, hit.last, reference=hit.row["value"], joins=hit.row["joins"] == "yes", alone=True)


def read_day_part(words: Words, i: int) -> Phrase | None:
    """Morning, noon, night; alone only as an adverb or with the article."""
    hit = words.hit(i, "dayparts")
    if hit is None or hit.pronoun or words.names(i, hit.last) or HAMZA_YA in words.tokens[i].form:  # lest, not by night
        return None
    marked = hit.split.article or hit.split.nunation or hit.last - hit.first > 1 or hit.row.word[-1] == ALEF
    alone = bool(hit.row["alone"]) and marked
    return Phrase(i, hit.last, daypart=hit.row["value"], half=hit.row["half"], alone=alone)


def read_part(words: Words, i: int) -> Phrase | None:
    """The beginning, middle or end of what follows."""
    hit = words.hit(i, "parts")
    if hit is None or hit.split.article or hit.pronoun or hit.split.nunation:
        return None
    return Phrase(i, hit.last, part=hit.row["mod"])


def read_lead(words: Words, i: int) -> Phrase | None:
    """`day`, `month`, `year` before what they announce."""
    hit = words.hit(i, "leads")
    if hit is None or hit.pronoun or hit.split.nunation:
        return None
    if hit.row["of"] == "days":
        weekday = words.hit(hit.last, "weekdays")
        if weekday is not None and weekday.split.article and not weekday.split.conjunction:
            return Phrase(i, weekday.last, recurring=f"XXXX-WXX-{weekday.row['iso']}", alone=True)
        return Phrase(i, hit.last, lead="day")
    return Phrase(i, hit.last, lead=hit.row["of"])
