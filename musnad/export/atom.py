"""Atom: a feed of the records that came in last, so that a desk is told what is new.

Source: RFC 4287. An entry is a record: its heading, its words right-to-left, the chain behind them, and where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from musnad.export.headings import heading
from musnad.export.job import Job
from musnad.export.sheets import Entry, Sheet, sheet_of
from musnad.export.wording import Wording
from musnad.export.xml import xml_text
from musnad.ledger.lookup import newest

LAYERS = ("statements", "figures", "events", "positions")
NEVER = "1970-01-01T00:00:00Z"


def chunks(job: Job) -> Iterator[str]:
    """The feed, an entry at a time, the newest first."""
    rows = [
        row
        for row in newest(job.material.ledger, LAYERS, job.since, job.limit)
        if row["document"] in job.material.sources
    ]
    yield from _head(job, rows[0]["recorded_at"] if rows else NEVER)
    sheets: dict[str, Sheet] = {}
    for row in rows:
        key = row["document"]
        if key not in sheets:
            sheets[key] = sheet_of(job.material, key)
        entry = next((entry for entry in sheets[key].entries if entry.id == row["id"]), None)
        if entry is not None:  # a person may have rejected it
            yield _entry(sheets[key], entry, job.wording)
    yield "</feed>\n"


def _head(job: Job, updated: str) -> Iterator[str]:
    wording, story = job.wording, job.story
    title = (story.heading.title.get(wording.language) if story else None) or wording("feed")
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{wording.language}">\n'
    yield f"<id>urn:musnad:feed:{xml_text(story.heading.id if story else 'all')}</id>\n<title>{xml_text(title)}</title>\n"
    yield f"<subtitle>{xml_text(wording('made_by'))}</subtitle>\n<updated>{updated}</updated>\n"
    yield f'<author><name>{xml_text(wording("name"))}</name></author>\n<generator uri="https://musnad.example/">Musnad</generator>\n'


def _entry(sheet: Sheet, entry: Entry, wording: Wording) -> str:
    document = sheet.document
    link = f'<link rel="alternate" href="{xml_text(document.url)}"/>\n' if _is_address(document.url) else ""
    title = document.title.text if document.title else sheet.source.id
    return (
        f"<entry>\n<id>urn:musnad:record:{entry.id}</id>\n<title>{xml_text(heading(entry.record, wording))}</title>\n"
        f"<updated>{entry.recorded_at}</updated>\n{link}"
        f"<author><name>{xml_text(sheet.source.outlet or wording('outlet'))}</name></author>\n"
        f'<category term="{entry.layer}" label="{xml_text(wording(entry.layer))}"/>\n'
        f'<summary xml:lang="ar">{xml_text(entry.words)}</summary>\n'
        f'<content type="html" xml:lang="ar">{xml_text(_content(sheet, entry, title))}</content>\n</entry>\n'
    )


def _content(sheet: Sheet, entry: Entry, title: str) -> str:
    """The words, the way they came and where they stand, as HTML."""
    said = sheet.statement_of(entry)
    words = said.content.text if entry.layer == "statements" and said and said.content else entry.words
    way = " \u2190 ".join(link.name for link in reversed(sheet.chain(entry)))
    return (
        f'<div dir="rtl" lang="ar"><blockquote>{escape(words)}</blockquote><p>{escape(way)}</p>'
        f"<p>{escape(title)} ({sheet.source.published or '?'}, {entry.start}\u2013{entry.end})</p></div>"
    )


def _is_address(url: str | None) -> bool:
    return bool(url) and str(url).startswith(("http://", "https://"))
