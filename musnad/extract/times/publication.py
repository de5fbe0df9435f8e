"""The day of publication: given with the document, stated on a line of its own, or inferred; else unresolved.

A dateline is trusted where it stands: on a short line near the top or the bottom, before the dash that opens a report, or
as `today` with its full date. Two datelines that differ state nothing.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from musnad.extract.page import Page
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.tense import sign_of, tense_of
from musnad.extract.times.grammar.words import Words
from musnad.extract.times.inference import inferred, known
from musnad.extract.times.resolve import hijri, periods
from musnad.model import Published
from musnad.text.layout import STOPS

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
PRESS_YEARS = range(1600, 2200)  # a page that says another year is mistaken
DASHES = frozenset("-\u2013\u2014\u0640")
LINE = 6  # tokens beside the date on a line that states the day
EDGE = 6  # lines from the top or the bottom on which a day may be stated


def given(page: Page) -> Published | None:
    """The day that came with the document, as far as it says: 2022, 2022-05 or 2022-05-14."""
    match = _ISO.match(page.document.published or "")
    if match is None:
        return None
    year, month, day = match.group(1), match.group(2), match.group(3)
    if int(year) not in PRESS_YEARS or not periods.exists(int(year), int(month or 1), int(day or 1)):
        return None
    value = "-".join(p for p in (year, month, day) if p)
    last_day = day or f"{calendar.monthrange(int(year), int(month or 12))[1]:02}"
    first = "-".join((year, month or "01", day or "01"))
    return Published(value=value, earliest=first, latest="-".join((year, month or "12", last_day)), how="given")


def instant(page: Page) -> tuple[int, int] | None:
    """Hour and minute of publication, where the document came with them."""
    clock = page.document.clock
    return (int(clock[:2]), int(clock[3:5])) if clock else None


def find(words: Words, phrases: list[Phrase]) -> Published:
    """The day of publication by the best way there is."""
    return given(words.page) or stated(words, phrases) or inferred(words, phrases) or Published()


# -- stated ------------------------------------------------------------------------------------------------------------


def stated(words: Words, phrases: list[Phrase]) -> Published | None:
    """Today with its full date, or a full date on a short line near the top or the bottom of the page, a dateline."""
    found: dict[date, Phrase] = {}
    for phrase in phrases:
        day = _written_day(phrase)
        if day is None or (phrase.weekday and phrase.weekday != day.isoweekday()):
            continue
        if phrase.unit == "D" and phrase.shift is not None:
            return known(day - timedelta(days=phrase.shift), "stated", words, phrase)
        if _is_dateline(words, phrase):
            found.setdefault(day, phrase)
    if len(found) != 1:
        return None
    day, phrase = found.popitem()
    return known(day, "stated", words, phrase)


def _is_dateline(words: Words, phrase: Phrase) -> bool:
    lines = words.page.paragraphs
    line = words.page.paragraph_of(phrase.first)
    if line not in lines[:EDGE] and line not in lines[-EDGE:]:
        return False
    return _stands_alone(words, line, phrase) or _opens_report(words, line, phrase)


def _stands_alone(words: Words, line: tuple[int, int], phrase: Phrase) -> bool:
    beside = (line[1] - line[0]) - (phrase.last - phrase.first)
    return beside <= LINE and not _tells(words, line)


def _opens_report(words: Words, line: tuple[int, int], phrase: Phrase) -> bool:
    """Whether the date stands between a place and the dash that opens a report: place, date (agency) - words."""
    if phrase.first - line[0] > LINE or line[1] - phrase.last <= LINE:
        return False
    if any(sign_of(words, i) for i in range(line[0], phrase.first)):
        return False
    after = range(phrase.last, min(phrase.last + LINE + 2, line[1]))
    dash = next((i for i in after if words.tokens[i].form in DASHES), None)
    return dash is not None and not any(words.tokens[i].form in STOPS for i in range(line[0], dash))


def _tells(words: Words, line: tuple[int, int]) -> bool:
    """Whether the line tells a story: a headline with a date in it is no dateline."""
    return tense_of(words, line[0], line[0]) != "unknown" or any(
        words.role(i) in ("to", "between") for i in range(*line)
    )


def _written_day(phrase: Phrase) -> date | None:
    if not (phrase.year and phrase.month and phrase.day) or phrase.to_day or phrase.to is not None:
        return None
    if phrase.hijri:
        if not hijri.known(phrase.year):
            return None
        return hijri.day(phrase.year, phrase.month, phrase.day)
    if not periods.exists(phrase.year, phrase.month, phrase.day) or not 1990 <= phrase.year <= 2100:
        return None
    return date(phrase.year, phrase.month, phrase.day)
