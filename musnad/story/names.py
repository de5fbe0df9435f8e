"""What a reader calls the people, bodies and places of a ledger: the story's titles, else the commonest name in the articles."""

from __future__ import annotations

from collections import Counter
from functools import cache

from musnad.lexicon.tables import table
from musnad.link.material import Json, Material
from musnad.story.file import Story


class Names:
    """Names by id, whatever the case of the id. language: `ar` or `en`."""

    def __init__(
        self, material: Material, story: Story | None, language: str, commonest: dict[str, str] | None = None
    ) -> None:
        self._language = language
        self._titles = _titles(story)
        if commonest is None:
            commonest = _commonest(material) if language == "ar" else {}
        self._commonest = commonest

    def __call__(self, id: str | None) -> str:
        """The name behind an id, or behind several that semicolons divide; a country that no article names by
        its table; what is unknown comes back as it is."""
        parts = [part.strip() for part in (id or "").split(";") if part.strip()]
        between = "\u060c " if self._language == "ar" else ", "
        return between.join(self._one(part) for part in parts)

    def _one(self, id: str) -> str:
        titled = self._titles.get(id.lower(), {}).get(self._language)
        if titled:
            return titled
        if self._language == "ar":
            return self._commonest.get(id.lower()) or _countries().get(id.lower(), id)
        return id.title() if id == id.lower() else id


@cache
def _countries() -> dict[str, str]:
    return {row["id"].lower(): row.word for row in table("entities.countries").rows}


def _titles(story: Story | None) -> dict[str, dict[str, str]]:
    if story is None:
        return {}
    return {a.id.lower(): a.title for a in story.actors} | {s.id.lower(): s.title for s in story.sites}


def names(material: Material) -> list[Json]:
    """The commonest name of every person, body and place in the articles: rows {"id" (lower case), "name"}."""
    return [{"id": id, "name": name} for id, name in sorted(_commonest(material).items())]


def _commonest(material: Material) -> dict[str, str]:
    counted: dict[str, Counter[str]] = {}
    for item in material.layer("entities"):
        counted.setdefault(item.record.id.lower(), Counter()).update(name.text for name in item.record.names)
    return {id: max(names.items(), key=lambda n: (n[1], n[0]))[0] for id, names in counted.items() if names}
