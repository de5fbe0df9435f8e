"""Periods counted from a standing day: today, last year, the coming week, Thursday, the seventh of this month."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.resolve import periods
from musnad.extract.times.resolve.periods import SECONDS, Found, Period
from musnad.extract.times.resolve.scene import Scene

_FORM = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Y": "XXXX", "DE": "XXX", "CE": "XX"}


def find_counted(phrase: Phrase, scene: Scene) -> Found | None:
    """Today, last year, the coming week; that year, the following day."""
    unit, shift = phrase.unit, phrase.shift or 0
    rule = "times.counted." + {"D": "day", "W": "week", "M": "month", "Y": "year"}.get(unit, "period")
    if unit not in _FORM:
        return _moment(unit, shift, scene)
    start = scene.anchor if scene.knows(unit) else None
    if phrase.anchor in ("named", "either"):
        named = _named_for(phrase, scene)
        if named is not None:
            start, rule = named, "times.counted.from_named"
    if start is None:
        return ("PRESENT_REF" if unit == "D" and shift == 0 else _FORM[unit]), "times.counted.unresolved"
    moved = periods.step(start, unit, shift)
    if moved is None:
        return None
    return periods.around(moved, unit), rule


def _moment(unit: str, shift: int, scene: Scene) -> Found | None:
    """This hour is now; the last hour, the coming minute only where publication has a clock time."""
    if shift == 0:
        return "PRESENT_REF", "times.reference.moment"
    if scene.day is None or scene.instant is None or unit not in SECONDS:
        return None
    moved = datetime(scene.day.year, scene.day.month, scene.day.day, *scene.instant)
    moved += timedelta(seconds=shift * SECONDS[unit])
    return moved.isoformat(timespec="minutes"), "times.counted.moment"


def _named_for(phrase: Phrase, scene: Scene) -> date | None:
    """The day that `that year`, `the following day` count from."""
    if phrase.unit in ("M", "Y", "DE", "CE") and phrase.anchor == "named":
        return scene.named.first if scene.named is not None else None
    named = scene.named_day(phrase)
    return named.first if named is not None else None


def find_weekday(phrase: Phrase, scene: Scene) -> Found:
    """A weekday by itself: the last one or the next one seen from publication, by the adjective or by the tense."""
    day, iso = scene.day, phrase.weekday
    unknown: Found = (f"XXXX-WXX-{iso}", "times.weekday.unresolved")
    if day is None:
        if phrase.unit == "D" and phrase.shift == 0 and scene.first and scene.last and scene.value:
            return Period(scene.value, scene.first, scene.last), "times.weekday.in_month"
        return unknown
    if phrase.unit == "W":
        week = find_counted(phrase, scene)
        if week is None or isinstance(week[0], str):
            return unknown
        return periods.of_day(week[0].first + timedelta(days=iso - 1)), "times.weekday.of_week"
    if phrase.unit == "D" and phrase.shift is not None:
        counted = day + timedelta(days=phrase.shift)
        near = counted if counted.isoweekday() == iso else periods.weekday_on_or_before(day, iso)
        return periods.of_day(near), "times.weekday.with_day_word"
    return periods.of_day(_weekday_seen_from(day, phrase, scene)), "times.weekday." + _how(phrase)


def _how(phrase: Phrase) -> str:
    return "by_tense" if phrase.nearness is None else "by_adjective"


def _weekday_seen_from(day: date, phrase: Phrase, scene: Scene) -> date:
    iso, nearness = phrase.weekday, phrase.nearness
    if nearness is not None and nearness < 0:
        return periods.weekday_on_or_before(day - timedelta(days=1), iso) + timedelta(weeks=nearness + 1)
    if nearness is not None and nearness > 0:
        return periods.weekday_on_or_after(day + timedelta(days=1), iso) + timedelta(weeks=nearness - 1)
    tense = scene.tense(phrase)
    if (tense == "coming" and not phrase.reference) or (nearness == 0 and tense != "past"):
        return periods.weekday_on_or_after(day, iso)
    return periods.weekday_on_or_before(day, iso)


def find_day_of_month(phrase: Phrase, scene: Scene) -> Found | None:
    """The seventh of the current month."""
    month = find_counted(phrase, scene)
    if month is None or isinstance(month[0], str):
        return (f"XXXX-XX-{phrase.day:02}", "times.date.day_of_counted_month") if month else None
    first = month[0].first
    if not periods.exists(first.year, first.month, phrase.day):
        return None
    day = periods.of_day(first.replace(day=phrase.day))
    if phrase.to_day and periods.exists(first.year, first.month, phrase.to_day):
        day = periods.joined(day, periods.of_day(first.replace(day=phrase.to_day)))
    return day, "times.date.day_of_counted_month"
