"""A large ledger: adding, keeping its views and keeping them up to date, every view and every page; processor seconds, seconds
on the clock, memory.

    python benchmarks/ledger.py [--articles FILE.jsonl[.gz] ...] [--count N] [--ledger PATH] [--write docs/reference/ledger-speed.md]

The ledger is built once and kept (`out/bench-N.ledger`); where the files hold fewer than N articles they are taken again under
other ids. Without --articles it takes the project's own examples, so the numbers then say little. Views are asked as a user asks,
each in a new process (`musnad VIEW --limit 50`), as JSON and as a table, the best of three, with the bytecode that an installed
package has; pages in one that is running, a first and a second time, then in English. What was measured stands in a file beside the ledger (`.measured.json`), each stage as soon as it is done, and is not measured again: take the file
away to begin anew. Never a test: machines differ, and on a busy one the clock tells less than the processor.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
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
    "timeline, newest first": ["timeline", "--newest-first"],
    "figures": ["figures"],
    "statements": ["statements"],
    "who": ["who", NAME],
    "disagreements": ["disagreements"],
    "disagreements, apparent ones too": ["disagreements", "--apparent"],
    "state": ["state", "--on", DAY],
    "positions": ["positions"],
    "positions on a day": ["positions", "--on", DAY],
    "copies": ["copies"],
    "sources": ["sources"],
    "sources holding words": ["sources", NAME],
    "diff of a day": ["diff", "--since", SINCE],
    "diff of a year": ["diff", "--since", "2023-09-10"],
    "search": ["search", NAME],
    "check": ["check", CLAIM],
}
EXACT = ("search", "check", "chain")  # asked of the records as they are
PAGES = {
    "story": "", "changes": "changes", "timeline": "timeline", "timeline of a year": "timeline?during=2023",
    "timeline, newest first": "timeline?order=newest", "timeline holding words": f"timeline?q={NAME}", "figures": "figures", "disagreements": "disagreements",
    "statements": "statements", "statements holding words": f"statements?q={NAME}", "people": "people", "who": f"who?name={NAME}",
    "sources": "sources", "map": "map", "documents": "documents", "search": f"search?q={NAME}", "check": f"check?claim={CLAIM}",
    "findings": "findings", "review": "review", "add": "add", "dossier": "dossier",
}  # fmt: skip
ONCE = ("build", "workers", "keep", "keep again")
SOME, TURNS = 400, 3  # articles by which the gain of a second worker is measured; times that a command is measured
NOTES = """## What the figures say

- Before views could be behind, any change made the next request work them all out (577 s of processor time, 6,970 MB then). Now it
  is answered from what was kept last, with how old that is, and a process beside works the new state out ([decision
  44](../decisions/0044-views-may-be-behind.md)).
- `musnad keep` after one more article (left out by `--brief`) is what that process takes each time. What follows from words alone is not worked out
  again; what depends on the whole ledger is: how common a word is, and which mentions are one happening.
- A third of what a command takes is loading the database's library, a fifth reading which documents the ledger holds, by which
  it knows what is kept.
