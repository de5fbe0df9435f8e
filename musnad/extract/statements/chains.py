"""Chains: who carried the words, from the outlet in to the one who spoke."""

from __future__ import annotations

from musnad.extract.statements.ground import MEDIA, Ground
from musnad.extract.statements.reading import Report
from musnad.extract.statements.speakers import Phrase, recipient_after
from musnad.model import ChainLink, Span
from musnad.text.clitics import ARTICLE, LAM

KINDS = {
    "source": "unnamed", "person": "person", "name": "person", "body": "organization", "government": "government",
    "document": "document", "agency": "agency", "newspaper": "newspaper", "channel": "outlet",
}  # fmt: skip


DEEPEST = 8


class Chains:
    """Builds the chain of each report of a page, in the order of their cues.

    A report inside another's content hangs on that one's chain; a speaker who is only meant, or has no name, keeps the
    carrier that brought his words before.
    """

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.outer: list[tuple[Report, list[ChainLink]]] = []
        self.carrier: list[ChainLink] = []

    def of(self, report: Report) -> list[ChainLink]:
        """Links from the outermost to the speaker. The outlet's own link has no span."""
        while self.outer and self.outer[-1][0].content[1] <= report.cue.first:
            self.outer.pop()
        around = self._enclosing(report)
        links = [*around[:1], *around[1:][-DEEPEST:]]
        carriers = self._carriers(report)
        links += [c for c in carriers if c.name not in {link.name for link in links}]
        links += self._speaker(report)
        self.outer.append((report, links))
        return links

    def _enclosing(self, report: Report) -> list[ChainLink]:
        for outer, links in reversed(self.outer[-3:]):
            begin = outer.cue.first if report.cue.word == "transfer" else outer.content[0]
            if begin <= report.cue.first < outer.content[1]:
                return links
        outlet = self.ground.page.document.outlet
        return [ChainLink(name=outlet, kind="outlet")] if outlet else []

    def _carriers(self, report: Report) -> list[ChainLink]:
        referent, cue = report.referent, report.cue
        found = []
        if report.carrier:
            found = [self._link(report.carrier, self._cue(report))]
        elif cue.first < report.content[0]:
            heard = recipient_after(
                self.ground, report.speaker.after if report.speaker else cue.last, report.content[0]
            )
            if heard and self._is_other(heard):
                found = [self._link(heard, self._cue(report))]
        if not found and referent is not None and (report.speaker is None or referent.anonymous):
            found = referent.carriers
        if not found and report.speaker and self._names_its_carrier(report.speaker):
            found = self.carrier
        if found:
            self.carrier = found
        if referent is not None:
            referent.carriers = found
        return found

    def _names_its_carrier(self, speaker: Phrase) -> bool:
        """`(whom the agency did not name)` after the speaker."""
        ground = self.ground
        brackets = range(speaker.after, min(speaker.after + 6, len(ground.tokens)))
        return speaker.after < len(ground.tokens) and ground.tokens[speaker.after].form == "(" and any(
            ground.is_media(i) for i in brackets
        )  # fmt: skip

    def _is_other(self, phrase: Phrase) -> bool:
        outlet = self.ground.page.document.outlet
        return not outlet or self._words(phrase).text not in outlet

    def _speaker(self, report: Report) -> list[ChainLink]:
        referent = report.referent
        if referent is None:
            return []
        span = self._words(report.speaker) if report.speaker else None
        kind = "unnamed" if referent.anonymous else KINDS.get(referent.kind, "person")
        return [ChainLink(name=referent.fullest(), kind=kind, span=span, cue=self._cue(report))]

    def _link(self, phrase: Phrase, cue: Span) -> ChainLink:
        head = self.ground.source(phrase.first)
        kind = KINDS[head.row["kind"]] if head is not None and head.row["kind"] in MEDIA else "outlet"
        words = self._words(phrase)
        name = words.text
        if head is not None and head.split.preposition:
            name = ARTICLE + name[2:] if name.startswith(LAM + LAM) else name[head.split.skip :]
        return ChainLink(name=name, kind=kind, span=words, cue=cue)

    def _words(self, phrase: Phrase) -> Span:
        return self.ground.page.span(phrase.first, phrase.last)

    def _cue(self, report: Report) -> Span:
        return self.ground.page.span(report.cue.first, report.cue.last)
