"""Finds the events of a page."""

from __future__ import annotations

from musnad.extract.page import Page


def extract(page: Page) -> None:
    """Set `page.events`."""
    page.events = []
