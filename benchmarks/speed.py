"""Articles per second per core, layer by layer; memory; growth with length; hostile input.

    python benchmarks/speed.py [--articles FILE.jsonl[.gz]] [--count N] [--growth] [--hostile] [--write docs/reference/speed.md]

One process, one core. Each layer is timed around its own call, so the rows add up to the whole. Without --articles it reads
the project's own examples, repeated. Never a test: machines differ, so rows are given with the machine and as shares.
"""

from __future__ import annotations

import argparse
import gzip
import json
import platform
import resource
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from musnad.extract.page import Page
from musnad.intake import documents
from musnad.model import Document
from musnad.reader import LAYERS, read

HERE = Path(__file__).resolve().parent
WORDS = json.loads((HERE / "words.json").read_text(encoding="utf-8"))


def repeated(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


HOSTILE = {"quotation marks": repeated('"'), "digits": repeated("12345 ")} | {k: repeated(v) for k, v in WORDS.items()}


def articles(path: str | None, count: int) -> list[Document]:
    """`count` documents: from JSON Lines, or the examples repeated."""
    if path is None:
        own = [d for d in documents([str(HERE.parent / "examples")]) if isinstance(d, Document)]
        return (own * (count // max(1, len(own)) + 1))[:count]
    found: list[Document] = []
    with gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = f"{record['title']}\n\n{record['text']}"
            found.append(Document(id=record["id"], file=record["id"], text=text, published=record.get("date") or None))
            if len(found) == count:
                break
    return found


def layer_times(corpus: list[Document]) -> dict[str, float]:
    """Processor seconds each layer took over the corpus; `text` is folding, tokens, table matching, sentences and quotations."""
    spent: defaultdict[str, float] = defaultdict(float)
    for document in corpus:
        at = time.process_time()
        page = Page(document)
        spent["text"] += time.process_time() - at
        for layer in LAYERS:
            at = time.process_time()
            layer(page)
            spent[layer.__module__.split(".")[2]] += time.process_time() - at
    return dict(spent)


def table(header: list[str], rows: list[list[str]]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in [header, ["---"] + ["---:"] * (len(header) - 1), *rows])


def layers_report(corpus: list[Document]) -> str:
    read(corpus[0])  # tables and models load once
    spent = layer_times(corpus)
    total, size = sum(spent.values()), sum(len(d.text.encode()) for d in corpus) / 1024
    rows = [
        [k, f"{v / len(corpus) * 1000:.2f}", f"{100 * v / total:.0f} %", f"{size / v:,.0f}"] for k, v in spent.items()
    ]
    rows.append(["whole", f"{total / len(corpus) * 1000:.2f}", "100 %", f"{size / total:,.0f}"])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    head = (
        f"{len(corpus)} articles of {size / len(corpus):.1f} KB: {len(corpus) / total:.0f} articles a second on one core, "
        f"**{size / total / 2:.0f} of 2 KB**; peak memory {memory:.0f} MB."
    )
    return head + "\n\n" + table(["layer", "ms an article", "share", "KB a second"], rows)


def growth_report(sizes: list[int], texts: dict[str, Callable[[int], str]]) -> str:
    """Seconds a megabyte for each text at each size: a flat row is linear growth."""
    rows = []
    for label, make in texts.items():
        row = [label]
        for size in sizes:
            text = make(size)
            at = time.process_time()
            read(Document(id="x", file="x", text=text, published="2024-09-10"))
            row.append(f"{(time.process_time() - at) / len(text.encode()) * 1e6:.1f}")
        print("|", " | ".join(row), "|", flush=True)
        rows.append(row)
    return table(["seconds a megabyte, one line of", *(f"{s:,} characters" for s in sizes)], rows)


def sections(options: argparse.Namespace) -> Iterator[str]:
    yield f"{platform.machine()}, Python {platform.python_version()}, one process."
    yield layers_report(articles(options.articles, options.count))
    if options.growth:
        yield growth_report([1_000, 10_000, 100_000, 1_000_000, 5_000_000], {"prose": HOSTILE["prose"]})
    if options.hostile:
        yield growth_report([1_000, 10_000, 100_000, 400_000], HOSTILE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", help="JSON Lines with id, title, text, date")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--growth", action="store_true", help="one line of 1 KB to 10 MB")
    parser.add_argument("--hostile", action="store_true", help="quotation marks, month names, cues, hedges without end")
    parser.add_argument("--write", type=Path, help="Markdown file to write the report to")
    options = parser.parse_args()
    report = []
    for section in sections(options):
        print(section, end="\n\n", flush=True)
        report.append(section)
    if options.write:
        options.write.write_text("# Speed\n\nMade by `make bench`.\n\n" + "\n\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
