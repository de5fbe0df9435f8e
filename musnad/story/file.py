"""Story files: what a desk follows, as data. Every part may be left out; views work without one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

from musnad.errors import MusnadError
from musnad.lexicon.matcher import Lexicon
from musnad.lexicon.tables import Row, Table

Title = dict[str, str]


class FrameItem(msgspec.Struct, frozen=True):
    """One thing a frame looks at. words: dictionary spellings that speak of it."""

    id: str
    title: Title = {}
    words: list[str] = []


class Frame(msgspec.Struct, frozen=True):
    """A question a desk keeps asking, by its items."""

    id: str
    title: Title = {}
    items: list[FrameItem] = []


class SeriesLine(msgspec.Struct, frozen=True):
    """A series that the story follows. measure, flow, unit: as in Figure; measures: where it draws several together;
    subjects, places: names that count as one."""

    id: str
    title: Title = {}
    measure: str = ""
    measures: list[str] = []
    flow: str = ""
    unit: str = ""
    subjects: list[str] = []
    places: list[str] = []


class Site(msgspec.Struct, frozen=True):
    """A place with its names; latitude, longitude in degrees, WGS 84."""

    id: str
    names: list[str] = []
    title: Title = {}
    kind: str = ""
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None


class Office(msgspec.Struct, frozen=True, rename={"start": "from", "end": "to"}):
    """An office and the first and last month in which it is reported held."""

    title: Title
    start: str = ""
    end: str = ""


class Actor(msgspec.Struct, frozen=True):
    """Someone the story is about, with every name and the offices held."""

    id: str
    type: str = ""
    names: list[str] = []
    title: Title = {}
    offices: list[Office] = []
    side: str = ""


class Milestone(msgspec.Struct, frozen=True):
    """A day the story turns on. kind: promised, postponed, happened."""

    id: str
    title: Title = {}
    date: str = ""
    kind: str = ""
    words: list[str] = []


class Heading(msgspec.Struct, frozen=True):
    """The story's name."""

    id: str
    title: Title = {}
    about: Title = {}
    period: dict[str, str] = {}
    places: list[str] = []


class Story(msgspec.Struct, frozen=True, rename={"heading": "story", "lines": "series"}):
    """A whole story file."""

    heading: Heading
    frames: list[Frame] = []
    lines: list[SeriesLine] = []
    sites: list[Site] = []
    actors: list[Actor] = []
    milestones: list[Milestone] = []


def load_story(path: str | Path) -> Story:
    """Read a story file. Raises MusnadError, one sentence, where it is missing or breaks the schema."""
    try:
        return msgspec.convert(tomllib.loads(Path(path).read_text(encoding="utf-8")), Story)
    except OSError as error:
        raise MusnadError(f"{path}: cannot be read ({error.strerror}): name a story file (stories/*.toml)") from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise MusnadError(f"{path}: {error}: see stories/README.md") from None


def phrases(words: dict[str, list[str]]) -> Lexicon:
    """A matcher for phrases of a story: id to dictionary spellings. A hit's row has the id in its column `id`."""
    rows = [
        Row("story.words", word, {"word": word, "id": name}, number)
        for name, spellings in words.items()
        for number, word in enumerate(spellings)
    ]
    return Lexicon([Table("story.words", "", "noun", ("word", "id"), tuple(rows))])
