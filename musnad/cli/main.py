"""The command `musnad`."""

from __future__ import annotations

import gc
import importlib
import sys
from typing import Any

import click

from musnad import __version__
from musnad.errors import MusnadError

# command name -> module under musnad.cli that holds a click command of the same name; imported only when called
COMMANDS = {
    "add": "add",
    "batch": "batch",
    "chain": "questions",
    "check": "questions",
    "copies": "questions",
    "decide": "review",
    "diff": "questions",
    "disagreements": "views",
    "dossier": "dossier",
    "explain": "explain",
    "export": "export",
    "figures": "views",
    "findings": "review",
    "import": "arrive",
    "keep": "keep",
    "link": "link",
    "mcp": "mcp",
    "positions": "questions",
    "read": "read",
    "salvage": "add",
    "score": "score",
    "search": "questions",
    "serve": "serve",
    "sources": "questions",
    "state": "views",
    "statements": "views",
    "timeline": "views",
    "verify": "add",
    "who": "questions",
}


FIRST_STEPS = "Begin with `musnad add FILES...`, then `musnad timeline`. `musnad COMMAND --help` tells the rest."


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called, so that each starts fast."""

    def list_commands(self, context: click.Context) -> list[str]:
        """Every command, by the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of a name, its module imported now; None where there is none."""
        if name not in COMMANDS:
            return None
        module = importlib.import_module(f"musnad.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, "command_" + name.replace("-", "_"))
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, epilog=FIRST_STEPS)
@click.version_option(__version__, prog_name="musnad")
def cli() -> None:
    """Read Arabic news and keep a sourced ledger: who said what and through whom, every figure, date and event."""


def main(arguments: list[str] | None = None) -> Any:
    """Run the command line. A MusnadError becomes its one sentence on standard error and exit status 1."""
    gc.set_threshold(20_000)  # readings hold no cycles; looking for them often cost a tenth of the time and more
    try:
        return cli(arguments)
    except MusnadError as error:
        click.echo(f"musnad: {error}", err=True)
        sys.exit(1)
