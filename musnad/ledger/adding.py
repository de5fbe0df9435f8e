"""Many documents into a ledger: read by several processes, written by one, in the order in which they were given."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any

from musnad.errors import LedgerError
from musnad.ledger.rows import Prepared, prepare
from musnad.ledger.store import Added, Ledger, check_storable
from musnad.ledger.version import reader_version
from musnad.model import Document
from musnad.reader import read

AHEAD = 8  # documents a worker that are read before they are written
Waiting = tuple[Any, "Future[Prepared] | None"]


def cores() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def add_all(ledger: Ledger, given: Iterable[Any], workers: int = 1) -> Iterator[tuple[Any, Added | LedgerError | None]]:
    """Add documents; the ledger is the same whatever the number of workers.

    given:   documents, and anything else, which is handed through.
    workers: processes that read; with 1, this one reads.
    Yields:  each of `given`, in its order, once it is written: with what became of it, the error where no store can keep
             it, None where it is no document.
    """
    if workers < 2:
        for item in given:
            yield item, _add(ledger, item, None)
        return
    waiting: deque[Waiting] = deque()
    with ProcessPoolExecutor(workers, multiprocessing.get_context("forkserver")) as pool:
        for item in given:
            waiting.append((item, _sent(pool, ledger, item)))
            if len(waiting) >= AHEAD * workers:
                yield _written(ledger, waiting.popleft())
        while waiting:
            yield _written(ledger, waiting.popleft())


def _prepared(document: Document, reader: str) -> Prepared:
    return prepare(document, read(document), reader)


def _sent(pool: ProcessPoolExecutor, ledger: Ledger, item: Any) -> Future[Prepared] | None:
    """Give a document to a worker, if it has to be read at all and there is a worker left."""
    version = reader_version()
    if not isinstance(item, Document) or not _storable(item):
        return None
    try:
        if ledger.holds(item, version):
            return None
        return pool.submit(_prepared, item, version)
    except (BrokenProcessPool, LedgerError):  # the writer comes upon it again, and says it
        return None


def _storable(document: Document) -> bool:
    try:
        check_storable(document)
    except LedgerError:
        return False
    return True


def _written(ledger: Ledger, waiting: Waiting) -> tuple[Any, Added | LedgerError | None]:
    item, future = waiting
    try:
        return item, _add(ledger, item, future.result() if future is not None else None)
    except BrokenProcessPool:  # a worker was killed: this process reads what was under way
        return item, _add(ledger, item, None)


def _add(ledger: Ledger, item: Any, prepared: Prepared | None) -> Added | LedgerError | None:
    if not isinstance(item, Document):
        return None
    try:
        return ledger.add(item) if prepared is None else ledger.write(prepared)
    except LedgerError as error:
        return error
