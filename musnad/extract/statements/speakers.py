"""Speakers: where the words that name one end, after the cue and before it."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import BODIES, MEDIA, SPOKEN, Ground
from musnad.extract.statements.objects import NOUNS, begins_object, is_possessed
from musnad.text.clitics import ALEF, BA, LAM, MEEM, PRONOUNS, TA

LONGEST_PHRASE = 40
HYPHENS = frozenset("-/_#\u2013")
LONGEST_NAME_IN_QUOTES = 4
LONGEST_NAME = 12
ORGANS = BODIES | {"channel"}
STOPS = frozenset(
    [
        "that",
        "relative",
        "clause",
        "turn",
        "negation",
        "auxiliary",
        "leaving",
        "aside",
        "preposition",
        "from",
        "which",
        "stop",
        "if",
        "retreat",
        "whether",
        "sequel",
    ]
)
SHORTEST_GIVEN = 4  # below it, `li` and a word may as well be a name that begins with that letter
SOURCES = ("adjunct", "adverb")
NO_CUE = Cue(0, 0, "none", "", "")


class Phrase(msgspec.Struct):
    """A noun phrase. first, last: tokens without the marks around them, last exclusive. after: where reading goes on."""

    first: int
    last: int
    after: int

    def __bool__(self) -> bool:
        return self.first < self.last


def skip_asides(ground: Ground, i: int, limit: int) -> int:
    """The token after asides (`for his part`, `also`), dates and the commas around them."""
    while i < limit:
        marker = ground.marker(i)
        if i in ground.times:
            i = max(i + 1, ground.times[i])
        elif marker and marker.row["role"] == "aside":
            i = marker.last
        elif ground.is_comma(i):
            i += 1
        else:
            break
    return i


def phrase_after(ground: Ground, i: int, limit: int, cue: Cue) -> Phrase:
    """The noun phrase that begins at token i: title, name, appositions; without date, occasion and recipient."""
    limit = min(limit, i + LONGEST_PHRASE)
    if i < limit and (is_possessed(ground, i) or (ground.is_own_content(i) and cue.objects & NOUNS)):
        return Phrase(i, i, i)
    end = _phrase_end(ground, i, limit, cue)
    if "addressed" in cue.traits:
        end = _named_end(ground, i, end)
    while end > i and end < limit and ground.is_comma(end):
        further = _apposition_end(ground, end + 1, limit, cue)
        if further is None:
            break
        end = further
    return Phrase(*ground.trimmed(i, end), end)


def _named_end(ground: Ground, i: int, end: int) -> int:
    """Where a known person opens the phrase of a verb that takes an object, the name is the subject and the rest is not."""
    persons = [last for last, entity in ground.entities.get(i, ()) if entity.type == "person" and last < end]
    return max(persons, default=end)


def _phrase_end(ground: Ground, i: int, limit: int, cue: Cue) -> int:
    j = i
    while j < limit:
        step = _mark_step(ground, j, i, limit, cue) if ground.is_mark(j) else _word_step(ground, j, i, cue)
        if step <= j:
            break
        j = step
    return min(j, limit)


def _mark_step(ground: Ground, j: int, i: int, limit: int, cue: Cue) -> int:
    """The token after the mark where a phrase goes on over it, else the mark itself."""
    form = ground.tokens[j].form
    quote = ground.quotes.get(j)
    if quote is not None and quote.closed and quote.last - quote.first <= _longest_name(ground, j, i):
        after = quote.last + 1
        if after == limit == cue.first:
            return after
        if cue.form in SOURCES and i == j:
            return min(after, limit)
        return after if after < limit and _goes_on(ground, after, i == j) else j
    if form in "([" and j > i and ground.role(j + 1) not in ("negation", "aside"):
        close = next((k for k in range(j + 1, min(limit, j + 9)) if ground.tokens[k].form in ")]"), None)
        return close + 1 if close is not None and close + 1 < limit else j
    if form in HYPHENS and j > i:
        return j + 1
    if form == "." and j > i and len(ground.tokens[j - 1].form) == 1:
        return j + 1
    return j


def _longest_name(ground: Ground, j: int, i: int) -> int:
    """How many words in quotation marks can be a name here: more after the kind of thing that bears one."""
    before = ground.source(j - 1) if j > i else None
    return LONGEST_NAME if before is not None and not before.split.article else LONGEST_NAME_IN_QUOTES


def _goes_on(ground: Ground, after: int, alone: bool) -> bool:
    """Whether what follows a short quotation shows that it was a name: a complementiser, a word, another mark of speech."""
    if ground.tokens[after].kind != "mark":
        return True
    return ground.is_colon(after) or (ground.is_comma(after) and not alone) or after in ground.quotes


def _word_step(ground: Ground, j: int, i: int, cue: Cue) -> int:
    """The token after the word where it belongs to the phrase begun at i, else the word itself."""
    marker = ground.marker(j)
    role = marker.row["role"] if marker else ""
    if (
        _is_hearer(ground, j)
        or j in ground.times
        or role in STOPS
        or ground.hits.at(j, "statements.adjuncts") is not None
    ):
        return j
    if role == "attached" and marker is not None:
        return marker.last if j > i and _attaches(ground, j, i, cue, marker.row.word) else j
    if j > i and "addressed" in cue.traits and ground.is_media(j) and ground.source(j - 1) is None:
        return j
    if j > i and (_is_manner(ground, j) or _is_feminine_verb(ground, j, i) or _is_own(ground, j)):
        return j
    if (
        (_is_recipient(ground, j) and not _is_organ(ground, j, i) and not (j == i and cue.form in SOURCES))
        or (_is_audience(ground, j, i) and cue is not NO_CUE and cue.form not in SOURCES)
        or _is_speech(ground, j, i)
        or begins_object(ground, j, i, cue)
    ):
        return j
    return j + 1


def _is_hearer(ground: Ground, j: int) -> bool:
    """`to him`: li with a pronoun."""
    key = ground.tokens[j].key
    return key[0] == LAM and key[1:] in PRONOUNS


def _attaches(ground: Ground, j: int, i: int, cue: Cue, preposition: str) -> bool:
    """Whether a preposition goes on with the phrase: a common noun takes one, a person's name does not."""
    if j + 1 in ground.times or ground.is_occasion(j + 1) or preposition in cue.objects or preposition in cue.that:
        return False
    head, before = ground.source(i), ground.source(j - 1)
    if before is not None or ground.articled(j - 1) or (head is not None and ground.is_mark(j - 1)):
        return True
    return (
        head is not None and not head.split.article and head.row["kind"] in ("source", "body", "government", "document")
    )


