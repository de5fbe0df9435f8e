"""TimeML: the text of each document with its time expressions marked in place as TIMEX3.

Source: TimeML 1.2.1 and the TempEval-3 layout (DOCID, DCT, TITLE, TEXT). TIMEX3 holds only text, so of two expressions that
overlap the longer is marked, and the other follows it as an empty TIMEX3. Characters that XML forbids become U+FFFD.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from musnad.export.job import Job, whole_file
from musnad.export.names import FileNames
from musnad.export.sheets import Sheet, sheets
from musnad.export.xml import xml_text
from musnad.model import Time

HEAD = ('<?xml version="1.0" encoding="UTF-8"?>\n<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        'xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd" xml:lang="ar">\n')  # fmt: skip
MODS = ("BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "START", "MID",
        "END", "APPROX")  # fmt: skip


def write(job: Job, folder: Path) -> None:
    """A `.tml` file for every document of the ledger."""
    names = FileNames()
    for sheet in sheets(job.material):
        with whole_file(folder / f"{names.of(sheet.source.id)}.tml") as file:
            file.write(timeml(sheet))


def timeml(sheet: Sheet) -> str:
    """One document as TimeML."""
    times: list[Time] = [entry.record for entry in sheet.of("times")]
    published, title = sheet.source.published, sheet.document.title
    dct = (f'<DCT><TIMEX3 tid="t0" type="DATE" value="{xml_text(published)}" functionInDocument="PUBLICATION_TIME" '
           f'temporalFunction="false">{xml_text(published)}</TIMEX3></DCT>\n') if published else ""  # fmt: skip
    heading = f"<TITLE>{xml_text(title.text)}</TITLE>\n" if title else ""
    body = "".join(marked(sheet.document.text, times))
    return f"{HEAD}<DOCID>{xml_text(sheet.source.id)}</DOCID>\n{dct}{heading}<TEXT>{body}</TEXT>\n</TimeML>\n"


def marked(text: str, times: list[Time]) -> Iterator[str]:
    """The text with every expression as a TIMEX3 in its place."""
    at = 0
    for number, time in enumerate(sorted(times, key=lambda t: (t.start, -t.end)), 1):
        opening = f"<TIMEX3 {_attributes(number, time)}"
        if time.start < at:  # inside or across the one before it
            yield opening + "/>"
            continue
        yield xml_text(text[at : time.start])
        yield f"{opening}>{xml_text(time.text)}</TIMEX3>"
        at = time.end
    yield xml_text(text[at:])


def _attributes(number: int, time: Time) -> str:
    pairs = [("tid", f"t{number}"), ("type", time.type), ("value", time.value)]
    if time.mod in MODS:
        pairs.append(("mod", time.mod))
    days = [day or "" for day in (time.earliest, time.latest)]
    comment = f"{time.rule}; {'/'.join(days)}" if any(days) else time.rule
    return " ".join(f'{name}="{xml_text(value)}"' for name, value in [*pairs, ("comment", comment)])
