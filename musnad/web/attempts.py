"""How often signing in may be tried: after some failures each further one must wait, twice as long every time."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

FREE = {"account": 5, "address": 20}  # failures without a wait
FIRST, LONGEST = 2.0, 900.0  # seconds
FORGOTTEN = 3600.0  # seconds after which a failure no longer counts
MOST = 20_000  # accounts and addresses remembered


class Attempts:
    """Failures by account and by address, in memory. clock: seconds that only grow."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._failed: OrderedDict[tuple[str, str], tuple[int, float]] = OrderedDict()

    def wait(self, account: str, address: str) -> float:
        """Seconds until this account may be tried from this address; 0 where it may be tried now."""
        with self._lock:
            return max(self._left(key) for key in _keys(account, address))

    def failed(self, account: str, address: str) -> None:
        """Count a failure."""
        with self._lock:
            for key in _keys(account, address):
                self._failed[key] = (self._count(key) + 1, self._clock())
                self._failed.move_to_end(key)
            while len(self._failed) > MOST:
                self._failed.popitem(last=False)

    def succeeded(self, account: str) -> None:
        """Forget the failures of an account; those of the address still count."""
        with self._lock:
            self._failed.pop(("account", account), None)

    def _count(self, key: tuple[str, str]) -> int:
        count, last = self._failed.get(key, (0, 0.0))
        return count if self._clock() - last < FORGOTTEN else 0

    def _left(self, key: tuple[str, str]) -> float:
        over = self._count(key) - FREE[key[0]]
        if over < 0:
            return 0.0
        return max(0.0, self._failed[key][1] + min(LONGEST, FIRST * 2.0 ** min(over, 20)) - self._clock())


def _keys(account: str, address: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("account", account), ("address", address)
