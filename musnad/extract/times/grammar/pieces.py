"""The pieces of a time expression: each reader looks at one token (and its own glue) and fills its fields of a phrase.

A piece that is no time by itself (a day number, `the middle of`, `day`) is only worth something once it is unified with
a neighbour; `Phrase.alone` tells.
"""

from __future__ import annotations

from collections.abc import Callable

from musnad.extract.times.grammar.clock import read_clock
from musnad.extract.times.grammar.named import (
    read_day_part,
    read_day_word,
    read_decade,
    read_holiday,
    read_lead,
    read_month,
    read_part,
    read_recurring,
    read_reference,
    read_season,
    read_weekday,
)
from musnad.extract.times.grammar.numbered import (
    read_century,
    read_day_number,
    read_numbered_month,
    read_numeric_date,
    read_year_number,
)
from musnad.extract.times.grammar.ordinals import read_ordinal, read_share
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.pointing import read_period
from musnad.extract.times.grammar.words import Words

NUMBER = "number"

# each reader with what must be at the token for it to be asked: rows of these tables, or a number; in order of trust
READERS: tuple[tuple[str, Callable[[Words, int], Phrase | None]], ...] = (
    ("number", read_numeric_date),
    ("number units", read_clock),
    ("references", read_reference),
    ("holidays", read_holiday),
    ("sets", read_recurring),
    ("shares", read_share),
    ("number ordinals weekdays units", read_ordinal),
    ("months", read_month),
    ("leads", read_numbered_month),
    ("weekdays demonstratives", read_weekday),
    ("seasons", read_season),
    ("decades", read_decade),
    ("units", read_century),
    ("units demonstratives", read_period),
    ("daywords", read_day_word),
    ("dayparts", read_day_part),
    ("parts", read_part),
    ("leads", read_lead),
    ("number", read_year_number),
    ("number", read_day_number),
)
_ASKED = tuple(
    (frozenset(t if t == NUMBER else f"times.{t}" for t in triggers.split()), read) for triggers, read in READERS
)


def read_piece(words: Words, i: int) -> Phrase | None:
    """The piece that begins at token i, None where there is none."""
    if i >= words.end:
        return None
    here, numbered = words.hits.names_at(i), words.number(i) is not None or words.tokens[i].kind == "number"
    for triggers, read in _ASKED:
        if (numbered and NUMBER in triggers) or not triggers.isdisjoint(here):
            found = read(words, i)
            if found is not None:
                return found
    return None
