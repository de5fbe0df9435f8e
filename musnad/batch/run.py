"""A batch: any input in, partitioned Parquet out, resumable, the same bytes whatever the number of workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import msgspec

from musnad.batch.progress import Progress
from musnad.batch.shard import Done, Shard, marker, read_shard
from musnad.errors import MusnadError
from musnad.intake import Meter, documents
from musnad.intake.files import STANDARD_INPUT
from musnad.ledger.version import reader_version
from musnad.model import Document


class Runner(Protocol):
    """Where shards are done: on this machine or on an engine. Shards are idempotent, so doing one twice does no harm."""

    failed: list[Any]
    reasons: dict[int, str]

    def run(self, task: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]: ...


class Plan(msgspec.Struct):
    """What makes a run the same run: its inputs, shard size, and the version of reader and word tables. Kept as plan.json in the output."""

    inputs: list[str]
    published: str | None
    outlet: str | None
    shard_size: int
    version: str


class Summary(msgspec.Struct):
    """What a finished run holds: rows by table, findings by kind, the shards left out, and why where they raised."""

    shards: int
    rows: dict[str, int]
    findings: dict[str, int]
    failed: list[int]
    reasons: dict[int, str] = {}


def plan_of(paths: list[str], published: str | None, outlet: str | None, shard_size: int) -> Plan:
    """The plan of a run as it is called: the same words, tables and rules, the same plan."""
    return Plan([str(Path(p)) for p in paths], published, outlet, shard_size, reader_version())


def shards_of(plan: Plan, out: Path, meter: Meter | None = None) -> Iterator[Shard]:
    """The input cut into shards, those already done left out; only one shard is held at a time."""
    meter = meter or Meter([])
    shard = Shard(0, str(out), [], [])
    for item in documents(plan.inputs, plan.published, plan.outlet, meter=meter):
        if isinstance(item, Document):
            shard.documents.append(item)
        else:
            shard.refusals.append(item)
        if len(shard.documents) + len(shard.refusals) >= plan.shard_size:
            shard.ends = meter.passed
            if not marker(out, shard.index).exists():
                yield shard
            shard = Shard(shard.index + 1, str(out), [], [], shard.ends, shard.ends)
    shard.ends = meter.passed
    if (shard.documents or shard.refusals) and not marker(out, shard.index).exists():
        yield shard


def run(plan: Plan, out: Path, runner: Runner, watch: Callable[[Progress], None] = lambda progress: None) -> Summary:
    """Do all that is not done yet and write summary.json. `watch` is called after every shard.

    Raises: MusnadError where `out` lies among the inputs, or holds a run of other inputs, settings or program version.
    """
    _claim(plan, out)
    meter = Meter(plan.inputs)
    progress = Progress(meter.total)
    watch(progress)
    for done in runner.run(read_shard, progress.watched(shards_of(plan, out, meter))):
        progress.finished(done)
        watch(progress)
    _sweep(out)
    summary = _summary(out, [s.index for s in runner.failed], runner.reasons)
    (out / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")
    return summary


def _claim(plan: Plan, out: Path) -> None:
    for path in plan.inputs:
        if path != STANDARD_INPUT and out.resolve().is_relative_to(Path(path).resolve()):
            raise MusnadError(f"{out}: lies inside the input {path}, and would be read as input: name another folder")
    out.mkdir(parents=True, exist_ok=True)
    place = out / "plan.json"
    if place.exists() and msgspec.json.decode(place.read_bytes(), type=Plan) != plan:
        raise MusnadError(
            f"{out}: holds a run of other inputs, settings or program version: name another folder by --out"
        )
    _sweep(out)
    place.write_bytes(msgspec.json.format(msgspec.json.encode(plan), indent=1) + b"\n")


def _sweep(out: Path) -> None:
    """Take away half-written parts of workers that were killed; nobody is writing now."""
    for leftover in out.rglob("*.tmp"):
        leftover.unlink(missing_ok=True)


def _summary(out: Path, failed: list[int], reasons: dict[int, str]) -> Summary:
    rows: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    markers = sorted((out / "done").glob("*.json")) if (out / "done").exists() else []
    for path in markers:
        done = msgspec.json.decode(path.read_bytes(), type=Done)
        rows.update(done.rows)
        findings.update(done.findings)
    return Summary(len(markers), dict(sorted(rows.items())), dict(sorted(findings.items())), sorted(failed), reasons)
