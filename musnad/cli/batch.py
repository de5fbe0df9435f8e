"""`musnad batch`: millions of documents in, partitioned Parquet out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from musnad.cli.days import DAY
from musnad.cli.runners import runner_of
from musnad.errors import MusnadError

if TYPE_CHECKING:
    from musnad.batch.progress import Progress


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
        from musnad.batch.run import plan_of, run
    except ImportError:
        raise MusnadError("the tables need pyarrow: pip install 'musnad[parquet]'") from None
    runner = runner_of(options)
    plan = plan_of(list(paths), options["published"], options["outlet"], options["shard_size"])  # type: ignore[arg-type]
    with _Line() as line:
        summary = run(plan, out, runner, line)
    for table, rows in summary.rows.items():
        click.echo(f"{table:>12} {rows:>12,}")
    click.echo(f"{out}: {summary.shards} shards, findings {sum(summary.findings.values()):,}")
    if summary.failed:
        for index in summary.failed:
            why = summary.reasons.get(index, "it killed its worker again and again")
            click.echo(
                f"musnad: shard {index} was left out ({why}); call again with the same words to try it again", err=True
            )
        sys.exit(1)
    if not summary.rows.get("documents"):
        sys.exit(1)


class _Line:
    """A bar on standard error with documents, rate and time left, while a person is watching."""

    def __enter__(self) -> _Line:
        self._bar: Any = None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

            columns = (BarColumn(bar_width=30), TaskProgressColumn(), TextColumn("{task.description}"))
            self._bar = Progress(*columns, console=Console(stderr=True))
            self._task = self._bar.add_task("starting", total=None)
            self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Show how far the run has come."""
        if self._bar is None or not progress.documents:
            return
        words = f"{progress.documents:,} documents, {progress.rate:,.0f} a second"
        if progress.left is not None:
            words += f", {_in_words(progress.left)} left"
        share = progress.share
        whole = None if share is None else 1.0
        self._bar.update(self._task, completed=share or 0, total=whole, description=words)


def _in_words(seconds: float) -> str:
    """A length of time as a person says it."""
    hours, minutes = divmod(round(seconds / 60), 60)
    if hours:
        return f"{hours} h {minutes} min"
    return f"{minutes} min" if seconds >= 90 else f"{seconds:.0f} s"
