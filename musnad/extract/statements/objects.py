"""Objects: the nouns that can be announced, and those accused or called upon, told from the words of a speaker."""

from __future__ import annotations

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import Ground
from musnad.text.clitics import ALEF, BA, HA, LAM, MEEM, NOON, WAW, YA

NEAR = 12
NOUNS = frozenset(("direct", "attitude"))


def begins_object(ground: Ground, j: int, i: int, cue: Cue) -> bool:
    """For a verb with an object: a noun that can be announced, or someone accused, where the phrase before is complete."""
    certain = "direct" in cue.objects and BA in cue.objects and begins_with_ba(ground, j) and is_noun_with_ba(ground, j)
    if comes_clause(ground, j, cue) and not certain:
        return False
    later = any(begins_with_ba(ground, k) for k in range(j + 1, min(j + NEAR, len(ground.tokens))))
    if BA in cue.objects and begins_with_ba(ground, j) and not (ground.source(j - 1) is not None and later):
        return (
            j > i
            or is_noun_with_ba(ground, j)
            or not any(begins_with_ba(ground, k) for k in range(j + 1, min(j + NEAR, len(ground.tokens))))
        )
    if "addressed" in cue.traits and j > i and _is_accused(ground, j):
        return True
    if not cue.objects & NOUNS:
        return False
    before = ground.source(j - 1)
    construct = j > i and ((before is not None and not ground.articled(j - 1)) or ground.role(j - 1) == "attached")
    if ground.content(j) is not None:
        return not construct
    if "tight" in cue.traits and j > i and _leaves_name(ground, j):
        return True
    head = ground.source(j)
    joined = bool(head.split.conjunction) if head is not None else ground.tokens[j].key[0] == WAW
    if j == i or construct or joined:
        return False
    if head is not None and "addressed" in cue.traits and head.split.preposition != LAM:
        return True
    indefinite = j > i + 1 and not any(ground.articled(k) for k in range(i, j)) and ground.source(i) is not None
    before_ends = ground.tokens[j - 1].key[-1] in (YA, HA) and ground.role(j - 1) == ""
    return indefinite and ground.articled(j) and before_ends


def _is_accused(ground: Ground, j: int) -> bool:
    """A sound plural in the accusative right after a speaker in the singular, whom it cannot describe."""
    before = ground.source(j - 1)
    if before is None or before.row["number"] != "s" or before.split.preposition:
        return False
    return ground.articled(j) and ground.articled(j - 1) and ground.tokens[j].key.endswith(YA + NOON)


def _leaves_name(ground: Ground, j: int) -> bool:
    """After the article, a word without it that names nobody: a verb, or what the verb is about."""
    if j in ground.named or ground.source(j) is not None or ground.articled(j):
        return False
    return ground.articled(j - 1) or ground.tokens[j].key[0] in (LAM, BA)


def comes_clause(ground: Ground, j: int, cue: Cue) -> bool:
    """Whether a bare complementiser follows before any comma, so that no noun before it is what was said."""
    if not cue.that:
        return False
    found = ground.coming_clause(j)
    return found > j + 2 and ground.role(found - 1) not in ("attached", "preposition", "from")


def is_noun_with_ba(ground: Ground, j: int) -> bool:
    """Certain to be `bi` and a noun: the noun has the article, or is one that can be announced."""
    content = ground.content(j)
    if len(ground.tokens[j].key) == 1:
        return True
    return ground.articled(j) or (content is not None and content.split.preposition == BA)


def is_possessed(ground: Ground, j: int) -> bool:
    """A noun with a pronoun of its own (`their readiness`), which no name and no title carries."""
    token = ground.tokens[j]
    head = ground.source(j)
    if len(token.form) < 5 or j in ground.named or (head is not None and head.row["kind"] != "rule"):
        return False
    return token.form.endswith((HA, HA + ALEF, HA + MEEM)) and not token.form.endswith(LAM + LAM + HA)


def begins_with_ba(ground: Ground, j: int) -> bool:
    """Whether the word may be `bi` and a noun: no name, speaker or particle that only begins with that letter."""
    token = ground.tokens[j]
    if token.kind != "word" or token.key[0] != BA or j in ground.named:
        return False
    if len(token.key) == 1:
        return j + 1 in ground.quotes
    head = ground.source(j)
    return len(token.key) >= 3 and ground.role(j) in ("", "which") and (head is None or head.split.preposition == BA)
