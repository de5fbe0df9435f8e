"""Lengths made into times: how long, how long ago, how long after, since when, how often."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from musnad.extract.times.grammar.lengths import Length
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.resolve import periods
from musnad.extract.times.resolve.meaning import Meaning
from musnad.extract.times.resolve.periods import SECONDS
from musnad.extract.times.resolve.scene import Scene

STORY = 3  # sentences back to the day that a story counts from


def day_after(iso: str) -> str:
    """The ISO day after an ISO day."""
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def resolve_length(phrase: Phrase, length: Length, scene: Scene) -> Meaning | None:
    """The meaning of a length with the word that leads it."""
    if phrase.anchor == "named":
        return _from_named(phrase, length, scene)
    if phrase.offset == "every":
        return _meaning("SET", length, "times.set.every")
    if phrase.offset == "ago" and length.nearness is None:
        return _ago(length, scene)
    if phrase.offset == "later" and length.nearness is None:
        return _later(phrase, length, scene)
    soon = phrase.offset == "within" and length.unit not in ("Y", "DE", "CE")
    if soon and length.amount is None and length.nearness is None:
        return _reference("FUTURE_REF", "times.length.within_some")
    return _lasting(phrase, length, scene)


def _from_named(phrase: Phrase, length: Length, scene: Scene) -> Meaning | None:
    """Two years after that: counted from the period that the text named last."""
    if scene.named is None or length.amount is None or length.unit in SECONDS:
        return _reference("PAST_REF", "times.length.from_named")
    found = _counted(length, scene, scene.named.first, -1 if phrase.offset == "ago" else 1)
    if found is not None:
        found.rule = "times.length.from_named"
    return found


def _lasting(phrase: Phrase, length: Length, scene: Scene) -> Meaning:
    """A stretch; the past ones and those since then end at publication, the coming ones begin there."""
    found = _meaning("DURATION", length, "times.length." + (phrase.offset or "plain"))
    day = scene.anchor
    if length.nearness is not None:
        found.rule = "times.length.past_or_coming"
    if day is None or not (length.nearness or phrase.offset == "since"):
        return found
    ahead = length.nearness or -1
    other = _moved(day, length, 1 if ahead > 0 else -1) if length.amount is not None else None
    first, last = (day, other) if ahead > 0 else (other, day)
    found.earliest = first.isoformat() if first is not None else None
    found.latest = last.isoformat() if last is not None else None
    return found


def _ago(length: Length, scene: Scene) -> Meaning | None:
    if length.amount is None:
        return _reference("PAST_REF", "times.length.some_time_ago")
    return _counted(length, scene, scene.anchor, -1)


def _later(phrase: Phrase, length: Length, scene: Scene) -> Meaning | None:
    """After so long: from a day just named in a told story, from publication in what is to come."""
    tense = scene.tense(phrase)
    named = scene.named_day(phrase, reach=STORY)
    if length.mod == "MORE_THAN" or scene.words.role(phrase.last) in ("of", "at"):
        return _meaning("DURATION", length, "times.length.after_event")
    if length.amount is None:
        return _reference("PAST_REF" if tense == "past" else "FUTURE_REF", "times.length.some_time_later")
    if tense != "coming" and not scene.is_fragment(phrase):
        if named is None or length.unit not in ("D", "W"):
            return _meaning("DURATION", length, "times.length.later")
        return _counted(length, scene, named.first, 1)
    return _counted(length, scene, scene.anchor, 1)


def _counted(length: Length, scene: Scene, start: date | None, sign: int) -> Meaning | None:
    """The day, month or year that lies so far from a day; as exact as the unit that was said."""
    rule = "times.length." + ("ago" if sign < 0 else "later")
    if start is None:
        return _reference("PAST_REF" if sign < 0 else "FUTURE_REF", rule)
    if length.unit in SECONDS:
        return _clocked(length, scene, start, sign, rule)
    moved = _moved(start, length, sign)
    if moved is None:
        return None
    unit = length.parts[-1][0]
    if unit in ("D", "W") or length.amount != int(length.amount or 0):
        period = periods.of_day(moved)
    else:
        period = periods.around(moved, "Y" if unit in ("Y", "DE", "CE") else unit)
    found = _meaning("DATE", length, rule)
    found.value, found.earliest, found.latest = period.value, period.first.isoformat(), period.last.isoformat()
    return found


def _clocked(length: Length, scene: Scene, day: date, sign: int, rule: str) -> Meaning | None:
    """Hours and minutes from the instant of publication, where that is known; else only that day."""
    if scene.instant is None:
        return _reference("PAST_REF" if sign < 0 else "FUTURE_REF", rule)
    instant = datetime(day.year, day.month, day.day, *scene.instant)
    try:
        moved = instant + sign * timedelta(seconds=sum(SECONDS.get(u, 0) * (n or 0) for u, n in length.parts))
    except OverflowError:
        return None
    found = _meaning("TIME", length, rule)
    found.value = moved.isoformat(timespec="minutes")
    found.earliest = found.latest = moved.date().isoformat()
    return found


def _moved(day: date, length: Length, sign: int) -> date | None:
    moved: date | None = day
    for unit, amount in length.parts:
        if unit in SECONDS or amount is None or moved is None:
            continue
        if abs(amount) > 10_000:
            return None
        whole = int(amount)
        moved = periods.step(moved, unit, sign * whole)
        if moved is not None and amount != whole:
            in_days = {"CE": 36500, "DE": 3650, "Y": 365, "M": 30, "W": 7, "D": 1}[unit]
            moved = periods.step(moved, "D", sign * round((amount - whole) * in_days))
    return moved


def _meaning(kind: str, length: Length, rule: str) -> Meaning:
    return Meaning(kind, length.value(), rule, length.mod or None)  # type: ignore[arg-type]


def _reference(value: str, rule: str) -> Meaning:
    return Meaning("DATE", value, rule)
