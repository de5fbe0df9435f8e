"""How much speaks for two groups of mentions being one happening, as a sum of evidence.

Each clue counts by the logarithm of how much likelier it is within one happening than anywhere in the ledger: a rare word
or name in common says much, a common one little. Days that differ, places apart and mentions beside each other in one
sentence speak against. The weights were set on two stories read whole. Source: Fellegi and Sunter 1969 (record linkage).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from math import log

from musnad.link.context import countries
from musnad.link.days import Interval
from musnad.link.group import Group, is_one_day
from musnad.link.mentions import NAME, Mention

RAREST = 0.01  # the share of the mentions below which a clue is no rarer
TELLS_MOST = -log(RAREST)
IMAGINED = 20  # mentions imagined beside those at hand, so that few of them do not make every word common
TOLD = 3  # dated mentions of a word before it tells how far its days are scattered
LONG = 300  # days: what is known no closer than that, or goes on, may be spoken of long after
SIZE, LARGE = 0.3, 20  # groups larger than that draw no stronger
TYPE = 1.0
WORD, WORD_AT_MOST, WORD_MISSING = 0.7, 2.5, 0.25
PERSON, PERSON_AT_MOST, PERSON_MISSING = 0.9, 2.5, 0.6
DAY, DAY_AT_MOST, PART_OF_DAY = 1.0, 3.0, 0.6
OTHER_DAY = (1.0, 5.0, 9.0)  # by how far the less trusted of two days is trusted
OTHER_PLACE = 2.0
BESIDE = 0.2  # the share of a group's mentions that must name a place for it to be the group's
SENTENCE, SENTENCE_SHARE = 1.0, 0.15
ONE_REPORT = 0.7
FAR, FORTNIGHT = 1.0, 14  # a day read wrongly lies near the right one
SCATTERED, LATE, LATE_BOTH, WEEK = 0.7, 0.2, 0.5, 7
BEFORE_IT, AHEAD, OTHER_MODE = 2.0, 2.5, 0.3


class Evidence:
    """How common each clue is among the mentions of a ledger, and what that makes of two groups."""

    def __init__(self, mentions: list[Mention]) -> None:
        counts = Counter(feature for m in mentions for feature in m.features)
        days = Counter(m.day for m in mentions if m.day)
        self.mentions = len(mentions)
        total = self.mentions + IMAGINED
        self.share = {feature: max(RAREST, number / total) for feature, number in counts.items()}
        self.tells = {feature: -log(share) for feature, share in self.share.items()}
        self._days = {day: number / total for day, number in days.items()}
        self._pointing = _pointing(mentions)

    def __call__(self, a: Group, b: Group) -> float:
        """The evidence that two groups are one happening, in natural logarithms; the smaller is measured against the
        larger."""
        few, many = (a, b) if a.size <= b.size else (b, a)
        return (
            SIZE * log(min(LARGE, many.size))
            + self._of_types(few, many)
            + self._of_features(few, many)
            + self._of_days(few, many)
            - OTHER_PLACE * are_elsewhere(few, many)
            - _beside_each_other(few, many)
            - _of_modes(few, many)
            + ONE_REPORT * sum(key in many.documents for key in few.documents) / len(few.documents)
        )

    def _of_types(self, few: Group, many: Group) -> float:
        alike = sum(n / few.size * many.types[kind] / many.size for kind, n in few.types.items())
        return TYPE * (alike - 0.5)

    def _of_features(self, few: Group, many: Group) -> float:
        words = people = 0.0
        for feature, held in few.own:
            is_name = feature.startswith(NAME)
            if feature in many.features:
                value = held * self._weight(feature, many, PERSON_AT_MOST if is_name else WORD_AT_MOST)
            else:
                value = -held * self.tells[feature] / TELLS_MOST * (PERSON_MISSING if is_name else WORD_MISSING)
            if not is_name:
                words += value
            elif value > 0 or feature[1:] not in many.around:
                people += value
        return WORD * words + people * PERSON

    def _weight(self, feature: str, many: Group, most: float) -> float:
        share, number = self.share[feature], many.size
        within = (
            (many.features[feature] + share) / (number + 1) if number > 1 else (0.5 + share) * share / (share + 0.1)
        )
        return max(-1.0, min(most, log(within / share)))

    def _of_days(self, few: Group, many: Group) -> float:
        here, there = few.day, many.day
        if here and there:
            if here[0] <= there[1] and there[0] <= here[1]:
                return self._of_one_day(here, there)
            apart = max((here[0] - there[1]).days, (there[0] - here[1]).days)
            return -OTHER_DAY[min(few.trusted(here), many.trusted(there))] - FAR * log(1 + apart / FORTNIGHT)
        known, untold = (here, many) if here else (there, few)
        return -self._of_distance(few, many, known, untold)

    def _of_one_day(self, here: Interval, there: Interval) -> float:
        closer = here if is_one_day(here) else there
        value = DAY * min(DAY_AT_MOST, -log(self._days.get(closer, 0.05) + 0.02))
        return value if is_one_day(here) and is_one_day(there) else PART_OF_DAY * value

    def _of_distance(self, few: Group, many: Group, known: Interval | None, untold: Group) -> float:
        """What speaks against an untold day being that of the other group, or two untold ones being one: reports far
        apart, of something that is told of many days."""
        against, late = 0.0, LATE if known is not None else LATE_BOTH
        if known is not None:
            apart = min((abs((day - known[1]).days) for day in untold.published), default=0)
            before = min(((day - known[1]).days for day in untold.published), default=0)
            against += BEFORE_IT * (before < -2 and not untold.lies_ahead())
            apart = 0 if (known[1] - known[0]).days > LONG else max(0, apart - 2)
        else:
            apart = _apart(few, many)
        if "campaign" in few.types:
            apart = 0
        return against + SCATTERED * self._scattering(few, many) * min(1.0, apart / WEEK) + late * log(1 + apart / WEEK)

    def _scattering(self, few: Group, many: Group) -> float:
        """How far the days are scattered that are told of what two groups share: 0 where all of it points to one day."""
        shared = (f for f, held in few.own if held >= 0.5 and 3 * many.features.get(f, 0) >= many.size)
        return -log(max((self._pointing.get(f, 0.8) for f in shared), default=0.6))


def _pointing(mentions: list[Mention]) -> dict[str, float]:
    """The share of the dated mentions of a word or name that tell the day told most of it."""
    told: defaultdict[str, Counter[Interval]] = defaultdict(Counter)
    for mention in mentions:
        if mention.day and is_one_day(mention.day):
            for feature in mention.features:
                told[feature][mention.day] += 1 + mention.trust
    sums = {feature: (max(days.values()), sum(days.values())) for feature, days in told.items()}
    return {feature: (most + 0.5) / (total + 1) for feature, (most, total) in sums.items() if total >= TOLD}


def _apart(few: Group, many: Group) -> int:
    """Days between the nearest reports of two groups; more than a week where one has none."""
    return min((abs((x - y).days) for x in few.published for y in many.published), default=WEEK + 2)


def are_elsewhere(few: Group, many: Group) -> bool:
    """Whether two groups tell of places of which neither can be the other's: not part of its name, its country, or named
    beside it often."""
    here, there = _told_often(few.places), _told_often(many.places)
    if not here or not there:
        return False
    near_few, near_many = BESIDE * few.size, BESIDE * many.size
    return not any(
        x in y or y in x or many.around[x] >= near_many or few.around[y] >= near_few or _home(x) == y or _home(y) == x
        for x in here
        for y in there
    )


def _told_often(places: Counter[str]) -> list[str]:
    """The places that a fair part of the mentions with a place tell."""
    least = BESIDE * sum(places.values())
    return [place for place, number in places.items() if number >= least]


@cache
def _home(place: str) -> str:
    return countries().get(place, "").lower()


def _beside_each_other(few: Group, many: Group) -> float:
    """A sentence seldom tells of one thing twice."""
    share = sum(s in many.sentences for s in few.sentences) / len(few.sentences)
    return SENTENCE * min(1.0, 2 * share) if share > SENTENCE_SHARE else 0.0


def _of_modes(few: Group, many: Group) -> float:
    """What is still to come is not what happened before it was spoken of."""
    if few.lies_ahead() == many.lies_ahead():
        return 0.0
    ahead, past = (few, many) if few.lies_ahead() else (many, few)
    day = past.day
    done = day is not None and is_one_day(day) and ahead.published and min(ahead.published) > day[1]
    return AHEAD if done else OTHER_MODE
