"""A denial that points back: `the West accuses Moscow of hindering them, which Moscow denies`. What it denies is what was told
just before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from musnad.link.context import Context
from musnad.link.material import Json, Material, Source
from musnad.link.noted import noted
from musnad.link.reasons import reason
from musnad.link.sides import Pair, rows, same_mouth, side


def retorts(material: Material, context: Context) -> list[Json]:
    """What was told, and the denial that points back at it, in one report: always hard."""
    pairs = [pair for source in material.sources.values() for pair in _in(material, source)]
    return rows(material, "denial", pairs)


def _in(material: Material, source: Source) -> Iterator[Pair]:
    for told, denied in noted(material, source).retorts:
        claim, denial = side(material, source, *told, "affirmed"), side(material, source, *denied, "denied")
        speaker = _speaker(material, source, *denied)
        denial = denial if speaker is None else denial.by(speaker)
        if not same_mouth(claim, denial) or speaker is None:
            yield claim, denial, "", "hard", [reason("denied")]


def _speaker(material: Material, source: Source, start: int, end: int) -> str | None:
    """Whose statement begins in the clause."""
    some = material.spoken(source)
    at = bisect_right(some, start - 1, key=lambda i: i.record.cue.start)
    while at < len(some) and some[at].record.cue.start < end:
        if some[at].record.act == "denies" and some[at].record.speaker_name:
            return some[at].record.speaker_name
        at += 1
    return None
