"""How far a run has come: documents done, their rate, and the time left by the bytes of input that remain."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from musnad.batch.shard import Done, Shard


class Progress:
    """Counts one run. total: bytes of input, 0 where unknown. What an earlier run had done counts as done, not as speed."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.total, self._clock, self._began = total, clock, clock()
        self._under_way: dict[int, int] = {}
        self._handed = self._skipped = self._read = 0
        self.documents = 0

    def watched(self, shards: Iterator[Shard]) -> Iterator[Shard]:
        """The same shards; what lies between two of them was done before."""
        for shard in shards:
            self._skipped += shard.begins - self._handed
            self._handed = shard.ends
            self._under_way[shard.index] = shard.ends - shard.begins
            yield shard

    def finished(self, done: Done) -> None:
        """A shard has been done."""
        self.documents += done.rows.get("documents", 0)
        self._read += self._under_way.pop(done.index, 0)

    @property
    def share(self) -> float | None:
        """The part of the input that is done, 0 to 1; None where its size is unknown."""
        return min(1.0, (self._skipped + self._read) / self.total) if self.total else None

    @property
    def rate(self) -> float:
        """Documents a second, all workers together."""
        return self.documents / max(self._clock() - self._began, 1e-9)

    @property
    def left(self) -> float | None:
        """Seconds that the rest will take at the pace so far; None where that is unknown."""
        if not self.total or not self._read:
            return None
        rest = max(0, self.total - self._skipped - self._read)
        return (self._clock() - self._began) * rest / self._read
