"""One happening told with another day or another place: only for what happens once, such as a meeting or a signing."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.link.comparable import Mention, compared, shared_weight
from musnad.link.context import Context, countries
from musnad.link.days import days_between, meet
from musnad.link.material import Json, Material
from musnad.link.names import place_keys
from musnad.link.reasons import reason
from musnad.link.sides import Pair, Side, rows, same_mouth, side

ONCE = {"meeting", "dialogue_round", "visit", "agreement", "appointment", "resolution", "handover"}
NEAR_DAYS = 6  # two days further apart are two happenings
PUBLISHED_DAYS = 5
NAMES, WORDS = 0.8, 0.6  # share of the weight that must be the same
TOLD = ("happened", "planned")


def told_otherwise(material: Material, context: Context) -> list[Json]:
    """Mentions of one happening whose days, or whose places, cannot both be right."""
    pairs = list(_same_but(material, context))
    dates = [_pair(material, a, b, "date") for a, b in pairs if _other_day(a, b)]
    places = [_pair(material, a, b, "place") for a, b in pairs if not _other_day(a, b) and _other_place(a, b)]
    dates, places = [p for p in dates if _opposed(p)], [p for p in places if _opposed(p)]
    return [*rows(material, "date", dates), *rows(material, "place", places)]


def _same_but(material: Material, context: Context) -> Iterator[tuple[Mention, Mention]]:
    """Pairs of mentions alike in all that is compared but the day and the place."""
    candidates, rarity = compared(material, context)
    for a, b in candidates:
        x, y = a.item.record, b.item.record
        if x.type not in ONCE or x.type != y.type or x.modality not in TOLD or x.modality != y.modality:
            continue
        apart = days_between(a.item.source.published, b.item.source.published)
        if a.item.source.key == b.item.source.key or apart is None or apart > PUBLISHED_DAYS:
            continue
        if len(a.names & b.names) < 2 or (shared_weight(a.names, b.names, rarity) or 0) < NAMES:
            continue
        if (shared_weight(a.words, b.words, rarity) or 0) >= WORDS and context.same_affair(
            a.item.source, b.item.source
        ):
            yield a, b


def _other_day(a: Mention, b: Mention) -> bool:
    x, y = a.item.record.date, b.item.record.date
    if not (x and y and len(x) >= 10 and len(y) >= 10) or meet(x, y):
        return False
    return (days_between(x, y) or 0) <= NEAR_DAYS


def _other_place(a: Mention, b: Mention) -> bool:
    """Two places of which neither is a country that may hold the other, on one known day."""
    x, y = place_keys(a.item.record.place), place_keys(b.item.record.place)
    known = x and y and not x & y and a.item.record.date and meet(a.item.record.date, b.item.record.date)
    return bool(known) and not any(countries().get(p, "").lower() == p for p in x | y)


def _pair(material: Material, a: Mention, b: Mention, what: str) -> Pair:
    values = [str(m.item.record.date if what == "date" else m.item.record.place) for m in (a, b)]
    sides: list[Side] = [
        side(material, m.item.source, m.item.start, m.item.end, value) for m, value in zip((a, b), values, strict=True)
    ]
    return sides[0], sides[1], a.item.record.type, "soft", [reason("told_as", a=values[0], b=values[1])]


def _opposed(pair: Pair) -> bool:
    return not same_mouth(pair[0], pair[1])
