"""The day of publication: given with the document, else unresolved."""

from __future__ import annotations

import calendar
import re

from musnad.extract.page import Page
from musnad.model import Published

_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d))?")


def given(page: Page) -> Published:
    """The day that came with the document, as far as it says: 2022, 2022-05 or 2022-05-14."""
    match = _ISO.match(page.document.published or "")
    if match is None:
        return Published()
    year, month, day = match.group(1), match.group(2), match.group(3)
    value = "-".join(p for p in (year, month, day) if p)
    first = "-".join((year, month or "01", day or "01"))
    last_day = day or f"{calendar.monthrange(int(year), int(month or 12))[1]:02}"
    return Published(value=value, earliest=first, latest="-".join((year, month or "12", last_day)), how="given")


def instant(page: Page) -> tuple[int, int] | None:
    """Hour and minute of publication, where the document came with them."""
    match = _ISO.match(page.document.published or "")
    if match is None or match.group(4) is None:
        return None
    return int(match.group(4)), int(match.group(5))
