"""A batch: any input in, partitioned Parquet out, resumable, the same bytes whatever the number of workers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import msgspec

from musnad import __version__
from musnad.batch.shard import Done, Shard, marker, read_shard
from musnad.errors import MusnadError
from musnad.intake import documents
from musnad.intake.article import Refusal
from musnad.model import Document


class Runner(Protocol):
    """Where shards are done: on this machine or on an engine. Shards are idempotent, so doing one twice does no harm."""

    failed: list[Shard]

    def run(self, task: Callable[[Shard], Done], shards: Iterator[Shard]) -> Iterator[Done]: ...


class Plan(msgspec.Struct):
    """What makes a run the same run: its inputs, shard size and program version. Kept as plan.json in the output."""

    inputs: list[str]
    published: str | None
    outlet: str | None
    shard_size: int
    version: str


class Summary(msgspec.Struct):
    """What a finished run holds: rows by table, findings by kind, shards that killed their worker again and again."""

    shards: int
    rows: dict[str, int]
    findings: dict[str, int]
    failed: list[int]


def plan_of(paths: list[str], published: str | None, outlet: str | None, shard_size: int) -> Plan:
    """The plan of a run as it is called: the same words, the same plan."""
    return Plan([str(Path(p)) for p in paths], published, outlet, shard_size, __version__)


def shards_of(plan: Plan, out: Path) -> Iterator[Shard]:
    """The input cut into shards, those already done left out; only one shard is held at a time."""
    index = 0
    shard = Shard(index, str(out), [], [])
    for item in documents(plan.inputs, plan.published, plan.outlet):
        if isinstance(item, Document):
            shard.documents.append(item)
        elif isinstance(item, Refusal):
            shard.refusals.append(item)
        if len(shard.documents) + len(shard.refusals) >= plan.shard_size:
            if not marker(out, index).exists():
                yield shard
            index += 1
            shard = Shard(index, str(out), [], [])
    if (shard.documents or shard.refusals) and not marker(out, index).exists():
        yield shard


def run(plan: Plan, out: Path, runner: Runner, progress: Callable[[Done], None] = lambda done: None) -> Summary:
    """Do all that is not done yet and write summary.json.

    Raises: MusnadError where `out` holds a run of other inputs, settings or program version.
    """
    _claim(plan, out)
    for done in runner.run(read_shard, shards_of(plan, out)):
        progress(done)
    _sweep(out)
    summary = _summary(out, [s.index for s in runner.failed])
    (out / "summary.json").write_bytes(msgspec.json.format(msgspec.json.encode(summary), indent=1) + b"\n")
    return summary


def _claim(plan: Plan, out: Path) -> None:
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


def _summary(out: Path, failed: list[int]) -> Summary:
    rows: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    markers = sorted((out / "done").glob("*.json")) if (out / "done").exists() else []
    for path in markers:
        done = msgspec.json.decode(path.read_bytes(), type=Done)
        rows.update(done.rows)
        findings.update(done.findings)
    return Summary(len(markers), dict(sorted(rows.items())), dict(sorted(findings.items())), sorted(failed))
