"""The pipeline: one document in, one reading out. The order of the layers is the program."""

from __future__ import annotations

from musnad.extract import entities, events, figures, numbers, plugins, positions, segments, statements, times
from musnad.extract.page import Page
from musnad.model import Document, Reading

LAYERS = (
    segments.extract,
    numbers.extract,
    times.extract,
    plugins.ask,
    entities.extract,
    plugins.join("entities"),
    statements.extract,
    plugins.join("statements"),
    figures.extract,
    plugins.join("figures"),
    events.extract,
    positions.extract,
    entities.lengthen,
)


def read(document: Document) -> Reading:
    """Read one document.

    document: as intake made it; its text is never changed.
    Returns:  every record with its span, words and rule, in the order of the text. The same document gives the same
              reading, whatever was read before.
    Raises:   nothing for any text; what could only partly be read is in `findings`.
    """
    page = read_page(document)
    return Reading(
        file=document.file,
        id=document.id,
        outlet=document.outlet,
        published=page.published,
        title=page.title,
        segments=page.segments,
        times=page.times,
        numbers=page.numbers,
        figures=page.figures,
        statements=page.statements,
        events=page.events,
        entities=page.entities,
        positions=page.positions,
        findings=page.findings,
    )


def read_page(document: Document) -> Page:
    """The page with everything the layers left on it: what `explain` and the tests look into."""
    page = Page(document)
    for layer in LAYERS:
        layer(page)
    return page
