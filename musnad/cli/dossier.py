"""`musnad dossier`: the whole story, printed for people and written as one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from musnad.cli.terminal import open_ledger, with_ledger
from musnad.cli.views import command_disagreements, command_figures, command_state, command_timeline
from musnad.export.dossier import dossier
from musnad.export.wording import LANGUAGES, Wording
from musnad.ledger import Ledger
from musnad.link.disagreements import disagreements
from musnad.link.material import Material
from musnad.story.state import state, today
from musnad.story.views import figures, timeline


@click.command("dossier")
@click.option("--on", "day", metavar="DATE", help="The day that the state of affairs is asked for; today without it.")
@click.option("--title", default="", help="The page's heading.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ar", show_default=True, help="Language of the page.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("dossier.html"), show_default=True)
@click.option("--quiet", is_flag=True, help="Write the page only, print no tables.")
@with_ledger
@click.pass_context
def command_dossier(context: click.Context, /, where: str | None, **options: Any) -> None:
    """Print the story (timeline, series, state on a day, disagreements) and write it as a page that opens anywhere."""
    day = options["day"] or today()
    if not options["quiet"]:
        for command, extra in ((command_timeline, {}), (command_figures, {}), (command_state, {"day": day}),
                               (command_disagreements, {"apparent": False})):  # fmt: skip
            context.invoke(command, where=where, known_on=None, form="table", **extra)
            click.echo()
    with open_ledger(where) as ledger:
        page = page_of(ledger, day, options["title"], Wording(options["language"]))
    options["out"].parent.mkdir(parents=True, exist_ok=True)
    options["out"].write_text(page, encoding="utf-8")
    click.echo(f"The dossier is at {options['out']}: open it in a browser.")


def page_of(ledger: Ledger, day: str, title: str, wording: Wording) -> str:
    """The dossier of everything in a ledger, as HTML."""
    material = Material(ledger)
    views = {
        "state": state(material, day),
        "disagreements": disagreements(material, False),
        "figures": figures(material),
        "timeline": timeline(material),
        "copies": [],
    }
    documents = []
    for row in ledger.documents():
        document = ledger.document(row["key"])
        segments = [{"start": s.start, "end": s.end, "kind": s.kind} for s in document.segments]
        documents.append({"id": row["id"], "outlet": row["outlet"], "published": row["published"],
                          "text": document.text, "segments": segments})  # fmt: skip
    return dossier(title or wording("dossier"), day, views, documents, wording)
