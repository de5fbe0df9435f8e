"""Whether an article tells a statement as its news: said in the past, on no named day, before any look back."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, timedelta

from musnad.extract.statements.ground import Ground
from musnad.extract.statements.reading import Report

BACK = 15  # tokens before a cue in which `had` stands
LATELY = timedelta(days=10)  # a story that stands at a day longer ago looks back
BESIDE = 2  # sentences over which it stands there
FORMS = frozenset({"verb", "colon"})
RELATIVE = "relative"


class News:
    """What a page tells as said just before its publication."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.days = sorted(ground.days)
        self.times = sorted(ground.times)
        self.limit = _limit(ground.page.published.latest)

    def is_told(self, report: Report) -> bool:
        """Whether a report without a day was said on the day of publication or just before it, as the article tells it."""
        cue = report.cue
        if not self.limit or cue.form not in FORMS or cue.negated or self.ground.spoken[cue.first]:
            return False
        if self.ground.page.segment_kind(self.ground.tokens[cue.first].start) == "title":
            return True
        told = cue.form == "verb" and cue.features.tense == "perfect" and (cue.opens or report.speaker is not None)
        return told and not self._is_set_apart(report) and self._stands_now(cue.first)

    def _is_set_apart(self, report: Report) -> bool:
        """Whether `had` stands before the cue, a relative pronoun beside it, or some time before what was said."""
        ground, cue = self.ground, report.cue
        first = ground.page.sentence_of(cue.first)[0]
        if any(ground.hits.at(i, "statements.pasts") for i in range(max(first, cue.first - BACK), cue.first)):
            return True
        k = bisect_left(self.times, first)
        if k < len(self.times) and self.times[k] < max(cue.last, report.content[0]):
            return True
        before = ground.hits.at(cue.first - 1, "events.borders")
        return before is not None and before.row["kind"] == RELATIVE

    def _stands_now(self, at: int) -> bool:
        """Whether the day named last in the sentence of a token or the one before is none of long ago."""
        number = bisect_left(self.ground.page.sentences, self.ground.page.sentence_of(at))
        first = self.ground.page.sentences[max(0, number - BESIDE + 1)][0]
        k = bisect_left(self.days, at) - 1
        if k < 0 or self.days[k] < first:
            return True
        day = self.ground.days[self.days[k]]
        return day >= self.limit[: len(day)]


def _limit(published: str | None) -> str:
    """The first day of what an article may tell as its news, '' where it has no day."""
    try:
        return (date.fromisoformat(published or "") - LATELY).isoformat()
    except ValueError:
        return ""
