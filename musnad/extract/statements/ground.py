"""The ground the grammar walks on: what tables and earlier layers say of each token of a page."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter

from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import Entity, Span
from musnad.text.clitics import ARTICLE, FA, KAF, LAM, NOON, YA
from musnad.text.fold import DAMMA, key_of
from musnad.text.quotes import ALL_MARKS, Quote

COMMAS = frozenset(",\u060c;\u061b")
DASHES = frozenset("-\u2013\u2014")
COLONS = frozenset(":")
FAR = 25
CLAUSE_MARKS = COMMAS | COLONS | {"."}
SPEECH = 6
LONGEST_DATELINE = 14
MEDIA = frozenset(("agency", "newspaper", "channel"))
BODIES = frozenset(("body", "government"))
CLAUSE_OPENERS = frozenset(("clause", "turn", "that", "relative", "auxiliary", "aside", "negation", "if", "whether"))
SPOKEN = ("perfect", "imperfect", "jussive")


_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?(T|$)")


class Ground:
    """Look-ups by token, all constant in time. Made once a page.

    times:  first token of a time expression to the token after it.
    days:   first token of a dated one to its ISO prefix; counts: first token of a whole number to its value.
    quotes: token of an opening quotation mark to its quotation.
    named:  first tokens of the names of entities; given: those of them that carry `li` (`to the Congress`).
    torn:   participles that report on inside a quotation that lost its closing mark.
    heard:  words that stand beside reporting verbs. name_keys: the words of persons' names. place_names: ranges of tokens that name a
            place. places: their first tokens.
    spoken: for each token whether it stands inside a quotation long enough to be speech.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens = page.tokens
        self.hits = page.hits
        self.times: dict[int, int] = {}
        self.days: dict[int, str] = {}
        for time in page.times:
            first, last = page.token_range(time.start, time.end)
            self.times[first] = last
            if time.earliest and _DAY.match(time.value):
                self.days[first] = time.value[:10]
        self.time_ends = set(self.times.values())
        self.counts = {
            page.token_range(n.start, n.end)[0]: int(n.value)
            for n in page.numbers
            if n.kind == "cardinal" and n.value is not None and n.value == int(n.value)
        }
        self.opened = {q.last: q.first - 1 for q in page.quotes if q.closed}
        self.quotes: dict[int, Quote] = {q.first - 1: q for q in page.quotes}
        self.named: set[int] = set()
        self.given: set[int] = set()
        self.name_keys: set[str] = set()
        self.heard: set[str] = set()
        self.persons: set[int] = set()
        self.entities: dict[int, list[tuple[int, Entity]]] = {}
        self.place_names: set[tuple[int, int]] = set()
        self.places: set[int] = set()
        self._read_entities()
        self._sources = {hit.first: hit for hit in page.hits.of("statements.sources")}
        self._verbs = {hit.first: hit for hit in page.hits.of("statements.verbs")}
        self._markers = self._read_markers()
        self._roles = {i: hit.row["role"] for i, hit in self._markers.items()}
        self.set_phrases = {
            i
            for hit in self._markers.values()
            if hit.row["role"] == "aside" and hit.last > hit.first + 1
            for i in range(hit.first, hit.last)
        }
        self._coming = (0, 0, -1)
        self.torn: list[int] = []
        self.marks = [q.first - 1 for q in page.quotes]
        self.spoken = bytearray(len(page.tokens))
        for quote in page.quotes:
            if quote.closed and quote.last - quote.first >= SPEECH:
                self.spoken[quote.first : quote.last] = b"\1" * (quote.last - quote.first)

    def _read_markers(self) -> dict[int, Hit]:
        """Every marker but those that only fold like one: where a page writes a particle in full, the other is a name."""
        hits = self.hits.of("statements.markers")
        full, folded = Counter[str](), Counter[str]()
        for hit in hits:
            if hit.row["apart"] and not hit.pronoun:
                form = self.tokens[hit.first].form[hit.split.skip :]
                (full if form.startswith(hit.row.word) else folded)[hit.row.word] += 1
        names = {word for word, count in full.items() if count >= folded[word]}
        return {hit.first: hit for hit in hits if not self._is_name(hit, names)}

    def _is_name(self, hit: Hit, spelled_out: set[str]) -> bool:
        """A name that folds like a particle: of a known person, or in a spelling that the page keeps for names."""
        form, word = self.tokens[hit.first].form[hit.split.skip :], hit.row.word
        if hit.first in self.persons and (hit.row["apart"] or hit.pronoun):
            return True
        if word not in spelled_out or (hit.row["apart"] == "after fa" and hit.split.conjunction != FA):
            return False
        before = self._verbs.get(hit.first - 1)
        return form == key_of(word) and not (before and word in before.row["object"])

    def is_passive(self, i: int, skip: int) -> bool:
        """Whether the writer put the vowel of the passive on the first letter of a verb."""
        token = self.tokens[i]
        at = -1
        for letter in self.page.text[token.start : token.end]:
            if letter == DAMMA:
                return at == skip
            at += unicodedata.combining(letter) == 0
        return False

    def _read_entities(self) -> None:
        for entity in self.page.entities:
            for name in entity.names:
                first, last = self.page.token_range(name.start, name.end)
                self.named.add(first)
                if self._is_given(entity, name, first):
                    self.given.add(first)
                self.entities.setdefault(first, []).append((last, entity))
                if entity.type == "person":
                    self.persons.update(range(first, last))
                    self.name_keys.update(token.key for token in self.tokens[first:last])
                elif entity.type in ("place", "country"):
                    self.place_names.add((first, last))
                    self.places.add(first)

    def _is_given(self, entity: Entity, name: Span, first: int) -> bool:
        """Whether `li` stands before the name; a person's may itself begin so, where the page never writes it without."""
        word, text = name.text.split(" ", 1)[0], self.page.text
        if self.tokens[first].start == name.start or text[name.start - 1] != LAM:
            return False
        return entity.type != "person" or any(
            other.text.startswith(word) and text[other.start - 1 : other.start] != LAM for other in entity.names
        )

    def role(self, i: int) -> str:
        """What the marker table says of token i: that, relative, clause, leaving ...; '' where nothing."""
        return self._roles.get(i, "")

    def marker(self, i: int) -> Hit | None:
        return self._markers.get(i)

    def source(self, i: int) -> Hit | None:
        """The row of a word that heads the name of a speaker."""
        return self._sources.get(i)

    def verb(self, i: int) -> Hit | None:
        return self._verbs.get(i)

    def coming_clause(self, i: int) -> int:
        """The next bare complementiser after token i before any comma, colon, full stop or turn (`while`), near enough; -1 where
        none."""
        first, last, found = self._coming
        if not first <= i < last:
            k, found = i + 1, -1
            while k < len(self.tokens) and k <= i + FAR and self.tokens[k].form not in CLAUSE_MARKS:
                if self._roles.get(k) == "that" and not self._markers[k].split.conjunction:
                    found = k
                if found == k or self._roles.get(k) == "turn":
                    break
                k += 1
            first, last = i, k
            self._coming = (first, last, found)
        return found

    def is_comma(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].form in COMMAS

    def is_colon(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].form in COLONS

    def has_quote(self, first: int, last: int) -> bool:
        """Whether a quotation opens in a range of tokens."""
        at = bisect_left(self.marks, first)
        return at < len(self.marks) and self.marks[at] < last

    def is_dash(self, i: int) -> bool:
        """A dash that stands free between words, not a hyphen."""
        tokens = self.tokens
        if tokens[i].form not in DASHES or not 0 < i < len(tokens) - 1:
            return False
        return tokens[i - 1].end < tokens[i].start or tokens[i].end < tokens[i + 1].start

    def is_mark(self, i: int) -> bool:
        return 0 <= i < len(self.tokens) and self.tokens[i].kind == "mark"

    def is_quote_mark(self, i: int) -> bool:
        return self.tokens[i].form in ALL_MARKS

    def is_media(self, i: int) -> bool:
        hit = self.source(i)
        return hit is not None and hit.row["kind"] in MEDIA

    def is_occasion(self, i: int) -> bool:
        return self.hits.at(i, "statements.occasions") is not None

    def opens_clause(self, i: int, start: int) -> bool:
        """Whether a clause begins at token i: at the sentence's start, after a mark, a date or a word that opens clauses."""
        if i <= start or self.is_mark(i - 1) or i in self.time_ends:
            return True
        return any((m := self.marker(i - k)) and m.last == i and m.row["role"] in CLAUSE_OPENERS for k in (1, 2, 3))

    def content(self, i: int) -> Hit | None:
        """The row of a noun that can be announced, confirmed or denied."""
        hit = self.hits.at(i, "statements.contents")
        if hit is None or hit.split.preposition == KAF or hit.pronoun in (YA, NOON + YA, KAF):
            return None
        return hit

    def is_own_content(self, i: int) -> bool:
        """`his support`, `its readiness`: such a noun with the pronoun of the one who speaks."""
        hit = self.content(i)
        return hit is not None and bool(hit.pronoun)

    def after_dateline(self, start: int) -> int:
        """The token after `CITY (AGENCY) -` at the head of a sentence, else the head itself."""
        tokens = self.tokens
        last = min(start + LONGEST_DATELINE, len(tokens) - 1)
        dashes = [i for i in range(start, last) if self.is_dash(i)]
        if not dashes:
            return start
        bracketed = any(tokens[i].form == ")" for i in range(start, dashes[-1]))
        return dashes[-1] + 1 if bracketed or dashes[0] - start <= 2 else start

    def articled(self, i: int) -> bool:
        """Whether the word begins with the article, a conjunction or preposition before it allowed."""
        key = self.tokens[i].key
        for skip in range(min(3, len(key))):
            if key.startswith(ARTICLE, skip) and len(key) - skip > 3:
                return True
        return LAM + LAM in key[:3]

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The range without marks at its ends; brackets that close inside stay."""
        while first < last and self.is_mark(first) and self.tokens[first].form not in "([":
            first += 1
        while last > first and self.is_mark(last - 1) and self.tokens[last - 1].form not in ")]?!\u061f%":
            if self.opened.get(last - 1, -1) >= first:
                break
            last -= 1
        return first, last
