"""Close numbers of one kind of thing (resolutions, provinces) that two sources tell in words alike, whatever series hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.link.assertions import telling_words
from musnad.link.bounds import bounds_meet, figure_day
from musnad.link.context import Context
from musnad.link.days import days_between
from musnad.link.material import Item, Material
from musnad.link.reasons import days_apart, reason
from musnad.link.repeated import figure_side
from musnad.link.sides import Pair
from musnad.link.subjects import named_in, special_words
from musnad.model import Figure
from musnad.text.skeleton import skeleton

MEASURES = (
    "other",
    "countries",
    "organizations",
    "bases",
    "areas",
    "facilities",
    "meetings",
)  # told by their noun alone
SHARES = ("percent", "fraction")
COMPARABLE_DAYS = 31
NEAREST = 20  # figures with a noun that one is compared with
LIKE, LIKE_MEASURED = 1.5, 1.6  # times as large as the other, from which on two numbers count two things
LEAST = 2  # smaller numbers are often the same or not by chance
BEFORE, AFTER = 80, 60  # characters
SHARED = 2  # words near both beside the noun
Found = Item[Figure]


def counted_otherwise(material: Material, context: Context) -> Iterator[Pair]:
    """Pairs of such figures, always soft: nothing but the words says that they count one thing."""
    told: defaultdict[tuple[str, str, str], list[Found]] = defaultdict(list)
    for item in material.layer("figures"):
        nouns = _nouns(item)
        near = {id(o): o for noun in nouns for o in told[_key(item, noun)][-NEAREST:]}
        for other in near.values():
            if _may_oppose(context, other, item) and _tell_alike(context, other, item):
                days = days_between(figure_day(other), figure_day(item))
                sides = figure_side(material, other), figure_side(material, item)
                yield *sides, item.record.measure, "soft", [reason("bounds_apart"), *days_apart(days)]
        for noun in nouns:
            told[_key(item, noun)].append(item)


def _key(item: Found, noun: str) -> tuple[str, str, str]:
    return item.record.measure, item.record.unit, noun


def _nouns(item: Found) -> tuple[str, ...]:
    """The words of what a figure counts; none where it is vague, a part, a share or of people."""
    figure = item.record
    plain = not figure.vague and figure.part_of is None and figure.measure in MEASURES
    if not plain or _size(item) < LEAST or figure.unit in SHARES:
        return ()
    if figure.unit != "count" and not special_words(figure.subject or ""):
        return (figure.unit,)
    return telling_words(figure.subject or "")


def _size(item: Found) -> float:
    return float(item.record.low or item.record.high or 0)


def _may_oppose(context: Context, a: Found, b: Found) -> bool:
    """Whether two numbers are close, do not meet, and are of two sources at comparable days."""
    small, large = sorted((_size(a), _size(b)))
    here = a.source.key == b.source.key
    if (
        bounds_meet(a.record, b.record)
        or large >= (LIKE if a.record.unit == "count" else LIKE_MEASURED) * small
        or (here and a.record.source == b.record.source)
    ):
        return False
    days = days_between(figure_day(a), figure_day(b))
    return days is not None and days <= (0 if here else COMPARABLE_DAYS) and context.same_affair(a.source, b.source)


def _tell_alike(context: Context, a: Found, b: Found) -> bool:
    """Whether the words near both share enough beside what is counted, of which one at least is no name."""
    counted = {word for i in (a, b) for word in (*telling_words(i.record.subject or ""), *telling_words(i.words))}
    shared = (_near(context.material, a) & _near(context.material, b)) - counted
    if len(shared) < SHARED:
        return False
    names = context.name_words(a.source, max(0, a.start - BEFORE), a.end + AFTER)
    plain = shared - {skeleton(word) for word in names}
    return any(word in plain for text in _around(context.material, a).split() if not named_in(text)
               for word in telling_words(text))  # fmt: skip


def _near(material: Material, item: Found) -> set[str]:
    return set(telling_words(_around(material, item)))


def _around(material: Material, item: Found) -> str:
    """The words before and after a figure in its paragraph."""
    text = material.text(item.source)
    before = text[max(0, item.start - BEFORE) : item.start].rpartition("\n")[2]
    after = text[item.end : item.end + AFTER].partition("\n")[0]
    return f"{before} {after}"
