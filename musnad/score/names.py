"""Whether two names mean the same: their words, whatever the spelling."""

from __future__ import annotations

import re

from musnad.score.gold import Json
from musnad.text.fold import fold

_WORDS = re.compile(r"\w+")
LONGEST = 12  # words of a title with a name in it


def form(name: str | None) -> str:
    """A name's words folded, single spaces between them."""
    return " ".join(_WORDS.findall(fold(name or "").lower()))


def same_name(said: str, gold: str) -> bool:
    """Gold's words all in what was said, of at most twelve words; or a part of gold's that is at least half of it."""
    a, b = said.split(), gold.split()
    if not a or not b or len(a) > LONGEST:
        return False
    shared = len(set(a) & set(b))
    return set(b) <= set(a) or (set(a) <= set(b) and 2 * shared / (len(a) + len(b)) >= 0.5)


def same_person(gold: Json, said: Json) -> bool:
    """Whether any name that the reader gives a speaker is one of those that gold lists."""
    wanted = {form(n) for n in _names(gold)} - {""}
    found = {form(n) for n in _names(said)} - {""}
    return any(same_name(name, want) for name in found for want in wanted)


def _names(statement: Json) -> list[str | None]:
    return [*(statement.get("speaker_names") or []), statement.get("speaker_id"), statement.get("speaker_name")]
