"""Ordinals: the fourth, the eleventh, the twenty-fifth, the hundred and twenty-fourth, the second after the hundred."""

from __future__ import annotations

from musnad.extract.numbers.atoms import Atom, Sum, is_definite
from musnad.extract.numbers.words import Words

LARGE = ("hundred", "hundreds", "scale", "dual")


def read_ordinal(words: Words, i: int, end: int) -> Sum | None:
    """The ordinal that begins at token i, or None."""
    begin = words.atom(i, end)
    if begin is None:
        return None
    if begin.role in ("ordinal", "head"):
        found = _small(words, begin, end)
    elif begin.article and not begin.preposition and not begin.pronoun:
        found = _definite(words, begin, end)
    else:
        return None
    return _after_hundred(words, found, end) if found is not None else None


def _small(words: Words, begin: Atom, end: int) -> Sum | None:
    found = Sum(begin.first, begin.last, begin.value, 1, begin.article, begin.preposition, kind="ordinal")
    tail = words.atom(begin.last, end)
    if tail is not None and tail.role == "tail" and not tail.joined and not tail.article:
        found.value, found.last = begin.value + 10, tail.last
        return found
    ten = words.follow(begin.last, end)
    if ten is not None and ten.role == "ten" and ten.article == begin.article and not ten.preposition:
        found.value, found.last = begin.value + ten.value, ten.last
        return found
    if begin.role == "head":
        return None
    return None if _is_adverb(words, begin) or _is_second_of_time(words, begin) else found


def _is_adverb(words: Words, begin: Atom) -> bool:
    """`firstly`: the accusative alone; beside another accusative it is an adjective (`a third term`)."""
    if not begin.nunation:
        return False
    tokens = words.page.tokens
    return begin.first == 0 or tokens[begin.first - 1].key[-1] != tokens[begin.first].key[-1]


def _is_second_of_time(words: Words, begin: Atom) -> bool:
    """After a number `thaniya` is a second of time."""
    if begin.value != 2 or begin.article or begin.first == 0:
        return False
    before = words.page.tokens[begin.first - 1]
    return before.kind == "number" or words.page.numerals.covering(begin.first - 1) is not None


def _definite(words: Words, begin: Atom, end: int) -> Sum | None:
    """Cardinal words with the article that stand as ordinals: the twentieth, the twenty-first, the hundredth."""
    total = words.cardinal(begin.first, end)
    if total is None:
        return None
    ten = words.follow(begin.last, end)
    if begin.role == "digit":
        one = begin.value == 1 and ten is not None and ten.role == "ten" and ten.article
        if not (one or (total.value >= 12 and _stands_as_ordinal(words, begin.first))):
            return None
    elif begin.role == "one":
        pass
    elif begin.role in ("ten", "teen", *LARGE):
        if not _stands_as_ordinal(words, begin.first):
            return None
    else:
        return None
    total.kind = "ordinal"
    return _with_small(words, total, end)


def _with_small(words: Words, total: Sum, end: int) -> Sum:
    """`the hundred and the fourth`: hundreds with an ordinal below a hundred."""
    if total.value % 100 or total.value < 100:
        return total
    added = words.follow(total.last, end)
    if added is not None and added.article and added.role in ("ordinal", "head"):
        small = _small(words, added, end)
        if small is not None:
            total.value, total.last = total.value + small.value, small.last
    return total


def _after_hundred(words: Words, found: Sum, end: int) -> Sum:
    """`the second after the hundred` = 102."""
    hit = words.page.hits.at(found.last, "numbers.links")
    if hit is None or hit.row["role"] != "after" or found.value >= 100:
        return found
    large = words.atom(hit.last, end)
    if large is not None and large.role in LARGE and large.article and not large.preposition:
        found.value, found.last = found.value + large.value, large.last
    return found


def _stands_as_ordinal(words: Words, i: int) -> bool:
    """At the start of its sentence, or right after a definite noun that it describes (`the twentieth century`)."""
    first, _ = words.page.sentence_of(i)
    if i == first:
        return True
    before = words.page.numerals.covering(i - 1)
    if before is not None and before.kind == "cardinal":
        return False
    return words.page.tokens[i - 1].kind == "word" and is_definite(words.page, i - 1)
