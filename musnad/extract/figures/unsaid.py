"""What a number counts that stands without its noun: the figure before it, or a noun named earlier in its sentence."""

from __future__ import annotations

from musnad.extract.figures.counted import Counted, noun_hit, role
from musnad.extract.figures.fate import FATES, apply_fate
from musnad.extract.page import Page
from musnad.text.clitics import MEEM, WAW

LARGE = 1000  # a hedged number from here on stands for people counted or named shortly before
NEAR = 60  # tokens back to the figure it takes up
ELSEWHERE = 7  # tokens between a figure in one place and the bare one in the next
PART = 4  # tokens between two bare parts of one whole
UNSAID = "figures.counted.unsaid"
BACK = 15  # tokens back to the noun it takes up
INHERITING = ("figures.counted.other", "figures.counted.of_them", "figures.counted.of_named")
BY_NOUN = ("figures.counted.other", "figures.counted.of_them", "figures.counted.number_of")


def settle(page: Page, found: Counted, near: Counted | None, last: Counted | None) -> bool:
    """Give a figure its measure from what befell it, the figure before or a noun before. False where it is none.

    near: the figure before in the same sentence. last: the figure before anywhere.
    """
    apply_fate(page, found, near)
    if found.measure:
        return True
    if (found.rule in INHERITING or found.among) and near is not None:
        found.measure, found.unit, found.person, found.flow = near.measure, near.unit, near.person, near.flow
        return True
    if near is not None and near.among and found.rule == near.rule == UNSAID and _is_next_part(page, found, near):
        found.measure, found.unit, found.person, found.among = near.measure, near.unit, near.person, True
        return True
    if near is not None and found.rule == UNSAID and _is_elsewhere(page, found, near):
        found.measure, found.unit, found.person, found.flow = near.measure, near.unit, near.person, near.flow
        return True
    if found.rule in BY_NOUN or found.among:
        people = found.rule == "figures.counted.of_them" and page.tokens[found.last - 1].key[-1] == MEEM
        return _by_noun_before(page, found, people)
    if not _is_large(found):
        return False
    if last is not None and last.person and last.unit == "count" and found.first - last.last < NEAR:
        found.measure, found.person = "people" if last.measure in FATES else last.measure, True
        return True
    return _by_noun_before(page, found, True)


def _is_next_part(page: Page, found: Counted, near: Counted) -> bool:
    """`of them 24 in the north and 22 in the south`: a second bare part joined to the first."""
    joined = page.tokens[found.first].key[0] == WAW or page.tokens[found.first - 1].key == WAW
    return joined and found.first - near.last <= PART


def _is_elsewhere(page: Page, found: Counted, near: Counted) -> bool:
    """`57 attacks in the north and 83 in the south`: the same again in another place."""
    joined = page.tokens[found.first].key[0] == WAW or page.tokens[found.first - 1].key == WAW
    place = found.last < len(page.tokens) and role(page, found.last) == "in"
    return joined and place and near.unit == "count" and found.first - near.last <= ELSEWHERE


def _is_large(found: Counted) -> bool:
    """`fewer than ten thousand are in the bases`: large and hedged, so that it counts and does not name."""
    bound = found.low if found.low is not None else found.high
    hedged = found.comparator != "exact" and not found.vague and found.unit == "count"
    return hedged and bound is not None and bound >= LARGE


def _by_noun_before(page: Page, found: Counted, people: bool) -> bool:
    """The nearest plural noun before, in the same sentence; only of persons where the words ask for persons."""
    first, _ = page.sentence_of(found.first)
    for i in range(found.first - 1, max(first, found.first - BACK) - 1, -1):
        hit = noun_hit(page, i)
        if hit is None or hit.features.number != "p" or hit.table != "figures.nouns":
            continue
        if people and hit.row["group"] != "person":
            continue
        found.measure, found.unit, found.person = hit.row["measure"], hit.row["unit"], hit.row["group"] == "person"
        return True
    return False
