"""What was said on a named day: an act of speech that a report dates is a happening of its own."""

from __future__ import annotations

from musnad.link.days import not_after
from musnad.link.material import Item, Material
from musnad.model import Statement
from musnad.text.fold import fold

LONGEST = 300  # characters of what was said that stand for it


def sayings(material: Material) -> list[list[Item[Statement]]]:
    """Statements with a named speaker and a day told beside their verb, on or before publication: one list a speaker and day,
    in the order of the layer."""
    told: dict[tuple[str, str], list[Item[Statement]]] = {}
    for item in material.layer("statements"):
        said, published = item.record, item.source.published
        speaker = said.speaker_id or said.speaker_name or ""
        if said.content is None or not speaker or not said.said_on or said.negated:
            continue
        if published and not_after(said.said_on, published):
            told.setdefault((fold(speaker).lower(), said.said_on), []).append(item)
    return list(told.values())


def opening(item: Item[Statement]) -> tuple[int, int]:
    """Where the words stand that tell who speaks, and when: from the cue to what was said, or to the speaker after it."""
    said = item.record
    ends = [said.cue.end]
    if said.speaker is not None and said.speaker.start > said.cue.start:
        ends.append(said.speaker.end)
    if said.content is not None and said.content.start > said.cue.end:
        ends.append(min(said.content.start, said.cue.end + LONGEST))
    return said.cue.start, max(ends)


def words_of(material: Material, item: Item[Statement]) -> str:
    """A report of speech as it stands: who spoke, when and what, cut after 300 characters."""
    said = item.record
    spans = [span for span in (said.cue, said.speaker, said.content) if span is not None]
    first = min(span.start for span in spans)
    return material.text(item.source)[first : min(max(span.end for span in spans), first + LONGEST)]
