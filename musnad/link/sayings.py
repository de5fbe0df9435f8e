"""What was said on a named day, or stands as news at the head of a report: an act of speech that is a happening of its own."""

from __future__ import annotations

import msgspec

from musnad.link.days import Interval, interval, not_after
from musnad.link.fresh import fresh
from musnad.link.material import Item, Material
from musnad.link.mentions import skeletons
from musnad.model import Statement
from musnad.text.fold import fold

LONGEST = 300  # characters of what was said that stand for it
HEADLINE, LEAD = (
    300,
    120,
)  # characters of a headline at most, and of the story after it in which its first report begins
LATELY = 10  # days before publication at which the head of a report may have been said
ALIKE = 2  # words that a headline and the lead must share to be one report of speech


class Said(msgspec.Struct):
    """Acts of speech of one speaker on one day, or in the days that the head of a report allows."""

    days: Interval
    items: list[Item[Statement]]


def sayings(material: Material) -> list[Said]:
    """Statements with a named speaker and a day told beside their verb, on or before publication, one list a speaker and day;
    with them those in the lead and the headline, of the day that their speaker has in that report, else of the days before."""
    gathered = _Gathered()
    heads: list[tuple[bool, Item[Statement]]] = []
    begun: set[str] = set()  # reports of which a statement in the story was seen
    for item in material.layer("statements"):
        said, published = item.record, item.source.published
        days = interval(said.said_on)
        if said.content is None or said.negated or not _speaker(item):
            continue
        title, head = _place(material, item)
        head = head and item.source.key not in begun
        begun.update([] if title else [item.source.key])
        if said.said_on and days and not_after(said.said_on, published or said.said_on):
            gathered.add(item, said.said_on, days, head)
        elif not said.said_on and (title or head):
            heads.append((title, item))
    for title, item in sorted(heads, key=lambda placed: placed[0]):
        gathered.add_head(item, title)
    return list(gathered.told.values())


class _Gathered:
    """What was said, by speaker and day; who said it last in a report; and what stands at the head of its story."""

    def __init__(self) -> None:
        self.told: dict[tuple[str, str], Said] = {}
        self.spoken: dict[tuple[str, str], Said] = {}
        self.leads: dict[str, tuple[frozenset[str], Said]] = {}

    def add(self, item: Item[Statement], day: str, days: Interval, head: bool) -> None:
        said = self.told.setdefault((_speaker(item), day), Said(days, []))
        said.items.append(item)
        self.spoken.setdefault((_speaker(item), item.source.key), said)
        if head:
            self.leads.setdefault(item.source.key, (_words(item), said))

    def add_head(self, item: Item[Statement], title: bool) -> None:
        """Put the head of a report with what its speaker says there, a headline also with the lead that says the same."""
        days = fresh(item.source.published)
        if days is None:
            return
        words, lead = self.leads.get(item.source.key, (frozenset(), None))
        same = lead if title and len(words & _words(item)) >= ALIKE else None
        same = same or self.spoken.get((_speaker(item), item.source.key))
        if same is not None and (days[1] - same.days[1]).days <= LATELY:
            same.items.append(item)
            return
        near = (day for day in reversed(days) if (_speaker(item), day.isoformat()) in self.told)
        self.add(item, next(near, days[1]).isoformat(), days, not title)


def _speaker(item: Item[Statement]) -> str:
    return fold(item.record.speaker_id or item.record.speaker_name or "").lower()


def _words(item: Item[Statement]) -> frozenset[str]:
    return skeletons(item.record.content.text if item.record.content else "")


def _place(material: Material, item: Item[Statement]) -> tuple[bool, bool]:
    """Whether a report of speech stands in the headline, and whether it begins the story."""
    title = max(material.text(item.source).find("\n\n", 0, HEADLINE), 0)
    return item.start < title, title <= item.start < title + LEAD


def opening(item: Item[Statement]) -> tuple[int, int]:
    """Where the words stand that tell who speaks, and when: from the cue to what was said, or to the speaker after it."""
    said = item.record
    ends = [said.cue.end]
    if said.speaker is not None and said.speaker.start > said.cue.start:
        ends.append(said.speaker.end)
    if said.content is not None and said.content.start > said.cue.end:
        ends.append(min(said.content.start, said.cue.end + LONGEST))
    return said.cue.start, max(ends)


def words_of(material: Material, item: Item[Statement]) -> str:
    """A report of speech as it stands: who spoke, when and what, cut after 300 characters."""
    said = item.record
    spans = [span for span in (said.cue, said.speaker, said.content) if span is not None]
    first = min(span.start for span in spans)
    return material.text(item.source)[first : min(max(span.end for span in spans), first + LONGEST)]
