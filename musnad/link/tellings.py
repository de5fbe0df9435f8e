"""One happening told with another day or another place, by two reports that tell it in nearly the same words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from musnad.lexicon.matcher import lexicon
from musnad.link.announced import announced_twice
from musnad.link.context import Context, home
from musnad.link.dated import Dated, alike, dated_mentions
from musnad.link.days import days_between, meet
from musnad.link.material import Json, Material
from musnad.link.names import place_keys
from musnad.link.reasons import reason
from musnad.link.sides import Pair, rows, same_mouth, side
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

ONCE = ("meeting", "dialogue_round", "visit", "agreement", "appointment", "resolution", "handover")
SOMEWHERE = ("meeting", "dialogue_round", "visit", "handover")  # of which the place is where they are
NEAR_DAYS = 4  # two days further apart are two happenings
DONE, AHEAD = ("happened", "ongoing"), "planned"


def told_otherwise(material: Material, context: Context) -> list[Json]:
    """Mentions of one happening whose days, or whose places, cannot both be right."""
    pairs = [p for p in alike(dated_mentions(material)) if context.same_affair(p[0].item.source, p[1].item.source)]
    dates = [_pair(material, a, b, "date") for a, b in _once_a_sentence(p for p in pairs if _other_day(*p))]
    places = [_pair(material, a, b, "place") for a, b in _once_a_sentence(p for p in pairs if _other_place(*p))]
    dates += announced_twice(material, context)
    return [*rows(material, "date", _opposed(dates)), *rows(material, "place", _opposed(places))]


def _once_a_sentence(pairs: Iterable[tuple[Dated, Dated]]) -> list[tuple[Dated, Dated]]:
    """Of the pairs that stand in the same two sentences the one whose own words tell the most of when."""
    best: dict[tuple[tuple[str, int], ...], tuple[Dated, Dated]] = {}
    for a, b in pairs:
        where = tuple((m.item.source.key, m.sentence[0]) for m in (a, b))
        known = best.get(where)
        if known is None or a.timed + b.timed > known[0].timed + known[1].timed:
            best[where] = a, b
    return list(best.values())


def _other_day(a: Dated, b: Dated) -> bool:
    """Two days of what happens once; of what happens often, where it is the first time or the same numbers are told."""
    x, y = a.item.record, b.item.record
    first = a.explicit and b.explicit and _begins(a) and _begins(b)
    if not (first or x.type == y.type) or meet(x.date, y.date) or (days_between(x.date, y.date) or 0) > NEAR_DAYS:
        return False
    if _strength(a, b) is None or (x.type == "visit" and place_keys(x.place) != place_keys(y.place)):
        return False
    named = a.explicit and b.explicit
    return first or (named and x.type in ONCE) or bool(a.numbers & b.numbers)


def _begins(one: Dated) -> bool:
    """Whether an event is told as a beginning or a first time."""
    return bool(lexicon("link").find(tokenize(Folded(one.item.words))).of("link.beginnings"))


def _other_place(a: Dated, b: Dated) -> bool:
    """Two places of which neither is a country that may hold the other, on one day."""
    x, y = place_keys(a.item.record.place), place_keys(b.item.record.place)
    known = x and y and not x & y and a.item.record.type in SOMEWHERE and a.item.record.type == b.item.record.type
    one_day = a.item.record.date == b.item.record.date and _strength(a, b) is not None
    return bool(known) and one_day and not any(home(p) == p for p in x | y)


def _strength(a: Dated, b: Dated) -> str | None:
    """Hard where both are told as done on a named day; soft where one was only planned, or hangs on the day of print."""
    modes = {m.item.record.modality for m in (a, b)}
    if modes <= set(DONE):
        return "hard" if a.explicit and b.explicit else "soft"
    return "soft" if modes <= {*DONE, AHEAD} else None


def _pair(material: Material, a: Dated, b: Dated, what: str) -> Pair:
    values = [str(m.item.record.date if what == "date" else m.item.record.place) for m in (a, b)]
    first, second = (
        side(material, m.item.source, m.item.start, m.item.end, value) for m, value in zip((a, b), values, strict=True)
    )
    return first, second, a.item.record.type, _strength(a, b) or "soft", [reason("told_as", a=values[0], b=values[1])]


def _opposed(pairs: list[Pair]) -> Iterator[Pair]:
    return (pair for pair in pairs if not same_mouth(pair[0], pair[1]))
