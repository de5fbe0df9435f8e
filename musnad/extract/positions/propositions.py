"""What is held: the words after a verb of stance, without those spoken to, the day, and the preposition that leads to them."""

from __future__ import annotations

from musnad.extract.events.clauses import finite
from musnad.extract.events.named import Names
from musnad.extract.page import Page
from musnad.extract.positions.stances import Stance

VERBS = ("events.verbs", "statements.verbs", "positions.stances")
LONGEST = 40  # tokens of a proposition
SPOKEN_TO = 16  # tokens in which those spoken to are named before what is asked of them
BA, LAM, WA = "\u0628", "\u0644", "\u0648"
ALEF = "\u0627"
BAL = BA + ALEF + LAM
QUOTED = ' "\u00ab\u00bb\u201c\u201d\u2018\u2019()[]-\u2013'
LEADING = frozenset({"goal", "target", "about"})  # prepositions that only lead to the proposition
BREAKS = frozenset({"contrast", "while", "report"})  # clauses that say something else


class Propositions:
    """Finds what is held on a page."""

    def __init__(self, page: Page, names: Names) -> None:
        self.page = page
        self.names = names
        self.times: dict[int, int] = {}
        for time in page.times:
            first, last = page.token_range(time.start, time.end)
            self.times[first] = last

    def words(self, stance: Stance | None, first: int, last: int) -> tuple[int, int, str]:
        """First and last token of the proposition between two tokens, and its words; no words where nothing is held.

        stance: the verb that still has to be led to what is held, or None where the words begin with it.
        """
        first = self._opened(stance, first, last) if stance else self._past_manner(first, last)
        last = self._end(first, last)
        if last <= first or self._is_pointer(first, last) or self._is_no_object(stance, first):
            return first, first, ""
        on = self.page.span(first, last).text.strip(QUOTED)
        return first, last, self._without_letter(on) if stance and self._is_led_by_letter(stance, first) else on

    def _opened(self, stance: Stance, first: int, last: int) -> int:
        """Where the proposition begins; `last` where those spoken to are named and nothing is asked of them."""
        first = self._past_manner(first, last)
        if stance.leads:
            far = min(last, first + (SPOKEN_TO if stance.addressed else 1))
            led = next((i for i in range(first, far) if self._leads(stance, i, first)), -1)
            if led >= 0:
                first = led if self._is_led_by_letter(stance, led) else led + 1
            elif stance.addressed:
                return last
        hit = self.page.hits.at(first, "events.prepositions")
        if hit is not None and hit.row["role"] in LEADING:
            first = hit.last
        return self._past_manner(first, last)

    def _past_manner(self, first: int, last: int) -> int:
        """The token after words that say how or when, and marks."""
        while first < last:
            manner = self.page.hits.at(first, "positions.manners")
            if manner is not None:
                first = manner.last
            elif first in self.times:
                first = self.times[first]
            elif self.page.tokens[first].kind == "mark":
                first += 1
            else:
                break
        return first

    def _leads(self, stance: Stance, i: int, first: int) -> bool:
        """Whether a token is the preposition that leads from those spoken to to what is held, or has it written on."""
        if i == first and self._is_led_by_letter(stance, i):
            return True
        hit = self.page.hits.at(i, "events.prepositions")
        if hit is not None:
            return hit.row["role"] == stance.leads and hit.last == i + 1
        key = self.page.tokens[i].key
        return stance.leads == "ba" and (key.startswith(BAL) or self._is_split(i, BA))

    def _is_split(self, i: int, letter: str) -> bool:
        """Whether the tables read a preposition of one letter at the head of a word that is no name."""
        named = any(not name.before for name in self.names.within(i, i + 1))
        return not named and any(hit.split.preposition == letter for hit in self.page.hits.tables_at(i))

    def _is_led_by_letter(self, stance: Stance, first: int) -> bool:
        """Whether the proposition begins with the letter that leads to it (`demands bi-release`)."""
        key = self.page.tokens[first].key
        if stance.leads == "goal":
            return key.startswith(LAM) and self._is_split(first, LAM)
        named = any(not name.before for name in self.names.within(first, first + 1))
        return stance.leads == "ba" and key.startswith(BA) and not named

    @staticmethod
    def _without_letter(on: str) -> str:
        """The proposition without the preposition written onto it; the article comes back whole."""
        return ALEF + on[1:] if on.startswith(LAM + LAM) else on[1:]

    def _is_no_object(self, stance: Stance | None, first: int) -> bool:
        """Whether what follows is another actor, how it is done, or turned round (`and Norway`, `in a blatant way`)."""
        if self.page.hits.at(first, "positions.openers") is not None:
            return True
        joined = any(name.before == WA for name in self.names.within(first, first + 1))
        how = stance is not None and stance.leads == "" and self._is_split(first, BA)
        return joined or how

    def _end(self, first: int, last: int) -> int:
        """The token after the proposition: where something else is said, at a denial, or after so many words; marks left out."""
        end = first
        while end < min(last, first + LONGEST) and not (end > first and self._breaks(end)):
            end += 1
        while end > first and (self.page.tokens[end - 1].kind == "mark" or self._is_bare(end - 1)):
            end -= 1
        return end

    def _breaks(self, i: int) -> bool:
        """Whether another statement begins at a token: a contrast, a denial, the next actor with a verb of stance."""
        border = self.page.hits.at(i, "events.borders")
        particle = self.page.hits.at(i, "events.particles")
        if border is not None and border.row["kind"] in BREAKS:
            return True
        if particle is not None and particle.row["modality"] == "denied":
            return any(finite(self.page.hits.at(particle.last, table)) for table in VERBS)
        following = next((n for n in self.names.within(i, i + 1) if n.before == WA), None)
        return following is not None and self.page.hits.at(following.last, "positions.stances") is not None

    def _is_bare(self, i: int) -> bool:
        hit = self.page.hits.at(i, "events.prepositions")
        return hit is not None and hit.last == i + 1 and not hit.pronoun

    def _is_pointer(self, first: int, last: int) -> bool:
        """Whether nothing but `that`, with a time, is said to be held."""
        if self.page.hits.at(first, "times.demonstratives") is None:
            return False
        edge = self.page.hits.at(first + 1, "events.edges")
        rest = self._past_manner(edge.last if edge is not None else first + 1, last)
        return rest >= last or rest == first + 1 == last
