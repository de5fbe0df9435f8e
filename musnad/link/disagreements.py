"""Records that cannot both be true as stated, of the same thing at comparable days; and seeming ones with the reason."""

from __future__ import annotations

from musnad.link.context import context_of
from musnad.link.denials import claims_and_denials
from musnad.link.holders import held_otherwise
from musnad.link.keepers import kept_and_broken
from musnad.link.material import Json, Material
from musnad.link.states import open_against_closed
from musnad.link.tellings import told_otherwise
from musnad.link.timetables import open_against_dated
from musnad.link.turning import turned
from musnad.link.values import values_apart


def disagreements(material: Material, apparent: bool = False) -> list[Json]:
    """Every disagreement with its sides, hard ones first.

    apparent: also those that only seem so: other date, other thing counted, part of the whole.
    Returns:  rows {"kind", "strength", "about", "sides", "reasons"}; no side is right or wrong here.
    """
    if "disagreements" not in material.memory:
        context = context_of(material)
        kinds = (
            open_against_closed,
            claims_and_denials,
            open_against_dated,
            told_otherwise,
            held_otherwise,
            kept_and_broken,
            turned,
        )
        found = [row for kind in kinds for row in kind(material, context)] + values_apart(material)
        found.sort(key=lambda row: (row["kind"] == "apparent", row["strength"] != "hard"))
        material.memory["disagreements"] = found
    told: list[Json] = material.memory["disagreements"]
    return [row for row in told if apparent or row["kind"] != "apparent"]
