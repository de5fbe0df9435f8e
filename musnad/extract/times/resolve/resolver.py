"""What an expression means: TIMEX3 type, value and modifier, and the Gregorian days it covers.

Source: ISO 24617-1 (TIMEX3). Nothing is guessed: what cannot be counted from a known day keeps X for what is missing and
no days.
"""

from __future__ import annotations

import msgspec

from musnad.extract.times.grammar.phrase import Phrase, said
from musnad.extract.times.resolve import days, durations
from musnad.extract.times.resolve.meaning import Meaning
from musnad.extract.times.resolve.periods import Period, narrowed, of_day, step
from musnad.extract.times.resolve.scene import Scene
from musnad.model import TimeType

BORROWED = ("month", "year", "hijri", "half", "daypart", "nearness")
NOON, MIDNIGHT = "T12:00", "T00:00"


def resolve(phrase: Phrase, scene: Scene) -> Meaning | None:
    """The meaning of an expression, counted from the scene; None where the numbers make no time (the 31st of June).

    phrase:  as the grammar read it. scene: publication, and what the text has named so far; a day read here is named in it.
    """
    if phrase.to is not None:
        return _range(phrase, phrase.to, scene)
    if phrase.recurring:
        return Meaning("SET", phrase.recurring, "times.set.adverb")
    if phrase.length is not None:
        return durations.resolve_length(phrase, phrase.length, scene)
    if phrase.reference and not _has_date(phrase):
        return _reference(phrase.reference, scene)
    if phrase.hour >= 0 or phrase.daypart:
        return _time_of_day(phrase, scene)
    return _date(phrase, scene)


def _reference(value: str, scene: Scene) -> Meaning:
    """Now, before, later; `that time` is the last one that the text named."""
    if value != "NAMED":
        return Meaning("DATE", value, "times.reference." + value.partition("_")[0].lower())
    if scene.named is None:
        return Meaning("DATE", "PAST_REF", "times.reference.named")
    return _covering("DATE", scene.named, "times.reference.named")


def _date(phrase: Phrase, scene: Scene) -> Meaning | None:
    found = days.find_period(phrase, scene)
    if found is None:
        return None
    period, rule = found
    if isinstance(period, str):  # known in form, not in time
        return Meaning("DATE", period, rule, phrase.part or None)
    if phrase.part:
        period, rule = narrowed(period, phrase.part), "times.part." + phrase.part.lower()
        if phrase.part == "START" and scene.words.since(phrase.first):
            period = of_day(period.first)
    scene.name(phrase, period)
    return _covering("DATE", period, rule, phrase.part or None)


def _covering(kind: TimeType, period: Period, rule: str, mod: str | None = None) -> Meaning:
    return Meaning(kind, period.value, rule, mod, period.first.isoformat(), period.last.isoformat())


# -- clock and part of the day -----------------------------------------------------------------------------------------


def _time_of_day(phrase: Phrase, scene: Scene) -> Meaning | None:
    dated = _date(msgspec.structs.replace(phrase, hour=-1, daypart="", part=""), scene) if _has_date(phrase) else None
    if dated is None:
        day = scene.day_beside(phrase)
        if day == scene.day and day is not None and phrase.daypart == "NI" and phrase.hour < 0 and not phrase.part:
            day = day if scene.tense(phrase) == "coming" else step(day, "D", -1)
        dated = _covering("DATE", of_day(day), "") if day is not None else Meaning("DATE", "", "")
    value, rule = _clock_value(phrase)
    midnight = value == MIDNIGHT and phrase.half == "midnight" and dated.earliest is not None
    mod = "APPROX" if phrase.length else None
    latest = _day_after(dated.latest) if midnight else dated.latest
    day_value = dated.value.partition("/")[0]
    if midnight and latest is not None:
        day_value = latest
    return Meaning("TIME", day_value + value, rule, mod, dated.earliest, latest)


def _has_date(phrase: Phrase) -> bool:
    return bool(phrase.weekday or phrase.month or phrase.unit or phrase.day or phrase.year)


def _day_after(iso: str | None) -> str | None:
    return durations.day_after(iso) if iso else None


def _clock_value(phrase: Phrase) -> tuple[str, str]:
    if phrase.hour < 0:
        if phrase.half in ("noon", "midnight"):
            return (NOON if phrase.half == "noon" else MIDNIGHT), "times.daypart." + phrase.half
        return "T" + phrase.daypart, "times.daypart.part"
    hour = _of_the_day(phrase.hour, phrase.half)
    minute = f":{max(phrase.minute, 0):02}"
    second = f":{phrase.second:02}" if phrase.second >= 0 else ""
    return f"T{hour:02}{minute}{second}", "times.clock." + (
        "digits" if phrase.second >= 0 or phrase.minute >= 0 else "hour"
    )


def _of_the_day(hour: int, half: str) -> int:
    """The hour out of 24 that a clock hour is in that part of the day."""
    if hour > 12 or not half:
        return hour % 24
    if half in ("am", "midnight"):
        return hour % 12
    if half == "noon":
        return hour + 12 if hour < 5 else hour
    if half == "night":
        return hour % 12 if hour == 12 or hour < 5 else hour + 12
    return hour if hour == 12 else hour + 12


# -- ranges ------------------------------------------------------------------------------------------------------------


def _range(left: Phrase, right: Phrase, scene: Scene) -> Meaning | None:
    """From one end to the other; what one end leaves unsaid (month, year, half of the day) the other end says."""
    begin = msgspec.structs.replace(left, to=None)
    ours, theirs = said(left), said(right)
    for name in BORROWED:
        if name in theirs and name not in ours and _can_borrow(begin, name):
            setattr(begin, name, getattr(right, name))
    first, last = resolve(begin, scene), resolve(right, scene)
    if first is not None and last is not None and _is_backward(first, last) and begin.year != left.year:
        begin.year -= 1  # from November to March 2015
        first = resolve(begin, scene)
    if first is None or last is None or _is_backward(first, last):
        return last or first
    return Meaning(last.type, f"{first.value}/{last.value}", "times.range.from_to", None, first.earliest, last.latest)


def _is_backward(first: Meaning, last: Meaning) -> bool:
    return bool(first.earliest and last.latest and first.earliest > last.latest)


def _can_borrow(begin: Phrase, name: str) -> bool:
    if name == "year":
        return bool(begin.month)
    if name in ("half", "daypart"):
        return begin.hour >= 0
    return bool(begin.day)
