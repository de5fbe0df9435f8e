"""When happenings without a day of their own happened, as far as those that tell them as news let one know."""

from __future__ import annotations

from datetime import timedelta

from musnad.link.days import Interval, interval
from musnad.link.material import Item, Material
from musnad.model import Event

FRESH = timedelta(days=1)  # what an article tells as its news happened on its day or on the day before
SPOKEN = timedelta(days=3)  # what someone tells happened on the day of telling or a few days before
HEADLINE = 300  # characters at most
COME = ("happened", "ongoing", "alleged", "denied")
WHOLE, MONTH, YEAR = 10, 7, 4  # characters of a day, a month, a year


def fresh_days(material: Material, group: list[Item[Event]]) -> Interval | None:
    """First and last day on which an undated happening lies: the day on which someone asked for it, or those just before the
    first report, or speaker, that tells it as news. None where a mention has a day, or no report tells it as news."""
    if any(item.record.date for item in group):
        return None
    told = [days for item in group if _is_news(material, item) and (days := _days(material, item))]
    return min(told, default=None)


def near_days(material: Material, item: Item[Event]) -> Interval | None:
    """The days by which an event is compared with others: its own; of what is told as news, or stands in a headline, those
    just before the telling. None where nothing tells, and of what goes on, which is no matter of a day."""
    compared = item.record.modality != "ongoing" and _is_news(material, item)
    return span_of(item.record) or (_days(material, item) if compared else None)


def _is_news(material: Material, item: Item[Event]) -> bool:
    """Whether an undated event is told as news: by itself, or in a headline that tells what has come."""
    event = item.record
    return event.news or (event.modality in COME and in_headline(material, item))


def in_headline(material: Material, item: Item[Event]) -> bool:
    """Whether an event stands in the first line of its document."""
    return item.start < HEADLINE and item.start < material.text(item.source).find("\n")


def span_of(event: Event) -> Interval | None:
    """The first day and the last one that an event may lie in (`last week`); None where it is undated."""
    first, last = interval(event.date), interval(event.end_date)
    return (first[0], max(first[1], last[1])) if first and last else first


def _days(material: Material, item: Item[Event]) -> Interval | None:
    said = material.statement_at(item)
    told = interval(said.record.said_on) if said is not None else None
    if item.record.modality == "demanded":
        return told or fresh(item.source.published)
    days = told or fresh(item.source.published)
    return (days[1] - SPOKEN, days[1]) if said is not None and days else days


def fresh(published: str | None) -> Interval | None:
    """The days on which what a report tells as its news lies: that of publication and the one before; None where that is no
    single day."""
    days = interval(published)
    return (days[0] - FRESH, days[1]) if days and days[0] == days[1] else None


def prefix(days: Interval) -> str | None:
    """The shortest ISO date that surely holds the days: a day, a month or a year; None where they lie in two years."""
    first, last = days[0].isoformat(), days[1].isoformat()
    same = next((n for n in (WHOLE, MONTH, YEAR) if first[:n] == last[:n]), 0)
    return first[:same] or None
