"""Records: a report as the statement that the ledger keeps, with its day, its occasion and its chain."""

from __future__ import annotations

from typing import Literal

from musnad.extract.statements.chains import Chains
from musnad.extract.statements.contents import PREPOSITIONS
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.news import News
from musnad.extract.statements.reading import Report
from musnad.extract.statements.speakers import recipient_after
from musnad.model import Span, Statement

LONGEST_OCCASION = 14
LONGEST_LEAD = 60


class Records:
    """Writes the statements of a page, in the order in which they are reported."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.chains = Chains(ground)
        self.news = News(ground)

    def write(self, report: Report) -> Statement | None:
        """The statement of a report; None where nothing but marks is left of its content."""
        page, referent = self.ground.page, report.referent
        first, last = self.ground.trimmed(*report.content)
        if first >= last:
            return None
        if self._goes_on_after_its_quotation(first, last):
            first -= 1
        speaker, said_on = report.speaker, self._said_on(report)
        return Statement(
            cue=self._cue_span(report),
            act=report.cue.act,
            speaker=page.span(speaker.first, speaker.last) if speaker else None,
            speaker_id=referent.entity if referent else None,
            speaker_name=referent.fullest() if referent else None,
            speaker_names=list(referent.names) if referent else [],
            speaker_role=referent.role if referent else None,
            anonymous=bool(referent and referent.anonymous),
            number_of_sources=referent.count if referent else None,
            content=page.span(first, last),
            direct=self._direct(report.content),
            chain=self.chains.of(report),
            said_on=said_on,
            occasion=self._occasion(report),
            negated=report.cue.negated,
            rule=report.rule,
            news=said_on is None and self.news.is_told(report),
        )

    def _goes_on_after_its_quotation(self, first: int, last: int) -> bool:
        """Whether the content begins with words in quotation marks that close inside it: then both marks belong to it."""
        quote = self.ground.quotes.get(first - 1)
        if quote is None or not quote.closed or quote.last >= last:
            return False
        return any(not self.ground.is_mark(k) for k in range(quote.last + 1, min(last, quote.last + 4)))

    def _cue_span(self, report: Report) -> Span:
        cue = report.cue
        if report.merged is not None and report.merged.first == cue.last:
            return self.ground.page.span(cue.first, report.merged.last)
        marker = self.ground.marker(cue.last)
        governed = (
            marker is not None
            and not marker.pronoun
            and marker.row.word in (cue.objects | cue.that)
            and marker.row["role"] in PREPOSITIONS
        )
        return self.ground.page.span(cue.first, cue.last + 1 if governed else cue.last)

    def _direct(self, content: tuple[int, int]) -> bool | Literal["mixed"]:
        ground = self.ground
        first, last = content
        quote = ground.quotes.get(first)
        if quote is not None and quote.last + 2 >= last:
            return True
        return "mixed" if ground.has_quote(first, last) else False

    def _said_on(self, report: Report) -> str | None:
        """The day named beside the cue; before it only where the sentence begins with this report."""
        ground, cue = self.ground, report.cue
        last = report.content[0]
        if last <= cue.first:
            return None
        start = ground.page.sentence_of(cue.first)[0]
        first = max(start, cue.first - LONGEST_LEAD) if report.opens else cue.first
        return next((ground.days[i] for i in range(first, last) if i in ground.days), None)

    def _occasion(self, report: Report) -> str | None:
        """The words between cue and content that say where and to whom it was said, as written."""
        ground, cue = self.ground, report.cue
        limit = report.content[0]
        begin = report.speaker.after if report.speaker and report.speaker.first >= cue.last else cue.last
        for i in range(begin, min(limit, begin + LONGEST_LEAD)):
            hit = ground.hits.at(i, "statements.occasions")
            if hit is None:
                continue
            before = ground.marker(i - 1)
            if before is not None and before.last == i and before.first >= begin:
                return ground.page.span(before.first, self._occasion_end(i, limit)).text
            if hit.split.preposition:
                return ground.page.span(i, self._occasion_end(i, limit)).text
        heard = recipient_after(ground, begin, limit)
        return ground.page.span(heard.first, heard.last).text if heard else None

    def _occasion_end(self, i: int, limit: int) -> int:
        ground = self.ground
        last = min(limit, i + LONGEST_OCCASION)
        end = i + 1
        while end < last and not ground.is_comma(end) and not ground.is_colon(end) and end not in ground.times:
            if ground.role(end) in ("that", "relative"):
                break
            end += 1
        return ground.trimmed(i, end)[1]
