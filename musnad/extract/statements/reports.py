"""Reports: one candidate cue after the other becomes a statement, or stays silent for want of evidence."""

from __future__ import annotations

from typing import Literal

from musnad.extract.statements.chains import chain_of
from musnad.extract.statements.contents import Opening, content_end, opening
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.discourse import Discourse, Referent, agrees
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.speakers import Phrase, phrase_after, phrase_before, skip_asides
from musnad.model import Span, Statement

Range = tuple[int, int]


class Reporter:
    """Reads the statements of one page from its candidate cues, keeping the thread of who speaks."""

    def __init__(self, ground: Ground, cues: dict[int, Cue]) -> None:
        self.ground = ground
        self.cues = cues
        self.discourse = Discourse(ground)
        self.found: list[Statement] = []
        self.sentence: Range = (0, 0)
        self.here: list[Referent] = []
        self.taken = 0

    def read(self) -> list[Statement]:
        for cue in self.cues.values():
            if cue.first >= self.taken:
                self._enter(cue)
                self._report(cue)
        return self.found

    def _enter(self, cue: Cue) -> None:
        sentence = self.ground.page.sentence_of(cue.first)
        if sentence != self.sentence:
            self.sentence, self.here = sentence, []

    def _report(self, cue: Cue) -> None:
        if cue.form == "adjunct":
            self._adjunct(cue, cue.last)
        elif "transfer" in cue.objects:
            self._transfer(cue)
        else:
            self._spoken(cue)

    def _spoken(self, cue: Cue) -> None:
        """A verb, participle or noun that governs its content."""
        ground, limit = self.ground, self.sentence[1]
        begin = skip_asides(ground, cue.last, limit)
        phrase = None
        if cue.form in ("verb", "adverb"):
            phrase = phrase_after(ground, begin, limit, cue)
        after = phrase.last if phrase and phrase.first < phrase.last else cue.last
        found = opening(ground, cue, after, limit, self.cues)
        if found is None:
            if cue.form == "adverb" and phrase and phrase.first < phrase.last:
                self._vouch(cue, phrase, "statements.adverb.clause")
            return
        speaker = phrase if phrase and phrase.first < phrase.last else None
        if speaker is None and cue.form == "verb" and not cue.joined:
            speaker = phrase_before(ground, cue, self.sentence[0])
        referent = self._referent(cue, speaker)
        self._add(cue, speaker, referent, found, f"statements.{cue.form}.{found.kind}")

    def _referent(self, cue: Cue, speaker: Phrase | None) -> Referent | None:
        if speaker is not None:
            features = cue.features if cue.form in ("verb", "adverb") else None
            referent: Referent | None = self.discourse.mention(speaker, features)
        else:
            said_here = (r for r in reversed(self.here) if agrees(r, cue.features))
            referent = next(said_here, None) or self.discourse.unsaid(cue.features)
            if referent is not None:
                self.discourse.touch(referent)
        if referent is not None:
            self.here.append(referent)
        return referent

    def _transfer(self, cue: Cue) -> None:
        """X reports from Y: Y speaks, X carries."""
        ground, limit = self.ground, self.sentence[1]
        carrier = phrase_after(ground, skip_asides(ground, cue.last, limit), limit, cue)
        at = skip_asides(ground, max(carrier.last, cue.last), limit)
        speaker = None
        marker = ground.marker(at) if at < limit else None
        if marker and marker.row["role"] == "from":
            speaker = phrase_after(ground, at + 1, limit, cue)
        if speaker is None or speaker.first >= speaker.last:
            return
        if carrier.first < carrier.last:
            self.discourse.mention(carrier, cue.features)
        found = opening(ground, cue, speaker.last, limit, {})
        if found is None:
            if cue.form == "adverb":
                self._vouch(cue, speaker, "statements.adverb.transfer")
            return
        referent = self.discourse.mention(speaker, None)
        self.here.append(referent)
        self._add(cue, speaker, referent, found, "statements.transfer.from", carrier)

    def _adjunct(self, cue: Cue, begin: int) -> None:
        limit = self.sentence[1]
        if cue.pronoun:
            return
        phrase = phrase_after(self.ground, begin, limit, cue)
        if phrase.first < phrase.last:
            self._vouch(cue, phrase, "statements.adjunct.clause")

    def _vouch(self, cue: Cue, speaker: Phrase, rule: str) -> None:
        """A source beside the clause it vouches for: before it at the head of the sentence, else after it."""
        ground = self.ground
        first, last = self.sentence
        head, _ = ground.trimmed(first, cue.first)
        if cue.first <= first + 1:
            begin = speaker.last
            while begin < last and ground.is_mark(begin) and begin not in ground.quotes:
                begin += 1
            if begin >= last:
                return
            end = content_end(ground, begin, last, self.cues)
        else:
            begin, end = head, cue.first
        referent = self.discourse.mention(speaker, None)
        self.here.append(referent)
        self._write(cue, speaker, referent, (begin, end), rule)

    def _add(
        self,
        cue: Cue,
        speaker: Phrase | None,
        referent: Referent | None,
        found: Opening,
        rule: str,
        carrier: Phrase | None = None,
    ) -> None:
        end = content_end(self.ground, found.first, self.sentence[1], self.cues)
        if found.merged is not None:
            self.taken = found.merged.last
        self._write(cue, speaker, referent, (found.first, end), rule, carrier)

    def _write(
        self,
        cue: Cue,
        speaker: Phrase | None,
        referent: Referent | None,
        content: Range,
        rule: str,
        carrier: Phrase | None = None,
    ) -> None:
        page = self.ground.page
        first, last = self._bare(content)
        if first >= last:
            return
        self.found.append(
            Statement(
                cue=self._cue_span(cue),
                act=cue.act,
                speaker=page.span(speaker.first, speaker.last) if speaker else None,
                speaker_id=None,
                speaker_name=max(referent.names, key=len) if referent else None,
                speaker_names=list(referent.names) if referent else [],
                speaker_role=None,
                anonymous=bool(referent and referent.anonymous),
                number_of_sources=referent.count if referent else None,
                content=page.span(first, last),
                direct=self._direct(content),
                chain=chain_of(self.ground, cue, speaker, referent, carrier),
                said_on=None,
                occasion=None,
                negated=cue.negated,
                rule=rule,
            )
        )

    def _cue_span(self, cue: Cue) -> Span:
        marker = self.ground.marker(cue.last)
        governed = (
            marker is not None
            and not marker.pronoun
            and marker.row.word in (cue.objects | cue.that)
            and marker.row["role"] in ("attached", "from")
        )
        return self.ground.page.span(cue.first, cue.last + 1 if governed else cue.last)

    def _bare(self, content: Range) -> Range:
        """Without marks at the ends; a quotation that only ends inside keeps its mark outside."""
        return self.ground.trimmed(*content)

    def _direct(self, content: Range) -> bool | Literal["mixed"]:
        ground = self.ground
        first, last = content
        quote = ground.quotes.get(first)
        if quote is not None and quote.last + 2 >= last:
            return True
        return "mixed" if any(i in ground.quotes for i in range(first, last)) else False
