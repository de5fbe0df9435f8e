"""A reading for the terminal: short lines, each text of either direction isolated so that it is ordered on its own."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.model import Reading, Span
from musnad.story.wording import amount

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], " ")


def listing(reading: Reading) -> str:
    """All records of one document as lines of text, ending with an empty line. Terminal controls in the text are removed."""
    return "".join(line + "\n" for line in [*_head(reading), *_statements(reading), *_others(reading), ""])


def shown(text: str | None) -> str:
    """Words of the article on one line, isolated from what stands around them."""
    words = " ".join((text or "").translate(_CONTROLS).split())
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if words else "-"


def _words(span: Span | None) -> str:
    return shown(span.text) if span else "-"


def _head(reading: Reading) -> Iterator[str]:
    yield f"{shown(reading.id)}  {_words(reading.title)}"
    yield f"  published {reading.published.value or 'unknown'} ({reading.published.how or 'not told'}), {shown(reading.outlet)}"


def _statements(reading: Reading) -> Iterator[str]:
    for s in reading.statements:
        who = shown(s.speaker_name or (s.speaker.text if s.speaker else None))
        chain = " \u2190 ".join(shown(link.name) for link in reversed(s.chain))
        negated = "not " if s.negated else ""
        yield f"  said    {who} {negated}{s.act}{f', {s.said_on}' if s.said_on else ''}: {_words(s.content)}"
        if len(s.chain) > 1:
            yield f"          through {chain}"


def _others(reading: Reading) -> Iterator[str]:
    for f in reading.figures:
        who = "the outlet itself" if f.source == "outlet" else shown(f.source)
        yield f"  figure  {shown(f.text)} {amount(f.low, f.high, f.comparator, f.unit)} {f.measure}, {f.flow}, {who}"
    for t in reading.times:
        yield f"  time    {shown(t.text)} {t.type} {t.value or 'unresolved'} {t.earliest or ''}..{t.latest or ''}"
    for e in reading.events:
        yield f"  event   {shown(e.text)} {e.type} {e.modality} {e.date or 'day unknown'}"
    for entity in reading.entities:
        yield f"  name    {shown(entity.names[0].text)} {entity.type} \u00d7{len(entity.names)}"
    for finding in reading.findings:
        yield f"  note    {finding.message}"
