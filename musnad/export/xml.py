"""Text that may stand in XML, in an element or in an attribute between double quotes."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(words: str | None) -> str:
    """Words with markup escaped; characters that XML forbids become U+FFFD, one for one, so that offsets stay true."""
    kept = _FORBIDDEN.sub("\ufffd", words or "")
    for sign, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        kept = kept.replace(sign, name)
    return kept
