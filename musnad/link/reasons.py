"""Why two records oppose each other or only seem to: a key, which every language words in its own way, and what it speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from musnad.link.material import Json


def reason(key: str, **values: object) -> Json:
    """A reason by its key in the table `reasons` of export/words.toml, with the values that its wording takes."""
    return {"reason": key, **values}


def days_apart(days: int | None) -> list[Json]:
    """How far apart two sides were told; nothing where it was on one day."""
    if days is None:
        return [reason("undated")]
    return [reason("days_apart", days=days)] if days else []


def both_name(names: Iterable[str]) -> list[Json]:
    """Whom both sides name, at most three."""
    some = sorted(names)[:3]
    return [reason("both_name", names=some)] if some else []
