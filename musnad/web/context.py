"""The sentence around the words of a reference, so that a page shows what they mean where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from musnad.link.material import Json
from musnad.story.desk import Desk

BEFORE, AFTER = 90, 110  # characters around the words at most
_END = re.compile("[.!?\u061f\u2026][\"'\u00bb\u201d)\\]]*(?=\\s)|[\n\r]")
Around = tuple[str, str, str]  # what stands before the words, the words, what stands after them


class Contexts:
    """The sentences around the references of a page; their texts are fetched together."""

    def __init__(self, desk: Desk, references: Iterable[Json]) -> None:
        self._desk = desk
        keys = {key for ref in references if (key := self._key(ref)) is not None}
        self._texts = desk.ledger.texts(sorted(keys)) if keys else {}

    def _key(self, ref: Json) -> str | None:
        return self._desk.key_of(ref["document"], ref.get("record"))

    def __call__(self, ref: Json) -> Around:
        """The sentence around a reference; the words alone where its text does not hold them there, or was not fetched."""
        text = self._texts.get(self._key(ref) or "", "")
        start, end = ref["start"], ref["end"]
        if text[start:end] != ref["text"]:
            return "", ref["text"], ""
        return around(text, start, end)


def around(text: str, start: int, end: int) -> Around:
    """The sentence that holds a stretch of a text, cut at whole words where it is long; cuts are shown by an ellipsis."""
    low, high = max(0, start - BEFORE), min(len(text), end + AFTER)
    stops = [stop.end() for stop in _END.finditer(text, low, start)]
    before = text[stops[-1] if stops else low : start]
    if not stops and low:
        before = "\u2026" + before.partition(" ")[2]
    stop = _END.search(text, end, high)
    after = text[end : stop.start() if stop else high]
    if not stop and high < len(text):
        after = after.rpartition(" ")[0] + "\u2026"
    return _line(before).lstrip(), _line(text[start:end]), _line(after).rstrip()


def _line(words: str) -> str:
    """Words on one line: line breaks inside them as spaces."""
    return re.sub("[\n\r\t]+", " ", words)
