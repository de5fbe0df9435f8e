"""Folding: one spelling for matching, and the way back to the text as received.

`Folded.form` drops what does not change a word (harakat, tatweel, bidi and zero-width marks) and writes every letter and
digit in one code point. `Folded.key` goes on to the letters that writers confuse (hamza carriers, ta marbuta, alef
maqsura, Persian letters); it has the same length as `form`, so one offset map serves both.

Source: Unicode Standard, Arabic blocks; UAX #15 for presentation forms.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right

MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u08d3-\u08ff\u0300-\u036f"
TATWEEL = "\u0640"
DAMMA = "\u064f"
FATHATAN = "\u064b"  # the ending of an indefinite accusative
DECIMAL_SIGN = "\u066b"  # between Arabic digits; folded to a dot
ARABIC_COMMA = "\u060c"
CONTROLS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
PRESENTATION = "\ufb50-\ufdff\ufe70-\ufefc"

_SPECIAL = re.compile(f"[{MARKS}{TATWEEL}{CONTROLS}]+|[{PRESENTATION}]")
_TRAILING_CONTROLS = re.compile(f"[{CONTROLS}]*$")

# one code point for one letter, digit or separator; both sides are single code points
_ONE_FORM = {
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
    "\u066a": "%", "\u066b": ".", "\u066c": ",",
    "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "\t": " ", "\u2028": "\n", "\u2029": "\n",
    "\u06cc": "\u064a", "\u06a9": "\u0643", "\u06c1": "\u0647", "\u06be": "\u0647", "\u06d5": "\u0647",
    "\u06aa": "\u0643", "\u06d2": "\u064a",
    "\u06f4": "4", "\u06f5": "5", "\u06f6": "6",
}  # fmt: skip

# letters that one writer keeps apart and the next confuses
_ONE_KEY = {
    "\u0622": "\u0627", "\u0623": "\u0627", "\u0625": "\u0627", "\u0671": "\u0627",  # alef with hamza, madda, wasla
    "\u0649": "\u064a", "\u0626": "\u064a",  # alef maqsura, hamza on ya
    "\u0629": "\u0647", "\u0624": "\u0648",  # ta marbuta, hamza on waw
    "\u06af": "\u0643", "\u0686": "\u062c", "\u067e": "\u0628", "\u06a4": "\u0641", "\u0698": "\u0632",  # loan letters
}  # fmt: skip

_NEEDS_FORM = re.compile("[" + "".join(_ONE_FORM) + "]")


def key_of(form: str) -> str:
    """The matching key of an already formed string: same length, confusable letters unified."""
    for letter, plain in _ONE_KEY.items():
        form = form.replace(letter, plain)
    return form


class Folded:
    """A text with its two foldings and an exact offset map.

    raw:  the text as received.  form, key: folded, equal in length.
    """

    __slots__ = ("_shifts", "_starts", "form", "key", "raw")

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._starts: list[int] = [0]
        self._shifts: list[int] = [0]
        form = self._without_specials(raw)
        if _NEEDS_FORM.search(form):
            for letter, plain in _ONE_FORM.items():
                form = form.replace(letter, plain)
        self.form = form
        self.key = key_of(form)

    def _without_specials(self, raw: str) -> str:
        """Drop marks and open presentation forms, noting where folded and raw offsets part."""
        pieces: list[str] = []
        taken = length = 0
        for match in _SPECIAL.finditer(raw):
            piece = raw[taken : match.start()]
            pieces.append(piece)
            length += len(piece)
            taken = match.end()
            opened = _open_presentation(match.group())
            for _ in opened:  # every letter of a ligature points at the ligature itself
                self._note(length, match.start() - length)
                pieces.append(_)
                length += 1
            self._note(length, taken - length)
        if not pieces:
            return raw
        pieces.append(raw[taken:])
        return "".join(pieces)

    def _note(self, position: int, shift: int) -> None:
        if self._starts[-1] == position:
            self._shifts[-1] = shift
        else:
            self._starts.append(position)
            self._shifts.append(shift)

    @property
    def breaks(self) -> tuple[list[int], list[int]]:
        """Where folded and raw offsets part: folded positions, ascending from 0, and what to add from each one on."""
        return self._starts, self._shifts

    def raw_start(self, position: int) -> int:
        """Offset in the text as received of the folded code point at `position`."""
        if len(self._starts) == 1:
            return position + self._shifts[0]
        return position + self._shifts[bisect_right(self._starts, position) - 1]

    def raw_end(self, position: int) -> int:
        """Offset just after the folded code point before `position`, with the marks written on it."""
        if len(self._starts) == 1:
            return position + self._shifts[0]
        last = self.raw_start(position - 1)
        end = max(self.raw_start(position), last + 1)
        if end - last > 1:
            end -= len(_TRAILING_CONTROLS.search(self.raw[last + 1 : end]).group())  # type: ignore[union-attr]
        return end


def _open_presentation(run: str) -> str:
    if len(run) == 1 and "\ufb50" <= run <= "\ufefc":
        return "".join(c for c in unicodedata.normalize("NFKC", run) if not unicodedata.combining(c) and c != TATWEEL)
    return ""


def fold(text: str) -> str:
    """The matching key of a text, without its map: what word tables and searches compare."""
    return Folded(text).key
