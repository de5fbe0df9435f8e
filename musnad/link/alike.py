"""How much speaks for two figures being of one quantity, as a sum of evidence.

The same number, noun, owner, place, day or happening speak for it, each as much as it is seldom shared by chance; a number of
another order, another noun, owner or day against it. Two numbers that one source gives in one report are of two quantities.
The weights were set on two stories read whole. Source: Fellegi and Sunter 1969 (record linkage).
"""

from __future__ import annotations

from collections import Counter
from math import log

from musnad.link.clues import Clue
from musnad.link.context import Context, home
from musnad.link.crowds import Crowds
from musnad.link.same_day import of_time
from musnad.link.subjects import FORCES, LOSSES, camp_of

IMAGINED = 20  # figures imagined beside those at hand, so that few of them do not make every word common
TELLS_MOST = 3.0
WORD, WORDS_AT_MOST, WORDS_HERE, NO_WORD = 0.35, 2.0, 1.0, 0.4
MEASURE, OTHER_MEASURE = 0.5, 0.4
SMALL, ROUND, TELLING = 1.0, 1.4, 2.0  # an equal number below TEN, with one digit that counts, with more
VAGUE = 0.3
TEN = 10
GAP = 8.0  # times by which a number exceeds another one of another order
LARGER = ((1.1, -0.4), (1.5, 0.3), (3.0, 0.7), (GAP, 1.2))  # up to so many times as large, and what speaks against
LARGEST = 2.5
OTHER_SMALL = 1.0
SMALL_IN_CROWD = 0.4  # of what speaks against unequal tolls among many, the share that speaks against equal small ones
KNOWN_SET = 0.8  # `the six powers`, told as known
NOUN, OTHER_NOUN, OTHER_CAMP, PART_OR_ALL = 0.8, 1.2, 2.0, 0.4
CIVIL, GENERIC = "civil", {"fighters", "soldiers"}  # whoever fights, told without whose they are
SUBJECT, OTHER_SUBJECT, NO_SUBJECT = 0.8, 2.0, 0.4
PLACE, COUNTRY, OTHER_PLACE, OTHER_COUNTRY = 0.7, 0.3, 0.7, 1.2
SCENE, OTHER_SCENE = 0.3, 0.7
FLOW = 0.4
HAPPENING, HAPPENING_OF_FEW, OTHER_HAPPENING, OTHER_HERE = 1.8, 0.6, 0.5, 1.2
TOLD_ALIKE = 1.2  # the evidence of words by which two tolls are told in the same ones
RARE = 0.5  # the share of its evidence from which on a happening is one of few figures
COPIED, COPIED_SHARE = 6, 0.6  # words that a sentence told again shares at least, and their share of the shorter one's
ONE_MOUTH, ONE_REPORT = 1.5, 0.7
CLOSE, ONE_MOUTH_CLOSE = 1.2, 0.5  # two numbers as near as that may be of two tellers, whatever the words
PART = 4.0
OTHER_AFFAIR = (1.5, 0.6, 0.0)  # by how many of the names that stand most in two reports are the same
OPPOSED = 4.0
FOLLOWING, FOLLOWS = 2.0, 350  # characters between two tolls of which the second is told without its occasion
BESIDE = 120  # characters within which two figures share their words by standing there
LEVELS = {"stock", "reduced_to"}
STANDS_FOR = (  # measures that one quantity may be told in
    {"killed", "casualties"}, {"wounded", "casualties"}, {"attacks", "strikes", "incidents", "rockets"},
    {"organizations", "facilities"}, {"vehicles", "weapons"},
)  # fmt: skip
PERSONS = LOSSES | FORCES | {"people", "trained", "officials"}  # an equal number of one may be told as people


def may_be_one(a: Clue, b: Clue) -> bool:
    """Whether two figures can be of one quantity at all, by what is measured."""
    x, y = a.item.record.measure, b.item.record.measure
    if a.item.record.unit != b.item.record.unit or (x != y and not _is_equal(a, b)):
        return False
    if x == y or any({x, y} <= some for some in STANDS_FOR):
        return True
    if "other" in (x, y):  # a thing that no table knows, or another word for the same
        return a.noun == b.noun
    return "people" in (x, y) and {x, y} <= PERSONS


