"""How every view is worked out of the records, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from musnad.link.disagreements import disagreements
from musnad.link.material import Json, Material
from musnad.link.origins import copies
from musnad.story.file import Story
from musnad.story.frames import spoken_of
from musnad.story.names import names
from musnad.story.people import people, positions
from musnad.story.sources import sources
from musnad.story.uncertain import uncertain
from musnad.story.views import figure_rows, happening_rows, statements

WORKED: dict[str, Callable[[Material, Story | None], Iterable[Json]]] = {
    "timeline": lambda m, story: happening_rows(m),
    "figures": figure_rows,
    "series": lambda m, story: figure_rows(m),
    "statements": lambda m, story: statements(m),
    "disagreements": lambda m, story: disagreements(m),
    "apparent": lambda m, story: disagreements(m, True),
    "copies": lambda m, story: copies(m),
    "sources": lambda m, story: sources(m),
    "positions": lambda m, story: positions(m),
    "uncertain": lambda m, story: uncertain(m),
    "frames": lambda m, story: spoken_of(m, story) if story else (),
    "names": lambda m, story: names(m),
    "people": lambda m, story: people(m),
}
