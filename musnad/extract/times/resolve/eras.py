"""Years and what is cut out of them or holds them: seasons, quarters, halves, decades, centuries."""

from __future__ import annotations

from datetime import date

import msgspec

from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.resolve import periods
from musnad.extract.times.resolve.counted import find_counted
from musnad.extract.times.resolve.periods import Found, Period
from musnad.extract.times.resolve.scene import Scene


def find_years(phrase: Phrase, scene: Scene) -> Found:
    """A whole year."""
    return periods.of_year(phrase.year), "times.date.year"


def find_in_year(phrase: Phrase, scene: Scene) -> Found | None:
    """A season, quarter or half of a year that is said or counted; a season also by `last` and `next`."""
    year = phrase.year
    if not year and phrase.unit:
        counted = find_counted(msgspec.structs.replace(phrase, season="", share=""), scene)
        year = counted[0].first.year if counted and isinstance(counted[0], Period) else 0
    if not year and phrase.season and scene.anchor is not None:
        year = _season_year(phrase.season, phrase.nearness or 0, scene.anchor)
    if not year:
        return f"XXXX-{phrase.season or phrase.share}", "times.date.season"
    if phrase.season:
        return periods.of_season(year, phrase.season), "times.date.season"
    return _share(year, phrase.share), "times.date.share_of_year"


def _season_year(season: str, nearness: int, anchor: date) -> int:
    """The season that last ended (or next begins) seen from publication; the current one with 0."""
    this = periods.of_season(anchor.year, season)
    if nearness < 0:
        return anchor.year - (this.last >= anchor) - (periods.of_season(anchor.year - 1, season).last >= anchor)
    return anchor.year + (nearness > 0 and this.first <= anchor)


def _share(year: int, share: str) -> Period:
    number = int(share[1])
    months = 3 if share[0] == "Q" else 6
    return periods.of_months(year, (number - 1) * months + 1, months, f"{year:04}-{share}")


def find_decade_or_century(phrase: Phrase, scene: Scene) -> Found | None:
    """A decade, in the century said or else its usual one; a century by number or counted from now."""
    century = phrase.century
    if phrase.unit == "CE":
        counted = find_counted(msgspec.structs.replace(phrase, decade=0), scene)
        century = counted[0].first.year // 100 + 1 if counted and isinstance(counted[0], Period) else 0
    if not phrase.decade:
        return periods.of_century(century), "times.date.century"
    start = (century - 1) * 100 + phrase.decade % 100 if century else phrase.decade
    return periods.of_decade(start), "times.date.decade"
