"""`musnad decide` and `musnad findings`: what people say of a record, and what the reader says of its reading."""

from __future__ import annotations

import getpass

import click

from musnad.cli.terminal import open_ledger, show, with_format, with_ledger
from musnad.errors import LedgerError
from musnad.export.wording import Wording
from musnad.ledger.store import VERDICTS, now
from musnad.link.material import fits
from musnad.model import Judgement

ENGLISH = Wording("en")


@click.command("decide")
@click.argument("record")
@click.argument("verdict", type=click.Choice(VERDICTS))
@click.option("--by", metavar="NAME", help="Who decides; else the name you are logged in with.")
@click.option("--value", metavar="JSON", help="With `correct`: the fields as they should be, as a JSON object.")
@with_ledger
def command_decide(record: str, verdict: str, by: str | None, value: str | None, where: str | None) -> None:
    """Accept, reject or correct a record.

    RECORD is an id as views print it, or its beginning; `withdraw` takes the last word back. The decision is kept with who and when, and survives reading again.
    """
    with open_ledger(where) as ledger:
        row = ledger.record(record)
        if value is not None and not fits(row["layer"], row["body"], value):
            raise LedgerError(
                f"{value}: these fields do not fit a record of {row['layer']}: see docs/reference/records.md"
            )
        ledger.decide(Judgement(on=row["id"], verdict=verdict, by=by or getpass.getuser(), at=now(), value=value))
    click.echo(f"{row['id'][:12]} ({row['layer']}: {' '.join(row['words'].split())[:60]}): {verdict}")


@click.command("findings")
@with_ledger
@with_format
def command_findings(where: str | None, form: str) -> None:
    """What was only partly read, and why.

    Also what was left unresolved or dropped.
    """
    with open_ledger(where) as ledger:
        rows = ledger.findings()
    show(rows, form, "findings", [
        ("document", lambda r: r["document"]), ("kind", lambda r: ENGLISH(r["kind"], "finding_kinds")), ("what", lambda r: r["message"]),
        ("at", lambda r: r["start"]),
    ])  # fmt: skip
