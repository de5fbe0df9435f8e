"""Speakers: where the words that name one end, after the cue and before it."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.ground import BODIES, MEDIA, SPOKEN, Ground
from musnad.text.clitics import ALEF, BA, HA, LAM, MEEM, TA, WAW, YA

LONGEST_PHRASE = 40
NEAR = 12
HYPHENS = frozenset("-/_#\u2013")
LONGEST_NAME_IN_QUOTES = 4
LONGEST_NAME = 12
NOUNS = frozenset(("direct", "attitude"))
ORGANS = BODIES | {"channel"}
STOPS = frozenset(
    (
        "that",
        "relative",
        "clause",
        "negation",
        "auxiliary",
        "leaving",
        "aside",
        "preposition",
        "from",
        "which",
        "stop",
        "turn",
    )
)


NO_CUE = Cue(0, 0, "none", "", "")
VERB_OF_SENTENCE = Cue(0, 0, "none", "", "", objects=frozenset(("direct",)), traits=frozenset(("addressed",)))


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
    end = _phrase_end(ground, i, limit, cue)
    while end > i and end < limit and ground.is_comma(end):
        further = _apposition_end(ground, end + 1, limit, cue)
        if further is None:
            break
        end = further
    return Phrase(*ground.trimmed(i, end), end)


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
        if cue.form in ("adjunct", "adverb") and i == j:
            return min(after, limit)
        return after if after < limit and _goes_on(ground, after, i == j) else j
    if form in "([" and j > i and ground.role(j + 1) != "negation":
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
    if j in ground.times or role in STOPS or ground.hits.at(j, "statements.adjuncts") is not None:
        return j
    if role == "attached" and marker is not None:
        return marker.last if j > i and _attaches(ground, j, i, cue, marker.row.word) else j
    if j > i and (_is_manner(ground, j) or _is_feminine_verb(ground, j, i) or _is_own(ground, j)):
        return j
    if (
        (_is_recipient(ground, j) and not _is_organ(ground, j, i))
        or _is_speech(ground, j, i)
        or _begins_object(ground, j, i, cue)
    ):
        return j
    return j + 1


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
    return _is_possessed(ground, j) and (before is None or before.split.article or ground.articled(j - 1))


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
    hit = ground.source(j)
    if ground.tokens[j].key == LAM:
        quote = ground.quotes.get(j + 1)
        if quote is None and j + 1 < len(ground.tokens) and ground.tokens[j + 1].key.isascii():
            return True
        after = quote.last + 1 if quote else j + 2
        return after >= len(ground.tokens) or ground.is_mark(after) or ground.role(after) != ""
    if hit is None or hit.split.preposition != LAM:
        return False
    return hit.row["kind"] in MEDIA or (hit.row["kind"] == "source" and hit.row["number"] == "p")


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


def _begins_object(ground: Ground, j: int, i: int, cue: Cue) -> bool:
    """For a verb with an object: a noun that can be announced, or someone accused, where the phrase before is complete."""
    certain = (
        "direct" in cue.objects and BA in cue.objects and begins_with_ba(ground, j) and _is_noun_with_ba(ground, j)
    )
    if comes_clause(ground, j, cue) and not certain:
        return False
    if BA in cue.objects and begins_with_ba(ground, j) and ground.source(j - 1) is None:
        return (
            j > i
            or _is_noun_with_ba(ground, j)
            or not any(begins_with_ba(ground, k) for k in range(j + 1, min(j + NEAR, len(ground.tokens))))
        )
    if not cue.objects & NOUNS:
        return False
    before = ground.source(j - 1)
    construct = j > i and before is not None and not ground.articled(j - 1)
    if ground.content(j) is not None:
        return not construct
    head = ground.source(j)
    joined = bool(head.split.conjunction) if head is not None else ground.tokens[j].key[0] == WAW
    if j == i or construct or joined:
        return False
    if head is not None and "addressed" in cue.traits and head.split.preposition != LAM:
        return True
    indefinite = j > i + 1 and not any(ground.articled(k) for k in range(i, j)) and ground.source(i) is not None
    before_ends = ground.tokens[j - 1].key[-1] in (YA, HA) and ground.role(j - 1) == ""
    return indefinite and ground.articled(j) and before_ends


def comes_clause(ground: Ground, j: int, cue: Cue) -> bool:
    """Whether a bare complementiser follows before any comma, so that no noun before it is what was said."""
    if not cue.that - {"-"}:
        return False
    found = ground.coming_clause(j)
    return found > j + 2 and ground.role(found - 1) not in ("attached", "preposition", "from")


def _is_noun_with_ba(ground: Ground, j: int) -> bool:
    """Certain to be `bi` and a noun: the noun has the article, or is one that can be announced."""
    content = ground.content(j)
    return ground.articled(j) or (content is not None and content.split.preposition == BA)


def _is_possessed(ground: Ground, j: int) -> bool:
    """A noun with a pronoun of its own (`their readiness`), which no name and no title carries."""
    token = ground.tokens[j]
    if len(token.form) < 5 or j in ground.named or ground.source(j) is not None:
        return False
    return token.form.endswith((HA, HA + ALEF, HA + MEEM)) and not token.form.endswith(LAM + LAM + HA)


def begins_with_ba(ground: Ground, j: int) -> bool:
    """Whether the word may be `bi` and a noun: no name, speaker or particle that only begins with that letter."""
    token = ground.tokens[j]
    if token.kind != "word" or token.key[0] != BA or j in ground.named:
        return False
    if len(token.key) == 1:
        return j + 1 in ground.quotes
    head = ground.source(j)
    return len(token.key) >= 3 and not ground.role(j) and (head is None or head.split.preposition == BA)


def _apposition_end(ground: Ground, i: int, limit: int, cue: Cue) -> int | None:
    """The end of an apposition after a comma, where a comma or the speech itself closes it."""
    if (
        i >= limit
        or (ground.is_mark(i) and i not in ground.quotes)
        or (ground.verb(i) is not None and ground.source(i) is None)
    ):
        return None
    if ground.hits.at(i, "statements.adjuncts") is not None or ground.role(i) == "pointing":
        return None
    end = _phrase_end(ground, i, min(limit, i + 20), cue)
    if end == i or end >= limit:
        return None
    closed = ground.is_comma(end) or ground.is_colon(end) or ground.role(end) == "that" or end in ground.quotes
    return end if closed else None


def phrase_before(ground: Ground, cue: Cue, start: int) -> Phrase | None:
    """The subject that stands before the cue in its clause; None where the clause leaves it unsaid."""
    last = cue.first
    while last > start and ground.role(last - 1) in ("auxiliary", "negation"):
        last -= 1
    first = _clause_start(ground, last, start)
    if first is None:
        return None
    if first == last and last > start and ground.role(last - 1) == "relative":
        return _antecedent(ground, cue, last - 1, start)
    first = skip_asides(ground, first, last)
    phrase = phrase_after(ground, first, last, cue)
    if not phrase and ground.is_comma(last - 1) and last - 1 > start:
        return _set_off(ground, cue, last - 1, start)
    if phrase and phrase.last - phrase.first == 1 and ground.role(phrase.first) == "pointing":
        return None
    return phrase if phrase and _fits(ground, phrase, cue) else None


def _antecedent(ground: Ground, cue: Cue, relative: int, start: int) -> Phrase | None:
    """Whom a relative clause describes: the noun phrase just before it, as far back as its head."""
    last = relative
    while last > start and ground.is_comma(last - 1):
        last -= 1
    first = last
    while (
        first > max(start, last - NEAR) and not ground.is_mark(first - 1) and ground.role(first - 1) in ("", "attached")
    ):
        first -= 1
    heads = (k for k in range(first, last) if (h := ground.source(k)) and h.row["kind"] not in ("rule", "document"))
    first = next(heads, first)
    while first < last - 1 and (ground.is_occasion(first) or ground.content(first) or ground.role(first)):
        first += 1
    phrase = Phrase(*ground.trimmed(first, last), last)
    feminine = ground.tokens[relative].key.endswith(TA + YA)
    if feminine and cue.features.gender == "m":
        return None
    return phrase if phrase and _fits(ground, phrase, cue) else None


def _set_off(ground: Ground, cue: Cue, comma: int, start: int) -> Phrase | None:
    """A subject that a comma parts from its verb: it must fill its clause."""
    first = _clause_start(ground, comma, start)
    if first is None or first >= comma:
        return None
    if first - 1 > start and ground.is_comma(first - 1):
        earlier = _clause_start(ground, first - 1, start)
        whole = phrase_after(ground, earlier, comma + 1, cue) if earlier is not None else None
        if whole and whole.last == comma and _fits(ground, whole, cue):
            return whole
    first = skip_asides(ground, first, comma)
    phrase = phrase_after(ground, first, comma, cue)
    return phrase if phrase and phrase.after == comma and _fits(ground, phrase, cue) else None


def _clause_start(ground: Ground, last: int, start: int) -> int | None:
    """The first token of the clause that ends before `last`; None where its subject is a pronoun."""
    i = last - 1
    lowest = max(start, last - LONGEST_PHRASE)
    while i >= lowest:
        marker = ground.marker(i)
        role = marker.row["role"] if marker else ""
        if (
            marker
            and role in ("that", "clause", "turn", "auxiliary", "relative", "if", "retreat")
            and marker.last <= last
        ):
            return None if marker.pronoun else marker.last
        if ground.is_comma(i) or ground.is_colon(i) or ground.is_dash(i):
            return i + 1
        i -= 1
    return lowest if lowest == start else None


def subject_of_sentence(ground: Ground, start: int, last: int) -> Phrase | None:
    """Who stands at the head of a sentence whose own verb reports nothing: after its first word, or before it."""
    start = _after_lead(ground, start, last)
    for i in range(start, min(last, start + 3)):
        head = ground.source(i)
        if ground.role(i) or (head is None and i not in ground.named) or i in ground.times:
            continue
        if head is not None and (head.split.preposition or head.row["kind"] in ("rule", "document")):
            continue
        phrase = phrase_after(ground, i, last, VERB_OF_SENTENCE)
        return phrase if phrase else None
    return None


def _after_lead(ground: Ground, start: int, last: int) -> int:
    """The token after an opening adverbial (`meanwhile,`, `in Geneva,`) and its comma."""
    if ground.role(start) in ("", "auxiliary") and start not in ground.times:
        return start
    return next((i + 1 for i in range(start, min(last, start + NEAR)) if ground.is_comma(i)), start)


def _fits(ground: Ground, phrase: Phrase, cue: Cue) -> bool:
    """Whether the phrase can be the verb's subject: no verb or preposition at its head, and of the same gender."""
    if _opens_as_clause(ground, phrase):
        return False
    if ground.verb(phrase.first) is not None and ground.source(phrase.first) is None:
        return False
    hit = ground.source(phrase.first)
    if hit is None or cue.features.number != "s" or not cue.features.gender:
        return True
    return bool(hit.row["gender"] == cue.features.gender)


def _opens_as_clause(ground: Ground, phrase: Phrase) -> bool:
    """An unknown word before a speaker is a verb; `bi` and a noun begin no subject."""
    first = phrase.first
    if ground.source(first) is not None or first in ground.named or ground.articled(first):
        return False
    key = ground.tokens[first].key
    if key[: 2 if key[0] == WAW else 1].endswith(BA) and key[0] in (WAW, BA):
        return len(key) > 4 and first not in ground.named and phrase.last - first > 1
    return any(i in ground.named or ground.source(i) is not None for i in range(first + 1, min(first + 3, phrase.last)))
