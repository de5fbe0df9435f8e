"""Bringing the kept views of a ledger up to date in the background, a process of its own each time something came in."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from threading import Event

from musnad.ledger import Ledger
from musnad.ledger.engine import address
from musnad.ledger.lookup import Watch
from musnad.story.file import Story
from musnad.story.latest import Line
from musnad.story.told import Told, code

LOOK, REST = 2.0, 60.0  # seconds between two looks; at most between two workings-out, else as long as the last one took
GENTLY = 10  # how far the process steps back behind others


def follow(ledger: Ledger, where: str | None, story: Story | None, story_path: str | None, stop: Event) -> None:
    """Keep the views of a large ledger up to date until `stop` is set: those of the whole ledger, and of days asked for.

    where, story_path: as the command line has them; None for the usual.
    """
    watch, line, behind = Watch(ledger), Line(ledger, story, code()), True
    while not stop.is_set():
        began = time.monotonic()
        behind = watch.changed() or behind or any(line.wanted())
        if behind and (behind := _is_behind(ledger, story, line)):
            well = _keep(where, story_path, stop)
            stop.wait(min(REST, time.monotonic() - began) if well else REST)
        stop.wait(LOOK)


def _is_behind(ledger: Ledger, story: Story | None, line: Line) -> bool:
    tolds = [Told(ledger, story, judged=judged) for judged in (True, False)]
    return tolds[0].is_large and (not all(told.is_whole() for told in tolds) or any(line.wanted()))


def _keep(where: str | None, story_path: str | None, stop: Event) -> bool:
    """`musnad keep` as a process, ended where this one ends; whether it went well. The address goes by the environment:
    it may hold a password."""
    words = [sys.executable, "-m", "musnad", "keep", *(["--story", story_path] if story_path else [])]
    process = subprocess.Popen(words, env=os.environ | {"MUSNAD_LEDGER": address(where)}, stdout=subprocess.DEVNULL)
    with suppress(AttributeError, OSError):
        os.setpriority(os.PRIO_PROCESS, process.pid, GENTLY)
    try:
        while process.poll() is None:
            if stop.wait(0.2):
                process.terminate()
    finally:
        process.kill()
    return process.wait() == 0
