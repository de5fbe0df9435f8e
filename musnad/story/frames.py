"""The frames of a story on a day: for each item the last words that spoke of it, with their age and who spoke."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from musnad.lexicon.matcher import Lexicon
from musnad.link.days import age
from musnad.link.material import Json, Material
from musnad.link.sides import side
from musnad.story.file import Story, phrases
from musnad.text.fold import Folded
from musnad.text.layout import paragraphs, sentences
from musnad.text.tokens import tokenize

if TYPE_CHECKING:
    from musnad.story.told import Told

Places = dict[str, list[tuple[int, int]]]
SHOWN = 4  # references of a cell, the latest first


def spoken_of(material: Material, story: Story) -> Iterator[Json]:
    """Every sentence that speaks of an item of a story's frames, in the order of publication: rows {"frame", "item",
    "value", "published", "reference"}."""
    words = {f"{frame.id}\0{item.id}": item.words for frame in story.frames for item in frame.items}
    matcher = phrases(words)
    for source in material.sources.values():
        text = material.text(source)
        for name, start, end in dict.fromkeys(_spoken_of(text, matcher)):
            frame, item = name.split("\0")
            yield {"frame": frame, "item": item, "value": text[start:end], "published": source.published,
                   "reference": side(material, source, start, end, name).json(material)}  # fmt: skip


def framed(told: Told, on: str) -> Iterator[Json]:
    """One row a frame's item that was spoken of on or before a day: the last words, and who spoke; a cell whose words
    stand in a disagreement is marked."""
    disputed = _disputed(told) if told.story else {}
    for frame in told.story.frames if told.story else ():
        for item in frame.items:
            last = told.rows("frames").where(kind=f"{frame.id}\n{item.id}").between(last=on).ordered("day")[:SHOWN]
            if last:
                yield _cell(disputed, last, on)


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


def _cell(disputed: Places, last: list[Json], on: str) -> Json:
    head, day = last[0], last[0]["published"]
    sides = [row["reference"] for row in last]
    return {
        "frame": head["frame"], "item": head["item"], "value": head["value"], "as_of": day or None, "how": "published",
        "age_days": age(day, on), "references": sides, "disputed": any(_in(disputed, r) for r in sides),
    }  # fmt: skip


def _disputed(told: Told) -> Places:
    """Where the sides of disagreements stand: by document, from where to where."""
    found: Places = {}
    for row in told.rows("disagreements"):
        for told_by in row["sides"]:
            found.setdefault(told_by["document"], []).append((told_by["start"], told_by["end"]))
    return found


def _in(disputed: Places, reference: Json) -> bool:
    """Whether a disagreement stands on words of a reference."""
    return any(
        start < reference["end"] and reference["start"] < end for start, end in disputed.get(reference["document"], ())
    )
