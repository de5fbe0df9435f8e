"""The agencies and newspapers that a report goes back to, each under one name however it is written."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache

from musnad.lexicon.matcher import lexicon
from musnad.link.material import Item, Material
from musnad.model import ChainLink, Statement
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

AGENCIES = ("agency", "newspaper")
Named = dict[str, list[tuple[int, int, str]]]


def carriers(material: Material, said: Item[Statement]) -> list[str]:
    """The agencies and papers of a statement's chain, outermost first; those that are only called agency or paper left
    out."""
    found = [_name(material, said, link) for link in said.record.chain if link.kind in AGENCIES]
    return list(dict.fromkeys(name for name in found if name))


def _name(material: Material, said: Item[Statement], link: ChainLink) -> str | None:
    """The id of the medium that a link's words name, else the words, or None where they name none."""
    if link.span is not None:
        places = _media(material).get(said.source.key, [])
        last = bisect_right(places, (link.span.end, 0, ""))
        if last and places[last - 1][1] > link.span.start:
            return places[last - 1][2]
    return None if _names_none(link.name) else link.name


def _media(material: Material) -> Named:
    """The media named in each document, by place: start, end, id."""
    if "media" not in material.memory:
        named: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for item in material.layer("entities"):
            if item.record.type == "media":
                named[item.source.key] += [(name.start, name.end, item.record.id) for name in item.record.names]
        material.memory["media"] = {key: sorted(places) for key, places in named.items()}
    found: Named = material.memory["media"]
    return found


@lru_cache(maxsize=1 << 12)
def _names_none(words: str) -> bool:
    """Whether words only say that something is an agency or a paper."""
    tokens = tokenize(Folded(words))
    hits = lexicon("link").find(tokens)
    return all(token.kind == "mark" or hits.at(i, "link.media_words") is not None for i, token in enumerate(tokens))
