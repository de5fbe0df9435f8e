"""Pieces made of numbers: dates in digits, days of a month, years, the twentieth century, months by number."""

from __future__ import annotations

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.pointing import era_after, placed, read_period
from musnad.extract.times.grammar.words import Count, Words

MOST_DAYS = 8  # of one month, in a list
FIRST_YEAR, LAST_YEAR = 1000, 2100
HIJRI_YEARS = range(1343, 1501)  # in a date of digits
BARE_YEARS = range(1900, 2051)  # a number alone is a year only in here


def read_numeric_date(words: Words, i: int) -> Phrase | None:
    """A date in digits: 2020-06-11, 11/6/2020, 9-9-2024, 9/2021, and day/month where the neighbour shows it."""
    parts, last = _digit_run(words, i)
    if len(parts) == 3:
        return _three_numbers(i, era_after(words, last)[0], parts)
    if len(parts) != 2:
        return None
    if len(parts[0]) == len(parts[1]) == 4:
        return _two_years(i, last, *map(int, parts))
    (a, b), sizes = map(int, parts), tuple(map(len, parts))
    if 1 <= a <= 12 and sizes[1] == 4 and b in BARE_YEARS and sizes[0] <= 2:
        return Phrase(i, last, month=a, year=b, alone=True)
    if sizes[0] == 4 and a in BARE_YEARS and sizes[1] == 2 and 1 <= b <= 12 and words.key(i + 1) != "/":
        return Phrase(i, last, month=b, year=a, alone=True)
    if max(sizes) <= 2 and 1 <= a <= 31 and 1 <= b <= 12 and words.key(i + 1) == "/":
        if not (_stands_as_date(words, i, last) or _beside_a_day(words, i)):
            return None
        return Phrase(i, last, day=a, month=b, alone=True)
    return None


def _two_years(i: int, last: int, first: int, second: int) -> Phrase | None:
    """The season 2012/2013, the budget of 2011-2012."""
    if first not in BARE_YEARS or not first < second < first + 100:
        return None
    return Phrase(i, last, year=first, to=Phrase(i, last, year=second), alone=True)


def _stands_as_date(words: Words, i: int, last: int) -> bool:
    """Whether a/b is a day and a month rather than a fraction or a score: alone in its line."""
    first, end = words.page.paragraph_of(i)
    return first == i and end == last


def _beside_a_day(words: Words, i: int) -> bool:
    """Whether a weekday or the word day, date stands before a/b."""
    return any(words.hits.at(i - 1, f"times.{table}") is not None for table in ("weekdays", "leads"))


def _three_numbers(i: int, last: int, parts: list[str]) -> Phrase | None:
    a, b, c = map(int, parts)
    if len(parts[0]) == 4 and 1 <= b <= 12 and 1 <= c <= 31:
        return Phrase(i, last, year=a, month=b, day=c, alone=True)
    if len(parts[2]) != 4 or max(len(parts[0]), len(parts[1])) > 2 or not c:
        return None
    if 1 <= a <= 31 and 1 <= b <= 12:
        return Phrase(i, last, day=a, month=b, year=c, hijri=c in HIJRI_YEARS, alone=True)
    if 1 <= b <= 31 and 1 <= a <= 12:
        return Phrase(i, last, day=b, month=a, year=c, alone=True)
    return None


def _digit_run(words: Words, i: int) -> tuple[list[str], int]:
    """Up to three numbers joined by one date mark, and where they end; `9.9.2024` is one token.

    The marks are glued; they may stand free between three numbers, as in official papers.
    """
    if i >= words.end or words.tokens[i].kind != "number" or _inside_code(words, i):
        return [], i
    form = words.tokens[i].form
    if form.count(".") == 2 and "," not in form:
        return form.split("."), i + 1
    parts, at, free = [words.digits(i)], i + 1, False
    while parts[-1] and len(parts) < 3 and words.digits(at + 1):
        if words.key(at) not in ("/", "-", "\u2013") or (len(parts) > 1 and words.key(at) != words.key(i + 1)):
            break
        loose = not (words.glued(at) and words.glued(at + 1))
        parts.append(words.digits(at + 1))
        at, free = at + 2, free or loose
    if not parts[-1] or max(map(len, parts)) > 4 or (free and len(parts) < 3):
        return [], i
    return parts, at


