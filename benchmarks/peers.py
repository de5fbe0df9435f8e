"""What a user would pick instead, side by side: the same articles, one run, one core, seconds of processor time.

    python benchmarks/peers.py --with PYTHON [--articles FILE.jsonl[.gz]] [--count N] [--rounds N] [--write docs/reference/peers.md]

PYTHON is an interpreter that has the peers (`make bench-peers` makes one beside the checkout): Maha's rules for times and for
numbers (mahad), dateparser's search, camel-tools' tokenizer of words. Each peer and each part of Musnad runs in a process of
its own, in turn, and the fastest of its rounds counts. A peer that cannot be imported is named as such.

They do not do the same: the times of Maha and dateparser stand beside the times of Musnad, its numbers beside its numbers, and
the tokenizer is the floor under everything. What each finds is counted, so that speed is not bought with silence.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
Job = Callable[[str], int]
WARM_UP, OTHERS = 2.0, 200  # processor seconds, articles


def texts_of(path: str | None, count: int) -> list[str]:
    """The texts of the first articles: of JSON Lines, or the project's own."""
    if path is None:
        found = sorted((HERE.parent / "examples").rglob("*.txt"))
        return [p.read_text(encoding="utf-8") for p in found][:count]
    texts = []
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            texts.append(f"{record['title']}\n\n{record['text']}" if record.get("title") else record["text"])
            if len(texts) == count:
                break
    return texts


def words() -> Job:
    """A regular expression over the decoded bytes: the least that any reader does."""
    pattern = re.compile(r"\w+")
    return lambda text: len(pattern.findall(text.encode().decode()))


def camel_tools() -> Job:
    from camel_tools.tokenizers.word import simple_word_tokenize

    return lambda text: len(simple_word_tokenize(text))


def maha_times() -> Job:
    from maha.parsers.functions import parse_dimension

    return lambda text: len(parse_dimension(text, time=True))


def maha_numbers() -> Job:
    from maha.parsers.functions import parse_dimension

    return lambda text: len(parse_dimension(text, numeral=True))


def dateparser_search() -> Job:
    from dateparser.search import search_dates

    return lambda text: len(search_dates(text, languages=["ar"]) or ())


def musnad_text() -> Job:
    from musnad.extract.page import Page
    from musnad.intake import make_document

    return lambda text: len(Page(make_document("x", text)).tokens)


def musnad_times() -> Job:
    from musnad.extract import numbers, segments, times
    from musnad.extract.page import Page
    from musnad.intake import make_document

    def job(text: str) -> int:
        page = Page(make_document("x", text))
        for layer in (segments, numbers, times):
            layer.extract(page)
        return len(page.times)

    return job


def musnad_numbers() -> Job:
    from musnad.extract import numbers, segments
    from musnad.extract.page import Page
    from musnad.intake import make_document

    def job(text: str) -> int:
        page = Page(make_document("x", text))
        segments.extract(page)
        numbers.extract(page)
        return len(page.numbers)

    return job


def musnad_all() -> Job:
    from musnad.intake import make_document
    from musnad.reader import read

    def job(text: str) -> int:
        reading = read(make_document("x", text))
        layers = (reading.times, reading.numbers, reading.figures, reading.statements, reading.events, reading.entities)
        return sum(map(len, layers))

    return job


# what it is, whether it runs in the peers' interpreter, what it finds
JOBS: dict[str, tuple[Callable[[], Job], bool, str]] = {
    "a regular expression for words": (words, False, "words"),
    "camel-tools, simple_word_tokenize": (camel_tools, True, "tokens"),
    "Musnad: tokens, sentences, quotations, rows of all tables": (musnad_text, False, "tokens"),
    "Maha, numbers": (maha_numbers, True, "numbers"),
    "Musnad up to its numbers": (musnad_numbers, False, "numbers"),
    "dateparser, search": (dateparser_search, True, "times"),
    "Maha, times": (maha_times, True, "times"),
    "Musnad up to its times": (musnad_times, False, "times"),
    "Musnad, every layer": (musnad_all, False, "records"),
}


def measure(name: str, texts: list[str], others: list[str]) -> dict[str, Any]:
    """Processor seconds of one job over the texts and how much it found, once it has run over others for a while: what is
    loaded at first use, and words met for the first time, count little in a long run."""
    job = JOBS[name][0]()
    began = time.process_time()
    for text in others:
        with suppress(Exception):
            job(text)
        if time.process_time() - began > WARM_UP:
            break
    at, found, failed = time.process_time(), 0, 0
    for text in texts:
        try:
            found += job(text)
        except Exception:  # a peer that fails on a text is told with the number of them
            failed += 1
    return {"seconds": time.process_time() - at, "found": found, "failed": failed}


def in_its_own_process(name: str, options: argparse.Namespace) -> dict[str, Any]:
    """Run one job in the interpreter it belongs to; {"fault": ...} where it cannot be run."""
    python = options.peers if JOBS[name][1] else sys.executable
    command = [python, __file__, "--job", name, "--count", str(options.count)]
    command += ["--articles", options.articles] if options.articles else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        return {"fault": done.stderr.strip().split("\n")[-1][:100] or "it ended without a word"}
    result: dict[str, Any] = json.loads(done.stdout.strip().split("\n")[-1])
    return result


def report(options: argparse.Namespace) -> str:
    """The page: a row a job, by what it finds."""
    texts = texts_of(options.articles, options.count)
    size = sum(len(text.encode()) for text in texts) / 1024
    best: dict[str, dict[str, Any]] = {}
    for _ in range(options.rounds):
        for name in JOBS:
            result = in_its_own_process(name, options)
            if name not in best or result.get("seconds", 1e9) < best[name].get("seconds", 1e9):
                best[name] = result
    whole = best["Musnad, every layer"]["seconds"]
    rows = ["| | KB a second | time, as a share of all of Musnad | finds |", "|---|---:|---:|---:|"]
    for name, result in best.items():
        if "fault" in result:
            rows.append(f"| {name} | - | - | cannot be run: {result['fault']} |")
        else:
            share, speed = result["seconds"] / whole, size / result["seconds"]
            failed = f"; fails on {result['failed']} of {len(texts)}" if result["failed"] else ""
            rows.append(f"| {name} | {speed:,.0f} | {share:.2f} | {result['found']:,} {JOBS[name][2]}{failed} |")
    head = (
        f"{len(texts)} articles, {size:,.0f} KB of UTF-8; {platform.machine()}, Python {platform.python_version()}, one process "
        f"each, the best of {options.rounds} rounds in turn, processor seconds after two of warming up on other articles.\n\n"
    )
    return head + "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--with", dest="peers", default=sys.executable, help="the interpreter that has the peers")
    parser.add_argument("--articles", help="JSON Lines with title and text; the project's own articles without it")
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", type=Path, help="Markdown file to write the report to")
    parser.add_argument("--job", choices=list(JOBS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.job:
        texts = texts_of(options.articles, options.count + OTHERS)
        print(json.dumps(measure(options.job, texts[: options.count], texts[options.count :] or texts)))
        return
    page = report(options)
    print(page)
    if options.write:
        title = "# Side by side\n\nMade by `make bench-peers`: what installs from the package index and does a part of the work.\n\n"
        options.write.write_text(title + page, encoding="utf-8")


if __name__ == "__main__":
    main()
