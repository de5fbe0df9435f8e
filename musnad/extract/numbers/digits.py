"""Numbers written with digits: separators of every school, groups with spaces, mirrored decimals, fractions, signs."""

from __future__ import annotations

import re

import msgspec

from musnad.extract.page import Page
from musnad.text.fold import ARABIC_COMMA, DECIMAL_SIGN
from musnad.text.tokens import Token

MINUS = ("-", "\u2212", "\u2013")
LONGEST = 24  # characters; more are a code, not a number
LARGEST = 10**18  # beyond it nothing is counted
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 100, 1000})


class Digits(msgspec.Struct, gc=False):
    """first, last: tokens with sign, last exclusive. kind: cardinal, or fraction for a/b."""

    first: int
    last: int
    value: float | int
    kind: str = "cardinal"


def plain(value: float) -> float | int:
    """A whole number as int."""
    return int(value) if value == int(value) else value


def value_of(written: str, decimal_point: bool = False) -> float | int | None:
    """The value of digits with inner separators; None where they part something else (a date, a version, an address).

    written: folded digits with `.` and `,`. decimal_point: the dot is known to be a decimal one.
    A single dot before three digits separates thousands unless a zero stands first.
    """
    if "," not in written and "." not in written:
        return int(written)
    if _GROUPED.fullmatch(written):
        return plain(float(written.replace(",", "")))
    if not decimal_point and written[0] != "0" and _DOTTED.fullmatch(written):
        return plain(float(written.replace(".", "").replace(",", ".")))
    if written.count(".") + written.count(",") == 1:
        return plain(float(written.replace(",", ".")))
    return None


def _glued(a: Token, b: Token) -> bool:
    return a.end == b.start


def _attached_before(page: Page, i: int) -> bool:
    """Whether something that makes the digits part of a code, a clock time or a date is glued before token i."""
    if i < 2 or not _glued(page.tokens[i - 1], page.tokens[i]):
        return False
    mark, before = page.tokens[i - 1], page.tokens[i - 2]
    if not _glued(before, mark):
        return False
    if mark.form in MINUS:
        return before.kind == "word" and len(before.key) > 1
    return mark.form in ":/" and before.kind == "number"


def _in_latin(page: Page, i: int) -> bool:
    """Digits glued to Latin letters are a code (`F16`, an address on the web)."""
    tokens = page.tokens
    before = i > 0 and _glued(tokens[i - 1], tokens[i]) and tokens[i - 1].kind == "word"
    after = i + 1 < len(tokens) and _glued(tokens[i], tokens[i + 1]) and tokens[i + 1].kind == "word"
    return (before and tokens[i - 1].form[-1].isascii()) or (after and tokens[i + 1].form[0].isascii())


def _attached_after(page: Page, last: int) -> bool:
    tokens = page.tokens
    if last + 1 >= len(tokens) or not _glued(tokens[last - 1], tokens[last]) or tokens[last].form not in ":/":
        return False
    return tokens[last + 1].kind == "number" and _glued(tokens[last], tokens[last + 1])


def _three_parts(page: Page, i: int) -> bool:
    """A date or code such as 2020-06-11: three numbers glued by the same mark."""
    tokens = page.tokens
    for first in (i - 4, i - 2, i):
        if first < 0 or first + 4 >= len(tokens):
            continue
        run = tokens[first : first + 5]
        if run[1].form != run[3].form or run[1].kind != "mark" or not all(map(_glued, run, run[1:])):
            continue
        if all(t.kind == "number" for t in run[::2]):
            return True
    return False


def _with_groups(page: Page, i: int, end: int) -> tuple[int, str]:
    """Digits grouped by single spaces: `1 000 000`."""
    tokens, written, last = page.tokens, page.tokens[i].form, i + 1
    head = written.replace(",", "")
    if not head.isdigit() or head[0] == "0" or not (len(head) <= 3 or "," in written):
        return last, written
    groups = [head]
    while last < end and last - i < 6:
        token = tokens[last]
        if len(token.form) != 3 or not token.form.isdigit() or token.start != tokens[last - 1].end + 1:
            break
        groups.append(token.form)
        last += 1
    return (last, "".join(groups)) if len(groups) > 1 else (i + 1, written)


