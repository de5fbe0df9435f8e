"""The series that a story names: which figures of the ledger stand on which line."""

from __future__ import annotations

from musnad.link.context import land
from musnad.link.material import Item, Material
from musnad.link.series import LEVELS, SeriesKey, series
from musnad.link.subjects import LOSSES, named_in
from musnad.model import Figure
from musnad.story.file import SeriesLine, Story
from musnad.text.fold import fold

Lines = dict[SeriesKey, list[Item[Figure]]]


def story_series(material: Material, story: Story | None) -> tuple[Lines, dict[SeriesKey, SeriesLine]]:
    """Every series, those of the story drawn together, and the line that each of them is."""
    found = series(material)
    if story is None:
        return found, {}
    drawn: Lines = {}
    lines: dict[SeriesKey, SeriesLine] = {}
    for key, items in found.items():
        line = next((line for line in story.lines if stands_on(key, line)), None)
        target = key if line is None else SeriesKey(line.measure, line.flow, line.id, _place(line), line.unit)
        drawn.setdefault(target, []).extend(items)
        if line is not None:
            lines[target] = line
    return drawn, lines


def stands_on(key: SeriesKey, line: SeriesLine) -> bool:
    """Whether a series is the one a story's line asks for: measure, flow and unit, one of its subjects and places."""
    flow = "stock" if line.flow in LEVELS else line.flow
    if key.measure not in (line.measures or [line.measure]) or (line.unit and key.unit != line.unit):
        return False
    if flow and key.flow != flow:
        return False
    losses_of_all = key.measure in LOSSES and not key.subject  # whose they are is left unsaid
    return (losses_of_all or _is_one_of(key.subject, line.subjects)) and _is_one_of(key.place, line.places)


def _is_one_of(name: str, listed: list[str]) -> bool:
    """Whether a name is listed, by its id, in another spelling, or as the country or body that a listed word names."""
    if not listed or not name:
        return not listed
    wanted = {fold(word).lower() for word in listed}
    for word in listed:
        wanted.update(named_in(word))
        wanted.add(land(word))
    return fold(name).lower() in wanted


def _place(line: SeriesLine) -> str:
    return next((place for place in line.places if place.isascii()), "")
