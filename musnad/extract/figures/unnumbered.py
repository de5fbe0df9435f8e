"""Figures without a number word: duals of counted nouns (two bases), and none at all (no casualties)."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.figures.counted import Counted, noun_hit, role, set_noun
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, HA, KAF, MEEM, NOON, YA

THEM_TWO = HA + MEEM + ALEF
REACH = 5  # words between the negation and the casualties it denies
NONE_OF = ("killed", "wounded", "casualties")


def duals(page: Page) -> Iterator[Counted]:
    """Two of a kind, by the dual of an indefinite counted noun; `a person or two` is one to two."""
    for hit in sorted([*page.hits.of("figures.nouns"), *page.hits.of("figures.nations")], key=lambda h: h.first):
        if not _is_dual(page, hit):
            continue
        found = Counted(hit.first, hit.last, 2, 2, "exact", "figures.dual.noun")
        set_noun(found, hit)
        single = noun_hit(page, hit.first - 2)
        if single is not None and single.row.word == hit.row.word and page.hits.at(hit.first - 1, "numbers.links"):
            found.first, found.low, found.comparator = single.first, 1, "between"
            found.rule = "figures.dual.or"
        yield found


def _is_dual(page: Page, hit: Hit) -> bool:
    """Surely a dual: no reading as a plural, indefinite, without a pronoun, and not beside its own number word."""
    readings = page.hits.all_at(hit.first, hit.table)
    if any(h.features.number != "d" for h in readings) or hit.split.article or hit.pronoun or hit.split.nunation:
        return False
    if page.numerals.covering(hit.first) is not None or page.numerals.ending(hit.first) is not None:
        return False
    if hit.split.preposition == KAF or (hit.first and _tells_of_named(page, hit)):
        return False
    number = page.numerals.at(hit.last)
    return number is None or number.digits or number.value != 2


def _tells_of_named(page: Page, hit: Hit) -> bool:
    """A dual that says something of two already named: `they are both held`, `two Russian banks`."""
    before = page.tokens[hit.first - 1].key
    adjective = hit.table == "figures.nations" and before.endswith((ALEF + NOON, YA + NOON)) and len(before) > 4
    return before.endswith(THEM_TWO) or adjective


def zeros(page: Page) -> Iterator[Counted]:
    """No casualties: a negation with a noun of casualties near after it."""
    for hit in page.hits.of("figures.links"):
        if hit.row["role"] != "zero":
            continue
        _, end = page.sentence_of(hit.first)
        for i in range(hit.last, min(hit.last + REACH, end)):
            if page.numerals.covering(i) is not None or role(page, i) in ("zero", "in"):
                break
            noun = page.hits.at(i, "figures.nouns")
            if noun is not None and noun.row["measure"] in NONE_OF:
                if noun.features.number == "p" and not noun.split.article and not noun.pronoun:
                    found = Counted(hit.first, noun.last, 0, 0, "exact", "figures.zero.casualties")
                    set_noun(found, noun)
                    found.measure = "casualties" if found.measure == "wounded" else found.measure
                    found.flow = "occurred"
                    yield found
                break
