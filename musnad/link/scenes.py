"""Who did it, to whom and where: what speaks for or against two groups of mentions being one happening."""

from __future__ import annotations

from collections import Counter

from musnad.link.context import home
from musnad.link.group import Group

OTHER_PLACE = 3.5
BESIDE = 0.2  # the share of a group's mentions that must name a place for it to be the group's
ACTOR, OTHER_ACTOR = 0.5, 0.3
TARGET, OTHER_TARGET = 0.5, 1.0
REVERSED = 0.5


def of_scene(few: Group, many: Group) -> float:
    """The evidence of actors, targets and places, in natural logarithms."""
    return of_parties(few, many) - OTHER_PLACE * are_elsewhere(few, many)


def of_parties(few: Group, many: Group) -> float:
    """Who did it and to whom: the same, others, or the other way round."""
    value = _of_party(few.actors, many.actors, ACTOR, OTHER_ACTOR)
    value += _of_party(few.targets, many.targets, TARGET, OTHER_TARGET)
    for done, suffered in ((few.actors, many), (many.actors, few)):
        value -= REVERSED * any(name in suffered.targets and name not in suffered.actors for name in done)
    return value


def _of_party(here: Counter[str], there: Counter[str], same: float, other: float) -> float:
    if not here or not there:
        return 0.0
    shared = sum(number for name, number in here.items() if name in there) / here.total()
    return same * shared - other * (1 - shared)


def are_elsewhere(few: Group, many: Group) -> bool:
    """Whether two groups tell of places of which neither can be the other's: not part of its name, its country, or named
    beside it often."""
    here, there = _told_often(few.places), _told_often(many.places)
    if not here or not there:
        return False
    near_few, near_many = BESIDE * few.size, BESIDE * many.size
    return not any(
        x in y or y in x or many.around[x] >= near_many or few.around[y] >= near_few or home(x) == y or home(y) == x
        for x in here
        for y in there
    )


def _told_often(places: Counter[str]) -> list[str]:
    """The places that a fair part of the mentions with a place tell."""
    least = BESIDE * sum(places.values())
    return [place for place, number in places.items() if number >= least]
