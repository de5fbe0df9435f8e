"""Time expressions from their pieces: neighbours are unified, lengths are hung on a leading word, two days make a range."""

from __future__ import annotations

from musnad.extract.times.lengths import read_length
from musnad.extract.times.phrase import Phrase, unify
from musnad.extract.times.pieces import BARE_YEARS, read_piece, trailing_day, trailing_year
from musnad.extract.times.words import Words

MOST_PIECES = 10
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
    phrase = _ranged(words, phrase)
    return phrase if stands(words, phrase) else None


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


def _glossed(words: Words, left: Phrase) -> Phrase:
    """A day in brackets after another is the same day as the paper's own reader counts it: today (yesterday)."""
    if words.key(left.last) != "(" or not (left.unit == "D" or left.weekday):
        return left
    gloss = read_piece(words, left.last + 1)
    if gloss is None or words.key(gloss.last) != ")" or not (gloss.unit == "D" or gloss.weekday):
        return left
    left.last = gloss.last + 1
    if left.unit == "D" and gloss.unit == "D":
        left.shift = gloss.shift
    return left


def _with_neighbour(words: Words, left: Phrase) -> Phrase | None:
    for at, glue in _after_glue(words, left):
        right = read_piece(words, at)
        if left.month and not left.day and right is None:
            right = trailing_day(words, at)
        if right is None or not _fits(words, left, right, glue):
            continue
        joined = unify(left, right)
        if joined is not None:
            return joined
    return None


def _after_glue(words: Words, left: Phrase) -> list[tuple[int, str]]:
    at = left.last
    key, role = words.key(at), words.role(at)
    if role in ("of", "on"):
        return [(at + 1, role)]
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
    if right.year and not right.month:
        return _takes_year(words, left, right, glue)
    if glue == "on":
        return bool((left.daypart and right.hour >= 0) or (left.weekday and right.day) or (left.hour >= 0 and right.daypart) or right.lead == "year"
                    or (left.ordinal and right.month))  # fmt: skip
    if glue == "of":
        return bool(left.day or left.part or left.daypart or left.joins or left.ordinal or left.weekday or left.season
                    or left.share or (left.month and (right.unit or right.lead == "year")))  # fmt: skip
    return not left.reference or (left.joins and (right.unit == "D" or bool(right.weekday)))


def _takes_year(words: Words, left: Phrase, right: Phrase, glue: str) -> bool:
    """Whether a four-digit number is the year of what stands before it."""
    if right.lead == "year" or left.lead == "year":
        return True
    return glue in ("", "of") and bool(left.month or left.part or left.season or left.share or left.holiday)


# -- ranges ------------------------------------------------------------------------------------------------------------


def _ranged(words: Words, left: Phrase) -> Phrase:
    """The phrase with the other end of its range, where the words lead to one."""
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
    right = join(words, at) or trailing_year(words, at)
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


# -- what stands alone -------------------------------------------------------------------------------------------------


def stands(words: Words, phrase: Phrase) -> bool:
    """Whether the phrase is a time rather than a number, a name or half of one."""
    if phrase.alone:
        return True
    if phrase.part and phrase.unit:
        return True
    if phrase.month:
        return bool(phrase.day or phrase.year or phrase.lead == "month" or phrase.part or phrase.nearness is not None)
    if phrase.weekday:
        return bool(phrase.daypart or phrase.lead == "day" or phrase.ordinal)
    if phrase.season:
        return bool(phrase.year or phrase.unit or phrase.nearness is not None)
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
    if words.counts_something(phrase.last):
        return False
    if before < 0 or words.hits.at(before, "times.not_years") is not None:
        return False
    if words.role(before) or words.hits.at(before, "times.offsets") is not None:
        return True
    return words.tokens[before].kind == "word" and len(words.key(before)) > 2


# -- lengths -----------------------------------------------------------------------------------------------------------


def _lasting(words: Words, i: int) -> Phrase | None:
    """A length with the word that leads it: three years; for two days; a week ago; since decades."""
    offset = words.hit(i, "offsets")
    if offset is not None and offset.pronoun:
        offset = None
    at, kind = (offset.last, offset.row["kind"]) if offset is not None else (i, "")
    found = read_length(words, at)
    if found is None:
        return None
    length = found.length
    phrase = Phrase(i, found.last, length=length, offset=kind, alone=True)
    if length.nearness is not None or length.vague:
        return phrase
    if kind:
        return phrase if not length.definite or kind in ("for", "every") else None
    if length.definite or (length.bare and not _is_whole_line(words, phrase)):
        return None
    return phrase


def _is_whole_line(words: Words, phrase: Phrase) -> bool:
    return words.page.paragraph_of(phrase.first) == (phrase.first, phrase.last)
