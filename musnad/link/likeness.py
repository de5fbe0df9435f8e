"""How much speaks for two groups of mentions being one happening, as a sum of evidence.

Each clue counts by the logarithm of how much likelier it is within one happening than anywhere in the ledger: a rare word
or name in common says much, a common one little. Days that differ, places apart, other people and mentions beside each other
in one sentence speak against. The weights were set on stories read whole. Source: Fellegi and Sunter 1969 (record linkage).
"""

from __future__ import annotations

from collections import Counter
from math import log

from musnad.link.group import Group
from musnad.link.mentions import NAME, Mention
from musnad.link.nearness import Nearness
from musnad.link.recalls import recalls
from musnad.link.scenes import of_scene

RAREST = 0.01  # the share of the mentions below which a clue is no rarer
TELLS_MOST = -log(RAREST)
IMAGINED = 20  # mentions imagined beside those at hand, so that few of them do not make every word common
SIZE, LARGE = 0.3, 20  # groups larger than that draw no stronger
TYPE = 0.625
HEAD, HEAD_AT_MOST, HEAD_MISSING = 0.8, 2.5, 0.5
WORD, WORD_AT_MOST, WORD_MISSING = 0.7, 2.5, 0.25
PERSON, PERSON_AT_MOST, PERSON_MISSING = 0.9, 2.5, 0.6
SENTENCE, SENTENCE_SHARE = 1.0, 0.15
RECALL, ONE_REPORT = 1.0, 0.3
OTHER_MODE = 0.3


class Evidence:
    """How common each clue is among the mentions of a ledger, and what that makes of two groups."""

    def __init__(self, mentions: list[Mention]) -> None:
        counts = Counter(feature for m in mentions for feature in m.features)
        self.mentions = len(mentions)
        total = self.mentions + IMAGINED
        self.share = {feature: max(RAREST, number / total) for feature, number in counts.items()}
        self.tells = {feature: -log(share) for feature, share in self.share.items()}
        words = Counter(m.word for m in mentions if m.word)
        self._words = {word: max(RAREST, number / total) for word, number in words.items()}
        self._of_days = Nearness(mentions)
        self._recalls = recalls(mentions)

    def __call__(self, a: Group, b: Group) -> float:
        """The evidence that two groups are one happening, in natural logarithms; the smaller is measured against the
        larger."""
        few, many = (a, b) if a.size <= b.size else (b, a)
        return (
            SIZE * log(min(LARGE, many.size))
            + _of_types(few, many)
            + self._of_words(few, many)
            + self._of_features(few, many)
            + self._of_days(few, many)
            + of_scene(few, many)
            - _beside_each_other(few, many)
            - _of_modes(few, many)
            + RECALL * self._of_recalls(few, many)
            + ONE_REPORT * sum(key in many.documents for key in few.documents) / len(few.documents)
        )

    def _of_words(self, few: Group, many: Group) -> float:
        """What the words that name the happening tell."""
        value = 0.0
        for word, number in few.words.items():
            if not word:
                continue
            share, held = self._words[word], many.words.get(word, 0)
            told = min(HEAD_AT_MOST, log((held + share) / (many.size + 1) / share)) if held else -HEAD_MISSING
            value += max(-1.0, told) * number / few.size
        return HEAD * value

    def _of_features(self, few: Group, many: Group) -> float:
        words = people = 0.0
        for feature, held in few.own:
            is_name = feature.startswith(NAME)
            if feature in many.features:
                value = held * self._weight(feature, many, PERSON_AT_MOST if is_name else WORD_AT_MOST)
            else:
                value = -held * self.tells[feature] / TELLS_MOST * (PERSON_MISSING if is_name else WORD_MISSING)
            if not is_name:
                words += value
            elif value > 0 or feature[1:] not in many.around:
                people += value
        return WORD * words + people * PERSON

    def _weight(self, feature: str, many: Group, most: float) -> float:
        share, number = self.share[feature], many.size
        within = (
            (many.features[feature] + share) / (number + 1) if number > 1 else (0.5 + share) * share / (share + 0.1)
        )
        return max(-1.0, min(most, log(within / share)))

    def _of_recalls(self, few: Group, many: Group) -> float:
        """How far the mentions of the smaller group are taken up in the larger one, or take it up."""
        taken = (self._recalls.get(key, {}) for key in few.members)
        return sum(max((w for key, w in t.items() if key in many.members), default=0.0) for t in taken) / few.size


def _of_types(few: Group, many: Group) -> float:
    alike = sum(n / few.size * many.types[kind] / many.size for kind, n in few.types.items())
    return TYPE * (alike - 0.5)


def _beside_each_other(few: Group, many: Group) -> float:
    """A sentence seldom tells of one thing twice."""
    share = sum(s in many.sentences for s in few.sentences) / len(few.sentences)
    return SENTENCE * min(1.0, 2 * share) if share > SENTENCE_SHARE else 0.0


def _of_modes(few: Group, many: Group) -> float:
    """What is still to come is seldom what happened."""
    return OTHER_MODE * (few.lies_ahead() != many.lies_ahead())
