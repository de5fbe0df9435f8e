"""What surrounds a figure: whether a level or a change, real or planned, where, when and on whose word."""

from __future__ import annotations

from bisect import bisect_right

from musnad.extract.figures.counted import Counted
from musnad.extract.page import Page
from musnad.model import Statement, Time

BACK = 12  # words before a figure that may govern it
EVENTS = ("attacks", "strikes", "incidents", "meetings", "killed", "wounded", "casualties", "detained", "displaced",
          "trained")  # fmt: skip


class Context:
    """Answers for one page; built once, each question is a bounded look around."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._starts = [t.start for t in page.times]
        self._contents = sorted(
            ((s.content.start, s.content.end, s) for s in page.statements if s.content is not None),
            key=lambda c: c[0],
        )
        self._content_starts = [c[0] for c in self._contents]
        self._places = sorted(
            (n.start, n.end, e.id) for e in page.entities if e.type in ("place", "country", "base") for n in e.names
        )

    def time_covers(self, start: int, end: int) -> Time | None:
        """A time expression that shares words with the stretch."""
        for i in range(bisect_right(self._starts, end) - 1, max(-1, bisect_right(self._starts, start) - 4), -1):
            time = self.page.times[i]
            if time.start < end and start < time.end:
                return time
        return None

    def source(self, start: int) -> str:
        """The speaker of the innermost statement whose content holds the offset, else `outlet`."""
        at = bisect_right(self._content_starts, start)
        for _, end, statement in reversed(self._contents[max(0, at - 8) : at]):
            if start < end:
                return _name(statement)
        return "outlet"

    def flow(self, found: Counted) -> tuple[str, str]:
        """(flow, modality) by the nearest words of movement and of wish before the figure in its sentence."""
        page = self.page
        first, _ = page.sentence_of(found.first)
        flow, modality = found.flow, ""
        for i in range(found.first, max(first, found.first - BACK) - 1, -1):
            move = page.hits.at(i, "figures.moves")
            if move is not None and not flow and (not move.row["to"] or self._to(i, found)):
                flow = move.row["flow"]
                if move.features.tense == "imperfect" and move.split.future:
                    modality = modality or "planned"
            mood = page.hits.at(i, "figures.moods")
            if mood is not None:
                modality = modality or mood.row["modality"]
        if not flow:
            flow = "occurred" if found.measure in EVENTS else "stock"
        return flow, modality or "actual"

    def _to(self, i: int, found: Counted) -> bool:
        """Whether `to` stands between a word of change and the figure."""
        hits = self.page.hits
        near = (hits.at(k, "numbers.links") for k in range(max(i, found.first - 4), found.first))
        return any(h is not None and h.row["role"] == "to" for h in near)

    def place(self, found: Counted) -> str | None:
        """The nearest place named after the figure in its sentence, else before it."""
        first, last = self.page.sentence_of(found.first)
        begin, end = self.page.tokens[first].start, self.page.tokens[last - 1].end
        here = self.page.tokens[found.last - 1].end
        at = bisect_right(self._places, (here, 0, ""))
        if at < len(self._places) and self._places[at][0] < end:
            return self._places[at][2]
        if at and self._places[at - 1][0] >= begin:
            return self._places[at - 1][2]
        return None

    def day(self, found: Counted) -> tuple[str | None, str | None]:
        """(as_of, period) by the nearest time in the sentence: a day or month, or a stretch of days."""
        first, last = self.page.sentence_of(found.first)
        begin, end = self.page.tokens[first].start, self.page.tokens[last - 1].end
        here = self.page.tokens[found.first].start
        at = bisect_right(self._starts, here)
        near = [
            t for t in self.page.times[max(0, at - 2) : at + 2] if begin <= t.start < end and t.earliest and t.latest
        ]
        near.sort(key=lambda t: abs(t.start - here))
        for time in near:
            if time.type == "DURATION":
                return None, f"{time.earliest}/{time.latest}"
            return time.value[:10] if time.value[:4].isdigit() else time.latest, None
        return None, None


def _name(statement: Statement) -> str:
    if statement.speaker_name:
        return statement.speaker_name
    return statement.speaker.text if statement.speaker is not None else "unnamed"
