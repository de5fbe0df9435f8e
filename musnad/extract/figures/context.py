"""What surrounds a figure: whether a level or a change, real or planned, where, when and on whose word."""

from __future__ import annotations

from bisect import bisect_right

from musnad.extract.figures.counted import Counted, role
from musnad.extract.figures.days import Days
from musnad.extract.page import Page
from musnad.model import Span, Statement, Time
from musnad.text.clitics import BA

TO = {"reduced_by": "reduced_to", "arrived": "stock"}  # what a change is that goes `to` a number
BACK, AHEAD = 10, 5  # words before a figure that may govern it; after it that may say where it goes
EVENTS = ("attacks", "strikes", "incidents", "meetings", "rockets", "killed", "wounded", "casualties", "detained", "displaced",
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
        self._days = Days(page, self._starts)
        self._speakers = sorted((s.speaker.start, s.speaker.end) for s in page.statements if s.speaker is not None)
        self._content_starts = [c[0] for c in self._contents]
        self._places = sorted(
            (n.start, n.end, e.id)
            for e in page.entities
            if e.type in ("place", "country", "base")
            for n in e.names
            if self._is_where(n)
        )

    def _is_where(self, name: Span) -> bool:
        """Whether a place name says where: after `in`, after a word such as city or north, or with `in` attached; what only
        says where someone has its seat does not."""
        first, _ = self.page.token_range(name.start, name.end)
        token = self.page.tokens[first]
        if token.start < name.start and self.page.text[token.start : name.start].endswith(BA):
            return role(self.page, first - 1) != "tied"
        return role(self.page, first - 1) == "in" and role(self.page, first - 2) != "tied"

    def time_covers(self, start: int, end: int) -> Time | None:
        """A time expression that shares words with the stretch."""
        for i in range(bisect_right(self._starts, end) - 1, max(-1, bisect_right(self._starts, start) - 4), -1):
            time = self.page.times[i]
            if time.start < end and start < time.end:
                return time
        return None

    def source(self, start: int) -> str:
        """The speaker of the innermost statement whose content holds the offset, else `outlet`."""
        said = self._said(start)
        return _name(said) if said is not None else "outlet"

    def _said(self, start: int) -> Statement | None:
        """The innermost statement whose content holds the offset."""
        at = bisect_right(self._content_starts, start)
        return next((said for _, end, said in reversed(self._contents[max(0, at - 8) : at]) if start < end), None)

    def day(self, found: Counted, flow: str) -> tuple[str | None, str | None]:
        """(as_of, period) of a figure. The day on which it was said is none of what occurred."""
        said = self._said(self.page.tokens[found.first].start) if flow == "occurred" else None
        return self._days.of(found, said.said_on if said is not None else None)

    def rests_on(self, found: Counted) -> bool:
        """Whether the officials counted are those the report rests on: they speak, or their names are withheld."""
        first, last = self.page.sentence_of(found.first)
        start, end = self.page.tokens[found.first].start, self.page.tokens[found.last - 1].end
        at = bisect_right(self._speakers, (end, 0))
        if any(start < e for _, e in self._speakers[max(0, at - 2) : at]):
            return True
        here = range(max(first, found.first - BACK), min(last, found.last + BACK))
        return any(role(self.page, i) == "sourcing" for i in here)

    def flow(self, found: Counted) -> tuple[str, str]:
        """(flow, modality) by the nearest words of change and of wish before the figure in its clause."""
        flow, modality = found.flow, ""
        if found.rule == "figures.counted.number_of" and found.measure not in EVENTS:
            flow = flow or "stock"
        first, _ = self.page.sentence_of(found.first)
        for i in range(found.first, max(first, found.first - BACK) - 1, -1):
            if i < found.first and role(self.page, i) in ("clause", "relative"):
                break
            flow = flow or self._change(i, found)
            modality = modality or self._mood(i)
        flow = flow or ("occurred" if found.measure in EVENTS else "stock")
        return flow, modality or ("requested" if flow == "requested" else "actual")

    def _change(self, i: int, found: Counted) -> str:
        """How the level changed, by a word of change at token i; what falls `to` a number is reduced to it, who is sent
        `to their countries` left."""
        move = self.page.hits.at(i, "figures.moves")
        if move is None or move.features.person == 1 or (move.row["flow"] == "stock" and found.measure in EVENTS):
            return ""
        flow = move.row["flow"]
        if move.row["of"] and move.row["of"] != found.measure:
            return ""
        if flow == "arrived" and self._home(found):
            return "left"
        return TO.get(flow, flow) if self._to(i, found) else flow

    def _to(self, i: int, found: Counted) -> bool:
        """Whether a change ends at the figure: `to` stands between, or the number of something was changed, and the figure
        is not tied on by `by`."""
        hits = self.page.hits
        near = (hits.at(k, "numbers.links") for k in range(max(i, found.first - 2), found.first))
        if any(h is not None and h.row["role"] == "to" for h in near):
            return True
        number_of = any(role(self.page, k) == "count" for k in range(i + 1, min(i + 3, found.first - 1)))
        tied = any(self.page.tokens[k].key.startswith(BA) for k in (found.first - 1, found.first))
        return number_of and not tied and found.rule != "figures.counted.number_of"

    def _home(self, found: Counted) -> bool:
        """Whether words after the figure say that it goes home."""
        _, last = self.page.sentence_of(found.first)
        return any(role(self.page, i) == "home" for i in range(found.last, min(found.last + AHEAD, last)))

    def _mood(self, i: int) -> str:
        """How real the words at token i make what follows: a future verb is planned, `perhaps` before an imperfect not sure."""
        mood = self.page.hits.at(i, "figures.moods")
        if mood is not None and mood.row["modality"] != "perhaps":
            return mood.row["modality"]
        if mood is not None:
            after = i + 1 < len(self.page.tokens) and self._tense(i + 1) == "imperfect"
            return "hypothetical" if after else ""
        return "planned" if self._tense(i) == "future" else ""

    def _tense(self, i: int) -> str:
        """future, imperfect, perfect ... by the first verb the tables know at token i, or ""."""
        for hit in self.page.hits.tables_at(i):
            if hit.features.tense in ("imperfect", "perfect", "jussive"):
                return "future" if hit.split.future else hit.features.tense
        return ""

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


def _name(statement: Statement) -> str:
    if statement.speaker_name:
        return statement.speaker_name
    return statement.speaker.text if statement.speaker is not None else "unnamed"