def _mirrored(page: Page, i: int, end: int) -> tuple[int, float | int] | None:
    """Decimals written back to front around the letter ra, as agencies do: `27` ra `1` is 1.27."""
    tokens = page.tokens
    if i + 2 >= end or tokens[i + 2].kind != "number" or not _glued(tokens[i], tokens[i + 1]):
        return None
    hit = page.hits.at(i + 1, "numbers.words")
    if hit is None or hit.row["role"] != "mirror" or not _glued(tokens[i + 1], tokens[i + 2]):
        return None
    part, whole = tokens[i].form, tokens[i + 2].form
    if not (part.isdigit() and whole.isdigit()) or len(part) + len(whole) > LONGEST:
        return None
    if len(part) == 3 and len(whole) <= 3 and not _is_measured(page, i + 3):
        return i + 3, int(whole + part)
    if part == "0" and whole != "0":
        part, whole = whole, part
    return i + 3, plain(float(f"{whole}.{part}"))


def _with_arabic_comma(page: Page, i: int, end: int) -> tuple[int, float | int] | None:
    """`20` Arabic comma `5`, all glued, is 20.5; a longer chain is a list."""
    tokens = page.tokens
    if i + 2 >= end or tokens[i + 1].form != ARABIC_COMMA or not _glued(tokens[i], tokens[i + 1]):
        return None
    whole, part = tokens[i].form, tokens[i + 2].form
    if not _glued(tokens[i + 1], tokens[i + 2]) or not (whole.isdigit() and part.isdigit()) or len(part) > 2:
        return None
    chained = i + 3 < len(tokens) and tokens[i + 3].form == ARABIC_COMMA and _glued(tokens[i + 2], tokens[i + 3])
    before = i > 0 and tokens[i - 1].form == ARABIC_COMMA and _glued(tokens[i - 1], tokens[i])
    return None if chained or before else (i + 3, plain(float(f"{whole}.{part}")))


def _is_measured(page: Page, i: int) -> bool:
    """Whether a scale word or a percent sign follows, before which a point is a decimal one."""
    if page.hits.at(i, "numbers.signs"):
        return True
    hit = page.hits.at(i, "numbers.words")
    return hit is not None and hit.row["role"] in ("scale", "scales")


def _sign(page: Page, i: int) -> tuple[int, int]:
    """First token and factor, with a sign glued before the digits and free on its other side."""
    tokens = page.tokens
    if i == 0 or not _glued(tokens[i - 1], tokens[i]):
        return i, 1
    mark = tokens[i - 1]
    if mark.form not in (*MINUS, "+") or (i > 1 and _glued(tokens[i - 2], mark)):
        return i, 1
    if i > 1 and tokens[i - 2].kind == "number" and mark.form != "-":
        return i, 1
    return i - 1, 1 if mark.form == "+" else -1


def read_digits(page: Page, i: int, end: int) -> Digits | None:
    """The number whose digits begin at token i, or None where they belong to a code, a date or a clock time.

    end: last token that may be looked at, exclusive.
    """
    found = _read(page, i, end)
    return found if found is not None and abs(found.value) < LARGEST else None


def _read(page: Page, i: int, end: int) -> Digits | None:
    tokens = page.tokens
    if len(tokens[i].form) > LONGEST:
        return None
    if _in_latin(page, i) or _attached_before(page, i) or _three_parts(page, i):
        return None
    first, factor = _sign(page, i)
    if first == i and i > 0 and tokens[i - 1].form == "." and _leads_decimal(page, i):
        first, factor = _sign(page, i - 1)
        return Digits(first, i + 1, factor * plain(float("0." + tokens[i].form)))
    mirrored = _mirrored(page, i, end) or _with_arabic_comma(page, i, end)
    if mirrored is not None:
        return Digits(first, mirrored[0], factor * mirrored[1])
    last, written = _with_groups(page, i, end)
    known = DECIMAL_SIGN in page.text[tokens[i].start : tokens[i].end] or _is_measured(page, last)
    read = value_of(written, known)
    if read is None:
        return None
    value = factor * read
    if _attached_after(page, last):
        return _slashed(page, first, last, value)
    return Digits(first, last, value)


def _leads_decimal(page: Page, i: int) -> bool:
    """`.77`: a dot glued before digits with nothing glued before the dot."""
    tokens = page.tokens
    dot = tokens[i - 1]
    if not _glued(dot, tokens[i]) or not tokens[i].form.isdigit():
        return False
    if len(tokens[i].form) == 4 and tokens[i].form[:2] in ("19", "20"):
        return False  # a year after a misplaced full stop
    return i < 2 or not _glued(tokens[i - 2], dot) or tokens[i - 2].form in (*MINUS, "+")


def _slashed(page: Page, first: int, last: int, above: float | int) -> Digits | None:
    """`3/4` with a usual denominator; dates and clock times are left to others."""
    tokens = page.tokens
    below = tokens[last + 1].form
    if tokens[last].form != "/" or not below.isdigit() or len(below) > 4 or _attached_after(page, last + 2):
        return None
    if int(below) not in _DENOMINATORS:
        return None
    return Digits(first, last + 2, plain(above / int(below)), "fraction")
