"""Fractions: a half, two thirds, three quarters, a fifth of the area, half a million."""

from __future__ import annotations

from musnad.extract.numbers.atoms import Atom, Atoms, Sum
from musnad.extract.numbers.digits import plain

SHARES = ("fraction", "fifth", "slash", "half")


def read_share(atoms: Atoms, begin: Atom, end: int, after: bool = False) -> Sum | None:
    """The fraction that begins with this atom, or None. Before a scale it is a cardinal: half a million.

    after: it is added to a number, as speech does with its own word for a half.
    """
    if begin.pronoun and begin.role != "fraction":
        return None
    value, last = begin.value, begin.last
    if begin.role in ("digit", "digits"):
        parts = atoms.atom(begin.last, end)
        if parts is None or parts.role != "parts" or parts.joined or parts.preposition or parts.article:
            return None
        value, last = begin.value * parts.value, parts.last
    elif begin.role not in SHARES:
        return None
    found = Sum(begin.first, last, plain(round(value, 12)), 1, begin.article, begin.preposition, kind="fraction")
    scale = atoms.atom(last, end, after=True)
    if scale is not None and scale.role in ("scale", "hundred") and not (scale.joined or scale.preposition):
        found.value = plain(round(value * scale.value, 12))
        found.last, found.scale, found.kind = scale.last, int(scale.value), "cardinal"
    elif begin.role == "half" and not after:
        return None  # without a number or scale the word means a text
    elif not begin.article:
        found.alone = atoms.is_whole(last, end)
    return found
