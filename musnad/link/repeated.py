"""Numbers that a report itself sets against each other, and wherever else each of them is told of the same thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.link.bounds import figure_day
from musnad.link.context import Context
from musnad.link.corrections import corrections
from musnad.link.days import days_between
from musnad.link.material import Item, Material
from musnad.link.reasons import reason
from musnad.link.rivals import rivals
from musnad.link.sides import Pair, Side, side
from musnad.link.topics import words_shared
from musnad.model import Figure

COMPARABLE_DAYS = 31
TELLING = 10  # a smaller number is often the same by chance
NEAREST = 30  # figures of one number that are looked at
SHARED_HERE, SHARED = 1, 2  # words near both, in one report and in two
Found = Item[Figure]
Number = tuple[str, str, float]  # measure, unit, the bound that is told


def in_so_many_words(material: Material, context: Context) -> list[Pair]:
    """Pairs of figures that one report sets against each other, always hard, and of each with what repeats the other."""
    told = [*corrections(material), *rivals(material)]
    numbers = _by_number(material) if told else {}
    pairs: list[Pair] = []
    for a, b, key in told:
        sides = figure_side(material, a), figure_side(material, b)
        pairs.append((*sides, a.record.measure, "hard", [reason(key)]))
        for one, other in ((a, sides[1]), (b, sides[0])):
            for again in _repeated(material, context, numbers, one):
                pairs.append((figure_side(material, again), other, a.record.measure, "hard", [reason(key)]))
    return pairs


def _repeated(
    material: Material, context: Context, numbers: dict[Number, list[Found]], figure: Found
) -> Iterator[Found]:
    """Figures that tell the same telling number of the same thing."""
    for other in numbers.get(_number(figure), ())[:NEAREST]:
        here = other.source.key == figure.source.key
        days = days_between(other.source.published, figure.source.published)
        near = here or (
            days is not None and days <= COMPARABLE_DAYS and context.same_affair(other.source, figure.source)
        )
        least = SHARED_HERE if here else SHARED
        if other is not figure and near and _size(other) >= TELLING and words_shared(material, other, figure) >= least:
            yield other


def _by_number(material: Material) -> dict[Number, list[Found]]:
    found: defaultdict[Number, list[Found]] = defaultdict(list)
    for item in material.layer("figures"):
        found[_number(item)].append(item)
    return found


def _number(item: Found) -> Number:
    return item.record.measure, item.record.unit, _size(item)


def _size(item: Found) -> float:
    return float(item.record.low if item.record.low is not None else item.record.high or 0)


def figure_side(material: Material, item: Found) -> Side:
    """A figure as a side: who says so, and the day at which it held."""
    found = side(material, item.source, item.start, item.end, item.words)
    return Side(found.source, found.start, found.end, found.value, item.record.source, figure_day(item), found.chain)
