"""`musnad serve`: the reading room in a browser."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import click

from musnad.cli.follow import follow
from musnad.cli.terminal import with_story
from musnad.errors import MusnadError
from musnad.ledger import Ledger
from musnad.ledger.engine import address
from musnad.story.file import Story, load_story
from musnad.story.latest import can_note

LOOPBACK = ("127.0.0.1", "localhost", "::1")
EXAMPLES, EXAMPLE_STORY = Path("examples/coalition"), Path("stories/coalition-in-iraq.toml")


@click.command("serve")
@click.option("--ledger", "where", metavar="PATH|URL", help="The ledger; else $MUSNAD_LEDGER, else ./musnad.ledger, else "
              "a temporary one made from the examples.")  # fmt: skip
@with_story
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, help="Port to listen on.")
@click.option("--accounts", metavar="FILE", help="A file of accounts; needed to listen on more than this machine.")
@click.option("--name", "names", multiple=True, help="A further name under which the room is reached (repeatable).")
def command_serve(where: str | None, story_path: str | None, host: str, port: int, accounts: str | None,
                  names: tuple[str, ...]) -> None:  # fmt: skip
    """Serve the ledger as pages in a browser.

    In Arabic and English, with review; the same as JSON under /api. Of more than 300 documents the views kept last are
    shown, each page saying how far they are behind, while a process beside this one brings them up to date.
    """
    if host not in LOOPBACK and accounts is None:
        raise MusnadError(f"--host {host} can be reached by others: give --accounts FILE (see docs/howto/serve.md)")
    try:
        import uvicorn

        from musnad.story.desk import Desk
        from musnad.web.accounts import load_accounts
        from musnad.web.app import LOOPBACK as OURS
        from musnad.web.app import create_app
    except ImportError as error:
        raise MusnadError(f"the reading room needs {error.name}: pip install 'musnad[web]'") from None
    with tempfile.TemporaryDirectory(prefix="musnad-") as folder:
        ledger, story, note = opened(where, story_path, Path(folder))
        with ledger:
            known = load_accounts(accounts) if accounts else None
            desk = Desk(ledger, story, note, "kept" if can_note() else "now")
            app = create_app(desk, known, (*OURS, *names, *([] if host in LOOPBACK else [host])))
            click.echo(f"{note or ledger.where}\nThe reading room is open at http://{host}:{port}/ (Ctrl+C closes it).")
            with _followed(ledger, where, story, story_path, not note and can_note()):
                uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


@contextmanager
def _followed(
    ledger: Ledger, where: str | None, story: Story | None, story_path: str | None, wanted: bool
) -> Iterator[None]:
    """While the room is open, the views of a large ledger are brought up to date by a process beside it."""
    stop = Event()
    worker = Thread(target=follow, args=(ledger, where, story, story_path, stop), daemon=True)
    if wanted:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        if wanted:
            worker.join()


def opened(where: str | None, story_path: str | None, folder: Path) -> tuple[Ledger, Story | None, str]:
    """The ledger that is meant, its story, and a sentence where it is only the examples."""
    if where is not None or Path(address()).exists() or "://" in address():
        return Ledger(where), load_story(story_path) if story_path else None, ""
    if not EXAMPLES.is_dir():
        raise MusnadError("there is no ledger here and no folder examples/: name one by --ledger")
    path = story_path or (str(EXAMPLE_STORY) if EXAMPLE_STORY.exists() else None)
    return examples_ledger(folder), load_story(path) if path else None, "Showing the examples: no ledger was named."


def examples_ledger(folder: Path, examples: Path = EXAMPLES) -> Ledger:
    """A ledger of the examples, made anew in a folder."""
    from musnad.intake import documents
    from musnad.model import Document

    ledger = Ledger(folder / "examples.ledger", create=True)
    for document in documents([str(examples)]):
        if isinstance(document, Document):
            ledger.add(document)
    return ledger
