"""Work that goes on while its visitor looks at a page: adding many files, or what an address brings."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock

MOST = 200  # jobs remembered
Result = tuple[str, str, str]  # what became of a thing, its name or the sentence that refuses it, its key


class Job:
    """results: what is done so far. expected: how many things were given; 0 where that is not known."""

    def __init__(self, id: str, expected: int) -> None:
        self.id, self.expected = id, expected
        self.results: list[Result] = []
        self.done = False


class Jobs:
    """The jobs of a running room, done one after the other in the order in which they came."""

    def __init__(self) -> None:
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._lock, self._worker = Lock(), ThreadPoolExecutor(1, thread_name_prefix="musnad-job")

    def begin(self, work: Iterable[Result], expected: int = 0) -> Job:
        """Start going through `work`; each of its results can be seen as soon as it is there."""
        job = Job(secrets.token_urlsafe(12), expected)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > MOST:
                self._jobs.popitem(last=False)
        self._worker.submit(_done, job, work)
        return job

    def of(self, id: str) -> Job | None:
        """A job by its id, None where it is not remembered."""
        with self._lock:
            return self._jobs.get(id)


def _done(job: Job, work: Iterable[Result]) -> None:
    try:
        for result in work:
            job.results.append(result)
    finally:
        job.done = True
