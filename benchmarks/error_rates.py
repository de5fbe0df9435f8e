"""Writes the published error rates: the reader scored on every gold set that lies beside the checkout.

python benchmarks/error_rates.py [--write docs/reference/error-rates.md]
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from musnad.intake import documents
from musnad.model import Document
from musnad.score.gold import load_gold
from musnad.score.run import score

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SETS = {
    "Three long reports on one story, two readers each": ("gold/seeds", "seeds/*.txt"),
    "Twenty articles of as many outlets, one reader": ("gold/articles", "gold/articles.jsonl"),
}
PEOPLE = {"times: value": 0.88, "figures: value": 0.98, "statements: whole": 0.93, "events: found": 0.76}
HEAD = """# Error rates

How often the reader is wrong, layer by layer: precision (of what it says, how much is right), recall (of what is there, how much
it finds) and F1. Gold was made by people who read the articles; the two who read the three reports alone agree with each other
to the F1 in the last column, which is the height to reach.

The reader was built with these articles at hand. On others it does worse: take these rates as the best case, and
[score it on your own](../howto/score-your-own.md).

How each measure is counted is told in `musnad/score/layers.py`: a time is right with its TIMEX3 value or both of its days, a figure
with its bounds and hedge and then with what is counted, a statement is whole with who said it and what was said, an event is
found with its type and then dated.
"""


def rows(gold: str, texts: str) -> list[dict[str, Any]]:
    """The measures of one set."""
    golds = load_gold(SHARED / gold)
    wanted = {g.name for g in golds}
    paths = [str(p) for p in sorted(SHARED.glob(texts)) if p.suffix == ".jsonl" or p.name in wanted]
    read = [d for d in documents(paths) if isinstance(d, Document)]
    return list(score(golds, read).rows())


def page() -> str:
    """The page as Markdown."""
    parts = [HEAD]
    for title, place in SETS.items():
        parts.append(
            f"\n## {title}\n\n| measure | precision | recall | F1 | in gold | said | people |\n|---|---:|---:|---:|---:|---:|---:|"
        )
        for row in rows(*place):
            people = PEOPLE.get(row["layer"], "")
            parts.append(
                f"| {row['layer']} | {row['P']:.3f} | {row['R']:.3f} | {row['F1']:.3f} | {row['gold']} | {row['said']} | {people} |"
            )
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    made = page()
    if "--write" in sys.argv:
        Path(sys.argv[sys.argv.index("--write") + 1]).write_text(made, encoding="utf-8")
    else:
        print(made)
