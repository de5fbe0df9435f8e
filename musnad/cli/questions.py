"""The commands that put a question to a ledger: about a person, a claim, a record, a change."""

from __future__ import annotations

import json

import click

from musnad.cli.days import DAY
from musnad.cli.terminal import Opened, Question, asks, chain_words, isolated
from musnad.errors import MusnadError
from musnad.export.wording import Wording
from musnad.story.chain import chain
from musnad.story.check import check
from musnad.story.difference import changes_since
from musnad.story.find import find
from musnad.story.people import positions_on, said_by

PARAGRAPHS = 20  # that a search shows
ENGLISH = Wording("en")
POSITIONS = Opened("stances", "row", "positions", frozenset({"actor", "on"}))


@click.command("who")
@click.argument("name")
@asks
def command_who(question: Question, name: str) -> None:
    """Everything that one speaker said.

    NAME in any spelling; each statement with the office of its day.
    """
    if not name.strip():
        raise MusnadError("the name is empty: give a name, or a part of one")
    rows = said_by(question.told, name)
    question.show(rows, f"who: {name}", [
        ("speaker", lambda r: r["speaker"] or "?"), ("office", lambda r: r["office"]),
        ("said on", lambda r: r["date"] or f"({r['published'] or '?'})"), ("act", lambda r: ENGLISH(r["act"], "acts")),
        ("said", lambda r: r["content"]["text"]), ("chain", lambda r: chain_words(r["chain"])),
        ("document", lambda r: r["content"]["document"]),
    ])  # fmt: skip


@click.command("positions")
@click.option("--on", "day", type=DAY, metavar="DATE", help="Leave out what was published after this day.")
@asks
def command_positions(question: Question, day: str | None) -> None:
    """Who holds what, and how it changed."""
    rows = positions_on(question.told, day)
    question.show(rows, "positions", [
        ("actor", lambda s: s["row"]["actor"]), ("on", lambda s: s["row"]["on"]), ("stance", lambda s: ENGLISH(s["stance"], "stances")),
        ("day", lambda s: s["date"] or "?"), ("words", lambda s: s["text"]), ("document", lambda s: s["document"]),
    ], POSITIONS)  # fmt: skip


@click.command("copies")
@asks
def command_copies(question: Question) -> None:
    """Documents that carry one report.

    Copies (=), parts and retellings (~), each pair with the share of words it has in common.
    """
    rows = question.told.rows("copies")
    question.show(rows, "copies", [
        ("documents", lambda r: (" = " if r["kind"] == "copy" else " ~ ").join(r["documents"])),
        ("kind", lambda r: ENGLISH(r["kind"], "kinds")), ("score", lambda r: r["score"]),
        ("origin", lambda r: r["origin"]), ("why", lambda r: ENGLISH.reasons(r["reasons"])),
    ])  # fmt: skip


@click.command("sources")
@click.argument("words", required=False)
@asks
def command_sources(question: Question, words: str | None) -> None:
    """The origins behind claims.

    Behind those that several documents carry; with WORDS, behind those that hold these words. Copies of one report are
    one origin.
    """
    rows = question.told.rows("sources").holding(words or "")
    question.show(rows, "sources", [
        ("claim", lambda r: r["claim"]), ("origins", lambda r: len(r["origins"])),
        ("documents", lambda r: sum(len(o["documents"]) for o in r["origins"])),
        ("which", lambda r: "; ".join(f"{o['origin']}: {', '.join(o['documents'])}" for o in r["origins"])),
    ])  # fmt: skip


@click.command("chain")
@click.argument("record")
@asks
def command_chain(question: Question, record: str) -> None:
    """The way of a record from its speaker to the reader.

    RECORD is an id, or its beginning, as a view prints it with --format json.
    """
    row = chain(question.material, record)
    if question.form == "json":
        click.echo(json.dumps(row, ensure_ascii=False, indent=1))
        return
    links = [link["name"] for link in row["chain"]] or [row["outlet"] or row["document"]]
    click.echo(chain_words(links))
    for field, value in row.items():
        if value not in (None, [], "") and field != "chain":
            click.echo(f"  {field}: {isolated(value)}")


@click.command("diff")
@click.option(
    "--since", type=DAY, metavar="DATE", required=True, help="The first day of publication that counts as new."
)
@asks
def command_diff(question: Question, since: str) -> None:
    """What changed since a day.

    Each change is new, repeated, revised or contradicted.
    """
    rows = changes_since(question.told, since)
    question.show(rows, f"since {since}", [
        ("change", lambda r: ENGLISH(r["change"], "changes")), ("what", lambda r: r["what"]), ("before", lambda r: r["before"]),
        ("after", lambda r: r["after"]), ("told by", lambda r: ", ".join({x["document"]: 0 for x in r["references"]})),
    ])  # fmt: skip


@click.command("check")
@click.argument("claim")
@click.option("--on", "day", type=DAY, metavar="DATE", help="The day the claim speaks of or was made.")
@asks
def command_check(question: Question, claim: str, day: str | None) -> None:
    """What supports or contradicts a sentence.

    CLAIM is a sentence in Arabic; where nothing in the ledger bears on it, that is said.
    """
    if not claim.strip():
        raise MusnadError("the claim is empty: give a sentence in quotation marks")
    rows = check(question.material, claim, day)
    if not rows and question.form == "table":
        click.echo("nothing in the ledger supports or contradicts this")
        return
    question.show(rows, "check", [
        ("verdict", lambda r: ENGLISH(r["verdict"], "verdicts")), ("who", lambda r: r["who"]), ("day", lambda r: r["date"] or "?"),
        ("words", lambda r: r["text"]), ("chain", lambda r: chain_words(r["chain"])),
        ("why", lambda r: ENGLISH.reasons(r["reasons"])),
    ])  # fmt: skip


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@asks
def command_search(question: Question, words: tuple[str, ...]) -> None:
    """Paragraphs that hold all the words.

    Whatever the spelling of hamza, ta marbuta, marks and clitics; 20 without --limit.
    """
    rows = find(question.material, " ".join(words), question.limit or PARAGRAPHS)
    question.show(rows, "search", [
        ("document", lambda r: r["document"]), ("outlet", lambda r: r["outlet"]), ("day", lambda r: r["published"] or "?"),
        ("words", lambda r: r["text"]),
    ])  # fmt: skip
