"""The local runner: processes on this machine, which may be killed without losing the run."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

from musnad.ledger.adding import cores

ATTEMPTS = 3
Piece = TypeVar("Piece")  # a shard, or a piece of linking
Made = TypeVar("Made")  # what it gave


class LocalRunner:
    """Runs shards, or other pieces of work, in `workers` processes. When a worker dies, the shards under way are done again one by one.

    `failed` names, after the run, the shards that killed their worker at each of three tries alone, or raised; `reasons` by
    their index what was raised.
    """

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or cores()
        self.failed: list[Any] = []
        self.reasons: dict[int, str] = {}

    def run(self, task: Callable[[Piece], Made], shards: Iterator[Piece]) -> Iterator[Made]:
        """What each shard wrote, as they finish. Holds no more than two shards a worker in memory."""
        interrupted = yield from self._together(task, shards)
        while interrupted:
            for shard in interrupted:
                yield from self._alone(task, shard)
            interrupted = yield from self._together(task, shards)

    def _together(self, task: Callable[[Piece], Made], shards: Iterator[Piece]) -> Generator[Made, None, list[Piece]]:
        """Run until the shards end, or until a worker dies: then the shards that were under way are returned."""
        waiting: dict[Future[Made], Piece] = {}
        try:
            with _pool(self.workers) as pool:
                while True:
                    for shard in islice(shards, 2 * self.workers - len(waiting)):
                        waiting[pool.submit(task, shard)] = shard
                    if not waiting:
                        return []
                    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                        yield from self._outcome(future, waiting)
        except BrokenProcessPool:
            return list(waiting.values())

    def _outcome(self, future: Future[Made], waiting: dict[Future[Made], Piece]) -> Iterator[Made]:
        """What a piece gave; one that raised is left out by name. A dead worker is raised, its piece still waiting."""
        try:
            done = future.result()
        except BrokenProcessPool:
            raise
        except Exception as error:
            self._fail(waiting.pop(future), error)
            return
        del waiting[future]
        yield done

    def _fail(self, piece: Any, error: Exception) -> None:
        self.failed.append(piece)
        self.reasons[piece.index] = f"{type(error).__name__}: {error}"

    def _alone(self, task: Callable[[Piece], Made], shard: Piece) -> Iterator[Made]:
        for _ in range(ATTEMPTS):
            try:
                with _pool(1) as pool:
                    done = pool.submit(task, shard).result()
            except BrokenProcessPool:
                continue
            except Exception as error:
                self._fail(shard, error)
                return
            yield done
            return
        self.failed.append(shard)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("forkserver"))