def _is_organ(ground: Ground, j: int, i: int) -> bool:
    """`The official site of "X"`: the body that a body belongs to, and nobody who was spoken to."""
    head = ground.source(i)
    return head is not None and j > i and ground.tokens[j].key == LAM and head.row["kind"] in ORGANS


def _is_manner(ground: Ground, j: int) -> bool:
    """A participle in the accusative (`addressing the deputies`) describes how it was said."""
    form = ground.tokens[j].form
    return (
        form[0] == MEEM and form[-1] == ALEF and len(form) >= 5 and j not in ground.named and ground.source(j) is None
    )


def _is_own(ground: Ground, j: int) -> bool:
    """`his talk`, `their support` after a complete name: the object of the verb."""
    before = ground.source(j - 1)
    return is_possessed(ground, j) and (before is None or before.split.article or ground.articled(j - 1))


def _is_feminine_verb(ground: Ground, j: int, i: int) -> bool:
    """After a feminine head, an unknown word in the ending of the perfect is its verb and no name."""
    head, before, key = ground.source(i), ground.source(j - 1), ground.tokens[j].key
    if (
        head is None
        or head.row["gender"] != "f"
        or j in ground.named
        or (before is not None and not before.split.article)
    ):
        return False
    return len(key) >= 4 and key[-1] == TA and key[-2] != ALEF and ground.source(j) is None


