"""`musnad dossier`: the whole story, printed for people and written as one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import msgspec

from musnad.cli.terminal import open_ledger, with_ledger, with_story
from musnad.cli.views import command_disagreements, command_figures, command_state, command_timeline
from musnad.export.dossier import dossier
from musnad.export.wording import LANGUAGES, Wording
from musnad.ledger import Ledger
from musnad.link.disagreements import disagreements
from musnad.link.material import Material
from musnad.link.origins import copies
from musnad.story.file import Story, load_story
from musnad.story.state import state, today
from musnad.story.views import figures, timeline


@click.command("dossier")
@click.option("--on", "day", metavar="DATE", help="The day that the state of affairs is asked for; today without it.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ar", show_default=True, help="Language of the page.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("dossier.html"), show_default=True)
@click.option("--quiet", is_flag=True, help="Write the page only, print no tables.")
@with_story
@with_ledger
@click.pass_context
def command_dossier(context: click.Context, /, where: str | None, story_path: str | None, **options: Any) -> None:
    """Print the story (timeline, series, state on a day, disagreements) and write it as a page that opens anywhere."""
    day = options["day"] or today()
    if not options["quiet"]:
        for command, extra in (
            (command_timeline, {}), (command_figures, {}), (command_state, {"day": day, "story_path": story_path}),
            (command_disagreements, {"apparent": False}),
        ):  # fmt: skip
            context.invoke(command, where=where, known_on=None, form="table", **extra)
            click.echo()
    with open_ledger(where) as ledger:
        page = page_of(ledger, day, load_story(story_path) if story_path else None, Wording(options["language"]))
    options["out"].parent.mkdir(parents=True, exist_ok=True)
    options["out"].write_text(page, encoding="utf-8")
    click.echo(f"The dossier is at {options['out']}: open it in a browser.")


def page_of(ledger: Ledger, day: str, story: Story | None, wording: Wording) -> str:
    """The dossier of everything in a ledger, as HTML."""
    material = Material(ledger)
    views = {
        "state": _titled(state(material, day, story), story, wording),
        "disagreements": disagreements(material, False),
        "figures": figures(material),
        "timeline": timeline(material),
        "copies": [c for c in copies(material) if c["kind"] != "independent"],
    }
    documents = []
    for row in ledger.documents():
        document = ledger.document(row["key"])
        documents.append({"id": row["id"], "outlet": row["outlet"], "published": row["published"],
                          "text": document.text, "segments": msgspec.to_builtins(document.segments)})  # fmt: skip
    title = story.heading.title.get(wording.language) if story else None
    return dossier(title or wording("dossier"), day, views, documents, wording)


def _titled(rows: list[dict[str, Any]], story: Story | None, wording: Wording) -> list[dict[str, Any]]:
    """State rows with the story's own titles in place of its ids."""
    titles: dict[str, str] = {}
    for frame in story.frames if story else []:
        titles[frame.id] = frame.title.get(wording.language, frame.id)
        titles |= {item.id: item.title.get(wording.language, item.id) for item in frame.items}
    return [
        {**row, "frame": titles.get(row["frame"], row["frame"]), "item": titles.get(row["item"], row["item"])}
        for row in rows
    ]
