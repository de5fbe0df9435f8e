"""A party that keeps what was agreed according to one, and breaks it according to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec

from musnad.link.context import Context, land
from musnad.link.holders import camp
from musnad.link.keepings import Keeping, Stretch
from musnad.link.material import Json, Material, Source
from musnad.link.noted import noted
from musnad.link.reasons import days_apart, reason
from musnad.link.sides import Pair, Side, apart, rows, same_mouth, side
from musnad.link.subjects import named_in

COMPARABLE_DAYS = {"truce": 3, "agreement": 14}
HARD_DAYS = 7
NEAREST = 40  # claims on a party that one is compared with


class Kept(msgspec.Struct, frozen=True, eq=False):
    """A claim that a party keeps or breaks a deal. party: country or name, in lower case, or a camp."""

    side: Side
    source: Source
    told: Keeping
    party: str


def kept_and_broken(material: Material, context: Context) -> list[Json]:
    """Rows of kind kept: claims that a party keeps a deal against claims that it breaks it."""
    by_party: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
    for source in material.sources.values():
        for told in noted(material, source).keepings:
            party = _party(context, source, told.after) or _party(context, source, told.before, last=True)
            if party is not None:
                words = min(told.words[0], party[1]), max(told.words[1], party[2])
                heard = side(material, source, *words, told.state)
                by_party[party[0], told.deal].append(Kept(heard, source, told, party[0]))
    pairs = [pair for key in sorted(by_party) for pair in _pairs(context, key[1], by_party[key])]
    return rows(material, "kept", pairs)


def _party(
    context: Context, source: Source, stretch: Stretch | None, last: bool = False
) -> tuple[str, int, int] | None:
    """Who is named in a stretch, first or last, and where: a name or its country, a nation by its adjective, a camp."""
    if stretch is None:
        return None
    text = context.material.text(source)[slice(*stretch)]
    named = context.named(source, *stretch)
    if named:
        words, name = named[-1 if last else 0]
        at = stretch[0] + max(0, text.rfind(words) if last else text.find(words))
        return land(name), at, at + len(words)
    nations, found = named_in(text), camp(text)
    party = nations[-1 if last else 0] if nations else found[0] if found else ""
    return (party, *stretch) if party else None


def _pairs(context: Context, deal: str, told: list[Kept]) -> Iterator[Pair]:
    for n, a in enumerate(told):
        for b in told[n + 1 : n + 1 + NEAREST]:
            days = apart(a.side, b.side)
            if a.told.state == b.told.state or same_mouth(a.side, b.side) or days is None:
                continue
            if days <= COMPARABLE_DAYS[deal] and context.same_affair(a.source, b.source):
                first, second = (a, b) if a.told.state == "kept" else (b, a)
                why = [reason("kept_and_broken"), *days_apart(days)]
                yield first.side, second.side, deal, "hard" if days <= HARD_DAYS else "soft", why
