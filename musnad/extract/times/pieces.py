"""The pieces of a time expression: each reader looks at one token (and its own glue) and fills its fields of a phrase.

A piece that is no time by itself (a day number, `the middle of`, `day`) is only worth something once it is unified with
a neighbour; `Phrase.alone` tells.
"""

from __future__ import annotations

from musnad.extract.times.clock import read_clock
from musnad.extract.times.phrase import Phrase
from musnad.extract.times.words import Words
from musnad.text.clitics import KAF

FIRST_YEAR, LAST_YEAR = 1000, 2100
BARE_YEARS = range(1900, 2051)  # a number alone is a year only in here
YEAR_GLUE = ("of", "on")


def read_piece(words: Words, i: int) -> Phrase | None:
    """The piece that begins at token i, None where there is none."""
    for read in _READERS:
        found = read(words, i)
        if found is not None:
            return found
    return None


# -- the calendar ------------------------------------------------------------------------------------------------------


def _month(words: Words, i: int) -> Phrase | None:
    """A month, with its other name beside it, by any separator, and whether it is the last or the next one."""
    hit = words.hit(i, "months")
    if hit is None:
        return None
    hijri, month = hit.row["calendar"] == "hijri", int(hit.row["month"])
    last = _other_name(words, hit.last, month) if not hijri else hit.last
    alone = not hit.row["homograph"] or _announced(words, i)
    return _placed(words, Phrase(i, last, month=month, hijri=hijri, alone=alone or last > hit.last))


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


def _weekday(words: Words, i: int) -> Phrase | None:
    pointer = words.hit(i, "demonstratives")
    hit = words.hit(pointer.last if pointer is not None else i, "weekdays")
    if hit is None or hit.pronoun or hit.split.nunation:
        return None
    if pointer is not None:
        return Phrase(i, hit.last, weekday=int(hit.row["iso"]), nearness=0, alone=True) if hit.split.article else None
    alone = hit.split.article and not words.names(i, hit.last)
    return _placed(words, Phrase(i, hit.last, weekday=int(hit.row["iso"]), alone=alone))


def _ordinal(words: Words, i: int) -> Phrase | None:
    """One of its kind in a month: the first Tuesday of, the third day of, the last week of; or Tuesday the third of."""
    number, at = _which(words, i)
    kind = words.hit(at, "weekdays") or words.hit(at, "units")
    if number:
        lead = words.hit(at, "leads")
        if lead is not None and lead.row["of"] == "day" and words.hit(lead.last, "weekdays") is not None:
            kind = words.hit(lead.last, "weekdays")
        if words.hit(at, "months") is not None or (lead is not None and lead.row["of"] == "month"):
            return Phrase(i, at, day=1) if number == 1 else None
    elif kind is not None and kind.split.article:
        number, at = _which(words, kind.last, article=True)
    if kind is None or not number or (kind.first < i):
        return None
    last = max(kind.last, at)
    if not (words.role(last) in ("of", "on") or _to_month(words, last) or words.prefixed(last)):
        return None
    if "iso" in kind.row.cells:
        return Phrase(i, last, ordinal=number, of="weekday", weekday=int(kind.row["iso"]))
    if kind.row["unit"] not in ("D", "W") or kind.row["number"] != "s":
        return None
    return Phrase(i, last, ordinal=number, of=kind.row["unit"])


def _which(words: Words, i: int, article: bool = False) -> tuple[int, int]:
    """An ordinal up to the fifth, or the last (-1), and where it ends; 0 where there is none."""
    hit = words.hit(i, "ordinals")
    if hit is not None and hit.split.article == article and not hit.pronoun:
        return int(hit.row["value"]), hit.last
    number = words.number(i)
    if number is None or not number.ordinal or number.digits or not 1 <= number.value <= 31:
        return 0, i
    return int(number.value), number.last


