"""Pieces that count within a period: the first Tuesday of, the last day of, the second half of."""

from __future__ import annotations

from musnad.extract.times.grammar.numbered import month_after
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.words import Words

LAST_WEEK = 5  # no month has a sixth Friday


def read_ordinal(words: Words, i: int) -> Phrase | None:
    """One of its kind in a month: the first Tuesday of, the third day of, the last week of; or Tuesday the third of."""
    number, at = _which(words, i)
    kind = words.hit(at, "weekdays") or words.hit(at, "units")
    if number:
        lead = words.hit(at, "leads")
        if lead is not None and lead.row["of"] == "day" and words.hit(lead.last, "weekdays") is not None:
            kind = words.hit(lead.last, "weekdays")
        if words.hit(at, "months") is not None or (lead is not None and lead.row["of"] == "month"):
            return Phrase(i, at, day=1) if number == 1 else None
    elif kind is not None and kind.split.article:
        number, at = _which(words, kind.last, article=True)
    if kind is None or not number or (kind.first < i):
        return None
    last = max(kind.last, at)
    if kind.split.article and number > LAST_WEEK and "iso" in kind.row.cells:
        return None  # Friday the eighteenth
    if not (words.role(last) in ("of", "on") or month_after(words, last) or words.prefixed(last)):
        return None
    if "iso" in kind.row.cells:
        of = "date" if kind.split.article and number > 0 else "weekday"
        return Phrase(i, last, ordinal=number, of=of, weekday=int(kind.row["iso"]))
    if kind.row["unit"] not in ("D", "W") or kind.row["number"] != "s":
        return None
    return Phrase(i, last, ordinal=number, of=kind.row["unit"])


def _which(words: Words, i: int, article: bool = False) -> tuple[int, int]:
    """An ordinal up to the fifth, or the last (-1), and where it ends; 0 where there is none."""
    hit = words.hit(i, "ordinals")
    if hit is not None and hit.split.article == article and not hit.pronoun:
        return int(hit.row["value"]), hit.last
    number = words.number(i)
    if number is None or not number.ordinal or number.digits or not 1 <= number.value <= 31:
        return 0, i
    return int(number.value), number.last


def read_share(words: Words, i: int) -> Phrase | None:
    """The first quarter, the second half (of a year)."""
    hit = words.hit(i, "shares")
    if hit is None or not hit.split.article:
        return None
    number, last = _which(words, hit.last, article=True)
    latest = int(hit.row["last"])
    if not number or number > latest or words.role(last) not in ("of", "on"):
        return None
    return Phrase(i, last, share=hit.row["kind"] + str(latest if number < 0 else number))
