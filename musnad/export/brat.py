"""brat standoff: text-bound annotations of every layer, with the parts of a statement as an event.

Source: the brat standoff format (`.ann` beside a `.txt` of the same name); offsets in code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from musnad.model import Reading, Span, Statement

_BREAK = re.compile(r"\s+")


class _Bounds:
    """Numbers text-bound annotations and writes each once."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, label: str, start: int, end: int, text: str) -> str:
        """The id of a new text-bound annotation; brat wants its text in one line."""
        name = f"T{len(self.lines) + 1}"
        self.lines.append(f"{name}\t{label} {start} {end}\t{_BREAK.sub(' ', text)}")
        return name

    def span(self, label: str, span: Span) -> str:
        """The id of a new annotation around a span."""
        return self.add(label, span.start, span.end, span.text)


def brat(reading: Reading) -> str:
    """The `.ann` file of a reading. A line break inside words is written as a space, as brat asks."""
    bounds = _Bounds()
    events = [line for n, s in enumerate(reading.statements, 1) for line in _statement(bounds, n, s)]
    notes = []
    for entity in reading.entities:
        for name in entity.names:
            bounds.span(entity.type.title().replace("_", ""), name)
    for time in reading.times:
        label = bounds.add("Time", time.start, time.end, time.text)
        notes.append((label, time.value))
    for figure in reading.figures:
        label = bounds.add("Figure", figure.start, figure.end, figure.text)
        notes.append(
            (label, f"{figure.comparator} {figure.low} {figure.high} {figure.unit} {figure.measure} {figure.flow}")
        )
    for event in reading.events:
        label = bounds.add("Event", event.start, event.end, event.text)
        notes.append((label, f"{event.type} {event.modality} {event.date or ''}".strip()))
    comments = [f"#{n}\tAnnotatorNotes {label}\t{note}" for n, (label, note) in enumerate(notes, 1) if note]
    return "".join(line + "\n" for line in [*bounds.lines, *events, *comments])


def _statement(bounds: _Bounds, n: int, s: Statement) -> Iterator[str]:
    cue = bounds.span("Statement", s.cue)
    parts = [(role, span) for role, span in (("Speaker", s.speaker), ("Content", s.content)) if span]
    roles = "".join(f" {role}:{bounds.span(role, span)}" for role, span in parts)
    yield f"E{n}\tStatement:{cue}{roles}"
    if s.negated:
        yield f"A{n}\tNegated E{n}"
