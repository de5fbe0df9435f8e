"""The pieces of a time expression: each reader looks at one token (and its own glue) and fills its fields of a phrase.

A piece that is no time by itself (a day number, `the middle of`, `day`) is only worth something once it is unified with
a neighbour; `Phrase.alone` tells.
"""

from __future__ import annotations

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

READERS = (
    read_numeric_date,
    read_clock,
    read_reference,
    read_holiday,
    read_recurring,
    read_share,
    read_ordinal,
    read_month,
    read_numbered_month,
    read_weekday,
    read_season,
    read_decade,
    read_century,
    read_period,
    read_day_word,
    read_day_part,
    read_part,
    read_lead,
    read_year_number,
    read_day_number,
)


def read_piece(words: Words, i: int) -> Phrase | None:
    """The piece that begins at token i, None where there is none."""
    for read in READERS:
        found = read(words, i)
        if found is not None:
            return found
    return None
