"""The bulk run: every article of a corpus in one worker, in two, killed in the middle and resumed, and on Ray; all bytes the same.

    python benchmarks/bulk.py --articles FILE.jsonl[.gz] [--folder out/bulk] [--ray] [--write docs/reference/bulk.md]

Prints, and writes, documents and rows, findings by kind, refusals and failures, seconds of each run, bytes a document of every
table, and whether the folders are the same. Ends with status 1 where they are not or where anything failed.
"""

from __future__ import annotations

import argparse
import filecmp
import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any


def command(options: argparse.Namespace, out: Path, *how: str) -> list[str]:
    return [sys.executable, "-m", "musnad", "batch", options.articles, "--out", str(out), *how]


def timed(words: list[str]) -> float:
    """Seconds that a command takes, workers and all. Raises where it fails."""
    began = time.monotonic()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def killed(words: list[str], out: Path, shards: int) -> int:
    """Start a run, kill it with all its processes once so many shards are done; the shards that were done."""
    process = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(list(out.glob("done/*.json"))) < shards and process.poll() is None:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    return len(list(out.glob("done/*.json")))


def differences(one: Path, other: Path) -> int:
    """Files of either folder that the other lacks or has with other bytes."""
    files = {p.relative_to(f) for f in (one, other) for p in f.rglob("*") if p.is_file()}
    return sum(
        not ((one / p).exists() and (other / p).exists() and filecmp.cmp(one / p, other / p, False)) for p in files
    )


def runs(options: argparse.Namespace) -> tuple[list[str], int]:
    """Do them all: a line each, and how many files differ from those of one worker."""
    whole, two, cut, ray = (options.folder / name for name in ("one", "two", "killed", "ray"))
    lines = [f"| one worker | {timed(command(options, whole, '--workers', '1')):.0f} | - |"]
    seconds = timed(command(options, two, "--workers", "2"))
    lines.append(f"| two workers | {seconds:.0f} | {differences(whole, two)} |")
    again = command(options, cut, "--workers", "2")
    done = killed(again, cut, max(1, len(list(whole.glob("done/*.json"))) // 2))
    seconds = timed(again)
    lines.append(f"| killed at {done} shards, called again | {seconds:.0f} more | {differences(whole, cut)} |")
    folders = [two, cut]
    if options.ray:
        seconds = timed(command(options, ray, "--runner", "ray", "--workers", "2"))
        lines.append(f"| Ray, two processes | {seconds:.0f} | {differences(whole, ray)} |")
        folders.append(ray)
    return lines, sum(differences(whole, folder) for folder in folders)


def report(options: argparse.Namespace, lines: list[str]) -> str:
    """The page."""
    whole = options.folder / "one"
    summary: dict[str, Any] = json.loads((whole / "summary.json").read_bytes())
    number = max(1, summary["rows"]["documents"])
    sizes = {p.name: sum(f.stat().st_size for f in p.glob("*.parquet")) for p in sorted(whole.iterdir()) if p.is_dir()}
    parts = [
        f"{number:,} documents in {summary['shards']} shards, {summary['rows']['refusals']:,} refusals, shards left out: "
        f"{summary['failed'] or 'none'}. {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "\n".join(["| run | seconds | files that differ from one worker's |", "|---|---:|---:|", *lines]),
        "\n".join(["| findings | number |", "|---|---:|", *(f"| {k} | {n:,} |" for k, n in summary["findings"].items())]),
        "\n".join(["| table | rows | bytes a document |", "|---|---:|---:|",
                   *(f"| {t} | {summary['rows'][t]:,} | {sizes[t] / number:,.0f} |" for t in summary["rows"])]),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", required=True, help="JSON Lines with id, title, text, date")
    parser.add_argument("--folder", type=Path, default=Path("out/bulk"), help="where the runs write; emptied first")
    parser.add_argument("--ray", action="store_true", help="also on Ray")
    parser.add_argument("--write", type=Path, help="Markdown file to write the report to")
    options = parser.parse_args()
    shutil.rmtree(options.folder, ignore_errors=True)
    lines, differing = runs(options)
    page = report(options, lines)
    print(page)
    if options.write:
        options.write.write_text("# The bulk run\n\nMade by `benchmarks/bulk.py`.\n\n" + page, encoding="utf-8")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
