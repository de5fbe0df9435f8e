"""Bytes to text: the declared encoding first, then strict UTF-8, then a guess that must look like Arabic.

A guess and every replaced byte are findings; text that looks like Arabic in no encoding is refused, never mangled.
Source of the order: WHATWG Encoding Standard (byte order mark before label), RFC 9110.
"""

from __future__ import annotations

import codecs
import re

from musnad.errors import UnreadableInput
from musnad.model import Finding

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ARABIC_PAGES = ("cp1256", "iso8859_6")
PLAUSIBLE = 0.08  # share of words that begin with the article; news has about a quarter, a wrong code page about none
LATIN_LABELS = ("ascii", "iso8859-1", "cp1252", "latin-1")  # labels that editors write without meaning them

_DECLARED = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]{2,40})", re.I)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_ARTICLE = re.compile("[\u0648\u0641\u0628\u0643]?(?:\u0627\u0644|\u0644\u0644)")
SAMPLE = 20_000


def decode(data: bytes, declared: str | None = None) -> tuple[str, list[Finding]]:
    """The text of some bytes and what had to be done to get it.

    declared: the label that the bytes come with, for pages and feeds `declared_in(data)`.
    Returns:  text without byte order mark; findings for a guessed encoding or replaced bytes.
    Raises:   UnreadableInput where no encoding gives Arabic text.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], name)
    if declared and (text := _as_declared(data, declared)) is not None:
        return text, []
    if wide := _wide(data):
        text, findings = _strictly(data, wide)
        return text, [_guessed(wide), *findings]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _guess(data)


def declared_in(data: bytes) -> str | None:
    """The encoding that an HTML or XML page declares for itself in its first 2,048 bytes."""
    found = _DECLARED.search(data[:2048])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _as_declared(data: bytes, label: str) -> str | None:
    try:
        name = codecs.lookup(label).name
        if name in LATIN_LABELS or name.startswith(
            ("utf-16", "utf-32")
        ):  # the page was read as bytes to find the label
            return None
        return data.decode(name)
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _strictly(data: bytes, name: str) -> tuple[str, list[Finding]]:
    text = data.decode(name, "replace")
    return text, _replaced(text, name)


def _replaced(text: str, name: str) -> list[Finding]:
    count = text.count("\ufffd")
    if not count:
        return []
    return [Finding(kind="intake.replaced", message=f"{count} bytes are not {name.upper()} and stand as U+FFFD")]


def _guess(data: bytes) -> tuple[str, list[Finding]]:
    damaged = data.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 5 < len(damaged) and likeness(damaged[:SAMPLE]) >= PLAUSIBLE:
        return damaged, _replaced(damaged, "utf-8")
    best = max(ARABIC_PAGES, key=lambda name: likeness(data[:SAMPLE].decode(name, "replace")))
    if likeness(data[:SAMPLE].decode(best, "replace")) < PLAUSIBLE:
        best = _other_page(data)
    text = data.decode(best, "replace")
    return text, [_guessed(best), *_replaced(text, best)]


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte is that of the Arabic block, or zero for a space."""
    sample = data[:4000]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high = sample[offset::2]
        if len(high) > 8 and (high.count(6) + high.count(0)) > 0.9 * len(high) and high.count(6) > 0.3 * len(high):
            return name
    return None


def likeness(text: str) -> float:
    """Share of words that begin with the article: what a wrong code page never gives."""
    words = _WORD.findall(text)
    controls = len(_CONTROL.findall(text))
    return sum(1 for w in words if _ARTICLE.match(w)) / (len(words) + controls + 1)


def _other_page(data: bytes) -> str:
    """What the general detector says, where it looks like Arabic."""
    from charset_normalizer import from_bytes

    for match in from_bytes(data[:SAMPLE]):
        if likeness(str(match)) >= PLAUSIBLE:
            return match.encoding
    raise UnreadableInput("its bytes are Arabic text in no encoding known here: save it as UTF-8")


def _guessed(name: str) -> Finding:
    label = {"cp1256": "windows-1256", "iso8859_6": "ISO-8859-6"}.get(name, name.upper())
    return Finding(
        kind="intake.encoding", message=f"no encoding is declared; read as {label}, which gives Arabic words"
    )