def _inside_code(words: Words, i: int) -> bool:
    """Whether digits are glued to a mark and a number before them."""
    before = i > 1 and words.glued(i) and words.hits.at(i - 1, "times.numerics") is not None
    return before and words.tokens[i - 2].kind == "number"


def read_day_number(words: Words, i: int) -> Phrase | None:
    """A day of a month, or several of one month: 27; 24 and 25; 13-15; the fourth and fifth. The month must follow."""
    first = words.number(i)
    if first is None or not 1 <= first.value <= 31:
        return None
    last = first
    for _ in range(MOST_DAYS):
        month_at = month_after(words, last.last)
        if month_at:
            return Phrase(i, month_at, day=int(first.value), to_day=int(last.value) if last is not first else 0)
        following = _next_day(words, last)
        if following is None:
            break
        last = following
    return None


def _next_day(words: Words, before: Count) -> Count | None:
    """The day after `and`, `to` or a hyphen, later than the one before it."""
    link = before.last
    if words.role(link) in ("to", "and") or words.key(link) in ("-", "\u2013", "\u060c"):
        link += 1
    link += words.role(link) == "and"
    following = words.number(link)
    joined = following is not None and (link > before.last or words.conjoined(following.first))
    return following if following is not None and joined and before.value < following.value <= 31 else None


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
        if second is not None and month_after(words, second.last):
            last, to_day = first.last, 0
    free = last >= words.end or words.tokens[last].kind != "word" or words.role(last) == "to"
    return Phrase(i, last, day=int(first.value), to_day=to_day) if free else None


def month_after(words: Words, i: int) -> int:
    """Where the month begins that a day number belongs to: right after it, or after `of` and `month`. 0: nowhere."""
    at = i + (words.key(i) in ("-", "\u2013") and words.glued(i) and words.glued(i + 1))
    for _ in range(2):
        lead = words.hit(at, "leads")
        if words.role(at) == "of":
            at += 1
        elif lead is not None and lead.row["of"] == "month" and not lead.split.article:
            at = lead.last
    named = words.hit(at, "months")
    if named is not None and not named.split.preposition and not named.split.conjunction:
        return at if named.row["homograph"] != "number" or at > i + 1 or words.role(i) == "of" else 0
    period = read_period(words, at)
    return at if period is not None and period.unit == "M" and (at > i or period.shift) else 0


def read_year_number(words: Words, i: int) -> Phrase | None:
    """Four digits, or a number in words above a thousand, as a year. Alone only where the grammar sees a reason."""
    number = words.number(i)
    if number is None or number.value not in range(FIRST_YEAR, LAST_YEAR):
        return None
    if number.digits and number.last - i == 1 and len(words.digits(i)) != 4:
        return None
    last, era = era_after(words, number.last)
    if era == "before":
        return None
    return Phrase(i, last, year=int(number.value), hijri=era == "hijri", alone=last > number.last)


def read_numbered_month(words: Words, i: int) -> Phrase | None:
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
    return placed(words, Phrase(i, number.last, month=int(number.value), alone=True))


def read_century(words: Words, i: int) -> Phrase | None:
    """The twentieth century, the 19th century."""
    hit = words.hit(i, "units")
    if hit is None or hit.row["unit"] != "CE" or hit.row["number"] != "s" or not hit.split.article:
        return None
    number = words.number(hit.last)
    if number is None or not 1 <= number.value <= 30 or era_after(words, number.last)[1] in ("hijri", "before"):
        return None
    return Phrase(i, number.last, century=int(number.value), alone=True)
