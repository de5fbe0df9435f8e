"""Contents: where what was said begins."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.objects import NOUNS, begins_with_ba, comes_clause, is_noun_with_ba, is_possessed
from musnad.text.clitics import BA, LAM
from musnad.text.quotes import Quote

FARTHEST = 80
NEAR = 10
SHORTEST_SPEECH = 3
ADDRESSED = frozenset(("addressed", "direct"))
PREPOSITIONS = frozenset(("attached", "preposition", "from"))


class Opening(msgspec.Struct, gc=False):
    """Where the content of a cue begins. kind: that quote colon object. merged: a second cue taken on the way."""

    first: int
    kind: str
    merged: Cue | None = None


class Search:
    """The look for a content, from the token just after cue and speaker to the end of the sentence.

    cues: all candidates by first token, for second cues on one content.
    """

    def __init__(self, ground: Ground, cue: Cue, begin: int, limit: int, cues: dict[int, Cue]) -> None:
        self.ground = ground
        self.cue = cue
        self.begin = begin
        self.limit = min(limit, begin + FARTHEST)
        self.cues = cues

    def opening(self) -> Opening | None:
        """The complementiser, quotation, colon or object that opens the content; None where nothing does."""
        ground, cue = self.ground, self.cue
        short: Opening | None = None
        j, moved, relative = self.begin, 0, False
        while j < self.limit:
            found = self._here(j, moved)
            if found is not None:
                return found
            if moved and (cue.form == "noun" or "weak" in cue.traits or (cue.form == "participle" and moved > NEAR)):
                return None
            if not moved and self._refers_back(j):
                return None
            quote = ground.quotes.get(j)
            if quote is not None:
                short = short or (Opening(j, "quote") if "unquoted" not in cue.traits and not cue.negated else None)
                j = quote.last + 1 if quote.closed else self.limit
                continue
            other = self.cues.get(j)
            relative = relative or ground.role(j) in ("relative", "stop")
            if (
                other is not None
                and other.form != "adjunct"
                and not (relative and other.form == "verb" and not other.joined)
            ):
                return self._merged(other, moved) or short
            marker = ground.marker(j)
            if marker is not None and marker.row["role"] == "aside":
                j = marker.last
                continue
            if not (ground.is_comma(j) or j in ground.times):
                moved += 1
            j = max(j + 1, ground.times.get(j, 0))
        return short

    def _refers_back(self, j: int) -> bool:
        """`of which it spoke`: what was said is the noun before, and no content follows."""
        marker = self.ground.marker(j)
        return (
            bool(marker and marker.pronoun and marker.row.word in self.cue.objects)
            and self.ground.role(j + 1) != "that"
        )

    def _here(self, j: int, moved: int) -> Opening | None:
        ground = self.ground
        marker = ground.marker(j)
        if marker and marker.row["role"] == "whether":
            return Opening(j, "that")
        if marker and marker.row["role"] == "that":
            return None if marker.split.conjunction else self._that(j, marker.last, bool(marker.pronoun))
        if ground.is_colon(j):
            return Opening(j + 1, "colon") if j + 1 < self.limit and "unquoted" not in self.cue.traits else None
        quote = ground.quotes.get(j)
        if quote is not None:
            long = quote.last - quote.first > SHORTEST_SPEECH or not moved
            spoken = (
                long
                and (not moved or not self.cue.negated)
                and "unquoted" not in self.cue.traits
                and not self._is_name(quote)
            )
            return Opening(j, "quote") if spoken else None
        if moved > (NEAR if self.cue.form == "verb" else 0):
            return None
        return self._object(j, moved)

    def _is_name(self, quote: Quote) -> bool:
        """A short quotation that a complementiser follows is a name on the way."""
        ground, after = self.ground, quote.last + 1
        if quote.last - quote.first > SHORTEST_SPEECH or after >= len(ground.tokens):
            return False
        return ground.role(after) == "that" or after in ground.quotes or ground.is_colon(after)

    def _that(self, j: int, last: int, pronoun: bool) -> Opening | None:
        cue = self.cue
        before = self.ground.marker(j - 1)
        preposition = before.row.word if before and before.row["role"] in PREPOSITIONS else ""
        if (preposition and j - 1 >= cue.last and preposition not in cue.that) or not cue.that:
            return None
        first = j if pronoun else last
        return Opening(first, "that") if first < self.limit else None

    def _object(self, j: int, moved: int) -> Opening | None:
        ground, cue = self.ground, self.cue
        if cue.negated or ground.tokens[j].kind != "word":
            return None
        marker = ground.marker(j)
        if marker and marker.row.word in cue.objects and j + 1 < self.limit:
            return (
                None
                if marker.row["role"] == "preposition" and self._is_medium(j + 1)
                else self._governed(j, bool(marker.pronoun))
            )
        if BA in cue.objects and begins_with_ba(ground, j):
            near = not moved or (cue.traits | cue.objects) & ADDRESSED or is_noun_with_ba(ground, j)
            alone = ground.tokens[j].key == BA
            return Opening(j + 1 if alone else j, "object") if near else None
        if not moved and not marker and self._addresses(j):
            return Opening(j, "object")
        return None if marker or not cue.objects & NOUNS else self._noun(j, moved)

    def _noun(self, j: int, moved: int) -> Opening | None:
        """A noun that is announced, confirmed or denied, governed without a preposition."""
        ground, cue = self.ground, self.cue
        direct = "direct" in cue.objects
        if ground.role(j - 1) == "relative":
            return None
        if not moved and direct and (is_possessed(ground, j) or self._is_support(j)):
            return Opening(j, "object")
        content = ground.content(j)
        if comes_clause(ground, j, cue) or content is None:
            plain = cue.form == "participle" and not moved and direct and not comes_clause(ground, j, cue)
            return Opening(j, "object") if plain else None
        if content.split.preposition == LAM and "addressed" not in cue.traits:
            return None
        return self._renewed(j) or (Opening(j, "object") if direct or content.row["kind"] == "attitude" else None)

    def _is_support(self, j: int) -> bool:
        """A noun of the speaker's own, where no complementiser follows it at once."""
        return self.ground.is_own_content(j) and self._renewed(j) is None

    def _renewed(self, j: int) -> Opening | None:
        """`renewed the assurance that`, `voiced their hope that`: the noun hands its own complementiser on."""
        ground = self.ground
        noun, content = ground.verb(j), ground.content(j)
        reports = noun is not None and noun.features.tense == "masdar" and not noun.pronoun
        felt = content is not None and bool(content.pronoun) and content.row["kind"] == "attitude"
        for k in (j + 1, j + 2) if reports or felt else ():
            marker = ground.marker(k)
            if marker and marker.row["role"] == "that":
                return Opening(k if marker.pronoun else marker.last, "that")
        return None

    def _addresses(self, j: int) -> bool:
        """Whether someone accused or called upon stands here, and what of or to follows: he is part of what was said."""
        ground, cue = self.ground, self.cue
        if "addressed" not in cue.traits or "direct" not in cue.objects or cue.pronoun:
            return False
        for k in range(j + 1, min(j + NEAR, self.limit)):
            marker = ground.marker(k)
            if marker and marker.row.word in cue.objects:
                return k + 1 not in ground.places
            if ground.is_mark(k) or (marker is not None and marker.row["role"] not in ("attached", "from", "pointing")):
                return False
            if BA in cue.objects and begins_with_ba(ground, k):
                return True
        return False

    def _is_medium(self, j: int) -> bool:
        """`on the "Facebook" page`, `on his account`: where it was said, not what."""
        quote = self.ground.quotes.get(j)
        return self.ground.is_occasion(j) or (quote is not None and self._is_name(quote))

    def _governed(self, j: int, pronoun: bool) -> Opening | None:
        following = self.ground.role(j + 1)
        if "addressed" in self.cue.traits and j + 1 in self.ground.places:
            return None
        if (
            pronoun
            or following in ("that", "relative")
            or (self.ground.is_mark(j + 1) and j + 1 not in self.ground.quotes)
        ):
            return None
        if self.ground.content(j + 1) is not None and (felt := self._renewed(j + 1)) is not None:
            return felt
        return Opening(j + 1, "object")

    def _merged(self, other: Cue, moved: int) -> Opening | None:
        """`went on, saying`: a participle or `in his words` that carries the content of the verb before it."""
        if self.cue.form != "verb" or other.form not in ("participle", "noun"):
            return None
        beside = not moved and self.begin == self.cue.last
        if not beside and other.act != "says" and self.cue.act != "adds":
            return None
        found = Search(self.ground, other, other.last, self.limit, {}).opening()
        if found is None or found.kind == "object":
            return None
        return Opening(found.first, found.kind, other)
