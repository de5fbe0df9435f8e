"""TimelineJS: the dated happenings as the JSON that TimelineJS 3 reads, right-to-left where the words are Arabic.

Source: https://timeline.knightlab.com/docs/json-format.html (events, title, start_date, end_date, text, group, unique_id).
TimelineJS takes its texts for HTML, so everything from an article is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import msgspec

from musnad.export.job import Job
from musnad.export.wording import Wording
from musnad.link.material import Json
from musnad.story.file import Story
from musnad.story.views import timeline

ISOLATES, POP_ISOLATE = {"rtl": "\u2067", "ltr": "\u2066"}, "\u2069"
PARTS = ("year", "month", "day")


def chunks(job: Job) -> Iterator[str]:
    """The whole timeline as one JSON object."""
    yield msgspec.json.encode(timelinejs(timeline(job.material), job.wording, job.story)).decode()
    yield "\n"


def timelinejs(rows: list[Json], wording: Wording, story: Story | None = None) -> Json:
    """The rows of the view `timeline` as slides; undated ones have no place on a line and are left out."""
    about = (story.heading.about.get(wording.language) if story else None) or wording("made_by")
    name = (story.heading.title.get(wording.language) if story else None) or wording("timeline")
    title = {"text": {"headline": _headline(name, wording.direction), "text": _paragraph(about, wording)}}
    slides = [slide for n, row in enumerate(rows) if (slide := _slide(n, row, wording))]
    return {"title": title, "events": slides, "scale": "human"}


def date(iso: str | None) -> dict[str, int] | None:
    """An ISO prefix as a TimelineJS date; None for what is no day, month or year."""
    parts = (iso or "").split("-")
    if not all(part.isdigit() for part in parts):
        return None
    return {name: int(part) for name, part in zip(PARTS, parts, strict=False)}


def _slide(number: int, row: Json, wording: Wording) -> Json | None:
    start, end = date(row["date"]), date(row["latest"])
    if start is None:
        return None
    told = dict.fromkeys(_source(mention, wording) for mention in row["mentions"])
    kind = " \u00b7 ".join((wording(row["type"], "events"), wording(row["modality"], "modalities")))
    slide = {
        "start_date": start | {"display_date": wording.day(row["date"])},
        "text": {
            "headline": _headline(row["what"]),
            "text": _paragraph(kind, wording) + "".join(map(_arabic_line, told)),
        },
        "group": wording(f"lane_{row['lane']}", "room"),
        "unique_id": f"happening-{number}",
    }
    return slide | ({"end_date": end} if end is not None and end != start and row["latest"] > row["date"] else {})


def _source(mention: Json, wording: Wording) -> str:
    """Where it was told: the chain from the speaker to the outlet, and the day."""
    way = " \u2190 ".join(reversed(mention["chain"])) or mention["document"]
    return f"{way} ({wording.day(mention['published'])})"


def _headline(words: str, direction: str = "rtl") -> str:
    """Words that keep their direction without markup, because TimelineJS also reads headlines out as they are."""
    return f"{ISOLATES[direction]}{escape(words)}{POP_ISOLATE}"


def _arabic_line(words: str) -> str:
    return f'<p dir="rtl" lang="ar">{escape(words)}</p>'


def _paragraph(words: str, wording: Wording) -> str:
    return f'<p dir="{wording.direction}" lang="{wording.language}">{escape(words)}</p>'
