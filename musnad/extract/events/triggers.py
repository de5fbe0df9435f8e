"""Triggers: the words that name an event, alone or with a light verb before them."""

from __future__ import annotations

import msgspec

from musnad.extract.events.clauses import Clause, finite
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit

ILL = "ill"  # of a verb that names no event where an illness follows
FUTURE = "future"  # of a verb that names an event only where it is still to come
PRESS = frozenset({"agency", "newspaper", "channel", "document"})
SPOKEN = frozenset({"\u0643", "\u0643\u0645", "\u0643\u0646", "\u0646\u064a", "\u064a"})  # you, me: speech, not news


class Trigger(msgspec.Struct, gc=False):
    """A word that may name an event.

    first, last: tokens. type: of the event, '' where the word names none. light: the event is named by what follows.
    nominal: a noun or verbal noun. alone: it names an event also without a light verb. needs: the kind of light verb it
    needs, '' for any. offers: the kinds a light verb is of (`fire`, `result`, `deploy`). after: the role of a preposition
    before it. ambiguous: a conjugated verb whose letters are a verbal noun as well.
    """

    first: int
    last: int
    type: str
    light: bool
    nominal: bool
    alone: bool
    hit: Hit
    needs: str = ""
    offers: frozenset[str] = frozenset()
    after: str = ""
    ambiguous: bool = False


class Finder:
    """Finds the triggers of a page, clause by clause."""

    def __init__(self, page: Page, barred: set[int]) -> None:
        """barred: tokens of names and cues, which trigger nothing."""
        self.page = page
        hits = page.hits
        self.idioms = {hit.first: hit.last for hit in hits.of("events.idioms")}
        for hit in hits.of("events.particles"):
            if hit.last - hit.first > 1:
                self.idioms[hit.first] = hit.last
        self.nouns = {hit.first: hit for hit in hits.of("events.nouns") if hit.first not in barred}
        self.verbs = {hit.first for hit in hits.of("events.verbs") if hit.first not in barred}

    def triggers(self, clause: Clause) -> list[Trigger]:
        """The triggers of a clause in order."""
        found = []
        i = clause.first
        while i < clause.last:
            trigger = self._at(i) if i in self.nouns or i in self.verbs else None
            if trigger is not None and (trigger.last > clause.last or _is_topic(self.page, trigger)):
                trigger = None
            idiom = self.idioms.get(i)
            if idiom is not None and (trigger is None or idiom >= trigger.last):
                i = idiom
            elif trigger is None:
                i += 1
            else:
                before = self.page.hits.at(i - 1, "events.prepositions")
                trigger.after = before.row["role"] if before is not None and before.last == i else ""
                found.append(trigger)
                i = trigger.last
        return found

    def _at(self, i: int) -> Trigger | None:
        noun = self.nouns.get(i)
        verb = _verb_at(self.page, i) if i in self.verbs else None
        if noun is not None and (verb is None or noun.last > verb.last or not verb.row["light"] or noun.split.nunation):
            alone = noun.row["alone"]
            needs = "" if alone in ("yes", "no") else alone
            return Trigger(noun.first, noun.last, noun.row["type"], False, True, alone == "yes", noun, needs)
        if verb is None or (verb.row["light"] and finite(verb) and self._is_press(verb.last)):
            return None
        kinds = frozenset(verb.row["light"].split()) - {FUTURE, ILL}
        trigger = Trigger(verb.first, verb.last, verb.row["type"], bool(kinds), not finite(verb), True, verb, "", kinds)
        masdars = (v for v in self.page.hits.all_at(i, "events.verbs") if v.row is verb.row and not finite(v))
        trigger.ambiguous = not trigger.nominal and any(v.features.tense == "masdar" for v in masdars)
        return trigger

    def _is_press(self, i: int) -> bool:
        """Whether a medium follows: it carries and publishes words, not things."""
        hit = self.page.hits.at(i, "statements.sources")
        return hit is not None and hit.row["kind"] in PRESS


def _is_topic(page: Page, trigger: Trigger) -> bool:
    """Whether the noun before a nominal trigger makes it a topic or a manner (`the importance of`, `any`)."""
    return trigger.nominal and trigger.alone and page.hits.at(trigger.first - 1, "events.abstracts") is not None


def _verb_at(page: Page, i: int) -> Hit | None:
    """The verb or verbal noun at a token; an accusative masdar, or a verb that is denied, before its other readings."""
    readings = [v for v in page.hits.all_at(i, "events.verbs") if _is_news(v) and _fits(page, v)]
    for verb in readings:
        if verb.features.tense == "masdar" and verb.split.nunation and verb.row["type"] != "casualties":
            return verb
    denied = next((v for v in readings if v.features.tense == "jussive"), None)
    return denied or (readings[0] if readings else None)


def _fits(page: Page, verb: Hit) -> bool:
    """Whether a form can stand where it does: no conjugated verb after a preposition, no jussive without its particle."""
    if verb.features.tense == "masdar":
        return not (verb.split.nunation and verb.row["light"])
    if verb.row["light"] == FUTURE and not verb.split.future:
        return False
    before = page.hits.at(verb.first - 1, "events.prepositions")
    if before is not None and before.last == verb.first:
        return False
    if verb.features.tense != "jussive":
        return True
    particle = page.hits.at(verb.first - 1, "events.particles")
    return particle is not None and particle.row["modality"] == "denied"


def _is_news(verb: Hit) -> bool:
    """Whether a form is one that news uses: no `I`, no `you`, no feminine plural of the perfect, no participle."""
    features = verb.features
    if features.tense == "participle" or verb.pronoun in SPOKEN:
        return False
    if features.number == "p" and features.gender == "f" and features.tense == "perfect":
        return False
    return not (features.person == 1 and features.number == "s")