class Evidence:
    """How common each word is around the figures of a ledger, and what that makes of two of them."""

    def __init__(self, clues: list[Clue], context: Context, opposed: set[frozenset[str]]) -> None:
        counts = Counter(word for clue in clues for word in clue.words)
        total = len(clues) + IMAGINED
        self.tells = {word: min(TELLS_MOST, -log(number / total)) for word, number in counts.items()}
        self._context, self._opposed = context, opposed
        self._crowds = Crowds(clues, context)
        held = Counter(happening for clue in clues for happening in clue.happenings)
        self._rare = {happening: min(1.0, -log(number / total) / TELLS_MOST) for happening, number in held.items()}

    def __call__(self, a: Clue, b: Clue) -> float:
        """The evidence that two figures are of one quantity, in natural logarithms."""
        words, happening = self._of_words(a, b), self._of_happening(a, b)
        when = of_time(a, b, words >= TOLD_ALIKE or self._shared(a, b) >= RARE, _is_copied(a, b))
        return (
            words + happening + when + self._of_number(a, b) + _of_kind(a, b) + _of_owner(a, b) + _of_place(a, b)
            + self._of_report(a, b)
        )  # fmt: skip

    def _of_number(self, a: Clue, b: Clue) -> float:
        if _is_equal(a, b):
            if a.item.record.vague or not a.size:
                return VAGUE
            known = all(c.item.record.rule == "figures.counted.definite" for c in (a, b))
            few = SMALL_IN_CROWD * self._crowds.apart(a, b) if a.size < TEN else 0.0
            return _telling(a.size) + KNOWN_SET * known - few
        crowd = 0.0 if _of_place(a, b) >= PLACE else self._crowds.apart(a, b)
        if _are_few(a, b) and not (a.item.record.measure in LOSSES and _ratio(a, b) <= CLOSE):
            return -OTHER_SMALL - crowd
        return -crowd - next((against for most, against in LARGER if _ratio(a, b) <= most), LARGEST)

    def _shared(self, a: Clue, b: Clue) -> float:
        """How telling the happening is that two figures share, from 0 to 1."""
        return max((self._rare[happening] for happening in a.happenings & b.happenings), default=0.0)

    def _of_words(self, a: Clue, b: Clue) -> float:
        shared = a.words & b.words
        if a.item.source is b.item.source and abs(a.item.start - b.item.start) < BESIDE:
            return 0.0
        if not shared:
            return 0.0 if a.item.source is b.item.source else -NO_WORD
        most = WORDS_AT_MOST if a.item.source is not b.item.source else WORDS_HERE
        return min(most, WORD * sum(self.tells[word] for word in shared))

    def _of_report(self, a: Clue, b: Clue) -> float:
        """One number put against another, a part and its whole, two numbers of one source in one report; reports on other
        affairs."""
        x, y = a.item, b.item
        if frozenset((x.id, y.id)) in self._opposed:
            return OPPOSED
        if x.source is not y.source:
            return -OTHER_AFFAIR[min(2, self._context.shared(x.source, y.source))]
        if _is_part(a, b) or _is_part(b, a):
            return -PART
        if _is_equal(a, b) or x.record.as_of != y.record.as_of:
            return 0.0
        if x.record.source == y.record.source:
            return -ONE_MOUTH if _ratio(a, b) > CLOSE else -ONE_MOUTH_CLOSE
        disputed = x.record.measure in LOSSES and max(a.size, b.size) >= 2 * TEN
        return 0.0 if disputed else -ONE_REPORT

    def _of_happening(self, a: Clue, b: Clue) -> float:
        """One happening, by how few figures stand in it: what holds the figures of many days tells nothing."""
        if a.item.record.measure not in LOSSES and a.item.record.flow != "occurred":
            return 0.0
        if a.happenings & b.happenings:
            most = HAPPENING_OF_FEW if _are_few(a, b) and not _is_equal(a, b) else HAPPENING
            return most * self._shared(a, b)
        here = a.item.source is b.item.source
        if a.happenings and b.happenings:
            return -OTHER_HERE if here else -OTHER_HAPPENING
        follows = here and abs(a.item.start - b.item.start) <= FOLLOWS and a.item.record.source != b.item.record.source
        return FOLLOWING if follows and a.item.record.measure in LOSSES else 0.0


