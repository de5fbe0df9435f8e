"""One document made from a text and what is known of it, or the reason why it is none."""

from __future__ import annotations

import hashlib
import re

import msgspec

from musnad.intake.dates import clock_of, iso_day
from musnad.intake.encoding import PLAUSIBLE, SAMPLE, likeness
from musnad.model import Document, Finding, Record, Segment, Span

MAX_SIZE = 2_000_000  # bytes of one document's text; the longest article known to us has 0.2 million
MARKUP = 10  # a page, a feed or a line of JSON may be that many times larger than a text
LEAST_ARABIC = 0.25  # share of the letters
LEAST_LETTERS = 40  # fewer tell no language: a line of figures or an address is read

NEIGHBOUR = 0.01  # letters of Persian, Kurdish, Urdu that Arabic lacks: about 0.02 there, below 0.002 in Arabic

_NEIGHBOUR = re.compile(
    "[\u0679\u067e\u0686\u0688\u0691\u0695\u0698\u06af\u06b5\u06ba\u06be\u06c1\u06c6\u06ce\u06d2\u06d5]"
)
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_WRITTEN = re.compile(r"[^\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_OTHER = re.compile("[A-Za-z\u00c0-\u05ff\u0700-\u1fff\u2c00-\udfff]+")
_MOJIBAKE = re.compile("[\u00d8\u00d9][\u0080-\u00bf\u0152-\u2122]")


class Refusal(Record):
    """Input that gives no document.

    file:    path as given, "-" for standard input.
    line:    line of a JSON Lines file, from 1; None elsewhere.
    message: what is wrong and what to do, without the place.
    """

    file: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = "standard input" if self.file == "-" else self.file
        sentence = f"{place}, line {self.line}: {self.message}" if self.line else f"{place}: {self.message}"
        return _UNPRINTABLE.sub(" ", sentence)


class Given(msgspec.Struct, frozen=True):
    """What the caller says of all documents. published: ISO prefix; max_size: bytes of one document's text."""

    published: str | None = None
    outlet: str | None = None
    max_size: int = MAX_SIZE

    @property
    def most_read(self) -> int:
        """Bytes that are read of a page, a feed or a line of JSON."""
        return self.max_size * MARKUP


class Draft(msgspec.Struct, kw_only=True):
    """What a format found in the bytes, not yet judged. title: length of the title at the start of the text, 0 for none.

    published: as written in the metadata. raw: the bytes as received.
    """

    id: str
    file: str
    text: str
    raw: bytes
    line: int | None = None
    title: int = 0
    segments: list[Segment] = []
    published: object = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    findings: list[Finding] = []


def make_document(name: str, text: str, **fields: str | None) -> Document:
    """A document from its text and what is known of it, without judging it."""
    return Document(id=name, file=name, text=text, digest=digest(text.encode("utf-8", "replace")), **fields)  # type: ignore[arg-type]


def digest(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def judge(draft: Draft, given: Given) -> Document | Refusal:
    """The document of a draft, with findings for what had to be mended; a refusal where it holds no Arabic text."""
    text, findings = _mended(draft.text)
    fault = too_large(given.max_size) if _size(text) > given.max_size else fault_of(text)
    if fault:
        return Refusal(file=draft.file, line=draft.line, message=fault)
    day, unread = _day(draft.published)
    return Document(
        id=_line(draft.id),
        file=draft.file,
        text=text,
        title=Span(start=0, end=draft.title, text=text[: draft.title]) if draft.title else None,
        segments=draft.segments,
        published=day or given.published,
        clock=clock_of(draft.published) if day else None,
        outlet=_line(draft.outlet) or given.outlet,
        url=_line(draft.url) or None,
        byline=_line(draft.byline) or None,
        digest=digest(text.encode()),
        bytes_digest=digest(draft.raw),
        findings=[*draft.findings, *findings, *unread],
    )


def _line(label: str | None) -> str:
    """A name or address as one line that every store can hold; controls become blanks."""
    return _UNPRINTABLE.sub(" ", _UNSTORABLE.sub("\ufffd", label or "")).strip()


def too_large(limit: int) -> str:
    """The sentence for what is longer than it may be."""
    return f"it is larger than {limit / 1e6:g} MB, the most for one document: split it or raise --max-size"


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def fault_of(text: str) -> str | None:
    """Why a text cannot be read as Arabic news, in words; None where it can."""
    if not _WRITTEN.search(text):
        return "there is no text in it"
    arabic, other = _count(_ARABIC, text), _count(_OTHER, text)
    if arabic + other < LEAST_LETTERS:
        return None
    if arabic >= LEAST_ARABIC * (arabic + other):
        return "it is Persian, Kurdish or Urdu; Musnad reads Arabic news only" if _is_neighbour(text) else None
    if _count(_MOJIBAKE, text) * 2 > other > 0:
        return "its Arabic was saved in the wrong encoding and reads as Latin signs: take the original file"
    share = round(100 * arabic / (arabic + other))
    return f"it is not Arabic: {share} % of its letters are; Musnad reads Arabic news only"


def _is_neighbour(text: str) -> bool:
    """Whether a text in Arabic script is another language: its own letters are common, the Arabic article is not."""
    sample = text[:SAMPLE]
    letters = _count(_NEIGHBOUR, sample)
    return letters > NEIGHBOUR * len(sample) and likeness(sample) < PLAUSIBLE


def _count(pattern: re.Pattern[str], text: str) -> int:
    """Characters of all matches."""
    return sum(map(len, pattern.findall(text)))


def _mended(text: str) -> tuple[str, list[Finding]]:
    """Code points that no store can hold become U+FFFD, one for one, so that offsets stay."""
    mended, count = _UNSTORABLE.subn("\ufffd", text)
    if not count:
        return text, []
    message = f"{count} code points that are no characters (NUL, lone surrogates) stand as U+FFFD"
    return mended, [Finding(kind="intake.replaced", message=message)]


def _day(written: object) -> tuple[str | None, list[Finding]]:
    """The ISO prefix of a date as the metadata writes it, and a finding where it cannot be read."""
    if written is None or written == "":
        return None, []
    day = iso_day(written)
    if day:
        return day, []
    message = f"the date {str(written)[:80]!r} that comes with the document cannot be read"
    return None, [Finding(kind="intake.date", message=message)]
