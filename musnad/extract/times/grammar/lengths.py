"""Lengths of time: so many of a unit, vague or exact, alone or added up (three years and a month)."""

from __future__ import annotations

import msgspec

from musnad.extract.times.grammar.words import Words
from musnad.lexicon.matcher import Hit

MOST_PARTS = 8  # a length of more parts than TIMEX3 has units is none
_ORDER = ("CE", "DE", "Y", "M", "W", "D", "H", "TM", "TS")
_CLOCK = {"H": "H", "TM": "M", "TS": "S"}


class Length(msgspec.Struct, frozen=True, gc=False):
    """A length. parts: (unit, amount), amount None where the words leave it open (years). bare: one word, no number.

    mod: APPROX MORE_THAN LESS_THAN EQUAL_OR_MORE or ""; vague: several, dozens of; definite: with the article. nearness: -1 the past three years, 1 the coming ones, else None.
    """

    parts: tuple[tuple[str, float | None], ...]
    mod: str = ""
    bare: bool = False
    nearness: int | None = None
    definite: bool = False
    vague: bool = False

    @property
    def unit(self) -> str:
        """The unit of its first part, the largest said."""
        return self.parts[0][0]

    @property
    def amount(self) -> float | None:
        """How many of that unit; None where the words leave it open."""
        return self.parts[0][1]

    def value(self) -> str:
        """As ISO 8601 writes it, X where open: P3Y, PT1.5H, PXM, P1Y1M."""
        days, clock = "P", ""
        for unit, amount in sorted(self.parts, key=lambda part: _ORDER.index(part[0])):
            shown = "X" if amount is None else f"{amount:.4f}".rstrip("0").rstrip(".")
            if unit in _CLOCK:
                clock += shown + _CLOCK[unit]
            else:
                days += shown + unit
        return days + ("T" + clock if clock else "")


class Found(msgspec.Struct, gc=False):
    """A length and where it ends."""

    length: Length
    last: int


def read_length(words: Words, i: int) -> Found | None:
    """The length that begins at token i, with its hedge and everything added to it."""
    mod, at = _hedge(words, i)
    first = _part(words, at, vague=mod == "VAGUE")
    if first is None:
        return None
    parts, last, bare, definite, nearness = (
        [first.part],
        first.last,
        first.bare and at == i,
        first.definite,
        first.nearness,
    )
    other = _or(words, last, first.part[0])
    if other is not None:
        return Found(Length((other.part,), mod if mod != "VAGUE" else "", False, nearness, definite), other.last)
    while len(parts) < MOST_PARTS:
        following = _added(words, last, bare)
        if following is None or following.part[0] in {unit for unit, _ in parts} or first.nearness is not None:
            break
        parts.append(following.part)
        last, bare = following.last, False
    return Found(Length(tuple(parts), "" if mod == "VAGUE" else mod, bare, nearness, definite, mod == "VAGUE"), last)


def _or(words: Words, i: int, unit: str) -> _Part | None:
    """`a month or two`: the longer one is what is meant to be the bound."""
    if words.role(i) != "or":
        return None
    part = _part(words, i + 1)
    return part if part is not None and part.part[0] == unit and part.part[1] is not None else None


class _Part(msgspec.Struct, gc=False):
    part: tuple[str, float | None]
    last: int
    bare: bool = False
    definite: bool = False
    nearness: int | None = None


def _hedge(words: Words, i: int) -> tuple[str, int]:
    hit = words.hit(i, "hedges")
    return (hit.row["mod"], hit.last) if hit is not None else ("", i)


def _added(words: Words, i: int, bare: bool) -> _Part | None:
    """A further part: joined by `and`, by a comma, or set beside the first where it has its own number."""
    at, joined = i, False
    while at < words.end and at < i + 3 and (words.key(at) in (",", "\u060c") or words.role(at) == "and"):
        at, joined = at + 1, True
    unit = words.hit(at, "units")
    joined = joined or bool(unit is not None and unit.split.conjunction) or _opens_with_and(words, at)
    part = _part(words, at)
    if part is None or part.definite or part.part[1] is None or (not joined and (part.bare or bare)):
        return None
    return part


def _opens_with_and(words: Words, i: int) -> bool:
    hit = words.hits.at(i, "times.fractions")
    return bool(hit is not None and hit.split.conjunction)