def _is_copied(a: Clue, b: Clue) -> bool:
    """Whether a sentence with one number is told again in much the same words."""
    shared, fewer = len(a.words & b.words), min(len(a.words), len(b.words))
    return _is_equal(a, b) and shared >= max(COPIED, COPIED_SHARE * fewer)


def _is_part(a: Clue, b: Clue) -> bool:
    whole = a.item.record.part_of
    return whole is not None and whole.start < b.item.end and b.item.start < whole.end


def _are_few(a: Clue, b: Clue) -> bool:
    """Whether both numbers are so small that whoever tells them has counted."""
    return max(a.size, b.size) < 2 * TEN and not (a.item.record.vague or b.item.record.vague)


def _ratio(a: Clue, b: Clue) -> float:
    """How many times the larger number is the smaller one."""
    small, large = sorted((a.size, b.size))
    return large / small if small > 0 else 2.0


def _is_equal(a: Clue, b: Clue) -> bool:
    """Equal bounds; a number that is only reached or not reached is told with another hedge."""
    return a.number == b.number or (a.size == b.size and a.item.record.vague == b.item.record.vague)


def _telling(size: float) -> float:
    if size < TEN:
        return SMALL
    digits = f"{size:g}".replace(".", "").partition("e")[0].rstrip("0")
    return TELLING if len(digits) > 1 else ROUND


def _of_kind(a: Clue, b: Clue) -> float:
    x, y = a.item.record, b.item.record
    value = MEASURE if x.measure == y.measure else -OTHER_MEASURE
    value -= FLOW * (x.flow != y.flow and not {x.flow, y.flow} <= LEVELS)
    if a.noun and b.noun:
        value += NOUN if a.noun == b.noun else -_apart(a.noun, b.noun)
    elif (a.noun or b.noun) and x.measure in LOSSES:
        value -= PART_OR_ALL
    return value


def _apart(a: str, b: str) -> float:
    """What speaks against two kinds being one: the armed and the others most, those who fight and whose they are nothing."""
    camps = camp_of()
    x, y = camps.get(a, ""), camps.get(b, "")
    if x and y and CIVIL in (x, y) and x != y:
        return OTHER_CAMP
    return 0.0 if x and x == y and GENERIC & {a, b} else OTHER_NOUN


def _of_owner(a: Clue, b: Clue) -> float:
    if a.subject and b.subject:
        return SUBJECT if a.subject == b.subject else -OTHER_SUBJECT
    named = bool(a.subject or b.subject)
    return -NO_SUBJECT if named and (a.item.record.measure in FORCES | LOSSES) else 0.0


def _of_scene(a: Clue, b: Clue) -> float:
    """Of two tolls of which one or none is told with a place: the places of their paragraphs."""
    here, there = ({p for p in c.places or c.scene if home(p) and home(p) != p} for c in (a, b))
    if not here or not there:
        return 0.0
    return SCENE if here & there or here & b.around or there & a.around else -OTHER_SCENE


def _of_place(a: Clue, b: Clue) -> float:
    if not a.place or not b.place:
        return _of_scene(a, b)
    if a.place != b.place:
        return -OTHER_COUNTRY
    if a.places & b.places:
        return COUNTRY if all(home(place) == place for place in a.places & b.places) else PLACE
    wide = any(home(place) == place for place in a.places | b.places)
    return COUNTRY if wide or a.places & b.around or b.places & a.around else -OTHER_PLACE
