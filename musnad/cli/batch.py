"""`musnad batch`: millions of documents in, partitioned Parquet out."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from musnad.cli.days import DAY
from musnad.errors import MusnadError


@click.command("batch")
@click.argument("paths", nargs=-1, required=True)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Folder of the tables.")
@click.option("--workers", type=click.IntRange(1), help="Processes; all processors without it.")
@click.option("--runner", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="Where to run.")
@click.option("--address", help="Address of a running Ray cluster, for --runner ray.")
@click.option("--shard-size", type=click.IntRange(1), default=500, show_default=True, help="Documents a shard.")
@click.option("--published", type=DAY, metavar="DATE", help="Day of publication, where the documents do not carry one.")
@click.option("--outlet", metavar="NAME", help="Outlet, where the documents do not carry one.")
def command_batch(paths: tuple[str, ...], out: Path, **options: object) -> None:
    """Read millions of documents to Parquet.

    One table a kind of record. A run that was stopped goes on where it was when it is called again with the same words. The same input gives the same
    bytes whatever the number of workers.
    """
    try:
        from musnad.batch.local import LocalRunner
        from musnad.batch.run import plan_of, run
    except ImportError:
        raise MusnadError("the tables need pyarrow: pip install 'musnad[parquet]'") from None
    workers = options["workers"]
    if options["runner"] == "ray":
        from musnad.batch.on_ray import RayRunner

        runner: LocalRunner | RayRunner = RayRunner(options["address"], workers)  # type: ignore[arg-type]
    else:
        runner = LocalRunner(workers)  # type: ignore[arg-type]
    plan = plan_of(list(paths), options["published"], options["outlet"], options["shard_size"])  # type: ignore[arg-type]
    summary = run(plan, out, runner, _Progress())
    for table, rows in summary.rows.items():
        click.echo(f"{table:>12} {rows:>12,}")
    click.echo(f"{out}: {summary.shards} shards, findings {sum(summary.findings.values()):,}")
    if summary.failed:
        click.echo(f"musnad: shards {summary.failed} killed their worker again and again and were left out", err=True)
        sys.exit(1)
    if not summary.rows.get("documents"):
        sys.exit(1)


class _Progress:
    """Documents done and their rate, on standard error, when a person is watching."""

    def __init__(self) -> None:
        self._bar = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

            self._bar = Progress(
                TextColumn("reading"), BarColumn(), TaskProgressColumn(show_speed=True), TimeElapsedColumn(),
                TextColumn("{task.completed:,.0f} documents"), console=Console(stderr=True),
            )  # fmt: skip
            self._task = self._bar.add_task("reading", total=None)
            self._bar.start()

    def __call__(self, done: object) -> None:
        if self._bar is not None:
            self._bar.advance(self._task, done.rows.get("documents", 0))  # type: ignore[attr-defined]

    def __del__(self) -> None:
        if self._bar is not None:
            self._bar.stop()
