"""The same run on Ray: one shard is one task, retried by the engine when a worker or a node is lost."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from musnad.errors import MusnadError

RETRIES = 5
Piece = TypeVar("Piece")  # a shard, or a piece of linking
Made = TypeVar("Made")  # what it gave


class RayRunner:
    """Runs shards on a Ray cluster: the one at `address`, else a local one of `workers` processes.

    The output folder must be one that every node can write to.
    """

    def __init__(self, address: str | None = None, workers: int | None = None) -> None:
        try:
            ray: Any = importlib.import_module("ray")
        except ImportError:
            raise MusnadError("the engine is not installed: pip install 'musnad[ray]'") from None
        self._ray = ray
        self.failed: list[Any] = []
        self.reasons: dict[int, str] = {}
        if not ray.is_initialized():
            local = {} if address else {"num_cpus": workers, "include_dashboard": False}
            ray.init(address=address, logging_level="error", log_to_driver=False, **local)
        self.slots = int(ray.cluster_resources().get("CPU", 1))

    def run(self, task: Callable[[Piece], Made], shards: Iterator[Piece]) -> Iterator[Made]:
        """What each shard wrote, as they finish; at most two shards a processor are under way."""
        remote = self._ray.remote(max_retries=RETRIES)(task)
        waiting: dict[Any, Piece] = {}
        more = True
        while more or waiting:
            while more and len(waiting) < 2 * self.slots:
                shard = next(shards, None)
                if shard is None:
                    more = False
                else:
                    waiting[remote.remote(shard)] = shard
            if waiting:
                yield from self._finished(waiting)

    def _finished(self, waiting: dict[Any, Piece]) -> Iterator[Made]:
        ready, _ = self._ray.wait(list(waiting), num_returns=1)
        for reference in ready:
            shard = waiting.pop(reference)
            try:
                yield self._ray.get(reference)
            except self._ray.exceptions.RayTaskError as error:
                self.failed.append(shard)
                self.reasons[getattr(shard, "index", -1)] = f"{type(error.cause).__name__}: {error.cause}"
            except self._ray.exceptions.RayError:  # its worker was lost at every try
                self.failed.append(shard)
