"""Linking a batch: every step over every partition, then the groups.

DIR/links/ holds afterwards copies, series and happenings (Parquet, a file a partition), copy_groups.parquet and
happening_groups.parquet, and summary.json. It is made anew at every call; reading is the dear part, linking is not.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from musnad.batch.links import likeness
from musnad.batch.links.groups import group_copies, group_happenings, rows
from musnad.batch.links.steps import Outcome, Step, Work, do, steps_of
from musnad.batch.run import Summary as BatchSummary
from musnad.errors import MusnadError
from musnad.link import alike, context, copies, occasions, origins, topics

KINDS = ("copies", "series", "happenings")
PARTS_A_TASK = 64  # shards of the batch that one task of a first step reads
DOCUMENTS_A_PARTITION = 50_000
HOT = 10  # keys that are named in the summary, of each kind


class Runner(Protocol):
    """Where work is done: the runners of the batch."""

    failed: list[Any]
    reasons: dict[int, str]

    def run(self, task: Callable[[Work], Outcome], shards: Iterator[Work]) -> Iterator[Outcome]: ...


class Summary(msgspec.Struct):
    """What linking found. rows: of each table; groups: of more than one; hot: the keys that most rows share; shuffled: bytes
    of Parquet that steps handed on to others."""

    partitions: int
    rows: dict[str, int]
    groups: dict[str, int]
    hot: dict[str, list[list[Any]]]
    shuffled: dict[str, int]


def default_partitions(out: Path) -> int:
    """One partition for so many documents that one worker holds them with ease."""
    return 1 + _counts(out).get("documents", 0) // DOCUMENTS_A_PARTITION


def link(out: Path, partitions: int, runner: Runner, watch: Callable[[str], None] = lambda step: None) -> Summary:
    """Link the documents of a finished batch.

    Raises: MusnadError where `out` holds no finished batch, or a worker was lost at every try.
    """
    place, counts = out / "links", _counts(out)
    shutil.rmtree(place, ignore_errors=True)
    parameters = _parameters(partitions, counts.get("mentions", 0))
    made: dict[str, int] = {}
    for kind in KINDS:
        steps = steps_of(kind)
        for step in steps:
            watch(step.name)
            last = step is steps[-1]
            target = place / kind if last else place / "steps" / step.name
            made[kind if last else step.name] = _run(step, out, target, parameters, runner)
    hot = _hot(place)
    groups = {
        "copies": group_copies(_files(place / "copies"), place / "copy_groups.parquet"),
        "happenings": group_happenings(_files(place / "happenings"), _files(out / "mentions"), place / "happening_groups.parquet"),
    }  # fmt: skip
    shuffled = {kind: sum(f.stat().st_size for f in (place / "steps").glob(f"{kind}_*/**/*.parquet")) for kind in KINDS}
    shutil.rmtree(place / "steps", ignore_errors=True)
    summary = Summary(partitions, {kind: made[kind] for kind in KINDS}, groups, hot, shuffled)
    (place / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")
    return summary


def _counts(out: Path) -> dict[str, int]:
    """Rows of every table of a finished batch."""
    if not (out / "summary.json").exists():
        raise MusnadError(f"{out}: holds no finished batch: run `musnad batch IN... --out {out}` to its end first")
    return msgspec.json.decode((out / "summary.json").read_bytes(), type=BatchSummary).rows


def _parameters(partitions: int, mentions: int) -> dict[str, Any]:
    """What the queries are told: the linker's own limits."""
    return {
        "partitions": partitions, "mentions": mentions, "lasting": copies.LASTING, "common": copies.COMMON,
        "shared": copies.SHARED, "copy": copies.COPY, "longer": copies.LONGER, "partial": copies.PARTIAL,
        "retelling": copies.RETELLING, "own": origins.OWN_DAYS,
        "own_parts": origins.OWN_PARTS, "own_parts_days": origins.OWN_PARTS_DAYS,
        "near": origins.NEAR_DAYS, "whole": origins.WHOLE, "late": occasions.LATE_DAYS, "gap": alike.GAP,
        "nearest": topics.NEAREST, "shared_words": topics.SHARED, "shared_here": topics.SHARED_HERE, "small": topics.SMALL,
        "central": context.SHARED_IN_DOCUMENTS, "same": likeness.SAME, "serial": likeness.SERIAL,
        "enough": likeness.ENOUGH, "enough_once": likeness.ENOUGH_ONCE,
    }  # fmt: skip


def _run(step: Step, out: Path, target: Path, parameters: dict[str, Any], runner: Runner) -> int:
    """Do one step over everything it reads; returns the rows it wrote."""
    own = parameters | ({"common": likeness.COMMON, "near": likeness.NEAR_DAYS} if "happenings" in step.name else {})
    target.mkdir(parents=True, exist_ok=True)
    work = [
        Work(number, step.name, inputs, str(target), own) for number, inputs in enumerate(_inputs(step, out, own["partitions"]))
    ]  # fmt: skip
    if len(work) <= 1:  # not worth a worker
        return sum(do(piece).rows for piece in work)
    rows_made = sum(outcome.rows for outcome in runner.run(do, iter(work)))
    if runner.failed:
        lost = [f"{piece.index} ({runner.reasons.get(piece.index, 'its worker died')})" for piece in runner.failed]
        raise MusnadError(f"{step.name}: partitions {', '.join(lost)} failed: take more of them with --partitions")
    return rows_made


def _inputs(step: Step, out: Path, partitions: int) -> Iterator[dict[str, list[str]]]:
    """What each piece of a step's work reads; a partition to which nothing came has no work."""
    if step.is_first:
        files = [str(f) for f in _files(out / step.reads[0])]
        for at in range(0, len(files), PARTS_A_TASK):
            yield {step.reads[0]: files[at : at + PARTS_A_TASK]}
        return
    for part in range(partitions):
        found = {name: [str(f) for f in _files(_folder(out, name) / f"part={part}")] for name in step.reads}
        if all(found.values()):
            yield found


def _folder(out: Path, step: str) -> Path:
    return out / "links" / "steps" / step


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.parquet"))


def _hot(place: Path) -> dict[str, list[list[Any]]]:
    """The keys that most rows share, and how many: what is bounded, or makes one partition larger than others."""
    asked = {
        "copies": ("copies_1_spread", "shingle::VARCHAR", copies.COMMON),
        "series": ("series_1_spread", "concat_ws(', ', measure, flow, subject, unit)", 10_000),
        "happenings": ("happenings_1_spread", "concat_ws(', ', feature, family, month)", likeness.COMMON),
    }
    found = {}
    for kind, (step, key, least) in asked.items():
        files = sorted((place / "steps" / step).rglob("*.parquet"))
        query = f"SELECT {key} AS key, count(*) AS rows FROM rows GROUP BY key HAVING count(*) > {least} ORDER BY rows DESC, key LIMIT {HOT}"
        found[kind] = [list(row) for row in rows(query, files)]
    return found
