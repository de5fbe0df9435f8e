"""Records that cannot both be true as stated, and seeming ones with the reason why they are none."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.link.days import days_between
from musnad.link.material import Item, Json, Material, chain_of
from musnad.link.series import SeriesKey, series
from musnad.model import Figure

COMPARABLE_DAYS = 31
ACTUAL = ("actual", "claimed")


def disagreements(material: Material, apparent: bool = False) -> list[Json]:
    """Every disagreement with both sides; with `apparent` also the seeming ones, with the reason."""
    found = list(_values(material))
    return [d for d in found if apparent or d["kind"] != "apparent"]


def _values(material: Material) -> Iterator[Json]:
    for key, items in sorted(series(material).items()):
        said = [i for i in items if i.record.modality in ACTUAL]
        for n, a in enumerate(said):
            for b in said[n + 1 : n + 50]:
                if not bounds_meet(a.record, b.record):
                    yield _value_row(material, key, (a, b))


def bounds_meet(a: Figure, b: Figure) -> bool:
    """Whether one number can satisfy both; a hedged one (`about`) covers a tenth to each side."""
    (low_a, high_a), (low_b, high_b) = _reach(a), _reach(b)
    return low_a <= high_b and low_b <= high_a


def _reach(figure: Figure) -> tuple[float, float]:
    low = float("-inf") if figure.low is None else float(figure.low)
    high = float("inf") if figure.high is None else float(figure.high)
    if figure.comparator in ("about", "nearly"):
        return low - abs(low) * 0.1, high + abs(high) * 0.1
    return low, high


def _value_row(material: Material, key: SeriesKey, pair: tuple[Item[Figure], Item[Figure]]) -> Json:
    days = days_between(*(figure_day(i) for i in pair))
    comparable = days is not None and days <= COMPARABLE_DAYS
    about = " ".join(p for p in (key.subject, key.measure, key.place) if p)
    reasons = (
        ["bounds do not meet"] if comparable else [f"other date: {days} days apart" if days else "a day is unknown"]
    )
    hard = all(i.record.comparator == "exact" for i in pair)
    return {
        "kind": "value" if comparable else "apparent",
        "strength": "hard" if hard else "soft",
        "about": about,
        "sides": [side(material, i, i.record.source, figure_day(i)) for i in pair],
        "reasons": reasons,
    }


def figure_day(item: Item[Figure]) -> str | None:
    """The day at which a level held; without one of its own, the day its document was published."""
    return item.record.as_of or item.source.published


def side(material: Material, item: Item[Figure], who: str, day: str | None) -> Json:
    """One side of a disagreement: the words, who says so, when, and through whom."""
    return item.reference() | {"who": who, "date": day, "chain": chain_of(item, material.statement_at(item))}
