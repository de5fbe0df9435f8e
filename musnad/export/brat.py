"""brat standoff: text-bound annotations of every layer, with the parts of a statement as an event.

Source: the brat standoff format (`.ann` beside a `.txt` of the same name, `annotation.conf`, `visual.conf`). Offsets count
code points. An annotation file has one annotation a line, so words that run over a line break become fragments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from musnad.export.headings import heading
from musnad.export.job import Job, whole_file
from musnad.export.names import FileNames
from musnad.export.sheets import Sheet, sheets
from musnad.export.wording import Wording
from musnad.model import Entity, Event, Figure, Reading, Record, Span, Statement, Time

_BREAK = re.compile(r"[\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
ENTITIES = ("Person", "Organization", "ArmedGroup", "Country", "Government", "Place", "Base", "Media", "Time", "Figure", "Event",
            "Speaker", "Content", "Statement")  # fmt: skip
ANNOTATION = (
    "[entities]\n"
    + "\n".join(ENTITIES)
    + "\n\n[relations]\n\n[events]\nStatement\tSpeaker?:Speaker, Content?:Content\n\n"
    "[attributes]\nNegated\tArg:Statement\n"
)
VISUAL = "[options]\nText\tdirection:rtl\n"


class _Bounds:
    """Numbers text-bound annotations and writes each once."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._known: dict[tuple[str, str], str] = {}

    def add(self, label: str, start: int, text: str) -> str:
        """The id of a new text-bound annotation; words over several lines are fragments, one a line."""
        pieces = list(_pieces(start, text))
        places = ";".join(f"{first} {first + len(piece)}" for first, piece in pieces)
        if (label, places) in self._known:
            return self._known[label, places]
        name = self._known[label, places] = f"T{len(self.lines) + 1}"
        self.lines.append(f"{name}\t{label} {places}\t{' '.join(piece for _, piece in pieces)}")
        return name

    def span(self, label: str, span: Span) -> str:
        """The id of a new annotation around a span."""
        return self.add(label, span.start, span.text)


def _pieces(start: int, text: str) -> Iterator[tuple[int, str]]:
    """The stretches of a text between its line breaks, with their offsets."""
    at = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > at:
            yield start + at, text[at : gap.start()]
        at = gap.end()
    if at < len(text):
        yield start + at, text[at:]


def brat(reading: Reading) -> str:
    """The `.ann` file of a reading."""
    return standoff([*reading.statements, *reading.entities, *reading.times, *reading.figures, *reading.events])


def standoff(records: list[Record]) -> str:
    """The `.ann` file of records of any layer; numbers and positions, which stand inside others, are left out."""
    bounds = _Bounds()
    events: list[str] = []
    notes: list[tuple[str, str]] = []
    wording = Wording("en")
    for record in records:
        if isinstance(record, Statement):
            events += _statement(bounds, len(events) + 1, record)
        elif isinstance(record, Entity):
            for name in record.names:
                bounds.span(record.type.title().replace("_", ""), name)
        elif isinstance(record, Time | Figure | Event):
            label = bounds.add(type(record).__name__, record.start, record.text)
            notes.append((label, _BREAK.sub(" ", heading(record, wording))))
    comments = [f"#{n}\tAnnotatorNotes {label}\t{note}" for n, (label, note) in enumerate(notes, 1) if note]
    return "".join(line + "\n" for line in [*bounds.lines, *events, *comments])


def _statement(bounds: _Bounds, n: int, s: Statement) -> Iterator[str]:
    cue = bounds.span("Statement", s.cue)
    parts = [(role, span) for role, span in (("Speaker", s.speaker), ("Content", s.content)) if span]
    roles = "".join(f" {role}:{bounds.span(role, span)}" for role, span in parts)
    yield f"E{n}\tStatement:{cue}{roles}"
    if s.negated:
        yield f"A{n}\tNegated E{n}"


def write(job: Job, folder: Path) -> None:
    """A `.txt` and an `.ann` for every document, with the two files that tell brat the types and the direction."""
    names = FileNames()
    for name, text in (("annotation.conf", ANNOTATION), ("visual.conf", VISUAL)):
        with whole_file(folder / name) as file:
            file.write(text)
    for sheet in sheets(job.material):
        _write_sheet(sheet, folder / names.of(sheet.source.id))


def _write_sheet(sheet: Sheet, stem: Path) -> None:
    for suffix, text in (
        (".txt", sheet.document.text),
        (".ann", standoff([entry.record for entry in sheet.entries])),
    ):
        with whole_file(stem.with_name(stem.name + suffix)) as file:
            file.write(text)
