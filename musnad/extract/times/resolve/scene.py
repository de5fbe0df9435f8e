"""Where an expression stands: the day of publication, the days and years the text has named, the tense of the clause."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

import msgspec

from musnad.extract.page import Page
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.tense import Tense, tense_of
from musnad.extract.times.grammar.words import Words
from musnad.extract.times.resolve import periods
from musnad.extract.times.resolve.periods import Period

NEAR, NEIGHBOURS = 120, 8  # tokens, dates: how far a year said of a month reaches
FRAGMENT = 2  # tokens beside the expression
TOLD = 8  # sentences through which a story stays on the day it named


class Scene(msgspec.Struct):
    """What the resolver may count from.

    first, last:  bounds of the day of publication, None where unknown; equal where it is known.
    instant:      clock time of publication, where the caller gave one: (hour, minute).
    named:        the last day, month or year that the text gave.
    day_named:    the last day among them; day_at: its token.
    years:        (month, day) -> years that the text joins to it; said_years: (token, month, year) in the text's order.
    """

    words: Words
    first: date | None = None
    last: date | None = None
    value: str | None = None
    instant: tuple[int, int] | None = None
    named: Period | None = None
    day_named: Period | None = None
    day_at: int = -1
    years: dict[tuple[int, int], set[int]] = {}
    said_years: list[tuple[int, int, int]] = []

    @property
    def day(self) -> date | None:
        """The day of publication where it is known to the day."""
        return self.last if self.first == self.last else None

    @property
    def anchor(self) -> date | None:
        """A day to count months and years from: the last that publication may have been on."""
        return self.last

    def knows(self, unit: str) -> bool:
        """Whether publication is known as closely as that unit."""
        if self.first is None or self.last is None:
            return False
        if unit in ("D", "W"):
            return self.first == self.last
        return self.first.year == self.last.year and (unit != "M" or self.first.month == self.last.month)

    def tense(self, phrase: Phrase) -> Tense:
        """Whether the clause around an expression tells of what was or of what is to come."""
        return tense_of(self.words, phrase.first, phrase.last)

    def name(self, phrase: Phrase, period: Period) -> None:
        """Remember a period that the text has just given."""
        self.named = period
        if period.first == period.last:
            self.day_named, self.day_at = period, phrase.first

    def named_day(self, phrase: Phrase, reach: int = 2) -> Period | None:
        """The day last named, in this sentence or one of the sentences just before it."""
        if self.day_named is None:
            return None
        page: Page = self.words.page
        first, _ = page.sentence_of(phrase.first)
        for _ in range(reach):
            if self.day_at >= first:
                return self.day_named
            if first == 0:
                return None
            first, _ = page.sentence_of(first - 1)
        return None

    def day_beside(self, phrase: Phrase) -> date | None:
        """The day that a clock time or a part of the day falls on: one named in the same sentence, in a told story also
        some sentences before, else publication."""
        told = phrase.daypart != "NI" and self.tense(phrase) == "past"
        beside = self.named_day(phrase, reach=TOLD if told else 1)
        return beside.first if beside is not None else self.day

    def is_fragment(self, phrase: Phrase) -> bool:
        """Whether the line is hardly more than the expression: a table cell, a form, a query."""
        first, last = self.words.page.paragraph_of(phrase.first)
        return (last - first) - (phrase.last - phrase.first) <= FRAGMENT

    def is_caption(self, phrase: Phrase) -> bool:
        """Whether an expression stands under a picture, which tells of what was."""
        return self.words.page.segment_kind(self.words.tokens[phrase.first].start) == "caption"

    def note_years(self, phrases: list[Phrase]) -> None:
        """Remember the days that the text gives with their year, written or called current, last, next."""
        for phrase in phrases:
            for end in (phrase, phrase.to):
                if end is None or not end.month or end.hijri:
                    continue
                year = end.year
                if not year and end.nearness is not None and self.anchor is not None:
                    year = periods.year_by_nearness(end.month, end.day or 0, end.nearness, self.anchor)
                if year:
                    self.years.setdefault((end.month, end.day), set()).add(year)
                    self.said_years.append((phrase.first, end.month, year))

    def year_of_text(self, phrase: Phrase) -> int | None:
        """The year that the text gives to the same day anywhere, or to its month a little before or after."""
        same = self.years.get((phrase.month, phrase.day), set())
        if len(same) == 1:
            return next(iter(same))
        at = bisect_left(self.said_years, (phrase.first, 0, 0))
        near = [
            (abs(token - phrase.first), year)
            for token, month, year in self.said_years[max(at - NEIGHBOURS, 0) : at + NEIGHBOURS]
            if month == phrase.month and abs(token - phrase.first) <= NEAR
        ]
        return min(near)[1] if near else None
