"""File names made from the ids of documents."""

from __future__ import annotations

import os

LONGEST = 80  # characters of a file name made from an id


class FileNames:
    """Gives each document a name of its own: the last part of its id, safe on every system, numbered where it is taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, id: str) -> str:
        """A file name without ending for one more document."""
        last = os.path.basename(id.rstrip("/")) or "document"
        safe = "".join(c if c.isalnum() or c in "-_." else "_" for c in last)[:LONGEST].lstrip(".") or "document"
        name, number = safe, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{safe}-{number}"
        self._taken.add(name.casefold())
        return name
