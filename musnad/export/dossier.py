"""The dossier: one self-contained page of a story, in which every entry opens its highlighted words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from musnad.export.chart import draw, points_of
from musnad.export.marks import Mark, marked
from musnad.export.wording import Wording

TEMPLATES = Path(__file__).parent / "templates"
SECTIONS = ("state", "disagreements", "series", "timeline", "copies", "documents")
LAYER_OF_VIEW = {"timeline": "event", "figures": "fig", "state": "event", "disagreements": "said", "statements": "said"}
WIDE, NARROW = 860, 340

Key = tuple[str, int, int]


def references(value: Any) -> Iterator[dict[str, Any]]:
    """Every reference ({"document", "start", "end", "text"}) anywhere inside a view."""
    if isinstance(value, dict):
        if value.get("document") is not None and value.get("start") is not None:
            yield value
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


def environment() -> Environment:
    """Templates beside this module, everything escaped, an unknown name an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["grouped"] = grouped
    return made


def grouped(rows: list[dict[str, Any]], field: str) -> list[tuple[str, list[dict[str, Any]]]]:
    """Rows by a field's value, in the order in which the values first appear."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row[field], []).append(row)
    return list(groups.items())


class Anchors:
    """Names of places in the page: one for each reference and each document."""

    def __init__(self, documents: list[dict[str, Any]]) -> None:
        self._number = {d["id"]: n for n, d in enumerate(documents, 1)}

    def document(self, name: str) -> str:
        """The anchor of a document."""
        return f"d{self._number.get(name, 0)}"

    def reference(self, ref: dict[str, Any]) -> str:
        """The anchor of the words that a reference names."""
        return f"{self.document(ref['document'])}-{ref['start']}-{ref['end']}"


def _marks(views: dict[str, Any], anchors: Anchors) -> dict[str, list[Mark]]:
    """The marks of each document: one for each distinct span that some view refers to."""
    seen: dict[Key, Mark] = {}
    for view, rows in views.items():
        for ref in references(rows):
            key = (ref["document"], ref["start"], ref["end"])
            if key not in seen:
                seen[key] = Mark(ref["start"], ref["end"], LAYER_OF_VIEW.get(view, "said"), anchors.reference(ref))
    by_document: dict[str, list[Mark]] = {}
    for (document, _, _), mark in seen.items():
        by_document.setdefault(document, []).append(mark)
    return by_document


def _document_html(document: dict[str, Any], marks: list[Mark]) -> Markup:
    furniture = [Mark(s["start"], s["end"], "furniture") for s in document["segments"] if s["kind"] == "furniture"]
    return Markup(marked(document["text"], [*furniture, *marks]))


def _charts(rows: list[dict[str, Any]], wording: Wording, anchors: Anchors) -> list[dict[str, Any]]:
    charts = []
    for row in rows:
        href = {(p["document"], p["start"], p["end"]): "#" + anchors.reference(p) for p in row["points"]}
        points = points_of(row, wording, href)
        title = row["heading"]
        charts.append({**row, "title": title, **{
            name: Markup(draw(points, width, wording, title) if len(points) > 1 else "")
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        }})  # fmt: skip
    return charts


def dossier(title: str, day: str, views: dict[str, Any], documents: list[dict[str, Any]], wording: Wording) -> str:
    """The page as HTML.

    day:       ISO day that `state` answers for.
    views:     state, disagreements, figures, timeline, copies: the JSON of the views, labelled (`Labels.views`).
    documents: {"id", "outlet", "published", "text", "segments"} of every document that is referred to.
    """
    anchors = Anchors(documents)
    marks = _marks(views, anchors)
    shown = [{**d, "html": _document_html(d, marks.get(d["id"], []))} for d in documents]
    return environment().get_template("dossier.html.j2").render(
        w=wording, title=title, day=day, views=views, documents=shown, sections=SECTIONS,
        charts=_charts(views["figures"], wording, anchors), anchor=anchors.reference,
        document_anchor=anchors.document, css=Markup((TEMPLATES / "page.css").read_text(encoding="utf-8")),
    )  # fmt: skip