- Where other programs take the processors, a second worker of `musnad add` gains nothing: it first loads the reader's tables.
- Memory is that of one process which ends after each working-out; pages and commands hold only the rows they show."""
Figures = dict[str, float]
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


def build(where: Path, files: list[str], number: int) -> Figures:
    """Fill the ledger where it is not there, and say what that took."""
    began = time.monotonic()
    with Ledger(where, create=True) as ledger:
        for _ in add_all(ledger, articles(files, number), cores()):
            pass
    return {"clock": time.monotonic() - began, "MB": where.stat().st_size / 1e6}


def workers(files: list[str]) -> Figures:
    """`musnad add` of a few hundred articles by one process and by two, in turns: articles a second by the clock, the best of three."""
    best = {1: 0.0, 2: 0.0}
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "some.jsonl"
        with given.open("wb") as out:
            out.writelines(map(as_line, articles(files, SOME)))
        for turn in range(TURNS):
            for number, before in list(best.items()):
                words = ["add", str(given), "--workers", str(number), "--ledger", f"{folder}/{number}-{turn}.ledger"]
                _, wall, _ = run([sys.executable, "-m", "musnad", *words])
                best[number] = max(before, SOME / wall)
    return {"a second by 1": best[1], "a second by 2": best[2]}


def keep(where: Path) -> Figures:
    """`musnad keep`, with the story."""
    spent, wall, peak = run([sys.executable, "-m", "musnad", "keep", "--ledger", str(where), "--story", str(STORY)])
    return {"processor s": spent, "clock": wall, "peak MB": peak}


def keep_again(where: Path, files: list[str]) -> Figures:
    """The same after one more article; and what a view costs meanwhile, answered from what was kept last."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "one.jsonl"
        given.write_bytes(as_line(next(articles(files, 1)), f"one more at {time.time()}"))
        run([sys.executable, "-m", "musnad", "add", str(given), "--ledger", str(where)])
    words = ["timeline", "--limit", "50", "--ledger", str(where), "--story", str(STORY)]
    spent, wall, peak = run([sys.executable, "-m", "musnad", *words])
    return keep(where) | {"behind, processor s": spent, "behind, clock": wall, "behind, peak MB": peak}


def as_line(document: Any, id: str = "") -> bytes:
    """A document as a line of JSON Lines."""
    row = {"id": id or document.id, "text": document.text, "published": document.published, "outlet": document.outlet}
    return msgspec.json.encode(row) + b"\n"


