"""What befell the people a figure counts: killed, wounded, detained, displaced, trained; nearest word before, then after."""

from __future__ import annotations

from musnad.extract.figures.counted import Counted, noun_hit, role
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import WAW

BACK, AHEAD = 8, 7  # words looked at before and after
FATES = ("killed", "wounded", "detained", "displaced", "casualties")


def apply_fate(page: Page, found: Counted, before: Counted | None) -> None:
    """Set measure and flow of a figure that counts people by what is said to have happened to them.

    before: the figure just before in the same sentence, whose fate a coordinated one shares.
    """
    if found.unit != "count" or (found.noun >= 0 and not found.person):
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
    hit = hit or _fate_after(page, found)
    if hit is not None:
        both = _other_fate(page, hit)
        found.measure = "casualties" if both else hit.row["measure"]
        found.flow = hit.row.cells.get("flow") or "occurred"
        found.person = True


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
        if role(page, i) in ("hand", "clause") or page.tokens[i].form in STOPS:
            return None
        noun = noun_hit(page, i)
        person = noun is not None and (noun.table == "figures.nouns" and noun.row["group"] == "person")
        fated = person and noun is not None and noun.row["measure"] in FATES
        if fated and (not found.person or any(role(page, i - back) == "count" for back in (1, 2, 3))):
            return noun
        if person and not joined and i < found.first - 1:
            return None
    return None


def _governs(hit: Hit) -> bool:
    """A verb or verbal noun that has its people after it."""
    return not (hit.features.tense == "participle" or (hit.features.tense == "perfect" and hit.features.number != "s"))


def _is_joined(page: Page, found: Counted) -> bool:
    tokens = page.tokens
    return tokens[found.first].key[0] == WAW or (found.first > 0 and tokens[found.first - 1].key == WAW)


def _fate_after(page: Page, found: Counted) -> Hit | None:
    """`seven soldiers were killed`: a verb that agrees with people, or their death, after the noun."""
    _, end = page.sentence_of(found.first)
    for i in range(found.last, min(found.last + AHEAD, end)):
        if page.numerals.covering(i) is not None or page.tokens[i].form in STOPS:
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
