"""What the grammar hands to the records: one report, as ranges of tokens."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.discourse import Referent
from musnad.extract.statements.speakers import Phrase


class Report(msgspec.Struct):
    """A cue with its speaker, who that is, and the tokens of what was said.

    opens: the sentence holds no report before this one.  carrier: X of `X reports from Y`.
    merged: the second cue of `went on, saying`.
    """

    cue: Cue
    speaker: Phrase | None
    referent: Referent | None
    content: tuple[int, int]
    rule: str
    carrier: Phrase | None = None
    opens: bool = True
    merged: Cue | None = None
