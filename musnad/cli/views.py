"""The commands that ask a ledger: each prints one view."""

from __future__ import annotations

from typing import Any

import click

from musnad.cli.days import DAY
from musnad.cli.terminal import Opened, Question, asks, chain_words, from_day, to_day
from musnad.export.wording import Wording
from musnad.story.people import said_by
from musnad.story.state import state_on, today
from musnad.story.wording import amount

ENGLISH = Wording("en")
SERIES = Opened("points", "series", "series", frozenset({"series"}))
DISAGREEMENTS = Opened("sides", "row", "disagreements", frozenset({"no.", "kind", "about", "why"}))


def _documents(references: list[Any]) -> str:
    return ", ".join(dict.fromkeys(r["document"] for r in references))


@click.command("timeline")
@from_day
@to_day
@click.option("--newest-first", is_flag=True, help="The last day first; what has no day stays behind.")
@asks
def command_timeline(question: Question, first: str | None, last: str | None, newest_first: bool) -> None:
    """What happened, was promised or put off.

    One row a happening, in the order of its day.
    """
    rows = question.told.rows("timeline").between(first, last)
    rows = rows.newest_first() if newest_first else rows
    question.show(rows, "timeline", [
        ("day", lambda r: r["date"] or "?"), ("type", lambda r: ENGLISH(r["type"], "events")),
        ("modality", lambda r: ENGLISH(r["modality"], "modalities")),
        ("what", lambda r: r["what"]), ("place", lambda r: r["place"]), ("told by", lambda r: _documents(r["mentions"])),
    ])  # fmt: skip


@click.command("figures")
@asks
def command_figures(question: Question) -> None:
    """Every figure as a point of its series.

    With its bounds, hedge, day and source; an echo only repeats an earlier figure.
    """
    question.show(question.told.rows("figures"), "figures", [
        ("series", lambda p: _series_name(p["series"], p["flow"])),
        ("value", lambda p: amount(p["low"], p["high"], p["comparator"], p["series"]["unit"])),
        ("as of", lambda p: p["as_of"] or f"({p['published'] or '?'})"),
        ("modality", lambda p: ENGLISH(p["modality"], "modalities") + (" (echo)" if p["echo_of"] else "")), ("source", lambda p: p["source"]),
        ("words", lambda p: p["text"]), ("document", lambda p: p["document"]),
    ], SERIES)  # fmt: skip


def _series_name(row: Any, flow: str) -> str:
    measure = ENGLISH(row["measure"] or "", "measures")
    name = row.get("title", {}).get("ar") or " ".join(filter(None, (row["subject"], measure, row["place"])))
    return f"{name}, {ENGLISH(flow, 'flows')}"


@click.command("statements")
@click.option("--who", metavar="NAME", help="Only what this speaker said, in any spelling of the name.")
@from_day
@to_day
@asks
def command_statements(question: Question, who: str | None, first: str | None, last: str | None) -> None:
    """Who said what, when and through whom."""
    rows = said_by(question.told, who or "").between(first, last)
    question.show(rows, "statements", [
        ("speaker", lambda r: r["speaker"] or "?"), ("said on", lambda r: r["date"] or f"({r['published'] or '?'})"),
        ("act", lambda r: ENGLISH(r["act"], "acts")), ("said", lambda r: r["content"]["text"]), ("chain", lambda r: chain_words(r["chain"])),
        ("document", lambda r: r["content"]["document"]),
    ])  # fmt: skip


@click.command("disagreements")
@click.option("--apparent", is_flag=True, help="Also those that only seem so, with the reason.")
@asks
def command_disagreements(question: Question, apparent: bool) -> None:
    """What cannot all be true as stated.

    Both sides with their words, days and chains; none is called right.
    """
    rows = question.told.rows("apparent" if apparent else "disagreements")
    question.show(rows, "disagreements", [
        ("no.", lambda s: s["number"]), ("kind", lambda s: _kind(s["row"])), ("about", lambda s: s["row"]["about"]),
        ("who", lambda s: s["who"]), ("day", lambda s: s["date"] or "?"), ("words", lambda s: s["text"]),
        ("chain", lambda s: chain_words(s["chain"])), ("why", lambda s: ENGLISH.reasons(s["row"]["reasons"])),
    ], DISAGREEMENTS)  # fmt: skip


def _kind(row: Any) -> str:
    return f"{ENGLISH(row['kind'], 'kinds')} ({ENGLISH(row['strength'], 'kinds')})"


@click.command("state")
@click.option("--on", "day", type=DAY, metavar="DATE", help="The day asked about; today where it is not given.")
@asks
def command_state(question: Question, day: str | None) -> None:
    """The state of affairs on a day.

    The last known value of every item, its age and its sources.
    """
    rows = state_on(question.told, day or today())
    question.show(rows, f"state on {day or today()}", [
        ("frame", lambda r: r["frame"]), ("item", lambda r: r["item"]), ("value", lambda r: r["value"]),
        ("as of", lambda r: r["as_of"] if r["how"] != "published" else f"({r['as_of']})"),
        ("age in days", lambda r: r["age_days"]), ("disputed", lambda r: "yes" if r["disputed"] else ""),
        ("sources", lambda r: _documents(r["references"])),
    ])  # fmt: skip
