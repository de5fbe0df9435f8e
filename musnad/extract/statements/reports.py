"""Reports: one candidate cue after the other becomes a statement, or stays silent for want of evidence."""

from __future__ import annotations

from musnad.extract.statements.contents import Opening, Search
from musnad.extract.statements.cues import Cue
from musnad.extract.statements.discourse import Discourse, Referent, agrees
from musnad.extract.statements.endings import LONGEST, content_end
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.headlines import colon_lines
from musnad.extract.statements.reading import Report
from musnad.extract.statements.records import Records
from musnad.extract.statements.silence import is_of_things, is_quoting, is_relative, is_silent
from musnad.extract.statements.speakers import Phrase, past_hearer, phrase_after, skip_asides
from musnad.extract.statements.subjects import fits, phrase_before, subject_of_sentence
from musnad.model import Statement
from musnad.text.clitics import FA, LAM, TA, WAW

Range = tuple[int, int]
SHORTEST_CLAUSE = 2
LONGEST_CLAUSE = 80
LONGEST_LEAD = 5
LONGEST_CARRIER = 12
SAYING = frozenset(("says", "adds", "explains", "confirms"))
ENDS = frozenset(".!\u061f\u2026")


class Reporter:
    """Reads the statements of one page from its candidate cues, keeping the thread of who speaks."""

    def __init__(self, ground: Ground, cues: dict[int, Cue]) -> None:
        self.ground = ground
        self.cues = cues
        self.discourse = Discourse(ground)
        self.records = Records(ground)
        self.found: list[Statement] = []
        self.sentence: Range = (0, 0)
        self.here: list[Referent] = []
        self.taken = 0
        self.told: Phrase | None = None
        self.latest: tuple[int, int, int, str] = (0, 0, 0, "")

    def read(self) -> list[Statement]:
        for cue in self.cues.values():
            if (cue.first >= self.taken or cue.form in ("adjunct", "adverb")) and not self._is_furniture(cue):
                self._enter(cue)
                self._report(cue)
        for cue, phrase, last in colon_lines(self.ground, self.cues, self.discourse):
            referent = self.discourse.mention(phrase, None)
            self._keep(Report(cue, phrase, referent, (cue.last, last), "statements.colon.line"))
        self.found.sort(key=lambda s: s.cue.start)
        return self.found

    def _is_furniture(self, cue: Cue) -> bool:
        return self.ground.page.segment_kind(self.ground.tokens[cue.first].start) == "furniture"

    def _enter(self, cue: Cue) -> None:
        sentence = self.ground.page.sentence_of(cue.first)
        if sentence != self.sentence:
            self.sentence, self.here, self.told = sentence, [], None
            self.latest = (0, 0, 0, "")

    def _report(self, cue: Cue) -> None:
        if cue.form == "adjunct":
            self._adjunct(cue)
        elif "transfer" in cue.objects:
            self._transfer(cue)
        else:
            self._spoken(cue)

    def _spoken(self, cue: Cue) -> None:
        """A verb, participle or noun that governs its content."""
        if cue.form == "adverb":
            self._adjunct(cue)
            return
        if is_of_things(self.ground, cue):
            return
        speaker, found = self._speaker_and_content(cue)
        if found is None:
            if cue.like and speaker:
                self._vouch(cue, speaker)
            elif speaker and self._stands_after(cue, speaker):
                self._vouch(cue, speaker, rule="statements.verb.after")
            return
        if cue.form == "noun" and not is_quoting(cue, found):
            return
        speaker = speaker or self._quoted_subject(cue)
        if speaker is None and cue.form == "verb" and not cue.joined:
            speaker = phrase_before(self.ground, cue, self.sentence[0])
        if speaker is None and is_silent(self.ground, cue, found):
            return
        if cue.form == "noun" and self.told is not None and self.told.after == cue.first:
            speaker = self.told
        referent = self._referent(cue, speaker)
        self._add(Report(cue, speaker, referent, (0, 0), f"statements.{cue.form}.{found.kind}"), found)
        self.taken = max(self.taken, found.first)

    def _speaker_and_content(self, cue: Cue) -> tuple[Phrase | None, Opening | None]:
        """A subject after the verb, where what is said follows it; else before the verb; else unsaid."""
        ground, limit = self.ground, self.sentence[1]
        clausal = "clausal" in cue.traits and not cue.opens and not cue.joined
        before = self._before(cue)
        named = None
        if cue.form == "verb" and not clausal and cue.features.number == "s":
            begin = past_hearer(ground, skip_asides(ground, cue.last, limit), limit)
            named = phrase_after(ground, begin, limit, cue)
        if "sourced" in cue.traits and not self._is_sourced(named):
            return None, None
        if named:
            found = Search(ground, cue, named.after, limit, self.cues).opening()
            follows = found is not None and found.kind != "object" and found.first - named.after <= 2
            if not is_relative(self.ground, cue) and (before is None or (follows and "addressed" not in cue.traits)):
                return named, found
        last = min(limit, cue.last + 2) if clausal else limit
        return before, Search(ground, cue, cue.last, last, self.cues).opening()

    def _quoted_subject(self, cue: Cue) -> Phrase | None:
        """Inside what another reports, a verb that opens a quotation goes on with the subject of his sentence."""
        ground = self.ground
        _, first, end, kind = self.latest
        if kind != "that" or not first <= cue.first < end or cue.form != "verb" or cue.first - 1 not in ground.quotes:
            return None
        phrase = phrase_after(ground, first, cue.first, cue)
        head = ground.source(phrase.first) if phrase else None
        return phrase if head is not None and head.row["gender"] == cue.features.gender else None

    def _is_sourced(self, named: Phrase | None) -> bool:
        """`it says in the statement`: in something that was said or written, not in a framework."""
        if not named:
            return False
        head, medium = self.ground.source(named.first), self.ground.hits.at(named.first, "statements.occasions")
        spoken = medium is not None and medium.row["medium"] == "speech"
        return spoken or (head is not None and head.row["kind"] != "rule")

    def _before(self, cue: Cue) -> Phrase | None:
        """A subject before the verb, tried first where the verb does not begin its clause."""
        topic = self._topic(cue)
        if topic is not None:
            return topic
        after_auxiliary = self.ground.role(cue.first - 1) == "auxiliary" and "direct" in cue.objects
        if (
            cue.form != "verb"
            or cue.joined
            or (cue.opens and not after_auxiliary and not is_relative(self.ground, cue))
        ):
            return None
        return phrase_before(self.ground, cue, self.sentence[0])

    def _topic(self, cue: Cue) -> Phrase | None:
        """`as for X, he said`: the one set before a verb that begins with fa, filling the space between."""
        ground, first = self.ground, self.sentence[0]
        if cue.form != "verb" or ground.tokens[cue.first].key[0] != FA or ground.role(first) != "clause":
            return None
        phrase = phrase_after(ground, first + 1, cue.first, cue)
        return phrase if phrase and phrase.after == cue.first and fits(ground, phrase, cue) else None

    def _referent(self, cue: Cue, speaker: Phrase | None, carried: bool = False) -> Referent | None:
        if speaker is not None:
            features = cue.features if cue.form in ("verb", "adverb") and not carried else None
            referent: Referent | None = self.discourse.mention(speaker, features)
        else:
            said_here = (r for r in reversed(self.here) if agrees(r, cue.features))
            referent = next(said_here, None) or self._subject(cue) or self.discourse.unsaid(cue.features)
            if referent is not None:
                self.discourse.touch(referent)
        if referent is not None:
            self.here.append(referent)
        return referent

    def _subject(self, cue: Cue) -> Referent | None:
        """The subject of the sentence, where nobody in it has spoken yet."""
        first = self.sentence[0]
        if self.here or cue.first - first < SHORTEST_CLAUSE or (cue.opens and cue.form == "verb" and not cue.joined):
            return None
        phrase = subject_of_sentence(self.ground, first, cue.first)
        if phrase is None:
            return None
        referent = self.discourse.mention(phrase, None)
        return referent if agrees(referent, cue.features) else None

    def _transfer(self, cue: Cue) -> None:
        """X reports from Y: Y speaks, X carries."""
        ground, limit = self.ground, self.sentence[1]
        carrier = phrase_after(ground, skip_asides(ground, cue.last, limit), limit, cue)
        begin = max(carrier.after, cue.last)
        at = next((i for i in range(begin, min(limit, begin + LONGEST_CARRIER)) if ground.role(i) == "from"), None)
        speaker = None
        if at is not None:
            speaker = phrase_after(ground, skip_asides(ground, at + 1, limit), limit, cue)
        if not speaker:
            if cue.form == "adverb" and carrier:
                self._vouch(cue, carrier)
            return
        if carrier:
            self.discourse.mention(carrier, cue.features)
        found = Search(ground, cue, speaker.after, limit, {}).opening()
        if found is None:
            if cue.form == "adverb":
                self._vouch(cue, speaker, carrier)
            return
        referent = self.discourse.mention(speaker, None)
        self.told = speaker
        self.here.append(referent)
        self._add(Report(cue, speaker, referent, (0, 0), "statements.transfer.from", carrier or None), found)

    def _adjunct(self, cue: Cue) -> None:
        """`According to X`, `as X announced`: X stands after it."""
        limit = self.sentence[1]
        if self.ground.spoken[cue.first]:
            return
        if cue.pronoun and cue.form == "adjunct":
            self._vouch(cue, None)
            return
        begin = skip_asides(self.ground, cue.last, limit)
        if begin < limit and self.ground.tokens[begin].key == LAM:
            begin += 1
        phrase = phrase_after(self.ground, begin, limit, cue)
        if phrase:
            self._vouch(cue, phrase)

    def _stands_after(self, cue: Cue, speaker: Phrase) -> bool:
        """`"...", says X.`: a verb of saying and its subject close the sentence whose words they report."""
        ground, last = self.ground, self.sentence[1]
        if cue.act not in SAYING or cue.form != "verb" or cue.joined or cue.first == self.sentence[0]:
            return False
        if "weak" in cue.traits:
            return False
        if speaker.first < cue.last or not (ground.is_comma(cue.first - 1) or cue.first - 1 in ground.opened):
            return False
        return speaker.after >= last or ground.tokens[speaker.after].form in ENDS

    def _vouch(self, cue: Cue, speaker: Phrase | None, carrier: Phrase | None = None, rule: str | None = None) -> None:
        """A source beside the clause it vouches for: before it at the head of the sentence, else after it."""
        content = self._vouched(cue, speaker.after if speaker else cue.last)
        if content is None:
            return
        referent = self._referent(cue, speaker, carrier is not None)
        self._keep(Report(cue, speaker, referent, content, rule or f"statements.{cue.form}.clause", carrier or None))

    def _vouched(self, cue: Cue, after: int) -> Range | None:
        ground = self.ground
        first, last = self.sentence
        if self.latest[0] < cue.first < self.latest[1]:
            return self.latest[1], self.latest[2]
        if after + 1 < last and ground.role(after) == "attached" and ground.role(after + 1) == "that":
            after += 1
        marker = ground.marker(after) if after < last else None
        if marker and marker.row["role"] == "that" and marker.last < last:
            begin = after if marker.pronoun else marker.last
            return begin, content_end(ground, Opening(begin, "that"), last, self.cues)
        begin = self._clause_before(cue.first, first)
        if (
            ground.is_comma(cue.first - 1)
            and cue.first - begin <= LONGEST_LEAD
            and ground.is_comma(after)
            and after + 3 < last
        ):
            return begin, content_end(ground, Opening(after + 1, "clause"), last, self.cues)
        if cue.first > begin + SHORTEST_CLAUSE + 1 or (cue.first > first + 1 and last - after <= SHORTEST_CLAUSE):
            return begin, cue.first
        begin = after
        while begin < last and ground.is_mark(begin) and begin not in ground.quotes:
            begin += 1
        if begin >= last:
            return None
        marker = ground.marker(begin)
        if marker and marker.row["role"] == "that" and not marker.pronoun:
            begin = marker.last
        return begin, content_end(ground, Opening(begin, "clause"), last, self.cues)

    def _clause_before(self, last: int, start: int) -> int:
        """Where the clause before token `last` begins: after a comma that a conjunction follows, or with the sentence."""
        ground = self.ground
        for i in range(last - 2, max(start, last - LONGEST_CLAUSE), -1):
            marker = ground.marker(i)
            if marker and marker.row["role"] == "turn" and not marker.pronoun:
                return i
            if ground.is_comma(i - 1) and ground.tokens[i].key[0] == WAW and ground.tokens[i].key[-1] == TA:
                return i
        inside = start < self.latest[1] < last and self.latest[3] == "that"
        return max(self.latest[1] if inside else ground.after_dateline(start), last - LONGEST)

    def _add(self, report: Report, found: Opening) -> None:
        """Keep a report whose content opens after its cue."""
        end = content_end(self.ground, found, self.sentence[1], self.cues)
        report.content = (found.first, end)
        if found.merged is not None:
            self.taken, report.merged = found.merged.last, found.merged
        self._keep(report)
        self.latest = (report.cue.first, found.first, end, found.kind)

    def _keep(self, report: Report) -> None:
        report.opens = not self.latest[2]
        statement = self.records.write(report)
        if statement is not None:
            self.found.append(statement)
