"""`musnad add` and `musnad verify`: documents into a ledger, and the proof that it is sound."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

import click

from musnad.cli.days import DAY
from musnad.cli.readers import with_readers
from musnad.cli.terminal import open_ledger, with_ledger
from musnad.errors import LedgerError
from musnad.intake import documents
from musnad.ledger import Ledger, verify
from musnad.ledger.adding import add_all, cores
from musnad.ledger.faults import StoreFault
from musnad.ledger.salvage import salvage

FEW = 60  # documents


@click.command("add")
@click.argument("paths", nargs=-1, required=True)
@click.option("--published", type=DAY, metavar="DATE", help="Day of publication, where the documents do not carry one.")
@click.option("--outlet", metavar="NAME", help="Outlet, where the documents do not carry one.")
@click.option("--workers", type=click.IntRange(1), help="Processes that read; all processors without it.")
@with_readers
@with_ledger
def command_add(
    paths: tuple[str, ...], published: str | None, outlet: str | None, workers: int | None, where: str | None
) -> None:
    """Read documents and keep them in a ledger.

    Several processes read, one writes, in the order given: the ledger is the same whatever their number. Adding again changes nothing. What is refused is said on standard error, the rest is kept, and the exit status is 1.
    """
    counts: Counter[str] = Counter()
    refused: list[str] = []
    fault: StoreFault | None = None
    with Ledger(where, create=True) as ledger:
        given = documents(list(paths), published, outlet)
        for item, became in _with_progress(_added(ledger, given, workers)):
            if isinstance(became, StoreFault):  # the next one would fare no better; what is in stays in
                fault = became
                break
            if isinstance(became, str):
                counts[became] += 1
            else:
                refused.append(str(became or item))
        where = ledger.where
    for sentence in refused:
        click.echo(f"musnad: {sentence}", err=True)
    reread = f"{counts['reread']} read again, " if counts["reread"] else ""
    click.echo(f"{where}: {counts['added']} added, {reread}{counts['unchanged']} unchanged, {len(refused)} refused")
    if fault:
        raise fault
    sys.exit(1 if refused else 0)


def _added(ledger: Ledger, given: Iterator[Any], workers: int | None) -> Iterator[tuple[Any, Any]]:
    """Add what is given; few documents are read in this process, since starting others takes longer."""
    first = list(islice(given, FEW))
    if workers is None:
        workers = cores() if len(first) == FEW else 1
    yield from add_all(ledger, chain(first, given), workers)


def _with_progress(items: Iterator[Any]) -> Iterator[Any]:
    """The same items; on a terminal a line on standard error counts them."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn

    counted = TextColumn("{task.completed:,.0f} documents")
    columns = (
        SpinnerColumn(),
        TextColumn("reading"),
        counted,
        TaskProgressColumn(show_speed=True),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for item in items:
            yield item
            progress.advance(task)


@click.command("verify")
@with_ledger
def command_verify(where: str | None) -> None:
    """Prove a ledger against its documents.

    Every span against its document, and every document against its digest.
    """
    with open_ledger(where) as ledger:
        result = verify(ledger)
    for fault in result.faults:
        click.echo(f"musnad: {fault}", err=True)
    counts = ", ".join(f"{number} {name}" for name, number in result.counts.items())
    click.echo(f"{counts}, {len(result.faults)} faults")
    sys.exit(1 if result.faults else 0)


@click.command("salvage")
@click.argument("damaged", type=click.Path(exists=True, dir_okay=False))
@click.option("--out", required=True, metavar="PATH|URL", help="The new ledger; it must be empty or not exist yet.")
def command_salvage(damaged: str, out: str) -> None:
    """Save what can be read of a damaged ledger file.

    Documents whose text can be proved, their records and what people decided go into a new ledger, and the documents are read
    again. The damaged file stays as it is. The exit status is 1 where something is lost.
    """
    with Ledger(out, create=True) as ledger:
        if ledger.counts()["documents"]:
            raise LedgerError(f"{out}: holds documents already: name a new ledger")
        result = salvage(damaged, ledger)
        counts = ledger.counts()
    for table, saved in result.saved.items():
        lost = result.lost[table]
        click.echo(f"{table}: {saved} saved, {lost} lost")
    click.echo(f"{out}: {counts.pop('documents')} documents, {sum(counts.values())} records after reading them again")
    sys.exit(1 if any(result.lost.values()) else 0)