def _numbered_month(words: Words, i: int) -> Phrase | None:
    """A month by its number after the word month: month 9."""
    lead = words.hit(i, "leads")
    if lead is None or lead.row["of"] != "month" or lead.pronoun:
        return None
    number = words.number(lead.last)
    if number is None or not 1 <= number.value <= 12 or number.ordinal:
        return None
    after = number.last
    free = after >= words.end or words.tokens[after].kind != "word" or words.role(after) == "to"
    if not (free or any(words.hit(after, table) for table in ("relations", "offsets", "units", "leads"))):
        return None
    return _placed(words, Phrase(i, number.last, month=int(number.value), alone=True))


def _season(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "seasons")
    if hit is None or hit.pronoun or hit.split.nunation:
        return None
    led = words.hits.at(i - 1, "times.offsets")
    alone = hit.split.article and led is not None and led.row["kind"] in ("within", "for")
    phrase = Phrase(i, hit.last, season=hit.row["value"], alone=alone)
    return _placed(words, phrase) if hit.split.article or hit.last - hit.first > 1 else phrase


def _decade(words: Words, i: int) -> Phrase | None:
    """The nineties; not a man in his nineties."""
    hit = words.hit(i, "decades")
    if hit is None or hit.pronoun:
        return None
    after = hit.last + (words.role(hit.last) == "of")
    if words.hit(after, "ages") is not None:
        return None
    return Phrase(i, hit.last, decade=int(hit.row["start"]), alone=hit.split.article)


def _century(words: Words, i: int) -> Phrase | None:
    """The twentieth century, the 19th century."""
    hit = words.hit(i, "units")
    if hit is None or hit.row["unit"] != "CE" or hit.row["number"] != "s" or not hit.split.article:
        return None
    number = words.number(hit.last)
    if number is None or not 1 <= number.value <= 30:
        return None
    return Phrase(i, number.last, century=int(number.value), alone=True)


def _share(words: Words, i: int) -> Phrase | None:
    """The first quarter, the second half (of a year)."""
    hit = words.hit(i, "shares")
    if hit is None or not hit.split.article:
        return None
    number, last = _which(words, hit.last, article=True)
    latest = int(hit.row["last"])
    if not number or number > latest or words.role(last) not in ("of", "on"):
        return None
    return Phrase(i, last, share=hit.row["kind"] + str(latest if number < 0 else number))


def _recurring(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "sets")
    return Phrase(i, hit.last, recurring=hit.row["value"], alone=True) if hit is not None and not hit.pronoun else None


def _holiday(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "holidays")
    if hit is None or hit.pronoun:
        return None
    return _placed(words, Phrase(i, hit.last, holiday=hit.row.word, alone=True))


def _placed(words: Words, phrase: Phrase) -> Phrase:
    """The phrase with the adjective that follows it: last, current, next, the one after next."""
    relation = _relation(words, phrase.last)
    if relation is not None:
        phrase.nearness, _, phrase.last = relation
        phrase.alone = True
    return phrase


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


def _period(words: Words, i: int) -> Phrase | None:
    """A period by its unit: the coming week, this month, that year, the Hijri year before last."""
    pointer = words.hit(i, "demonstratives")
    if pointer is not None and pointer.split.preposition == KAF:  # likewise
        return None
    at = pointer.last if pointer is not None else i
    hit = words.hit(at, "units")
    if hit is None or hit.row["number"] != "s" or not hit.split.article or hit.pronoun:
        return None
    last, hijri = _calendar(words, hit.last)
    unit = hit.row["unit"]
    if pointer is not None:
        if hit.split.preposition or hit.split.conjunction:
            return None
        return Phrase(i, last, unit=unit, shift=0, anchor=pointer.row["anchor"], hijri=hijri, alone=True)
    relation = _relation(words, last) or _pointed_after(words, last)
    if relation is None:
        bare = unit in ("W", "M", "Y") and not hit.split.preposition and not words.is_definite_noun(last)
        return Phrase(i, last, unit=unit, shift=0, hijri=hijri) if bare else None
    shift, anchor, end = relation
    if (
        anchor in ("either", "office") and hit.row["homograph"] and words.is_definite_noun(i - 1)
    ):  # the general secretary before
        return None
    return Phrase(i, end, unit=unit, shift=shift, anchor=anchor, hijri=hijri, alone=True)


def _calendar(words: Words, i: int) -> tuple[int, bool]:
    hit = words.hit(i, "calendars")
    return (hit.last, hit.row["calendar"] == "hijri") if hit is not None else (i, False)


