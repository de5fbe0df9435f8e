"""What was said on a named day, or is told as news: an act of speech that is a happening of its own."""

from __future__ import annotations

import msgspec

from musnad.lexicon.matcher import lexicon
from musnad.link.days import Interval, interval, not_after
from musnad.link.fresh import fresh
from musnad.link.known import known
from musnad.link.material import Item, Material
from musnad.link.mentions import skeletons
from musnad.model import Statement
from musnad.text.fold import Folded, fold
from musnad.text.tokens import tokenize

LONGEST = 300  # characters of what was said that stand for it
HEADLINE = 300  # characters of a headline at most
GOES_ON = frozenset({"adds", "explains", "points_out"})  # acts that go on with what was said before
LATELY = 10  # days before publication at which the head of a report may have been said
ALIKE = 2  # words that a headline and the lead must share to be one report of speech


class Said(msgspec.Struct):
    """Acts of speech of one speaker on one day, or in the days that the head of a report allows."""

    days: Interval
    items: list[Item[Statement]]


def sayings(material: Material) -> list[Said]:
    """Statements with a speaker and a day told beside their verb, on or before publication, one list a speaker and day; with
    them those that a report tells as its news: of the day that their speaker has in that report, else of the days before it.

    Unnamed speakers without a day count only at the head of a report, and what only goes on only with what it goes on with.
    """
    gathered = _Gathered()
    heads: list[tuple[bool, bool, Item[Statement]]] = []
    begun: set[str] = set()  # reports of which a statement in the story was seen
    for item in material.layer("statements"):
        said, published = item.record, item.source.published
        days = interval(said.said_on)
        if said.content is None or said.negated or not _speaker(item) or _is_medium(said.speaker_name or ""):
            continue
        title = _is_in_title(material, item)
        lead = not title and item.source.key not in begun
        begun.update([] if title else [item.source.key])
        if said.said_on and days and not_after(said.said_on, published or said.said_on):
            gathered.add(item, said.said_on, days, lead)
        elif said.news:
            heads.append((title, lead, item))
    for title, lead, item in sorted(heads, key=lambda placed: placed[0]):
        gathered.add_news(item, title, lead)
    return list(gathered.told.values())


class _Gathered:
    """What was said, by speaker and day; who said it last in a report; and what stands at the head of its story."""

    def __init__(self) -> None:
        self.told: dict[tuple[str, str], Said] = {}
        self.spoken: dict[tuple[str, str], Said] = {}
        self.leads: dict[str, tuple[frozenset[str], Said]] = {}

    def add(self, item: Item[Statement], day: str, days: Interval, lead: bool) -> None:
        said = self.told.setdefault((_speaker(item), day), Said(days, []))
        said.items.append(item)
        self.spoken.setdefault((_speaker(item), item.source.key), said)
        if lead:
            self.leads.setdefault(item.source.key, (_words(item), said))

    def add_news(self, item: Item[Statement], title: bool, lead: bool) -> None:
        """Put what a report tells as news with what its speaker says there, a headline also with the lead that says the same."""
        days = fresh(item.source.published)
        if days is None:
            return
        words, begun = self.leads.get(item.source.key, (frozenset(), None))
        same = begun if title and len(words & _words(item)) >= ALIKE else None
        same = same or self.spoken.get((_speaker(item), item.source.key))
        if same is not None and (days[1] - same.days[1]).days <= LATELY:
            same.items.append(item)
        elif title or lead or not (item.record.anonymous or item.record.act in GOES_ON):
            near = (day.isoformat() for day in reversed(days) if (_speaker(item), day.isoformat()) in self.told)
            self.add(item, next(near, days[1].isoformat()), days, lead)


def _speaker(item: Item[Statement]) -> str:
    return fold(item.record.speaker_id or item.record.speaker_name or "").lower()


@known
def _is_medium(speaker: str) -> bool:
    """Whether a speaker is called a medium first of all (`the agency`, `a newspaper`): what it tells is no act of its own."""
    return lexicon("link").find(tokenize(Folded(speaker))).at(0, "link.media_words") is not None


def _words(item: Item[Statement]) -> frozenset[str]:
    return skeletons(item.record.content.text if item.record.content else "")


def _is_in_title(material: Material, item: Item[Statement]) -> bool:
    return item.start < material.text(item.source).find("\n\n", 0, HEADLINE)


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
