"""`musnad explain`: the rules and table rows behind every record of a sentence."""

from __future__ import annotations

import click
import msgspec

from musnad.cli.days import DAY
from musnad.extract.entities.why import reasons
from musnad.model import Document
from musnad.reader import read_page

LAYERS = ("segments", "numbers", "times", "entities", "statements", "figures", "events", "positions")


@click.command("explain")
@click.argument("text")
@click.option("--published", type=DAY, metavar="DATE", help="Day of publication that relative dates count from.")
def command_explain(text: str, published: str | None) -> None:
    """Show which rows and rules read a sentence.

    Which words of TEXT matched which table rows, and which rules made which records.
    """
    page = read_page(Document(id="explain", file="-", text=text, published=published))
    click.echo("tokens and table rows")
    for i, token in enumerate(page.tokens):
        rows = [f"{h.table}:{h.row.line} {h.row.word}{_attached(h)}" for h in page.hits.tables_at(i)]
        click.echo(f"  {i:>4} {page.text[token.start : token.end]}" + (f"   <- {'; '.join(rows)}" if rows else ""))
    why = reasons(page)
    for layer in LAYERS:
        for record in getattr(page, layer):
            data = msgspec.to_builtins(record)
            words = data.get("text") or data.get("cue", {}).get("text") or data.get("id") or data.get("on")
            if layer == "segments":
                words = page.text[record.start : record.end]
            click.echo(f"{layer}  {data.get('rule', '')}  {words}")
            for field, value in data.items():
                if value not in (None, [], "") and field not in ("start", "end", "text", "rule", "names"):
                    shown = value["text"] if isinstance(value, dict) and "text" in value else value
                    click.echo(f"      {field} = {shown}")
            for name in data.get("names", ()):
                click.echo(f"      {name['text']}: {why.get(name['start'], data['rule'])}")
            for reason in page.reasons.get((layer, data.get("start", -1)), []):
                click.echo(f"      {reason}")
    for finding in page.findings:
        click.echo(f"finding  {finding.kind}: {finding.message}")


def _attached(hit: object) -> str:
    split, features = hit.split, hit.features  # type: ignore[attr-defined]
    parts = [split.conjunction, split.preposition, "s-" if split.future else "", "al-" if split.article else "",
             hit.pronoun, features.tense]  # type: ignore[attr-defined]  # fmt: skip
    shown = " ".join(p for p in parts if p)
    return f" [{shown}]" if shown else ""
