"""Arabic-weighted input: our own articles and odd characters, cut, doubled, shuffled, nested and broken."""

from __future__ import annotations

import gzip
import io
import json
import random
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIDI = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
ODD = [*BIDI, "\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u0640", "\u0653", "\u064b", "\u0670", "\ud800", "\udfff", "\x00",
       "\x1a", "\x85", "\u2028", "\u2029", "\ufdfa", "\ufefb", "\ufef7", "\ufe8d", "\U0001f600\u200d", "\u0661\u0662", "\u06f4", "\u066b",
       "\u066c", "\u060c", "\u061b", "\u061f", '"', "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb", "(", ")", "[", "{", ":", "...", "-", "/",
       "%", "$", "#", "\u20ac", "0", "1", "99999999999", "1e400", "2024-02-30", "30/2", "\n", "\n\n", "\t", " ", " ", " "]  # fmt: skip
TAGS = ["<p>", "</p>", "<div>", "</div>", "<article>", "</article>", "<h1>", "</h1>", "<script>", "</script>", "<style>", "<!--", "-->",
        "<![CDATA[", "]]>", "<br>", "&nbsp;", "&#0;", "&#xD800;", "&lt;", "&bogus;", "<table><tr><td>", "<svg><math>", "<template>",
        '<time datetime="2024-02-30">', '<meta property="article:published_time" content="x">', '<meta charset="utf-16">',
        '<script type="application/ld+json">{"@graph":[{"headline":null,"datePublished":[{}]}]}</script>', "<p/" * 50, "<div>" * 3000,
        '<a href="' + "x" * 3000, "<figure><figcaption>", "<title>", "</title>", "<noscript>", "<iframe>", "\x00<"]  # fmt: skip
FEED = ["<?xml version='1.0' encoding='windows-1256'?>", "<rss><channel>", "</channel></rss>", "<item>", "</item>", "<title>", "</title>",
        "<description>", "</description>", "<pubDate>Thu, 99 Foo 2024</pubDate>", "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>",
        "</entry>", "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", "&b;", "<content type='xhtml'>", "<link/>", "]]>"]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "cp1256", "utf-16", "utf-16-be", "iso-8859-6", "utf-32", "latin-1"]
FIELDS = ["id", "title", "text", "body", "content", "published", "date", "outlet", "url", "byline"]


def our_words() -> list[str]:
    """Paragraphs of our own articles and words of the tables."""
    from musnad.lexicon.tables import tables

    articles = [p.read_text(encoding="utf-8", errors="ignore") for p in sorted((ROOT / "examples").rglob("*.txt"))]
    paragraphs = [line for article in articles for line in article.split("\n") if line.strip()]
    rows = [word for table in tables().values() for row in table.rows[:200] for word in row.spellings()]
    return paragraphs * 3 + rows


class Inputs:
    """A stream of inputs that depends on its seed alone."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.words = our_words()

    def text(self, longest: int = 6000) -> str:
        """Pieces of articles and tables with odd characters between, then harmed a few times."""
        dice = self.random
        pieces = []
        for _ in range(dice.randint(0, 30)):
            pieces.append(dice.choice(self.words))
            pieces.append(dice.choice(ODD) if dice.random() < 0.4 else " ")
        text = "".join(pieces)
        for _ in range(dice.randint(0, 4)):
            text = self._harm(text)
        return text[:longest]

    def _harm(self, text: str) -> str:
        dice, size = self.random, len(text)
        first = dice.randint(0, size)
        last = min(size, first + dice.randint(0, 200))
        part = text[first:last]
        kind = dice.randrange(7)
        if kind == 0:
            return text[:first] + text[last:]
        if kind == 1:
            return text[:first] + part * dice.choice([2, 3, 50]) + text[last:]
        if kind == 2:
            return text[:first] + part[::-1] + text[last:]
        if kind == 3:
            return text[:first] + dice.choice(ODD) * dice.choice([1, 2, 1000]) + text[first:]
        if kind == 4:
            return text[:first] + part.replace(" ", dice.choice(ODD)) + text[last:]
        if kind == 5:
            return "".join(c + dice.choice(ODD) if dice.random() < 0.05 else c for c in text)
        return text[last:] + text[:first]

    def markup(self, tags: list[str]) -> bytes:
        """Tags and text in any order, in any encoding, a few bytes harmed."""
        dice = self.random
        pieces = [dice.choice(tags) if dice.random() < 0.5 else self.text(300) for _ in range(dice.randint(1, 30))]
        return self._harmed("".join(pieces).encode(dice.choice(ENCODINGS), "replace"))

    def _harmed(self, data: bytes) -> bytes:
        dice = self.random
        harmed = bytearray(data)
        for _ in range(dice.choice([0, 0, 1, 5])):
            if harmed:
                harmed[dice.randrange(len(harmed))] = dice.randrange(256)
        return bytes(harmed[: dice.randint(0, len(harmed))] if dice.random() < 0.15 else harmed)

    def _value(self, depth: int = 0) -> object:
        dice = self.random
        kind = dice.randrange(9 if depth < 3 else 6)
        if kind < 4:
            return self.text(400)
        if kind == 4:
            return dice.choice([None, True, -1, 1e308, 0.1, "2024-09-10", "2024-13-45", "", 10**30])
        if kind == 5:
            return dice.choice(ODD)
        if kind == 6:
            return [self._value(depth + 1) for _ in range(dice.randint(0, 3))]
        return {dice.choice(FIELDS): self._value(depth + 1) for _ in range(dice.randint(0, 3))}

    def records(self) -> bytes:
        """JSON Lines of any shape, some lines broken."""
        dice = self.random
        lines = []
        for _ in range(dice.randint(1, 6)):
            line = json.dumps({dice.choice(FIELDS): self._value() for _ in range(dice.randint(0, 6))})
            lines.append(line[: dice.randint(0, len(line))] if dice.random() < 0.2 else line)
        data = self._harmed("\n".join(lines).encode())
        return gzip.compress(data) if dice.random() < 0.2 else data

    def archive(self) -> bytes:
        """A web archive of odd pages, its bytes harmed."""
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter

        dice, out = self.random, io.BytesIO()
        writer = WARCWriter(out, gzip=dice.random() < 0.5)
        for n in range(dice.randint(1, 3)):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            body = io.BytesIO(self.markup(TAGS))
            writer.write_record(
                writer.create_warc_record(f"http://a.example/{n}", "response", payload=body, http_headers=headers)
            )
        return self._harmed(out.getvalue())

    def damaged(self, data: bytes) -> bytes:
        """A file with some of its bytes overwritten, or cut."""
        dice, harmed = self.random, bytearray(data)
        for _ in range(dice.choice([1, 3, 40])):
            at = dice.randrange(len(harmed))
            noise = dice.randbytes(dice.choice([1, 16, 4096]))
            harmed[at : at + len(noise)] = noise
        return bytes(harmed[: dice.randint(200, len(harmed))] if dice.random() < 0.1 else harmed)

    def question(self, operations: list[tuple[str, list[str]]]) -> tuple[str, dict[str, str]]:
        """A page or an address of the JSON interface with odd values for what it asks for."""
        dice = self.random
        path, names = dice.choice(operations)
        plain = ["2024-09-10", "1", "0", "-1", "10000000000", "x", "0-5", "5-0"]
        asked = {name: dice.choice([*plain, self.text(60)]) for name in names if dice.random() < 0.8}
        while "{" in path:
            before, _, rest = path.partition("{")
            path = before + dice.choice(plain) + rest.partition("}")[2]
        return path, {name: value.encode("utf-8", "replace").decode() for name, value in asked.items()}
