"""What befell the people a figure counts: killed, wounded, detained, displaced, trained; nearest word before, then after."""

from __future__ import annotations

from musnad.extract.figures.counted import Counted, is_definite, noun_hit, role
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import WAW

BACK, AHEAD = 8, 7  # words looked at before and after
FATES = ("killed", "wounded", "detained", "displaced", "casualties")


def apply_fate(page: Page, found: Counted, before: Counted | None) -> None:
    """Set measure and flow of a figure that counts people by what is said to have happened to them.

    before: the figure just before in the same sentence, whose fate a coordinated one shares.
    """
    if found.unit != "count" or (found.noun >= 0 and not found.person and not _befell_some(page, found)):
        return
    if found.measure in ("killed", "wounded", "casualties"):
        found.flow = "occurred"
        return
    bare = found.rule == "figures.counted.unsaid"
    hit = _fate_before(page, found, before)
    if bare and (hit is None or found.first - hit.last > 1 or _looks_like_year(found)):
        return
    if hit is None and before is not None and found.noun < 0 and (before.flow == "occurred"):
        found.measure, found.flow = found.measure or before.measure, before.flow
        return
    told = hit is not None and found.first - hit.last <= 1
    if found.among and not told and before is not None and before.unit == "count" and _shares_fate(page, found, before):
        found.measure, found.flow = before.measure, before.flow
        return
    hit = hit or _fate_of_noun(page, found) or _fate_after(page, found)
    if hit is not None:
        both = _other_fate(page, hit)
        found.measure = "casualties" if both else hit.row["measure"]
        found.flow = hit.row.cells.get("flow") or "occurred"
        found.person = True


def _befell_some(page: Page, found: Counted) -> bool:
    """Whether a noun that no table knows stands right after words that only the living meet: `14 fishermen were killed`."""
    hit = _fate_before(page, found, None) if found.rule == "figures.counted.unknown_noun" else None
    return hit is not None and hit.last == found.first and hit.row["measure"] in ("killed", "wounded")


def _shares_fate(page: Page, found: Counted, before: Counted) -> bool:
    """A part of the dead is dead; people named by their nation are what the whole is (`among 3500 soldiers 2500 Americans`)."""
    nation = found.noun >= 0 and page.hits.at(found.noun, "figures.nouns") is None
    return before.measure in FATES or (nation and before.person)


def _looks_like_year(found: Counted) -> bool:
    return found.comparator == "exact" and found.high is not None and 1900 <= found.high <= 2100


def _fate_before(page: Page, found: Counted, before: Counted | None) -> Hit | None:
    start, _ = page.sentence_of(found.first)
    joined = _is_joined(page, found)
    reach = max(start, found.first - BACK)
    if joined and before is not None and found.first - before.last <= 3:
        reach = max(start, before.first - BACK)
    for i in range(found.first - 1, reach - 1, -1):
        hit = page.hits.at(i, "figures.casualties")
        if hit is not None and (_governs(hit) or hit.last == found.first or role(page, i - 1) == "relative"):
            return hit
        if role(page, i) == "hand" and not _is_aside(page, i, found):
            return None
        if role(page, i) == "clause" or page.tokens[i].form in STOPS:
            return None
        noun = noun_hit(page, i)
        person = noun is not None and (noun.table == "figures.nouns" and noun.row["group"] == "person")
        fated = person and noun is not None and noun.row["measure"] in FATES
        if fated and (not found.person or any(role(page, i - back) == "count" for back in (1, 2, 3))):
            return noun
        if person and not joined and i < found.first - 1 and role(page, i - 1) != "hand":
            return _deed(page, i, found)
    return None


def _deed(page: Page, i: int, found: Counted) -> Hit | None:
    """What those at token i did to the people counted right after them, by the verb before (`the forces killed 160`)."""
    hit = page.hits.at(i - 1, "figures.casualties") if _is_defined(page, i, found.first) else None
    return hit if hit is not None and hit.features.tense in ("perfect", "imperfect") and _governs(hit) else None


def _is_defined(page: Page, first: int, last: int) -> bool:
    """Whether all words of a stretch, and there are some, carry an article."""
    return first < last and all(is_definite(page, i) for i in range(first, last))


def _is_aside(page: Page, i: int, found: Counted) -> bool:
    """Whether only a definite name stands between `on the side of` or `by the hand of` and the figure, so that the figure
    is not of those who did it."""
    link = page.hits.at(i, "figures.links")
    return link is not None and _is_defined(page, link.last, found.first)


def _governs(hit: Hit) -> bool:
    """A verb or verbal noun that has its people after it."""
    return not (hit.features.tense == "participle" or (hit.features.tense == "perfect" and hit.features.number != "s"))


def _is_joined(page: Page, found: Counted) -> bool:
    return _joins(page, found.first)


def _joins(page: Page, i: int) -> bool:
    """Whether `and` stands before token i."""
    return page.tokens[i].key[0] == WAW or (i > 0 and page.tokens[i - 1].key == WAW)


def _fate_of_noun(page: Page, found: Counted) -> Hit | None:
    """`the number of Palestinians who were killed rose to 141`: the verb of the clause that tells of the noun."""
    if not 0 <= found.noun < found.first:
        return None
    for i in range(found.noun + 1, min(found.noun + 4, found.first)):
        hit = page.hits.at(i, "figures.casualties")
        if hit is not None and role(page, i - 1) == "relative":
            return hit
    return None


def _fate_after(page: Page, found: Counted) -> Hit | None:
    """`seven soldiers were killed`: a verb that agrees with people, or their death, after the noun; also after others that are
    counted with them (`five civilians and 11 rebels were killed`)."""
    _, end = page.sentence_of(found.first)
    last = min(found.last + AHEAD, end)
    for i in range(found.last, min(found.last + 3 * AHEAD, end)):
        if page.numerals.covering(i) is not None and found.person and _joins(page, i):
            last = min(i + AHEAD, end)
        elif i >= last or page.numerals.covering(i) is not None or page.tokens[i].form in STOPS:
            return None
        hit = page.hits.at(i, "figures.casualties")
        plural = hit is not None and hit.features.tense in ("perfect", "imperfect") and hit.features.number in "dp"
        if plural and hit is not None and not hit.split.conjunction:
            return hit if page.numerals.at(hit.last) is None else None  # else it tells what these did to others
        fate = page.hits.at(i, "figures.fates")
        if fate is not None and (fate.pronoun or not fate.row["of"]):
            return fate
    return None


def _other_fate(page: Page, hit: Hit) -> bool:
    """`killing and wounding 40`: two fates told together of the same people."""
    near = page.hits.at(hit.first - 1, "figures.casualties") if hit.split.conjunction else None
    return (
        near is not None
        and not near.pronoun
        and _governs(near)
        and {near.row["measure"], hit.row.cells.get("measure")} == {"killed", "wounded"}
    )


STOPS = frozenset(";\u061b:")
