"""A group of mentions held to be one happening, as the sum of their clues."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from musnad.link.days import Interval
from musnad.link.mentions import DOUBTFUL, Mention

K = TypeVar("K")
HELD = 0.25  # the share of a group's mentions that must hold a clue of its own
FEW, SEVERAL = 0.1, 3  # the share of the mentions, or their number, that must tell a day
VOTES = (1, 2, 4)  # what a mention's day weighs, by how far it is trusted
TOLD = 4  # days of a group that are compared
PAST = ("happened", "ongoing", "alleged", "denied")


class Group:
    """Mentions and how many of them hold each clue.

    head: the mention that it was begun with.
    day:  what most of its mentions tell; the best trusted and most exact days before others.
    when: the days that its mentions allow, with their share of the votes and how far they are trusted.
    own:  the words and names that many of its mentions hold, with their share.
    """

    def __init__(self, mentions: list[Mention]) -> None:
        self.members: dict[str, Mention] = {}
        self.features: Counter[str] = Counter()
        self.types: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self.actors: Counter[str] = Counter()
        self.targets: Counter[str] = Counter()
        self.documents: Counter[str] = Counter()
        self.sentences: Counter[tuple[str, int]] = Counter()
        self.places: Counter[str] = Counter()
        self.around: Counter[str] = Counter()
        self.published: Counter[date] = Counter()
        self.past = self.definite = 0
        self.day: Interval | None = None
        self.trust: dict[Interval, int] = {}
        self.when: list[tuple[Interval, float, int]] = []
        self.own: list[tuple[str, float]] = []
        self._number: Counter[Interval] = Counter()
        self._told: Counter[tuple[Interval, int]] = Counter()
        self._allowed: Counter[tuple[Interval, int]] = Counter()
        self.take(mentions)

    @property
    def size(self) -> int:
        """How many mentions it holds."""
        return len(self.members)

    @property
    def head(self) -> Mention:
        """The mention that it was begun with."""
        return next(iter(self.members.values()))

    def take(self, mentions: Iterable[Mention]) -> None:
        """Take mentions in."""
        for mention in mentions:
            self.members[mention.item.id] = mention
            self._count(mention, 1)
        self._sum_up()

    def release(self, mentions: Iterable[Mention]) -> None:
        """Let mentions go."""
        for mention in mentions:
            del self.members[mention.item.id]
            self._count(mention, -1)
        self._sum_up()

    def _count(self, mention: Mention, by: int) -> None:
        event = mention.item.record
        _add(self.features, mention.features, by)
        _add(self.types, (event.type,), by)
        _add(self.words, (mention.word,), by)
        _add(self.actors, mention.actors, by)
        _add(self.targets, mention.targets, by)
        _add(self.documents, (mention.item.source.key,), by)
        _add(self.sentences, (mention.sentence,), by)
        _add(self.places, mention.places, by)
        _add(self.around, mention.around, by)
        _add(self.published, (mention.published,) if mention.published else (), by)
        _add(self._told, ((mention.day, mention.trust),) if mention.day else (), by)
        _add(self._allowed, ((mention.near, mention.trust),) if mention.near else (), by)
        self.past += by * (event.modality in PAST or mention.definite)
        self.definite += by * mention.definite

    def _sum_up(self) -> None:
        self._number, self.trust = _by_day(self._told)
        self.day = max(self._number, key=self._weight, default=None)
        self.when = _shares(self._allowed)
        least = HELD * self.size
        self.own = [(feature, n / self.size) for feature, n in self.features.items() if n >= least]

    def _weight(self, day: Interval) -> tuple[int, bool, int, int]:
        return self.trusted(day), is_one_day(day), self._number[day], -day[0].toordinal()

    def trusted(self, day: Interval) -> int:
        """How far a day of the group is trusted: not at all where only one or two of many mentions tell it."""
        return self.trust[day] if self._number[day] >= min(SEVERAL, FEW * self.size) else DOUBTFUL

    def reported(self) -> int | None:
        """The mean day of its reports, as an ordinal; None where none has a day."""
        number = self.published.total()
        return sum(day.toordinal() * n for day, n in self.published.items()) // number if number else None

    def lies_ahead(self) -> bool:
        """Whether most of its mentions speak of what is still to come, or is only wished or supposed."""
        return 2 * self.past < self.size


def _add(counts: Counter[K], keys: Iterable[K], by: int) -> None:
    """Count keys up or down; a key that is counted no more is gone."""
    for key in keys:
        counts[key] += by
        if not counts[key]:
            del counts[key]


def _by_day(told: Counter[tuple[Interval, int]]) -> tuple[Counter[Interval], dict[Interval, int]]:
    """How many mentions tell each day, and how far the best of them is trusted."""
    days: Counter[Interval] = Counter()
    trust: dict[Interval, int] = {}
    for (day, trusted), number in told.items():
        days[day] += number
        trust[day] = max(trusted, trust.get(day, 0))
    return days, trust


def _shares(allowed: Counter[tuple[Interval, int]]) -> list[tuple[Interval, float, int]]:
    """The days with most votes, each with its share of these and how far it is trusted."""
    days, trust = _by_day(allowed)
    votes = {day: number * VOTES[trust[day]] for day, number in days.items()}
    most = sorted(votes, key=lambda day: (-votes[day], day))[:TOLD]
    total = sum(votes[day] for day in most)
    return [(day, votes[day] / total, trust[day]) for day in most]


def is_one_day(day: Interval) -> bool:
    """Whether a day is known to the day."""
    return day[0] == day[1]
