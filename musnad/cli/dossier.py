"""`musnad dossier`: the whole story, printed for people and written as one self-contained page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from musnad.cli.days import DAY
from musnad.cli.printed import Printed
from musnad.cli.terminal import open_ledger, told_last, with_fresh, with_ledger, with_story
from musnad.export.dossier import dossier
from musnad.export.gathered import documents_of, views_of
from musnad.export.labels import Labels
from musnad.export.wording import LANGUAGES, Wording
from musnad.story.file import load_story
from musnad.story.names import Names
from musnad.story.state import today
from musnad.story.told import Told


@click.command("dossier")
@click.option(
    "--on", "day", type=DAY, metavar="DATE", help="The day that the state of affairs is asked for; today without it."
)
@click.option("--language", type=click.Choice(LANGUAGES), default="ar", show_default=True, help="Of tables and page.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("dossier.html"), show_default=True,
              help="The page to write.")  # fmt: skip
@click.option("--quiet", is_flag=True, help="Write the page only, print nothing else.")
@with_fresh
@with_story
@with_ledger
def command_dossier(where: str | None, story_path: str | None, fresh: bool, day: str | None, **options: Any) -> None:
    """Print a story and write it as a page.

    Timeline, series, state on a day and disagreements; the page is one file that opens anywhere. Of more than 300
    documents it holds the first 100 rows of each view, and the documents that they refer to.
    """
    wording, on = Wording(options["language"]), day or today()
    story = load_story(story_path) if story_path else None
    with open_ledger(where) as ledger:
        told = told_last(Told(ledger, story, how="now" if fresh else "last"))
        material, commonest = told.material, {row["id"]: row["name"] for row in told.rows("names")}
        outlets = {source.id: source.outlet for source in material.sources.values()}
        labels = Labels(wording, story, Names(material, story, wording.language, commonest), outlets)
        views = labels.views(views_of(told, on))
        if not options["quiet"]:
            printed = Printed(wording)
            printed.timeline(views["timeline"])
            printed.series(views["figures"])
            printed.state(views["state"], on)
            printed.disagreements(views["disagreements"])
        title = (story.heading.title.get(wording.language) if story else None) or wording("dossier")
        page = dossier(title, on, views, documents_of(material, views if told.is_large else None), wording)
    options["out"].parent.mkdir(parents=True, exist_ok=True)
    options["out"].write_text(page, encoding="utf-8")
    click.echo(f"\nThe dossier is at {options['out']}: open it in a browser.")