def _pointed_after(words: Words, i: int) -> tuple[int, str, int] | None:
    hit = words.hit(i, "demonstratives")
    if hit is None or hit.split.article or hit.split.preposition or hit.split.conjunction:
        return None
    return (0, hit.row["anchor"], hit.last)


def _day_word(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "daywords")
    if hit is None or hit.pronoun or (hit.row["article"] and not hit.split.article) or words.names(i, hit.last):
        return None
    return Phrase(i, hit.last, unit="D", shift=int(hit.row["shift"]), alone=True)


# -- numbers -----------------------------------------------------------------------------------------------------------


def _numeric_date(words: Words, i: int) -> Phrase | None:
    """A date in digits: 2020-06-11, 11/6/2020, 9-9-2024, 9/2021, and day/month where the neighbour shows it."""
    parts, last = _digit_run(words, i)
    if len(parts) == 3:
        return _three_numbers(i, last, parts)
    if len(parts) != 2:
        return None
    (a, b), sizes = map(int, parts), tuple(map(len, parts))
    if 1 <= a <= 12 and sizes[1] == 4 and b in BARE_YEARS and sizes[0] <= 2:
        return Phrase(i, last, month=a, year=b, alone=True)
    if sizes[0] == 4 and a in BARE_YEARS and sizes[1] == 2 and 1 <= b <= 12 and words.key(i + 1) != "/":
        return Phrase(i, last, month=b, year=a, alone=True)
    if max(sizes) <= 2 and 1 <= a <= 31 and 1 <= b <= 12 and words.key(i + 1) == "/":
        return Phrase(i, last, day=a, month=b, alone=_stands_as_date(words, i, last))
    return None


def _stands_as_date(words: Words, i: int, last: int) -> bool:
    """Whether a/b is a day and a month rather than a fraction or a score: alone in its line."""
    first, end = words.page.paragraph_of(i)
    return first == i and end == last


def _three_numbers(i: int, last: int, parts: list[str]) -> Phrase | None:
    a, b, c = map(int, parts)
    if len(parts[0]) == 4 and 1 <= b <= 12 and 1 <= c <= 31:
        return Phrase(i, last, year=a, month=b, day=c, alone=True)
    if len(parts[2]) != 4 or max(len(parts[0]), len(parts[1])) > 2 or not c:
        return None
    if 1 <= a <= 31 and 1 <= b <= 12:
        return Phrase(i, last, day=a, month=b, year=c, alone=True)
    if 1 <= b <= 31 and 1 <= a <= 12:
        return Phrase(i, last, day=b, month=a, year=c, alone=True)
    return None


def _digit_run(words: Words, i: int) -> tuple[list[str], int]:
    """Up to three numbers glued by one date mark, and where they end; `9.9.2024` is one token."""
    if i >= words.end or words.tokens[i].kind != "number":
        return [], i
    form = words.tokens[i].form
    if form.count(".") == 2 and "," not in form:
        return form.split("."), i + 1
    parts, at = [words.digits(i)], i + 1
    if (
        i
        and words.glued(i)
        and words.hits.at(i - 1, "times.numerics") is not None
        and words.tokens[i - 2].kind == "number"
    ):
        return [], i
    while parts[-1] and len(parts) < 3 and words.glued(at) and words.glued(at + 1) and words.digits(at + 1):
        if words.key(at) not in ("/", "-", "\u2013") or (len(parts) > 1 and words.key(at) != words.key(i + 1)):
            break
        parts.append(words.digits(at + 1))
        at += 2
    return ([], i) if not parts[-1] or max(map(len, parts)) > 4 else (parts, at)


def _day_number(words: Words, i: int) -> Phrase | None:
    """A day of a month, or several of one month: 27; 24 and 25; 13-15; the fourth and fifth. The month must follow."""
    first = words.number(i)
    if first is None or not 1 <= first.value <= 31:
        return None
    link = first.last
    if words.role(link) in ("to", "and") or words.key(link) in ("-", "\u2013"):
        link += 1
    second = words.number(link)
    if second is not None and (link > first.last or words.conjoined(second.first)) and first.value < second.value <= 31:
        month_at = _to_month(words, second.last)
        if month_at:
            return Phrase(i, month_at, day=int(first.value), to_day=int(second.value))
    month_at = _to_month(words, first.last)
    return Phrase(i, month_at, day=int(first.value)) if month_at else None


