"""One article as a page: the text as received with every record on it, and beside it the list that each word belongs to.

Self-contained, needs no script, works in both directions of writing. Everything that comes from the article is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from markupsafe import Markup

from musnad.export.dossier import TEMPLATES, environment
from musnad.export.marks import Mark, marked
from musnad.export.wording import Wording
from musnad.model import Document, Event, Figure, Reading, Statement, Time

LAYERS = ("statements", "figures", "times", "events")
SHOWN_KINDS = ("title", "caption", "byline", "furniture")


class Row(msgspec.Struct):
    """A line of the list. anchor: id of its mark in the text; head, chips: labels; words: the article's own."""

    anchor: str
    head: str
    words: str
    chips: list[str]
    chain: list[str] = []


def annotated_page(document: Document, reading: Reading, wording: Wording) -> str:
    """The page of one document as HTML.

    document, reading: as `read` took and gave them; wording: the language of the labels.
    """
    marks = [*_segment_marks(reading), *_record_marks(reading, wording)]
    lists: dict[str, list[Row]] = {
        "statements": [_statement_row(n, s, wording) for n, s in enumerate(reading.statements)],
        "figures": [_figure_row(n, f, wording) for n, f in enumerate(reading.figures)],
        "times": [_time_row(n, t, wording) for n, t in enumerate(reading.times)],
        "events": [_event_row(n, e, wording) for n, e in enumerate(reading.events)],
    }
    css = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "annotated.css"))
    return (
        environment()
        .get_template("annotated.html.j2")
        .render(
            w=wording,
            css=Markup(css),
            document=document,
            reading=reading,
            layers=LAYERS,
            lists=lists,
            heading=reading.title.text if reading.title else document.id,
            text=Markup(marked(document.text, marks)),
        )
    )


def _segment_marks(reading: Reading) -> Iterator[Mark]:
    for segment in reading.segments:
        if segment.kind in SHOWN_KINDS:
            yield Mark(segment.start, segment.end, segment.kind)


def _record_marks(reading: Reading, w: Wording) -> Iterator[Mark]:
    """Marks of all layers; the element that carries the anchor is the one that the list opens."""
    for n, s in enumerate(reading.statements):
        title = f"{_speaker(s, w)}: {w(s.act, 'acts')}"
        yield Mark(s.cue.start, s.cue.end, "cue", "" if s.content else f"s{n}", title)
        if s.content:
            yield Mark(s.content.start, s.content.end, "said", f"s{n}", title)
        if s.speaker:
            yield Mark(s.speaker.start, s.speaker.end, "who", "", w("speaker"))
    for n, f in enumerate(reading.figures):
        yield Mark(f.start, f.end, "fig", f"f{n}", _quantity(f, w))
    for n, t in enumerate(reading.times):
        yield Mark(t.start, t.end, "time", f"t{n}", _days(t, w))
    for n, e in enumerate(reading.events):
        yield Mark(e.start, e.end, "event", f"e{n}", w(e.type, "events"))


def _speaker(s: Statement, w: Wording) -> str:
    return s.speaker_name or (s.speaker.text if s.speaker else w("unsaid"))


def _statement_row(n: int, s: Statement, w: Wording) -> Row:
    chips = [w(s.act, "acts")]
    chips += [w("negated")] if s.negated else []
    chips += [w("direct")] if s.direct is True else []
    chips += [w.day(s.said_on)] if s.said_on else []
    chips += [s.occasion] if s.occasion else []
    chain = [link.name for link in s.chain]
    return Row(
        f"s{n}", _speaker(s, w), s.content.text if s.content else s.cue.text, chips, chain if len(chain) > 1 else []
    )


def _quantity(f: Figure, w: Wording) -> str:
    return f"{w.quantity(f.low, f.high, f.comparator, f.unit)} {w(f.measure, 'measures')}".strip()


def _figure_row(n: int, f: Figure, w: Wording) -> Row:
    chips = [w(f.flow, "flows"), *(w.day(f.as_of) for _ in (1,) if f.as_of), *(p for p in (f.subject, f.place) if p)]
    if f.modality != "actual":
        chips.append(w(f.modality, "modalities"))
    return Row(f"f{n}", _quantity(f, w), f.text, chips, [f.source] if f.source != "outlet" else [])


def _days(t: Time, w: Wording) -> str:
    if not t.earliest and not t.latest:
        return w(t.type, "time_types") if t.type in ("DURATION", "SET") else w("unresolved")
    first, last = w.day(t.earliest), w.day(t.latest)
    return first if first == last else f"{first} \u2013 {last}"


def _time_row(n: int, t: Time, w: Wording) -> Row:
    return Row(f"t{n}", _days(t, w), t.text, [w(t.type, "time_types"), *(v for v in (t.value, t.mod) if v)])


def _event_row(n: int, e: Event, w: Wording) -> Row:
    chips: list[Any] = [w(e.modality, "modalities")] if e.modality != "happened" else []
    chips += [w.day(e.date)] if e.date else []
    chips += [p for p in (e.place, *e.actors) if p]
    return Row(f"e{n}", w(e.type, "events"), e.text, chips, [e.source] if e.source != "outlet" else [])