def _part(words: Words, i: int, vague: bool = False) -> _Part | None:
    """One number with its unit; a dual; a unit alone."""
    fraction = words.hit(i, "fractions")
    if fraction is not None:
        unit = words.hit(fraction.last, "units")
        if unit is not None and unit.row["number"] == "s" and not unit.split.conjunction:
            return _Part((unit.row["unit"], float(fraction.row["parts"])), unit.last)
        return None
    number = words.amount(i)
    if number is not None and not (number.ordinal and words.hit(i, "units") is not None):
        unit = words.hit(number.last, "units")
        if unit is None or unit.split.preposition or unit.split.conjunction or unit.pronoun:
            return None
        if number.ordinal or unit.row["number"] == "d" or (unit.split.article and unit.row["number"] == "s"):
            return None
        if not unit.row["unit"]:
            return None
        part = _with_fraction(words, _Part((unit.row["unit"], number.value), _past_adjectives(words, unit.last)))
        relation = words.hit(part.last, "relations")
        if relation is not None and relation.split.article and not relation.split.preposition:
            return _Part(part.part, relation.last, nearness=int(relation.row["shift"]))
        return part
    unit = words.hit(i, "units")
    return _unit_first(words, unit, vague) if unit is not None and not unit.pronoun else None


def _unit_first(words: Words, unit: Hit, vague: bool) -> _Part | None:
    """A unit without a number before it: dual, one, many, or the last three years."""
    name, number, definite = unit.row["unit"], unit.row["number"], unit.split.article
    if not name or (number != "d" and not definite and not unit.split.preposition and _is_construct(words, unit)):
        return None
    amount: float | None = {"s": 1.0, "d": 2.0, "p": None}[number]
    if vague:
        return _Part((name, None), unit.last, definite=definite) if number != "d" else None
    last, counted = unit.last, False
    for _ in range(3):
        numeral, adjective = words.amount(last) or words.number(last), words.hit(last, "adjectives")
        if definite and number == "p" and not counted and numeral is not None and numeral.value < 1000:
            amount, last, counted = numeral.value, numeral.last, True
        elif adjective is not None and adjective.split.article == definite and not adjective.split.conjunction:
            last = adjective.last
        else:
            break
    relation = words.hit(last, "relations") if definite and number != "s" else None
    if relation is not None and relation.split.article and not relation.split.preposition:
        shift = int(relation.row["shift"])
        return _Part((name, amount), relation.last, definite=True, nearness=shift)
    part = _Part((name, amount), last, bare=number == "s" and last == unit.last, definite=definite)
    return part if definite else _with_fraction(words, part)


def _past_adjectives(words: Words, i: int) -> int:
    """Where the adjectives after a counted unit end: three whole years."""
    hit = words.hit(i, "adjectives")
    return (
        hit.last if hit is not None and not (hit.split.article or hit.split.conjunction or hit.split.preposition) else i
    )


def _is_construct(words: Words, unit: Hit) -> bool:
    """Whether a definite noun follows, so that the unit is its head: the years of the war, the most famous treasures."""
    if words.hits.at(unit.first - 1, "times.ordinals") is not None:  # the first days of spring
        return True
    plural_or_homograph = unit.row["number"] == "p" or bool(unit.row["homograph"])
    return plural_or_homograph and words.is_definite_noun(unit.last) and words.hit(unit.last, "weekdays") is None


def _with_fraction(words: Words, part: _Part) -> _Part:
    """An hour and a half, an hour less a quarter."""
    hit = words.hit(part.last, "fractions")
    at = part.last
    sign = 1.0
    if hit is None and words.key(at) == "\u0648":
        hit = words.hit(at + 1, "fractions")
    elif hit is None and words.role(at) == "less":
        hit, sign = words.hit(at + 1, "fractions"), -1.0
    elif hit is not None and not hit.split.conjunction:
        return part
    if hit is None or part.part[1] is None:
        return part
    again = words.hit(hit.last, "units")
    if again is not None and again.row["unit"] == part.part[0] and again.row["number"] == "s" and sign > 0:
        return _Part((part.part[0], part.part[1] + float(hit.row["parts"])), again.last)
    if again is not None:
        return part
    return _Part((part.part[0], part.part[1] + sign * float(hit.row["parts"])), hit.last)
