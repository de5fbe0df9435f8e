"""Names that the word tables know: countries, places, bases, organizations, groups, media."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import cast

from musnad.extract.entities.mention import Mention, has_article, mention_of
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.model import EntityType
from musnad.text.quotes import ALL_MARKS

COUNTRIES, PLACES, CITIES = "entities.countries", "entities.places", "entities.cities"
ORGANIZATIONS = "entities.organizations"
HEADS, NISBA, PARTICLES = "entities.heads", "entities.nisba", "entities.particles"
LATIN = "abcdefghijklmnopqrstuvwxyz"


def known(page: Page) -> Iterator[Mention]:
    """Mentions of every name of the tables that its neighbours do not speak against."""
    namesakes = Namesakes(page)
    for table in (COUNTRIES, PLACES, CITIES, ORGANIZATIONS):
        for hit in page.hits.of(table):
            if hit.pronoun:
                continue
            if (hit.row["weak"] and not _asked_for(page, hit)) or reads_as_adjective(page, hit):
                continue
            mention = from_table(page, namesakes.meant(hit))
            mention.trust += hit.row["weak"] == "yes"  # what its neighbours ask for goes before a namesake
            yield mention


class Namesakes:
    """Tells places of one name apart by the country that the page names most; its countries are counted once."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def countries(self) -> Counter[str]:
        """How often the page names each country, by name or adjective."""
        hits = self.page.hits
        return Counter(
            h.row["id"] for table in (COUNTRIES, NISBA) for h in hits.of(table) if not h.row.cells.get("weak")
        )

    def meant(self, hit: Hit) -> Hit:
        """The reading of a hit whose country is named most; without any, the row without a `sense`."""
        others = [h for t in (PLACES, COUNTRIES) for h in self.page.hits.all_at(hit.first, t) if h.last == hit.last]
        if len(others) < 2:
            return hit
        return max(
            others, key=lambda h: (self.countries[h.row.cells.get("home") or h.row["id"]], not h.row.cells.get("sense"))
        )


def from_table(page: Page, hit: Hit) -> Mention:
    """The mention that a table hit stands for."""
    kind = cast(EntityType, hit.row["type"])
    mention = mention_of(page, hit.first, hit.last, hit.split, kind, f"entities.known.{kind}")
    mention.id = hit.row["id"]
    mention.home = hit.row.cells.get("home", "")
    mention.trust = 3
    return mention


def _asked_for(page: Page, hit: Hit) -> bool:
    """Whether the neighbours of an ambiguous word ask for a name of its kind."""
    before = hit.first - 1
    if before < 0:
        return False
    wants_place = hit.table != ORGANIZATIONS
    for head in _heads_ending_at(page, before):
        if head.row["grammar"] != "nisba" and (head.row["type"] in ("place", "base")) == wants_place:
            return True
    if hit.row["weak"] == "strict":
        return False
    if wants_place:
        particle = page.hits.at(before, PARTICLES)
        return particle is not None and particle.row["kind"] in ("place", "seat") and not hit.split.preposition
    return is_quoted(page, hit.first, hit.last)


def _heads_ending_at(page: Page, i: int) -> list[Hit]:
    return [h for h in page.hits.all_at(i, HEADS) if h.last == i + 1 and not h.split.article]


def is_quoted(page: Page, first: int, last: int) -> bool:
    """Whether quotation marks or brackets enclose exactly these tokens."""
    tokens = page.tokens
    if first == 0 or last >= len(tokens):
        return False
    before, after = tokens[first - 1].form, tokens[last].form
    return (before in ALL_MARKS and after in ALL_MARKS) or (before == "(" and after == ")")


def reads_as_adjective(page: Page, hit: Hit) -> bool:
    """A country's name that is spelled like its own adjective follows the noun that it qualifies."""
    if hit.table != COUNTRIES or hit.last != hit.first + 1 or hit.split.preposition or hit.first == 0:
        return False
    if not any(not h.split.nunation and not h.pronoun for h in page.hits.all_at(hit.first, NISBA)):
        return False
    before = hit.first - 1
    if hit.split.conjunction:
        adjective = page.hits.at(before, NISBA)
        return adjective is not None and not adjective.split.article and not page.hits.at(before, COUNTRIES)
    word = page.tokens[before]
    if word.kind != "word" or page.hits.at(before, PARTICLES):
        return False
    return has_article(word.key) or not has_article(page.tokens[hit.first].key)
