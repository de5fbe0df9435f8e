"""Views in the words of one language: the reader's names and labels in place of ids and keys. Nothing that was said changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from musnad.export.wording import Wording, vocabulary
from musnad.story.file import Story

Json = dict[str, Any]
BETWEEN = " \u00b7 "
HAPPENINGS = ("denial", "date", "place")  # kinds of disagreement that are about a kind of happening


class Labels:
    """Labels the rows of views.

    names:   the name behind an entity's id.
    outlets: name of the outlet by document id; a document without one is `the outlet itself`.
    """

    def __init__(self, wording: Wording, story: Story | None, names: Callable[[str | None], str],
                 outlets: dict[str, str | None]) -> None:  # fmt: skip
        self.w, self._names, self._outlets = wording, names, outlets
        self._titles: dict[tuple[str, str], str] = {}
        for frame in story.frames if story else []:
            self._titles[frame.id, ""] = frame.title.get(wording.language, frame.id)
            for item in frame.items:
                self._titles[frame.id, item.id] = item.title.get(wording.language, item.id)

    def views(self, views: dict[str, list[Json]]) -> dict[str, list[Json]]:
        """The views of a dossier (state, disagreements, figures, timeline, copies), labelled."""
        label = {"state": self.state, "disagreements": self.disagreement, "figures": self.series}
        return {name: [self._heard(label[name](row)) if name in label else self._heard(row) for row in rows]
                for name, rows in views.items()}  # fmt: skip

    def state(self, row: Json) -> Json:
        """A row of the state with titles for its frame and item; an amount and a stance in words."""
        frame, item = row["frame"], row["item"]
        shown = {"frame": self._titles.get((frame, ""), self.w(frame))}
        if (frame, item) in self._titles:
            shown["item"] = self._titles[frame, item]
        elif "measure" in row:
            shown["item"] = self._joined(self.w(row["measure"], "measures"), row["subject"], row["place"])
            shown["value"] = self.w.quantity(row["low"], row["high"], row["comparator"], row["unit"])
        elif "actor" in row:
            shown["item"] = self._names(row["actor"])
            shown["value"] = f"{self.w(row['value'], 'stances')}: {self._names(row['on'])}"
        else:
            shown["item"] = self.w(item, "events")
        return row | shown

    def series(self, row: Json) -> Json:
        """A series with a heading: the story's title, else what is counted, whose and where."""
        title = row.get("title", {}).get(self.w.language)
        parts = (self.w(row["measure"], "measures"), self.w(row["flow"], "flows"))
        return row | {"heading": title or self._joined(BETWEEN.join(parts), row["subject"], row["place"])}

    def disagreement(self, row: Json) -> Json:
        """A disagreement with what it is about in words: a kind of happening, a process, or what is counted."""
        about = row["about"] or ""
        tables = ("events", "topics") if row["kind"] in HAPPENINGS else ("topics", "events")
        table = next((name for name in tables if about in vocabulary(name)), None)
        return row | {"about": self.w(about, table) if table else self._counted(about)}

    def _counted(self, about: str) -> str:
        """`subject measure place` in words; anything else as it is."""
        words = about.split()
        at = next((n for n, word in enumerate(words) if word in vocabulary("measures")), None)
        if at is None:
            return self._names(about)
        subject, place = " ".join(words[:at]), " ".join(words[at + 1 :])
        return self._joined(self.w(words[at], "measures"), subject, place)

    def _joined(self, first: str, *ids: str | None) -> str:
        return BETWEEN.join(part for part in (first, *(self._names(id) for id in ids)) if part)

    def _heard(self, value: Any) -> Any:
        """The same value with the outlet's name wherever the outlet of a referred document is the one who speaks."""
        if isinstance(value, list):
            return [self._heard(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        row = {key: self._heard(inner) for key, inner in value.items()}
        for field in ("who", "source"):
            if row.get(field) == "outlet" and "document" in row:
                row[field] = self._outlets.get(row["document"]) or "outlet"
        return row
