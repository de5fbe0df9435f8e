"""Silence: reporting words that report nothing, and the signs that show it."""

from __future__ import annotations

from musnad.extract.statements.contents import Opening
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.endings import is_torn
from musnad.extract.statements.ground import Ground


def is_of_things(ground: Ground, cue: Cue) -> bool:
    """`which shows that`, `what he called`, `that he should say`: nobody is reported to have said it."""
    for k in (3, 2, 1):
        before = ground.marker(cue.first - k)
        if before is None or before.last != cue.first:
            continue
        role = before.row["role"]
        if role == "which":
            return cue.features.tense == "imperfect" or bool(cue.pronoun)
        if role in ("that", "if"):
            return not before.pronoun and (cue.act != "announces" or role == "if")
        return False
    return False


def is_relative(ground: Ground, cue: Cue) -> bool:
    """`who called on X`: what follows a verb with an object is that object, and the relative is its subject."""
    return ground.role(cue.first - 1) == "relative" and "direct" in cue.objects and "addressed" in cue.traits


def is_silent(ground: Ground, cue: Cue, found: Opening) -> bool:
    """Nobody speaks: a filler, a reporting verb inside somebody's own words, an adjective that looks like a participle."""
    if ground.spoken[cue.first] and not is_torn(ground, cue):
        return True
    if cue.form == "verb" and "impersonal" in cue.traits and cue.features.tense == "imperfect":
        before = ground.marker(cue.first - 1)
        return cue.opens and cue.features.gender == "m" and not (before and before.pronoun)
    if cue.form == "verb" and cue.features.tense == "imperfect" and ground.role(cue.first - 1) == "relative":
        return "described" not in cue.traits
    if cue.form == "verb" and "clausal" in cue.traits and not cue.opens and not cue.joined:
        return True
    if cue.form == "participle" and found.kind in ("object", "quote") and not cue.joined:
        feminine = cue.features.gender == "f" or "direct" in cue.objects
        return feminine and not ground.is_mark(cue.first - 1)
    return False


def is_quoting(cue: Cue, found: Opening) -> bool:
    """A verbal noun reports with a complementiser; `his words` with a quotation too."""
    return found.kind == "that" or (found.kind in ("quote", "colon") and cue.act == "says")
