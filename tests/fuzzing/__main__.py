"""`python -m fuzzing --minutes 60`: keeps trying, says how far it is, and keeps every input that broke something."""

from __future__ import annotations

import argparse
import faulthandler
import hashlib
import random
import subprocess
import sys
import time
import traceback
from collections import Counter
from pathlib import Path

FOUND = Path(__file__).parent / "found"
HANGS_AFTER = 120  # seconds for one input


def keep(name: str, data: bytes) -> Path:
    """An input that broke something, beside the test that tries all of them again."""
    path = FOUND / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
    path.write_bytes(data)
    return path


def work(seed: int, minutes: float, current: Path) -> int:
    """Try one input after the other in this process until the time is over; the input under way is on disk."""
    from fuzzing.entries import ENTRIES
    from fuzzing.inputs import Inputs

    inputs, dice = Inputs(seed), random.Random(seed)
    names = [name for name, (_, _, often) in ENTRIES.items() for _ in range(often)]
    tried: Counter[str] = Counter()
    broken = 0
    until = time.monotonic() + minutes * 60
    while time.monotonic() < until:
        name = dice.choice(names)
        make, attempt, _ = ENTRIES[name]
        data = make(inputs)
        current.write_bytes(name.encode() + b"\0" + data)
        faulthandler.dump_traceback_later(HANGS_AFTER, exit=True)
        try:
            attempt(data)
        except Exception:
            broken += 1
            print(f"{name}: {keep(name, data)}\n{traceback.format_exc(limit=-4)}", flush=True)
        faulthandler.cancel_dump_traceback_later()
        tried[name] += 1
    print(
        f"seed {seed}: {sum(tried.values())} inputs ({', '.join(f'{n} {k}' for k, n in sorted(tried.items()))}), {broken} broke something",
        flush=True,
    )
    return broken


def watch(minutes: float, workers: int, seed: int) -> int:
    """Start workers and see that each ends by itself; one that crashed or hung leaves its input behind."""
    FOUND.mkdir(exist_ok=True)
    running = []
    for n in range(workers):
        current = FOUND / f".current-{seed + n}"
        command = [
            sys.executable,
            "-m",
            "fuzzing",
            "--minutes",
            str(minutes),
            "--seed",
            str(seed + n),
            "--current",
            str(current),
        ]
        running.append((subprocess.Popen(command), current))
    broken = 0
    for process, current in running:
        status = process.wait()
        if status not in (0, 1):
            name, _, data = current.read_bytes().partition(b"\0")
            print(f"{name.decode()}: crashed or hung (status {status}): {keep(name.decode(), data)}", flush=True)
        broken += status != 0
        current.unlink(missing_ok=True)
    return broken


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="fuzzing", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--current", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.current:
        sys.exit(1 if work(given.seed, given.minutes, given.current) else 0)
    sys.exit(1 if watch(given.minutes, given.workers, given.seed) else 0)


main()
