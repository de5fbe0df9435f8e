"""The day of a headline's events: what a headline or the line under it tells is dated where the story tells it again."""

from __future__ import annotations

from musnad.extract.events.mentions import VIOLENT
from musnad.extract.events.told import Told
from musnad.model import Event

OF_LEAD = "events.day.of_lead"
NEAR = 3  # the first dated events: what they tell is what the headline told, also where it names nobody
DAY = 10  # characters of a date that names a day; what is known no closer must name somebody
READ = 12  # dated events of the story that a headline is compared with


def dated_by_lead(told: list[Told], headline: int) -> list[int]:
    """Date the events before the first dated one by the first of the story that tells the same; returns their numbers.

    headline: how many of them stand in the headline; those under it must name somebody whom the story names, too.
    """
    first = next((k for k, mention in enumerate(told) if mention.event.date), len(told))
    lead = [mention for mention in told[first:] if mention.dated][:READ]
    given = []
    for k, mention in enumerate(told[:first]):
        near = [other for other in lead[:NEAR] if len(other.event.date or "") == DAY] if k < headline else []
        same = next((other for other in lead if _tells_again(mention, other, near)), None)
        if same is not None and mention.event.modality == "happened":
            mention.event.date, mention.event.end_date = same.event.date, same.event.end_date
            given.append(k)
    return given


def _tells_again(headline: Told, story: Told, near: list[Told]) -> bool:
    """Whether an event of the story is the one that a headline tells: the same kind, the same people or place, its day."""
    ours, its = headline.event, story.event
    alike = ours.type == its.type or ({ours.type, its.type} <= VIOLENT - {"casualties"} and _shares(ours, its))
    if (
        not alike
        or its.modality != "happened"
        or not (_meets(ours.actors, its.actors) and _meets(ours.targets, its.targets))
    ):
        return False
    return story in near or _shares(ours, its)


def _meets(one: list[str], other: list[str]) -> bool:
    return not (one and other) or bool(set(one) & set(other))


def _shares(one: Event, other: Event) -> bool:
    """Whether somebody or some place is named by both."""
    named = {*one.actors, *one.targets, one.place or ""} - {""}
    return bool(named & {*other.actors, *other.targets, other.place or ""})
