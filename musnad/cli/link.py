"""`musnad link`: links across the documents of a batch."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from musnad.cli.runners import runner_of
from musnad.errors import MusnadError


@click.command("link")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--partitions", type=click.IntRange(1), help="Parts the keys are spread over; one for 50,000 documents without it."
)
@click.option("--workers", type=click.IntRange(1), help="Processes; all processors without it.")
@click.option("--runner", type=click.Choice(["local", "ray"]), default="local", show_default=True, help="Where to run.")
@click.option("--address", help="Address of a running Ray cluster, for --runner ray.")
def command_link(folder: Path, partitions: int | None, **options: object) -> None:
    """Link the documents of a batch.

    DIR is the folder that `musnad batch` wrote. Copies of one report, figures of one series and mentions of one happening
    are found by their keys, with SQL over the Parquet tables, and written to DIR/links.
    """
    try:
        from musnad.batch.links.run import default_partitions, link
    except ImportError:
        raise MusnadError("links across a batch need pyarrow and DuckDB: pip install 'musnad[analytics]'") from None
    runner = runner_of(options)
    watching = sys.stderr.isatty()
    summary = link(folder, partitions or default_partitions(folder), runner, _say if watching else lambda step: None)
    for kind, rows in summary.rows.items():
        groups = f"{summary.groups[kind]:>10,} groups" if kind in summary.groups else ""
        click.echo(f"{kind:>12} {rows:>12,} rows {groups}")
    for kind, keys in summary.hot.items():
        for key, rows in keys[:3]:
            click.echo(f"musnad: {kind}: {rows:,} rows share the key {key}", err=True)
    click.echo(f"{folder / 'links'}: {summary.partitions} partitions")


def _say(step: str) -> None:
    click.echo(f"musnad: {step}", err=True)
