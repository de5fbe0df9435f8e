"""`musnad import`: what another ledger, or people in another program, wrote out."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import msgspec

from musnad.cli.terminal import with_ledger
from musnad.ledger import Ledger
from musnad.ledger.annotations import judgements
from musnad.ledger.moving import Taken, decide_all, take

_SIGN = b'{"musnad":'


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--read-again", is_flag=True, help="Read documents anew instead of keeping the records that came with them."
)
@with_ledger
def command_import(paths: tuple[Path, ...], read_again: bool, where: str | None) -> None:
    """Take in another ledger, or people's decisions.

    PATHS are files that `musnad export --format jsonl` wrote, or Web Annotations (JSON-LD) whose targets are records of this
    ledger. Importing again changes nothing; a record on which this ledger has decided keeps its own decision.
    """
    refused = 0
    with Ledger(where, create=True) as ledger:
        for path in paths:
            taken = _take(ledger, path, read_again)
            refused += len(taken.refused)
            for sentence in taken.refused:
                click.echo(f"musnad: {path}: {sentence}", err=True)
            counts = {name: value for name, value in msgspec.structs.asdict(taken).items() if name != "refused"}
            told = ", ".join(f"{value} {_NAMES[name]}" for name, value in counts.items() if value)
            click.echo(f"{path}: {told or 'nothing to take'}, {len(taken.refused)} refused")
    sys.exit(1 if refused else 0)


_NAMES = {
    "added": "documents added", "known": "documents here already", "decided": "decisions taken over",
    "repeated": "decisions here already", "left": "decisions left: this ledger has its own on these records",
}  # fmt: skip


def _take(ledger: Ledger, path: Path, read_again: bool) -> Taken:
    """One file, by what it begins with."""
    with path.open("rb") as file:
        begins = file.read(len(_SIGN)) == _SIGN
        file.seek(0)
        if begins:
            return take(ledger, file, read_again)
        taken = Taken()
        decide_all(ledger, judgements(file.read()), taken)
        return taken
