"""What an expression turned out to mean, before it is a record of the page."""

from __future__ import annotations

import msgspec

from musnad.model import TimeType


class Meaning(msgspec.Struct, gc=False):
    """type, value, mod: TIMEX3. earliest, latest: Gregorian days meant, None where unknown. rule: the one that decided."""

    type: TimeType
    value: str
    rule: str
    mod: str | None = None
    earliest: str | None = None
    latest: str | None = None
