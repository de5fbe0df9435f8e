"""A large ledger: adding, working views out, every view and every page; processor seconds, seconds on the clock, memory.

    python benchmarks/ledger.py [--articles FILE.jsonl[.gz] ...] [--count N] [--ledger PATH] [--write docs/reference/ledger-speed.md]

The ledger is built once and kept (`out/bench-N.ledger`); where the files hold fewer than N articles they are taken again under
other ids. Without --articles it takes the project's own examples, so the numbers then say little. Views are asked as a user asks,
each in a new process (`musnad VIEW --limit 50`) and in one that is running; pages a first and a second time. Never a test: machines
differ, and on a busy one the clock tells less than the processor.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import msgspec

from musnad.intake import documents
from musnad.ledger import Ledger
from musnad.ledger.adding import add_all, cores
from musnad.model import Document

ROOT = Path(__file__).resolve().parent.parent
STORY = ROOT / "stories" / "coalition-in-iraq.toml"
DAY, SINCE = "2024-09-10", "2024-09-09"
CLAIM = (ROOT / "benchmarks" / "claim.txt").read_text(encoding="utf-8").strip()
NAME = CLAIM.split()[-1]
VIEWS: dict[str, list[str]] = {
    "timeline": ["timeline"],
    "timeline of a month": ["timeline", "--from", "2023-09-01", "--to", "2023-09-30"],
    "figures": ["figures"],
    "figures of a story": ["figures", "--story", str(STORY)],
    "statements": ["statements"],
    "who": ["who", NAME],
    "disagreements": ["disagreements"],
    "state": ["state", "--on", DAY],
    "state of a story": ["state", "--on", DAY, "--story", str(STORY)],
    "positions": ["positions"],
    "copies": ["copies"],
    "sources": ["sources"],
    "diff": ["diff", "--since", SINCE],
    "search": ["search", NAME],
    "check": ["check", CLAIM],
}
PAGES = {
    "story": "/ar/", "timeline": "/ar/timeline", "timeline of a year": "/ar/timeline?during=2023",
    "timeline holding words": f"/ar/timeline?q={NAME}", "figures": "/ar/figures", "disagreements": "/ar/disagreements",
    "statements": "/ar/statements", "who": f"/ar/who?name={NAME}", "sources": "/ar/sources", "map": "/ar/map",
    "documents": "/ar/documents", "search": f"/ar/search?q={NAME}", "check": f"/ar/check?claim={CLAIM}",
    "findings": "/ar/findings", "review": "/ar/review", "changes": "/ar/changes", "dossier": "/ar/dossier",
}  # fmt: skip
Row = list[str]


def articles(files: list[str], number: int) -> Iterator[Any]:
    """So many documents: from the files, and from them again where they hold too few."""
    given = files or [str(ROOT / "examples")]

    def again() -> Iterator[Any]:
        for turn in count():
            for item in documents(given):
                if isinstance(item, Document):
                    yield item if not turn else msgspec.structs.replace(item, id=f"{item.id}-{turn}")

    return islice(again(), number)


def build(where: Path, files: list[str], number: int) -> str:
    """Fill the ledger where it is not there, and say what that took."""
    began, spent = time.monotonic(), time.process_time()
    if where.exists():
        return f"The ledger was there: {where.stat().st_size / 1e6:,.0f} MB."
    with Ledger(where, create=True) as ledger:
        for _ in add_all(ledger, articles(files, number), cores()):
            pass
    wall, wrote = time.monotonic() - began, time.process_time() - spent
    size = where.stat().st_size / 1e6
    return (
        f"Adding {number:,} articles with {cores()} workers: {wall:,.0f} s, {number / wall:,.0f} articles a second, of which the "
        f"writer worked {wrote:,.0f} s; the ledger has {size:,.0f} MB."
    )


def run(arguments: list[str]) -> tuple[float, float, int]:
    """A process of its own: processor seconds, seconds on the clock, peak memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {said.decode()}")
    return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss // 1024


def cold(where: Path) -> Iterator[Row]:
    for name, words in VIEWS.items():
        command = [sys.executable, "-m", "musnad", *words, "--ledger", str(where), "--limit", "50", "--format", "json"]
        spent, wall, peak = run(command)
        yield told([name, f"{spent:.2f}", f"{wall:.2f}", f"{peak:,}"])


def resident() -> int:
    """Memory of this process now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    began, spent = time.monotonic(), time.process_time()
    work()
    return time.process_time() - spent, time.monotonic() - began


def pages(where: Path) -> Iterator[Row]:
    from fastapi.testclient import TestClient

    from musnad.story.desk import Desk
    from musnad.story.file import load_story
    from musnad.web.app import create_app

    with Ledger(where) as ledger:
        desk = Desk(ledger, load_story(STORY))
        client = TestClient(create_app(desk), base_url="http://localhost")
        point = desk.view("figures")[0]["points"][0]
        held = {"document": f"/ar/documents/{desk.key_of(point['document'])}", "chain": f"/ar/chain/{point['record']}"}
        for name, address in (PAGES | held).items():
            first, second = (timed(lambda: client.get(address).raise_for_status()) for _ in range(2))  # noqa: B023
            yield told([name, f"{first[0]:.2f}", f"{second[0]:.2f}", f"{second[1]:.2f}", f"{resident():,}"])


def told(row: Row) -> Row:
    print("|", " | ".join(row), "|", flush=True)
    return row


def table(header: Row, rows: Iterator[Row]) -> str:
    body = list(rows)
    return "\n".join("| " + " | ".join(r) + " |" for r in [header, ["---"] + ["---:"] * (len(header) - 1), *body])


def sections(options: argparse.Namespace, where: Path) -> Iterator[str]:
    yield f"{platform.machine()}, Python {platform.python_version()}, {cores()} processors, load {os.getloadavg()[0]:.1f}."
    yield build(where, options.articles, options.count)
    spent, wall, peak = run([sys.executable, "-m", "musnad", "keep", "--ledger", str(where), "--story", str(STORY)])
    run([sys.executable, "-m", "musnad", "keep", "--ledger", str(where)])
    yield (
        f"Working out every view (`musnad keep`), once for a state of the ledger: {spent:,.0f} s of processor time, {wall:,.0f} s "
        f"on the clock, at most {peak:,} MB."
    )
    yield "## Each view, in a process of its own, the first 50 rows"
    yield table(["view", "processor s", "clock s", "peak MB"], cold(where))
    yield "## Each page of the reading room"
    yield table(
        ["page", "first, processor s", "second, processor s", "second, clock s", "memory after, MB"], pages(where)
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="*", default=[], help="JSON Lines files, as `musnad add` takes them")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--ledger", type=Path, help="built there if it is not there; else out/bench-COUNT.ledger")
    parser.add_argument("--write", type=Path, help="Markdown file to write the report to")
    options = parser.parse_args()
    where = options.ledger or ROOT / "out" / f"bench-{options.count}.ledger"
    where.parent.mkdir(exist_ok=True)
    report = []
    for section in sections(options, where):
        print(section, end="\n\n", flush=True)
        report.append(section)
    if options.write:
        head = f"# Speed of a ledger of {options.count:,} articles\n\nMade by `benchmarks/ledger.py`.\n\n"
        options.write.write_text(head + "\n\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
