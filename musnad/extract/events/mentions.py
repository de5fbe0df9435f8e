"""Mentions: triggers of a clause joined into the events they name."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from musnad.extract.events.triggers import Trigger

ASIDE = frozenset({"source", "with"})  # after `from`, `with` a noun is not what a light verb is about
REACH = 12  # tokens in which a light verb looks for the noun that names its event
BESIDE = 3  # tokens between a light verb and a verbal noun that it governs through a preposition
BA, LAM = "\u0628", "\u0644"
VIOLENT = frozenset({"attack", "strike", "campaign", "casualties"})
TALKS = frozenset({"meeting", "dialogue_round"})
BINDING = frozenset(
    {"threat", "pledge", "decision", "agreement"}
)  # what is threatened, promised, decided is one event with it
WEAK = frozenset({"other", "transfer", "campaign", "redeployment", "meeting"})  # dropped where they only say how or why
CALM = frozenset(
    {"meeting", "dialogue_round", "visit", "return", "withdrawal", "agreement", "transfer", "training"}
)  # nobody is exposed to them
OF_THINGS = {
    ("handover", "appointment"): "appointment",
    ("territorial_control", "handover"): "handover",
    ("visit", "transfer"): "transfer",
    ("visit", "redeployment"): "redeployment",
}


class Mention(msgspec.Struct, gc=False):
    """Words that name one event: from token first to last; head is the trigger that gave the type."""

    first: int
    last: int
    type: str
    head: Trigger
    verb: Trigger | None
    clause: int
    rule: str


class Joiner:
    """Takes the triggers of one clause in order and joins them.

    A light verb joins the noun after it, or else the thing before it (`shells fell`); a noun joins the event that it only
    repeats; a verb joins its subject.
    """

    def __init__(self, clause: int, governed: Callable[[int], str], relative: bool) -> None:
        """governed: what a verb before a token (demands, accuses, wants) makes of what follows it, '' without one."""
        self.clause = clause
        self.governed = governed
        self.relative = relative
        self.made: list[Mention] = []
        self.light: Trigger | None = None
        self.kind = ""
        self.offers: frozenset[str] = frozenset()
        self.thing: Trigger | None = None
        self.dropped: Trigger | None = None

    def join(self, found: list[Trigger]) -> list[Mention]:
        for trigger in found:
            if self.light is not None and trigger.first - self.light.last > REACH:
                self._close()
            if trigger.light:
                self._open(trigger)
            elif self.light is not None and self._completes(trigger):
                self._complete(self.light, trigger)
            else:
                self._free(trigger)
        self._close()
        return sorted(self.made, key=lambda mention: mention.first)

    def _open(self, trigger: Trigger) -> None:
        """Begin or lengthen a chain of light verbs."""
        follows = trigger.nominal or (trigger.ambiguous and not trigger.hit.split.conjunction)
        if self.light is not None and not follows:
            self._close()
        chained = self.light is not None and follows
        self.kind = trigger.type or (self.kind if self.light else "") or ("other" if chained else "")
        self.offers = trigger.offers | (self.offers if self.light else frozenset())
        self.light = self.light or trigger

    def _completes(self, trigger: Trigger) -> bool:
        """Whether a trigger may be what the open light verb is about; one joined by `and` begins something new."""
        if trigger.hit.split.conjunction or (
            "near" in self.offers and self.light and trigger.first - self.light.last > 1
        ):
            self._close()
            return False
        if trigger.hit.split.preposition == LAM and trigger.hit.table == "events.verbs":
            return self.light is not None and trigger.first == self.light.last
        if self.light is not None and self._is_far_aside(self.light, trigger):
            return False
        return trigger.after not in ASIDE or trigger.needs == "result"

    def _complete(self, light: Trigger, trigger: Trigger) -> None:
        """Name the event of the open light verb; a thing in `with a drone` only says by what means."""
        if trigger.alone and self._is_bound(light):
            self.light = None
            return
        calm = "suffer" in self.offers and trigger.type in CALM
        if "victims" in self.offers and trigger.type != "casualties":
            return
        alone = trigger.alone and not calm
        if alone or (trigger.hit.split.preposition != BA and self._suits(trigger)):
            self._make(light.first, trigger, light, "events.light.noun")
            if "cut" in self.offers and trigger.type == "redeployment":
                self.made[-1].type = "withdrawal"
            self.light = None

    def _is_bound(self, light: Trigger) -> bool:
        """Whether a nominal light verb only says what is decided, promised or threatened right before it."""
        before = self.made[-1] if self.made else None
        if (
            before is None
            or not (light.nominal or light.ambiguous)
            or before.type not in BINDING
            or light.hit.split.conjunction
        ):
            return False
        return light.first - before.last <= 2 and before.head.hit.table == "events.verbs"

    def _is_far_aside(self, light: Trigger, trigger: Trigger) -> bool:
        """Whether a verbal noun after a preposition stands too far from a light verb that has no result to be its object."""
        masdar = trigger.hit.table == "events.verbs" and bool(trigger.after)
        return masdar and trigger.first - light.last > BESIDE and "result" not in self.offers

    def _suits(self, thing: Trigger) -> bool:
        """Whether the open light verbs are of the kind that a thing needs (shells are fired, victims fall)."""
        if thing.needs == "deploy" and (thing.after or thing.hit.split.preposition):
            return False
        return not thing.needs or thing.needs in self.offers or (thing.needs == "deploy" and "cut" in self.offers)

    def _free(self, trigger: Trigger) -> None:
        """A trigger without a light verb."""
        if not trigger.alone:
            self.thing = trigger
            self._retype(trigger)
        elif self._repeats(trigger):
            return
        elif self._adverbial(trigger) or self._follows_dropped(trigger):
            self.dropped = trigger
        else:
            self._make(trigger.first, trigger, None, "events.noun.alone" if trigger.nominal else "events.verb.finite")

    def _retype(self, thing: Trigger) -> None:
        """Let a thing say what its verb does to it: prisoners freed are handed over, aid that arrives is a transfer."""
        before = self.made[-1] if self.made else None
        if before is not None and (not before.head.nominal or thing.first - before.last <= 1):
            before.type = OF_THINGS.get((before.type, thing.type), before.type)

    def _make(self, first: int, head: Trigger, verb: Trigger | None, rule: str) -> None:
        self.made.append(Mention(first, head.last, head.type or self.kind, head, verb, self.clause, rule))

    def _close(self) -> None:
        """End a light verb that found no noun: the thing before it names the event, or it names one by itself."""
        light, self.light = self.light, None
        if light is None:
            return
        if (
            self.thing is not None
            and not light.nominal
            and light.first - self.thing.last <= 4
            and self._suits(self.thing)
        ):
            thing, self.thing = self.thing, None
            self.made.append(
                Mention(thing.first, light.last, thing.type, thing, light, self.clause, "events.light.subject")
            )
        elif self.kind and not self.relative and not self._of_event_before(light):
            self._make(light.first, light, light, "events.light.alone")

    def _of_event_before(self, light: Trigger) -> bool:
        """Whether a light verb only belongs to the event noun before it, or is tied to something else."""
        if light.hit.pronoun or (light.nominal and light.hit.split.preposition):
            return True
        before = self.made[-1] if self.made else None
        return before is not None and not light.nominal and before.head.nominal and light.first - before.last <= 1

    def _repeats(self, trigger: Trigger) -> bool:
        """Whether a word only continues the event before it: genitive chain, object of its like, verb of its noun."""
        if not self.made:
            return False
        before = self.made[-1]
        gap = trigger.first - before.last
        if trigger.hit.split.conjunction:
            return trigger.nominal and before.type == trigger.type and trigger.type != "casualties"
        if not trigger.nominal:
            return before.head.nominal and (
                (gap <= 3 and {before.type, trigger.type} <= VIOLENT)
                or (before.type in TALKS and trigger.type in TALKS)
            )
        if before.type in BINDING and self._binds(before, trigger, gap):
            return True
        if gap == 0 and before.head.nominal:
            return not (before.head.hit.split.article or before.head.hit.pronoun)
        return before.type == trigger.type

    def _binds(self, before: Mention, trigger: Trigger, gap: int) -> bool:
        """Whether what is decided, promised or threatened is one event with the deciding."""
        if before.head.hit.table == "events.nouns":
            return gap <= 2 and not before.head.hit.split.article
        return trigger.hit.table == "events.verbs" or gap <= 2

    def _follows_dropped(self, trigger: Trigger) -> bool:
        """Whether a verbal noun is joined by `and` to one that was dropped."""
        return self.dropped is not None and trigger.nominal and bool(trigger.hit.split.conjunction)

    def _adverbial(self, trigger: Trigger) -> bool:
        """Whether a verbal noun in the accusative, or after bi- or li-, only says how or why."""
        if not trigger.nominal or trigger.hit.table != "events.verbs":
            return False
        split = trigger.hit.split
        weak = trigger.type in WEAK
        if split.preposition == LAM:
            governed = self.governed(trigger.first)
            return governed not in ("demanded", "alleged") and (weak or not governed)
        return split.nunation or (weak and bool(split.preposition) and not self.governed(trigger.first))
