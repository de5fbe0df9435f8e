"""Triggers: the words that name an event, alone or with a light verb before them."""

from __future__ import annotations

import msgspec

from musnad.extract.events.clauses import Clause, finite
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit

REACH = 14  # tokens in which a light verb looks for the noun that names its event
VIOLENT = frozenset({"attack", "strike", "campaign", "casualties"})
BA, LAM = "\u0628", "\u0644"
SPOKEN = frozenset({"\u0643", "\u0643\u0645", "\u0643\u0646", "\u0646\u064a"})  # you, me: speech, not news
BINDING = frozenset(
    {"threat", "pledge", "decision", "agreement"}
)  # what is threatened, promised, decided is one event with it
WEAK = frozenset({"other", "transfer", "campaign", "redeployment", "meeting"})  # dropped where they only say how or why


class Trigger(msgspec.Struct, gc=False):
    """A word that may name an event.

    first, last: tokens. type: of the event, '' where the word names none. light: the event is named by what follows.
    nominal: a noun or verbal noun. alone: it names an event also without a light verb.
    """

    first: int
    last: int
    type: str
    light: bool
    nominal: bool
    alone: bool
    hit: Hit


class Mention(msgspec.Struct, gc=False):
    """Words that name one event: from token first to last; head is the trigger that gave the type."""

    first: int
    last: int
    type: str
    head: Trigger
    verb: Trigger | None
    clause: int
    rule: str


def triggers(page: Page, clause: Clause, barred: set[int]) -> list[Trigger]:
    """The triggers of a clause in order; tokens in `barred` (names, cues) trigger nothing."""
    found = []
    i = clause.first
    while i < clause.last:
        idiom = _idiom_at(page, i)
        trigger = None if i in barred else _trigger_at(page, i)
        if idiom is not None and (trigger is None or idiom.last >= trigger.last):
            i = idiom.last
        elif trigger is None or trigger.last > clause.last or _is_topic(page, trigger):
            i += 1
        else:
            found.append(trigger)
            i = trigger.last
    return found


def _idiom_at(page: Page, i: int) -> Hit | None:
    """A name or set phrase at a token whose words trigger nothing."""
    particle = page.hits.at(i, "events.particles")
    if particle is not None and particle.last - particle.first > 1:
        return particle
    return page.hits.at(i, "events.idioms")


def _is_topic(page: Page, trigger: Trigger) -> bool:
    """Whether the noun before a nominal trigger makes it a topic or a manner (`the importance of`, `any`)."""
    return trigger.nominal and page.hits.at(trigger.first - 1, "events.abstracts") is not None


def _trigger_at(page: Page, i: int) -> Trigger | None:
    noun = page.hits.at(i, "events.nouns")
    verb = _verb_at(page, i)
    if noun is not None and (verb is None or noun.last > verb.last or not verb.row["light"]):
        return Trigger(noun.first, noun.last, noun.row["type"], False, True, noun.row["alone"] == "yes", noun)
    if verb is not None:
        light = verb.row["light"] == "yes"
        return Trigger(verb.first, verb.last, verb.row["type"], light, not finite(verb), True, verb)
    return None


def _verb_at(page: Page, i: int) -> Hit | None:
    """The verb or verbal noun at a token; an accusative masdar before its other readings."""
    readings = [v for v in page.hits.all_at(i, "events.verbs") if _is_news(v)]
    for verb in readings:
        if verb.features.tense == "masdar" and verb.split.nunation:
            return verb
    return readings[0] if readings else None


def _is_news(verb: Hit) -> bool:
    """Whether a form is one that news uses: no `I`, no `you`, no feminine plural of the perfect, no participle."""
    features = verb.features
    if features.tense == "participle" or verb.pronoun in SPOKEN:
        return False
    if features.number == "p" and features.gender == "f" and features.tense == "perfect":
        return False
    return not (features.person == 1 and features.number == "s")


def mentions(found: list[Trigger], number: int, clause: Clause, governed: str) -> list[Mention]:
    """The events that a clause's triggers name.

    A light verb joins the noun after it; a noun joins the event that it only repeats; a verb joins its subject.
    governed: what a verb before them (demands, accuses, wants) makes of them; '' where there is none.
    """
    made: list[Mention] = []
    light: Trigger | None = None
    dropped: Trigger | None = None
    kind = ""
    for trigger in found:
        if light is not None and trigger.first - light.last > REACH:
            _flush(made, light, kind, number)
            light = None
        if trigger.light:
            if light is not None and not trigger.nominal:
                _flush(made, light, kind, number)
                light = None
            kind = trigger.type or (kind if light else "")
            light = light or trigger
        elif light is not None and _by_means(trigger):
            continue
        elif light is not None and (trigger.nominal or not trigger.hit.split.conjunction):
            made.append(Mention(light.first, trigger.last, trigger.type, trigger, light, number, "events.light.noun"))
            light = None
        elif not trigger.alone or _repeats(made, trigger):
            continue
        elif _adverbial(trigger, governed) or _follows(trigger, dropped):
            dropped = trigger
        else:
            rule = "events.noun.alone" if trigger.nominal else "events.verb.finite"
            made.append(Mention(trigger.first, trigger.last, trigger.type, trigger, None, number, rule))
    if light is not None and clause.kind != "relative":
        _flush(made, light, kind, number)
    return made


def _flush(made: list[Mention], light: Trigger, kind: str, number: int) -> None:
    """Keep a light verb that found no noun, where it names an event by itself and is not the verb of the event before it."""
    if (light.nominal and light.hit.split.preposition) or light.hit.pronoun:
        return
    if kind and not (made and not light.nominal and made[-1].head.nominal and light.first - made[-1].last <= 1):
        made.append(Mention(light.first, light.last, kind, light, light, number, "events.light.alone"))


def _repeats(made: list[Mention], trigger: Trigger) -> bool:
    """Whether a word only continues the event before it: second of a genitive chain, object of its like, verb of its noun."""
    if not made:
        return False
    before = made[-1]
    if trigger.hit.split.conjunction:
        return trigger.nominal and before.type == trigger.type and trigger.hit.table == "events.nouns"
    if not trigger.nominal:
        return before.head.nominal and trigger.first - before.last <= 3 and {before.type, trigger.type} <= VIOLENT
    if before.type in BINDING and (trigger.hit.table == "events.verbs" or trigger.first - before.last <= 2):
        return True
    if trigger.first == before.last and before.head.nominal:
        return not (before.head.hit.split.article or before.head.hit.pronoun)
    return before.type == trigger.type


def _by_means(trigger: Trigger) -> bool:
    """Whether a thing (`with a drone`) only says by what means a light verb's event came about."""
    return not trigger.alone and trigger.hit.split.preposition == BA


def _follows(trigger: Trigger, dropped: Trigger | None) -> bool:
    """Whether a verbal noun is joined by `and` to one that was dropped."""
    return dropped is not None and trigger.nominal and bool(trigger.hit.split.conjunction)


def _adverbial(trigger: Trigger, governed: str) -> bool:
    """Whether a verbal noun after bi- or li- only says how or why."""
    if not trigger.nominal or trigger.hit.table != "events.verbs":
        return False
    split = trigger.hit.split
    if split.preposition == LAM:
        return governed not in ("demanded", "alleged")
    return split.nunation or (not governed and bool(split.preposition) and trigger.type in WEAK)
