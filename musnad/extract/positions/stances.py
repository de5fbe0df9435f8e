"""Words of stance, with what a denial makes of them."""

from __future__ import annotations

import msgspec

from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit


class Stance(msgspec.Struct, gc=False):
    """A word of stance. first, last: tokens. kind: the stance it tells, '' for none. speaks: it says `we`.

    addressed: the name after it is spoken to. leads: the role of the preposition before what is held. plural: its form
    is of several, so that its subject stands before it. gender: m f or ''.
    """

    first: int
    last: int
    kind: str
    nominal: bool
    ambiguous: bool
    speaks: bool
    addressed: bool
    leads: str
    plural: bool
    gender: str


def stance_at(page: Page, i: int) -> Stance | None:
    """The word of stance at a token: a conjugated verb, or a verbal noun."""
    readings = [hit for hit in page.hits.all_at(i, "positions.stances") if _is_news(page, hit)]
    if not readings:
        return None
    hit, tenses = readings[0], {hit.features.tense for hit in readings}
    nominal = hit.features.tense == "masdar"
    speaks = hit.features.person == 1
    return Stance(
        hit.first, hit.last, _kind(page, hit, nominal), nominal, "masdar" in tenses, speaks,
        bool(hit.row["addressed"]), hit.row["leads"], not nominal and hit.features.number != "s",
        "" if nominal else hit.features.gender,
    )  # fmt: skip


def _is_news(page: Page, hit: Hit) -> bool:
    """Whether a form is one that news uses: no participle, no `I`, no feminine plural, a jussive only with its particle."""
    features = hit.features
    if hit.pronoun and features.tense not in ("masdar", "participle"):
        return False  # `which Iran supports`: what is held is the noun before, and is not repeated
    if features.tense == "jussive" and not _is_denied(page, hit):
        return False
    if features.tense == "participle" or (features.number == "p" and features.gender == "f"):
        return False
    opener = page.hits.at(hit.first - 1, "positions.openers")
    if opener is not None and features.tense != "masdar":
        return False
    return not (features.person == 1 and features.number == "s")


def _is_denied(page: Page, hit: Hit) -> bool:
    particle = page.hits.at(hit.first - 1, "events.particles")
    return particle is not None and particle.last == hit.first and particle.row["modality"] == "denied"


def _kind(page: Page, hit: Hit, nominal: bool) -> str:
    """The stance that a word tells where it stands."""
    if not nominal and _is_denied(page, hit):
        return hit.row["not"]
    return "" if hit.row["stance"] == "believes" else hit.row["stance"]
