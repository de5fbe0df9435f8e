"""A group of mentions held to be one happening, as the sum of their clues."""

from __future__ import annotations

from collections import Counter
from datetime import date

from musnad.link.days import Interval
from musnad.link.mentions import DOUBTFUL, Mention

HELD = 0.25  # the share of a group's mentions that must hold a clue of its own
FEW, SEVERAL = 0.1, 3  # the share of the mentions, or their number, that must tell a day
PAST = ("happened", "ongoing", "alleged", "denied")


class Group:
    """Mentions and how many of them hold each clue.

    head: the mention that it was begun with.
    day:  what most of its mentions tell; the best trusted and most exact days before others.
    own:  the words and names that many of its mentions hold, with their share.
    """

    def __init__(self, mentions: list[Mention]) -> None:
        self.head = mentions[0]
        self.members: list[Mention] = []
        self.size = 0
        self.features: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()
        self.sentences: Counter[tuple[str, int]] = Counter()
        self.places: Counter[str] = Counter()
        self.around: Counter[str] = Counter()
        self.days: Counter[Interval] = Counter()
        self.trust: dict[Interval, int] = {}
        self.published: set[date] = set()
        self.past = 0
        self.day: Interval | None = None
        self.own: list[tuple[str, float]] = []
        for mention in mentions:
            self._add(mention)
        self._sum_up()

    def _add(self, mention: Mention) -> None:
        self.members.append(mention)
        self.size += 1
        self.features.update(mention.features)
        self.types[mention.item.record.type] += 1
        self.documents[mention.item.source.key] += 1
        self.sentences[mention.sentence] += 1
        self.places.update(mention.places)
        self.around.update(mention.around)
        if mention.day:
            self.days[mention.day] += 1
            self.trust[mention.day] = max(mention.trust, self.trust.get(mention.day, 0))
        if mention.published:
            self.published.add(mention.published)
        self.past += mention.item.record.modality in PAST

    def absorb(self, other: Group) -> None:
        """Take in all mentions of another group."""
        for mention in other.members:
            self._add(mention)
        self._sum_up()

    def _sum_up(self) -> None:
        self.day = max(self.days, key=self._weight, default=None)
        least = HELD * self.size
        self.own = [(feature, n / self.size) for feature, n in self.features.items() if n >= least]

    def _weight(self, day: Interval) -> tuple[int, bool, int, int]:
        return self.trusted(day), is_one_day(day), self.days[day], -day[0].toordinal()

    def trusted(self, day: Interval) -> int:
        """How far a day of the group is trusted: not at all where only one or two of many mentions tell it."""
        return self.trust[day] if self.days[day] >= min(SEVERAL, FEW * self.size) else DOUBTFUL

    def lies_ahead(self) -> bool:
        """Whether most of its mentions speak of what is still to come, or is only wished or supposed."""
        return 2 * self.past < self.size


def is_one_day(day: Interval) -> bool:
    """Whether a day is known to the day."""
    return day[0] == day[1]
