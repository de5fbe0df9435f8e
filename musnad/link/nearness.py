"""When it happened: what the days of two groups of mentions, or of their reports, speak for or against their being one."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log

from musnad.link.days import Interval
from musnad.link.group import Group, is_one_day
from musnad.link.mentions import Mention

IMAGINED = 20  # mentions imagined beside those at hand, so that few of them do not make every day common
TOLD = 3  # dated mentions of a word before it tells how far its days are scattered
LONG = 300  # days: what is known no closer than that, or goes on, may be spoken of long after
DAY, DAY_AT_MOST, PART_OF_DAY = (0.5, 0.8, 1.0), 3.0, 0.375  # by how far the less trusted of two days is trusted
OTHER_DAY = (2.0, 5.0, 8.0)  # likewise
FAR, FORTNIGHT = 1.0, 14  # a day read wrongly lies near the right one
SCATTERED, WEEK = 0.7, 7
LATE, LATE_BOTH = 0.2, 0.5  # one of the groups without a day, or both
NEW, NEW_BOTH = 1.6, 1.0  # what does not point back is seldom told a week later
BEFORE_IT = 1.25
LONG_AGO, MONTH, SEASON = 3.0, 30, 90  # after months a thing is seldom told without its day
POINTING = 0.5  # the share of that which what points back is spared


class Nearness:
    """How common each day is in a ledger and how far words are scattered over days, and what that makes of two groups."""

    def __init__(self, mentions: list[Mention]) -> None:
        total = len(mentions) + IMAGINED
        self._days = {day: n / total for day, n in Counter(m.near for m in mentions if m.near).items()}
        self._pointing = _pointing(mentions)

    def __call__(self, few: Group, many: Group) -> float:
        """The evidence of days, in natural logarithms."""
        if few.when and many.when:
            return sum(
                here * there * self._of_two(day, other, min(trust, trusted))
                for day, here, trust in few.when
                for other, there, trusted in many.when
            )
        if not few.when and not many.when:
            return -self._of_undated(few, many)
        return -self._of_one_undated(few, many)

    def _of_two(self, day: Interval, other: Interval, trust: int) -> float:
        apart = max((day[0] - other[1]).days, (other[0] - day[1]).days)
        if apart <= 0:
            return DAY[trust] * self._of_same(day, other)
        return -OTHER_DAY[trust] - FAR * log(1 + apart / FORTNIGHT)

    def _of_same(self, day: Interval, other: Interval) -> float:
        closer = day if is_one_day(day) else other
        value = min(DAY_AT_MOST, -log(self._days.get(closer, 0.05) + 0.02))
        return value if is_one_day(day) and is_one_day(other) else PART_OF_DAY * value

    def _of_one_undated(self, few: Group, many: Group) -> float:
        """What speaks against an untold day being that of the other group: reports long after or before it, of something
        that is told of many days."""
        dated, undated = (few, many) if few.when else (many, few)
        day = dated.when[0][0]
        apart = min((abs((told - day[1]).days) for told in undated.published), default=0)
        before = min(((told - day[1]).days for told in undated.published), default=0)
        apart = 0 if (day[1] - day[0]).days > LONG or "campaign" in few.types else max(0, apart - 2)
        late = min(1.0, apart / WEEK)
        return (
            BEFORE_IT * (before < -2 and not undated.lies_ahead())
            + SCATTERED * self._scattering(few, many) * late
            + LATE * log(1 + apart / WEEK)
            + NEW * (1 - undated.definite / undated.size) * late
            + _long_ago(undated.reported(), day[1].toordinal(), dated.reported())
            * (1 - POINTING * undated.definite / undated.size)
        )

    def _of_undated(self, few: Group, many: Group) -> float:
        """The same of two groups without a day: reports far apart."""
        apart = 0 if "campaign" in few.types else _apart(few, many)
        late = min(1.0, apart / WEEK)
        new = 1 - max(few.definite / few.size, many.definite / many.size)
        return (
            SCATTERED * self._scattering(few, many) * late
            + LATE_BOTH * log(1 + apart / WEEK)
            + NEW_BOTH * new * late
            + _long_ago(few.reported(), many.reported())
        )

    def _scattering(self, few: Group, many: Group) -> float:
        """How far the days are scattered that are told of what two groups share: 0 where all of it points to one day."""
        shared = (f for f, held in few.own if held >= 0.5 and 3 * many.features.get(f, 0) >= many.size)
        return -log(max((self._pointing.get(f, 0.8) for f in shared), default=0.6))


def _pointing(mentions: list[Mention]) -> dict[str, float]:
    """The share of the dated mentions of a word or name that tell the day told most of it."""
    told: defaultdict[str, Counter[Interval]] = defaultdict(Counter)
    for mention in mentions:
        if mention.near and is_one_day(mention.near):
            for feature in mention.features:
                told[feature][mention.near] += 1 + mention.trust
    sums = {feature: (max(days.values()), sum(days.values())) for feature, days in told.items()}
    return {feature: (most + 0.5) / (total + 1) for feature, (most, total) in sums.items() if total >= TOLD}


def _apart(few: Group, many: Group) -> int:
    """Days between the nearest reports of two groups; more than a week where one has none."""
    return min((abs((x - y).days) for x in few.published for y in many.published), default=WEEK + 2)


def _long_ago(here: int | None, *there: int | None) -> float:
    """What speaks against a thing being told without its day months after it was done, or told of: ordinals of days."""
    apart = min((abs(here - day) for day in there if here is not None and day is not None), default=0)
    return LONG_AGO * log(1 + max(0, apart - MONTH) / SEASON)
