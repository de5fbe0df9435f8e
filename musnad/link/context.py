"""Whether two records speak of the same affair: who is named in their sentences and in their documents."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache
from sys import intern

from musnad.lexicon.tables import table
from musnad.link.material import Material, Source
from musnad.link.words import stems

SHARED_IN_DOCUMENTS = 2
CENTRAL = 8
AROUND = 200  # characters
STOPS = (".", "\n", "!", "\u061f")


class Context:
    """The names of every document by place in the text. Built once for a material."""

    def __init__(self, material: Material) -> None:
        self.material = material
        named: dict[str, list[tuple[int, str]]] = {key: [] for key in material.sources}
        self._words: dict[str, dict[int, str]] = {key: {} for key in material.sources}
        for item in material.layer("entities"):
            entity = item.record
            if entity.type != "media":
                named[item.source.key] += [(name.start, entity.id) for name in entity.names]
                self._words[item.source.key].update((name.start, intern(name.text)) for name in entity.names)
        self._named = {key: sorted(places) for key, places in named.items()}
        self._country = {key: _most_named(places, countries()) for key, places in self._named.items()}
        self._central = {
            key: {name for name, _ in Counter(n for _, n in places).most_common(CENTRAL)}
            for key, places in self._named.items()
        }

    def country(self, source: Source) -> str | None:
        """The country that a document names most, of its places the home; None where it names none."""
        return self._country[source.key]

    def central(self, source: Source) -> set[str]:
        """Ids of the names that stand most in a document."""
        return self._central[source.key]

    def names(self, source: Source, start: int, end: int) -> set[str]:
        """Ids of the entities named between two offsets of a document."""
        places = self._named.get(source.key, [])
        first = bisect_left(places, (start, ""))
        return {name for at, name in places[first : bisect_left(places, (end, ""))] if at < end}

    def named(self, source: Source, start: int, end: int) -> list[tuple[str, str]]:
        """The entities named between two offsets of a document, in order: the words of the text, and the id."""
        places = self._named.get(source.key, [])
        first = bisect_left(places, (start, ""))
        return [(self._words[source.key][at], name) for at, name in places[first : bisect_left(places, (end, ""))]]

    def homes(self, source: Source, start: int, end: int) -> set[str]:
        """The countries of those named between two offsets, in lower case; the names themselves where none is known."""
        return set(map(land, self.names(source, start, end)))

    def name_words(self, source: Source, start: int, end: int) -> frozenset[str]:
        """The stems of the words by which the entities between two offsets are named."""
        return frozenset().union(*(stems(words) for words, _ in self.named(source, start, end)))

    def names_around(self, source: Source, start: int, end: int) -> set[str]:
        """Ids of the entities named in the sentence around a stretch of a document, as far as it reaches."""
        text = self.material.text(source)
        stops = [text.rfind(stop, max(0, start - AROUND), start) for stop in STOPS]
        ends = [at for at in (text.find(stop, end, end + AROUND) for stop in STOPS) if at >= 0]
        return self.names(source, max(*stops, start - AROUND), min(ends, default=end + AROUND))

    def same_affair(self, a: Source, b: Source) -> bool:
        """Whether two documents are about the same people and places: two of the most named are shared."""
        return a.key == b.key or self.shared(a, b) >= SHARED_IN_DOCUMENTS

    def shared(self, a: Source, b: Source) -> int:
        """How many of the names that stand most in each of two documents are the same."""
        return len(self._central[a.key] & self._central[b.key])


@cache
def countries() -> dict[str, str]:
    """Country of every country and place that the tables know a home of, by lower-case id."""
    homes = {row["id"].lower(): row["home"] for row in table("entities.places").rows if row["home"]}
    return homes | {row["id"].lower(): row["id"] for row in table("entities.countries").rows}


def home(place: str) -> str:
    """The country of a country or place, both in lower case; empty where no table knows it."""
    return countries().get(place, "").lower()


def land(place: str) -> str:
    """The same in whose stead an unknown place stands for itself, in lower case: a capital speaks for its country."""
    return home(place.lower()) or place.lower()


@cache
def _adjectives() -> dict[str, str]:
    return {row["english"].lower(): row["id"].lower() for row in table("entities.nisba").rows}


@cache
def power(name: str) -> str:
    """The country for which a party acts, in lower case (the Iraqi army: iraq); the party itself where it is no country's."""
    first, _, rest = name.lower().partition(" ")
    return _adjectives().get(first, "") if rest and first in _adjectives() else land(name)


def _most_named(places: list[tuple[int, str]], homes: dict[str, str]) -> str | None:
    counts = Counter(homes[name.lower()] for _, name in places if name.lower() in homes)
    return min(counts, key=lambda name: (-counts[name], name), default=None)


def context_of(material: Material) -> Context:
    """The material's context, built once."""
    if "context" not in material.memory:
        material.memory["context"] = Context(material)
    found: Context = material.memory["context"]
    return found
