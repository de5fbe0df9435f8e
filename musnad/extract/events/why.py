"""Why an event has its type and its day, in words for `musnad explain`."""

from __future__ import annotations

from musnad.extract.events.dates import Dated
from musnad.extract.events.days import UNKNOWN, Days
from musnad.extract.events.mentions import Mention
from musnad.extract.events.narrative import VAGUE, Narrative


def typed_by(mention: Mention) -> str:
    """Which table rows gave a mention its type."""
    hits = [mention.head.hit] + ([mention.verb.hit] if mention.verb and mention.verb is not mention.head else [])
    rows = " with ".join(f"{hit.table}:{hit.row.line} {hit.row.word}" for hit in hits)
    return f"typed {mention.type} by {rows}"


def dated_by(narrative: Narrative, dated: Dated, found: Days) -> str:
    """The rule and the words that gave a mention the days that were found, or what is missing."""
    if found == UNKNOWN:
        return "undated: its clause says only vaguely when" if dated.how == VAGUE else "undated: nothing tells its day"
    if dated.by is not None:
        return f"dated by {dated.how}: {narrative.calendar.times[dated.by].text}"
    if dated.base:
        return f"dated by {dated.how} from {dated.base}"
    giver = narrative.givers.get(found)
    words = narrative.page.span(giver.first, giver.last).text if giver else ""
    return f"dated by {dated.how}: {words}" if words else f"dated by {dated.how}"