def trailing_day(words: Words, i: int) -> Phrase | None:
    """A day number after its month (July 13), where it does not count what follows."""
    first = words.number(i)
    if first is None or not 1 <= first.value <= 31 or words.conjoined(first.first):
        return None
    last, to_day = first.last, 0
    if words.role(last) == "to" or words.key(last) in ("-", "\u2013"):
        second = words.number(last + 1)
        if second is not None and first.value < second.value <= 31:
            last, to_day = second.last, int(second.value)
        if second is not None and _to_month(words, second.last):
            last, to_day = first.last, 0
    free = last >= words.end or words.tokens[last].kind != "word" or words.role(last) == "to"
    return Phrase(i, last, day=int(first.value), to_day=to_day) if free else None


def trailing_year(words: Words, i: int) -> Phrase | None:
    """The year that closes a range of years."""
    return _year_number(words, i)


def _to_month(words: Words, i: int) -> int:
    """Where the month begins that a day number belongs to: right after it, or after `of` and `month`. 0: nowhere."""
    at = i
    for _ in range(2):
        lead = words.hit(at, "leads")
        if words.role(at) == "of":
            at += 1
        elif lead is not None and lead.row["of"] == "month":
            at = lead.last
    named = words.hit(at, "months")
    if named is not None and not named.split.preposition and not named.split.conjunction:
        return at
    period = _period(words, at)
    return at if period is not None and period.unit == "M" and (at > i or period.shift) else 0


def _year_number(words: Words, i: int) -> Phrase | None:
    """Four digits, or a number in words above a thousand, as a year. Alone only where the grammar sees a reason."""
    number = words.number(i)
    if number is None or number.value not in range(FIRST_YEAR, LAST_YEAR):
        return None
    if number.digits and number.last - i == 1 and len(words.digits(i)) != 4:
        return None
    last, hijri = _era(words, number.last)
    return Phrase(i, last, year=int(number.value), hijri=hijri, alone=last > number.last)


def _era(words: Words, i: int) -> tuple[int, bool]:
    """A letter or an adjective of the calendar after a year."""
    hit = words.hit(i, "calendars")
    return (hit.last, hit.row["calendar"] == "hijri") if hit is not None else (i, False)


# -- parts, leads, references ------------------------------------------------------------------------------------------


def _part(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "parts")
    if hit is None or hit.split.article or hit.pronoun or hit.split.nunation:
        return None
    return Phrase(i, hit.last, part=hit.row["mod"])


def _day_part(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "dayparts")
    if hit is None or hit.pronoun:
        return None
    alone = bool(hit.row["alone"]) and (hit.split.article or hit.split.nunation or hit.last - hit.first > 1)
    return Phrase(i, hit.last, daypart=hit.row["value"], half=hit.row["half"], alone=alone)


def _lead(words: Words, i: int) -> Phrase | None:
    """`day`, `month`, `year` before what they announce."""
    hit = words.hit(i, "leads")
    if hit is None or hit.pronoun or hit.split.nunation:
        return None
    return Phrase(i, hit.last, lead=hit.row["of"])


def _reference(words: Words, i: int) -> Phrase | None:
    hit = words.hit(i, "references")
    if hit is None or hit.pronoun:
        return None
    if hit.split.nunation or (hit.split.conjunction and hit.row["joins"] == "no"):
        return None
    return Phrase(i, hit.last, reference=hit.row["value"], joins=hit.row["joins"] == "yes", alone=True)


_READERS = (
    _numeric_date,
    read_clock,
    _reference,
    _holiday,
    _recurring,
    _share,
    _ordinal,
    _month,
    _numbered_month,
    _weekday,
    _season,
    _decade,
    _century,
    _period,
    _day_word,
    _day_part,
    _part,
    _lead,
    _year_number,
    _day_number,
)
