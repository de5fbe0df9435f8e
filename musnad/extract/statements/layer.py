"""Finds the statements of a page: every reporting cue with its speaker, its content and its chain."""

from __future__ import annotations

from musnad.extract.page import Page
from musnad.extract.statements.cues import candidates
from musnad.extract.statements.endings import is_torn
from musnad.extract.statements.ground import Ground
from musnad.extract.statements.reports import Reporter


def extract(page: Page) -> None:
    """Set `page.statements`, in the order of their cues."""
    ground = Ground(page)
    cues = {cue.first: cue for cue in candidates(ground)}
    ground.torn = [first for first, cue in cues.items() if is_torn(ground, cue)]
    reporter = Reporter(ground, cues)
    page.statements = reporter.read()