def recipient_after(ground: Ground, i: int, limit: int) -> Phrase | None:
    """The paper or agency that the words were said to, between cue and content."""
    for j in range(i, min(limit, i + LONGEST_PHRASE)):
        if ground.is_quote_mark(j) or not _is_recipient(ground, j):
            continue
        first = j + 1 if ground.tokens[j].key == LAM else j
        if first in ground.quotes:
            last = ground.quotes[first].last
            return Phrase(*ground.trimmed(first, last), last + 1)
        if not ground.is_media(first):
            return None
        rest = phrase_after(ground, first + 1, limit, NO_CUE)
        after = rest.after if rest else first + 1
        return Phrase(*ground.trimmed(first, after), after)
    return None


def _is_recipient(ground: Ground, j: int) -> bool:
    hit, key = ground.source(j), ground.tokens[j].key
    unknown = hit is None and ground.hits.at(j, "entities.heads") is None
    if unknown and key.startswith(LAM + LAM) and j + 1 < len(ground.tokens) and ground.role(j + 1) == "that":
        return True  # no name begins so: the paper that the words were said to
    if key == LAM:
        quote = ground.quotes.get(j + 1)
        if quote is None and j + 1 < len(ground.tokens) and ground.tokens[j + 1].key.isascii():
            return True
        after = quote.last + 1 if quote else j + 2
        return after >= len(ground.tokens) or ground.is_mark(after) or ground.role(after) != ""
    if hit is None or hit.split.preposition != LAM:
        return False
    return hit.row["kind"] in MEDIA or (hit.row["kind"] == "source" and hit.row["number"] == "p")


def _is_audience(ground: Ground, j: int, i: int) -> bool:
    """`to the committee`, where no title can go on: at the head of the phrase, or right after a person's name."""
    if ground.is_mark(j) or not (j == i or _ends_name(ground, j)):
        return False
    hit = ground.source(j)
    if hit is not None and hit.split.preposition == LAM and len(ground.tokens[j].key) > SHORTEST_GIVEN:
        return True
    return j in ground.given or (j == i and ground.tokens[j].key.startswith(LAM + LAM) and j not in ground.persons)


def _ends_name(ground: Ground, j: int) -> bool:
    """Whether a person's name ends before token j, with one word more than was recognized of it or without."""
    return j - 1 in ground.persons or (
        j - 2 in ground.persons
        and ground.source(j - 1) is None
        and not ground.articled(j - 1)
        and not ground.is_mark(j - 1)
    )


def past_hearer(ground: Ground, i: int, limit: int) -> int:
    """The token after a paper or the reporters that the words were said to, where they stand between verb and subject."""
    if i + 1 >= limit:
        return i
    quote = ground.quotes.get(i + 1)
    if ground.tokens[i].key == LAM and quote is not None and quote.last - quote.first <= LONGEST_NAME_IN_QUOTES:
        return min(limit, quote.last + 1)
    if not _is_recipient(ground, i) or ground.tokens[i].key == LAM:
        return i
    return i + 1 if not ground.is_media(i) else i


def _is_speech(ground: Ground, j: int, i: int) -> bool:
    """A reporting verb or adverbial participle ends the phrase."""
    hit = ground.verb(j)
    if hit is None:
        return False
    if hit.features.tense in SPOKEN:
        return j > i and hit.features.person == 3 and not hit.pronoun and "clausal" not in hit.row["traits"]
    if hit.features.tense == "masdar":
        return bool(hit.pronoun) or hit.split.preposition == BA
    key = ground.tokens[j].key
    return hit.features.tense == "participle" and not hit.split.article and not ground.articled(j) and key[-1] == ALEF


def _apposition_end(ground: Ground, i: int, limit: int, cue: Cue) -> int | None:
    """The end of an apposition after a comma, where a comma or the speech itself closes it."""
    if (
        i >= limit
        or (ground.is_mark(i) and i not in ground.quotes)
        or (ground.verb(i) is not None and ground.source(i) is None)
    ):
        return None
    if ground.hits.at(i, "statements.adjuncts") is not None or ground.role(i) in ("pointing", "copula"):
        return None
    if "direct" in cue.objects and is_possessed(ground, i):
        return None
    end = _phrase_end(ground, i, min(limit, i + 20), cue)
    if end == i or end >= limit:
        return None
    closed = ground.is_comma(end) or ground.is_colon(end) or ground.role(end) == "that" or end in ground.quotes
    return end if closed else None
