"""The frames of a story on a day: for each item the last words that spoke of it, with their age and who spoke."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from musnad.lexicon.matcher import Lexicon
from musnad.link.days import age, not_after
from musnad.link.material import Json, Material, Source
from musnad.link.sides import side
from musnad.story.file import Story, phrases
from musnad.text.fold import Folded
from musnad.text.layout import paragraphs, sentences
from musnad.text.tokens import tokenize

SHOWN = 4  # references of a cell, the latest first
Told = tuple[str, Source, int, int]


def frame_rows(material: Material, story: Story, on: str, disputed: list[Json]) -> list[Json]:
    """One row a frame's item that was spoken of on or before a day.

    disputed: the disagreements of the ledger; a cell whose words stand in one is marked.
    """
    words = {f"{frame.id}\0{item.id}": item.words for frame in story.frames for item in frame.items}
    matcher = phrases(words)
    told: defaultdict[str, list[Told]] = defaultdict(list)
    for source in material.sources.values():
        if not_after(source.published, on):
            for name, start, end in _spoken_of(material.text(source), matcher):
                told[name].append((source.published or "", source, start, end))
    return [_cell(material, name, told[name], on, disputed) for name in words if told[name]]


def _spoken_of(text: str, matcher: Lexicon) -> Iterator[tuple[str, int, int]]:
    """The sentences that hold a phrase of an item: item, start, end."""
    tokens = tokenize(Folded(text))
    hits = matcher.find(tokens).of("story.words")
    ranges = sentences(tokens, paragraphs(text, tokens)) if hits else []
    at = 0
    for hit in hits:
        while at < len(ranges) - 1 and ranges[at][1] <= hit.first:
            at += 1
        yield hit.row["id"], tokens[ranges[at][0]].start, tokens[ranges[at][1] - 1].end


def _cell(material: Material, name: str, told: list[Told], on: str, disputed: list[Json]) -> Json:
    frame, item = name.split("\0")
    latest = sorted(dict.fromkeys(told), key=lambda t: t[0], reverse=True)[:SHOWN]
    day, source, start, end = latest[0]
    sides = [side(material, s, a, b, item).json(material) for _, s, a, b in latest]
    return {
        "frame": frame, "item": item, "value": material.text(source)[start:end], "as_of": day or None, "how": "published",
        "age_days": age(day, on), "references": sides, "disputed": any(_in(row, sides) for row in disputed),
    }  # fmt: skip


def _in(row: Json, references: list[Json]) -> bool:
    """Whether a disagreement stands on words of these references."""
    return any(
        s["document"] == r["document"] and s["start"] < r["end"] and r["start"] < s["end"]
        for s in row["sides"] for r in references
    )  # fmt: skip