def run(arguments: list[str]) -> tuple[float, float, int]:
    """A process of its own: processor seconds, seconds on the clock, peak memory in MB."""
    began, environment = time.monotonic(), os.environ | {"PYTHONPYCACHEPREFIX": str(ROOT / "out" / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {said.decode()}")
    return used.ru_utime + used.ru_stime, time.monotonic() - began, used.ru_maxrss // 1024


def cold(where: Path) -> list[Row]:
    """Every view in a process of its own: processor seconds as JSON and as a table, clock and peak MB of the slower."""
    found = []
    for name, words in (VIEWS | {"chain": ["chain", a_record(where)]}).items():
        command = [sys.executable, "-m", "musnad", *words, "--ledger", str(where), "--limit", "50"]
        command += () if words[0] in EXACT else ("--story", str(STORY))
        forms = [min(run([*command, "--format", form]) for _ in range(TURNS)) for form in ("json", "table")]
        _, wall, peak = max(forms)
        found.append(told([name, *(f"{spent:.2f}" for spent, _, _ in forms), f"{wall:.2f}", f"{peak:,}"]))
    page = [sys.executable, "-m", "musnad", "dossier", "--on", DAY, "--ledger", str(where), "--story", str(STORY)]
    spent, wall, peak = min(run([*page, "--out", str(ROOT / "out" / "dossier.html")]) for _ in range(TURNS))
    return [*found, told(["dossier, printed and written", "", f"{spent:.2f}", f"{wall:.2f}", f"{peak:,}"])]


def a_record(where: Path) -> str:
    """The id of a figure."""
    with Ledger(where) as ledger:
        return str(next(iter(ledger.each_record("figures"))).id)


def resident() -> int:
    """Memory of this process now, in MB."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    began, spent = time.monotonic(), time.process_time()
    work()
    return time.process_time() - spent, time.monotonic() - began


def pages(where: Path) -> list[Row]:
    """Every page of the room, asked twice, then in English: processor seconds, the clock of the second, memory after it."""
    from starlette.testclient import TestClient

    from musnad.story.desk import Desk
    from musnad.story.file import load_story
    from musnad.web.app import create_app

    found = []
    with Ledger(where) as ledger:
        desk = Desk(ledger, load_story(STORY), how="last")
        client = TestClient(create_app(desk), base_url="http://localhost")
        point = desk.view("figures")[0]["points"][0]
        held = {"a document": f"documents/{desk.key_of(point['document'])}", "a chain": f"chain/{point['record']}",
                "a card": f"card/{point['record']}"}  # fmt: skip
        for name, address in (PAGES | held).items():
            times = [timed(lambda: client.get(f"/{at}/{address}").raise_for_status()) for at in ("ar", "ar", "en")]  # noqa: B023
            found.append(told([name, *(f"{spent:.2f}" for spent, _ in times), f"{times[1][1]:.2f}", f"{resident():,}"]))
    return found


def told(row: Row) -> Row:
    print("|", " | ".join(row), "|", flush=True)
    return row


def table(header: Row, rows: list[Row]) -> str:
    return "\n".join("| " + " | ".join(r) + " |" for r in [header, ["---"] + ["---:"] * (len(header) - 1), *rows])


class Measured:
    """What was measured, in a file that each stage is written to as soon as it is done."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._found: dict[str, Any] = msgspec.json.decode(place.read_bytes()) if place.exists() else {}

    def __call__(self, stage: str, work: Callable[[], Any]) -> Any:
        """The figures of a stage, measured now where they are not there."""
        if stage not in self._found:
            self._found[stage] = work() | {"load": os.getloadavg()[0]} if stage in ONCE else work()
            self._place.write_bytes(msgspec.json.encode(self._found))
        return self._found[stage]


def report(options: argparse.Namespace, where: Path, measured: Measured) -> Iterator[str]:
    built = measured("build", lambda: build(where, options.articles, options.count))
    yield (
        f"Made by `benchmarks/ledger.py` on {platform.machine()}, Python {platform.python_version()}, {cores()} processors that other "
        f"programs shared (load {built['load']:.0f} and more), so processor seconds say more than the clock. "
        f"{options.count:,} articles, {built['MB']:,.0f} MB."
    )
    by = measured("workers", lambda: workers(options.articles))
    first = measured("keep", lambda: keep(where))
    cold_views, room = measured("views", lambda: cold(where)), measured("pages", lambda: pages(where))
    again = None if options.brief else measured("keep again", lambda: keep_again(where, options.articles))
    yield "## Adding, and keeping the views"
    yield table(["", "processor s", "clock s", "peak MB"], [
        *([f"adding {SOME} articles, `--workers {n}`, at a load of {by['load']:.0f}: {by[f'a second by {n}']:.1f} a second", "",
           f"{SOME / by[f'a second by {n}']:.0f}", ""] for n in (1, 2)),
        ["working every view out for the first time (`musnad keep`)", *_kept(first)],
        *(_after_one(again) if again else ()),
    ])  # fmt: skip
    yield "## Each view, in a process of its own, the first 50 rows"
    yield table(["view", "as JSON, processor s", "as a table, processor s", "clock s", "peak MB"], cold_views)
    yield "## Each page of the reading room"
    header = ["page", "first, processor s", "second", "in English", "second, clock s", "memory after, MB"]
    yield table(header, room)


def _after_one(figures: Figures) -> list[Row]:
    meanwhile = [f"{figures[f'behind, {name}']:,.2f}" for name in ("processor s", "clock")]
    return [
        ["the same after one more article", *_kept(figures)],
        ["`musnad timeline` meanwhile, from the views kept last", *meanwhile, f"{figures['behind, peak MB']:,.0f}"],
    ]


def _kept(figures: Figures) -> Row:
    return [f"{figures['processor s']:,.0f}", f"{figures['clock']:,.0f}", f"{figures['peak MB']:,.0f}"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs="*", default=[], help="JSON Lines files, as `musnad add` takes them")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--ledger", type=Path, help="built there if it is not there; else out/bench-COUNT.ledger")
    parser.add_argument("--write", type=Path, help="Markdown file to write the report to")
    parser.add_argument("--brief", action="store_true", help="do not keep the views again after one more article")
    options = parser.parse_args()
    where = options.ledger or ROOT / "out" / f"bench-{options.count}.ledger"
    where.parent.mkdir(exist_ok=True)
    sections = []
    for section in report(options, where, Measured(where.with_suffix(".measured.json"))):
        print(section, end="\n\n", flush=True)
        sections.append(section)
    if options.write:
        head = f"# Speed of a ledger of {options.count:,} articles\n\n"
        options.write.write_text(head + "\n\n".join([*sections, NOTES]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
