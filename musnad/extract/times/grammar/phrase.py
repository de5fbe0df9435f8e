"""A time expression as its words say it, before anything is counted from a calendar.

Every piece of an expression (a weekday, a day number, a month, `last`, `morning`, `middle of`) fills some fields of one
frame; two neighbouring pieces are one expression when their frames unify. So order and glue are free and no pattern
lists the combinations: `Thursday 15 August`, `15 August/Ab`, `yesterday Friday`, `the morning of the first of May 2018`.

Source: unification of attribute-value frames as in Copestake 2002; the fields are those of TIMEX3 (ISO 24617-1).
"""

from __future__ import annotations

import msgspec

from musnad.extract.times.grammar.lengths import Length


class Phrase(msgspec.Struct, gc=False):
    """What a stretch of tokens says about time. An empty field was not said.

    first, last:   tokens, last exclusive.
    weekday:       1 Monday to 7 Sunday.
    ordinal:       which one of its kind in the period (`third Tuesday of`), -1 the last; of: weekday, D or W.
    day, to_day:   day of the month; to_day where a range or a list of days shares one month.
    month, to_month, year, hijri:  calendar names and numbers; year_first: written before the month (ISO order).
    century, decade: the twentieth century (20), the nineties (1990).
    unit, shift:   a period counted from the standing point: (`Y`, -1) last year, (`D`, 0) today, (`M`, 1) next month.
    anchor:        standing point: "" the day of publication, named: the one told of before, either.
    nearness:      -1 last, 0 this, 1 next, of a named weekday or month; None where unsaid.
    part:          START MID END of what follows.
    daypart:       TIMEX3 MO MI AF EV NI DT; half: am pm noon night midnight.
    hour, minute, second: of the clock, -1 where unsaid.
    reference:     PRESENT_REF PAST_REF FUTURE_REF.
    recurring:     a set, how often.
    season, share: SP SU FA WI; Q1 to Q4, H1, H2.
    length:        a duration, and offset: how it hangs on a day (ago, later, since, within, for, every).
    to:            the other end of a range.
    lead:          announces a day, month or year.
    joins:         a reference that a day settles (earlier on Thursday).
    alone:         whether it is a time without a neighbour.
    """

    first: int
    last: int
    weekday: int = 0
    ordinal: int = 0
    of: str = ""
    day: int = 0
    to_day: int = 0
    month: int = 0
    to_month: int = 0
    year: int = 0
    century: int = 0
    decade: int = 0
    hijri: bool = False
    unit: str = ""
    shift: int | None = None
    anchor: str = ""
    nearness: int | None = None
    part: str = ""
    daypart: str = ""
    half: str = ""
    hour: int = -1
    minute: int = -1
    second: int = -1
    reference: str = ""
    season: str = ""
    share: str = ""
    holiday: str = ""
    recurring: str = ""
    to: Phrase | None = None
    length: Length | None = None
    offset: str = ""
    lead: str = ""
    joins: bool = False
    alone: bool = False


FIELDS = tuple(f for f in Phrase.__struct_fields__ if f not in ("first", "last", "alone", "lead", "to", "joins"))
_EMPTY = {f.name: f.default for f in msgspec.structs.fields(Phrase)}

# pieces that never stand in one expression: each names something that the other already settles
_CLASHES = (
    ("reference", ("part", "length")),
    ("length", ("month", "year", "unit", "weekday", "hour", "daypart", "part", "day")),
    ("share", ("month", "day", "weekday")),
    ("season", ("month", "day", "weekday", "daypart")),
    ("holiday", ("month", "day", "weekday")),
)


def said(phrase: Phrase) -> set[str]:
    """The fields that the words fill."""
    return {name for name in FIELDS if getattr(phrase, name) != _EMPTY[name]}


def unify(left: Phrase, right: Phrase) -> Phrase | None:
    """One expression out of two neighbours, None where they say different things about the same field."""
    ours, theirs = said(left), said(right)
    for name in ours & theirs:
        if getattr(left, name) != getattr(right, name):
            return None
    both = ours | theirs
    for name, others in _CLASHES:
        if name in both and any(other in both for other in others):
            return None
    if "part" in both and ("day" in both or "weekday" in both or "D" in (left.unit, right.unit)):
        return None
    if "unit" in both and "year" in both and "month" not in both and "weekday" not in both:
        return None
    if "daypart" in both and both & {"month", "year"} and not both & {"day", "weekday", "unit"}:  # no year has a noon
        return None
    if left.to is not None and right.to is not None:
        return None
    filled = {name: getattr(right, name) for name in theirs}
    filled |= {"lead": right.lead or left.lead, "to": left.to or right.to, "alone": left.alone or right.alone}
    return msgspec.structs.replace(left, last=right.last, **filled)
