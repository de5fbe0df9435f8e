"""Word classes learnt from running text: words that stand among the same neighbours get one class.

Run as `python -m musnad.extract.entities.tagger.classes TEXTS.jsonl.gz OUT.json.gz` (needs numpy). Counts the neighbours of
every frequent word among the most frequent ones, weighs them by positive pointwise mutual information, keeps the first
singular vectors and groups them by k-means, fine and coarse. The same texts give the same classes.

Source: Levy and Goldberg 2014 (PPMI with singular value decomposition); Miller et al. 2004 (classes as features of names).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.lexicon.tables import table as table_named
from musnad.text.clitics import ARTICLE
from musnad.text.fold import Folded, fold
from musnad.text.tokens import tokenize

VOCABULARY, CONTEXTS, DIMENSIONS, SEED = 80_000, 1_500, 128, 7
FINEST, FINE, COARSE = 2_000, 500, 64
LEAST, WINDOW = 3, (-2, -1, 1, 2)


def sentences(path: Path) -> Iterator[list[str]]:
    """Keys of the words of each line of text of a JSON Lines file with `title` and `text`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for paragraph in f"{record.get('title', '')}\n{record['text']}".split("\n"):
                words = [t.key if t.kind == "word" else "#" for t in tokenize(Folded(paragraph))]
                if len(words) > 1:
                    yield words


def neighbours(texts: list[list[str]], words: list[str]) -> Any:
    """How often each frequent context stands at each distance from each word."""
    import numpy as np

    row = {w: i for i, w in enumerate(words)}
    column = {w: i for i, w in enumerate(["#", *words[:CONTEXTS]])}
    table = np.zeros((len(words), len(column) * len(WINDOW)), dtype=np.float32)
    for text in texts:
        rows = np.array([row.get(w, -1) for w in text])
        columns = np.array([column.get(w, -1) for w in text])
        for k, distance in enumerate(WINDOW):
            near = np.zeros_like(columns)
            if distance > 0:
                near[:-distance] = columns[distance:]
            else:
                near[-distance:] = columns[:distance]
            both = (rows >= 0) & (near >= 0)
            np.add.at(table, (rows[both], near[both] * len(WINDOW) + k), 1)
    return table


def vectors(table: Any) -> Any:
    """Unit vectors of the rows: positive pointwise mutual information, randomised singular vectors."""
    import numpy as np

    total = float(table.sum())
    rows, columns = table.sum(1, keepdims=True) + 1, table.sum(0, keepdims=True) + 1
    table *= (total / rows).astype(np.float32)
    table *= ((columns**0.75).sum() / columns**0.75 / total).astype(np.float32)
    np.log(np.maximum(table, 1, out=table), out=table)
    random = np.random.default_rng(SEED)
    sketch = table @ random.standard_normal((table.shape[1], DIMENSIONS + 16)).astype(np.float32)
    for _ in range(3):
        basis, _ = np.linalg.qr(sketch)
        sketch = table @ (table.T @ basis)
    basis, _ = np.linalg.qr(sketch)
    left, values, _ = np.linalg.svd(basis.T @ table, full_matrices=False)
    found = (basis @ left)[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])
    return found / (np.linalg.norm(found, axis=1, keepdims=True) + 1e-9)


def evidence(texts: list[list[str]]) -> dict[str, str]:
    """For each word how much of its use follows a first name, a title, the head of a place, the head of a body.

    Four digits, each 0 to 4: none, some, a twentieth, a fifth, half or more.
    """
    cues = _cues()
    seen: Counter[str] = Counter()
    after: dict[str, list[int]] = {}
    for text in texts:
        marks = [cues.get(word, "") for word in text]
        seen.update(text)
        for i in range(1, len(text)):
            found = marks[i - 1]
            if "t" not in found and any("t" in m for m in marks[max(0, i - 3) : i - 1]):
                found += "t"
            if found:
                tally = after.setdefault(text[i], [0, 0, 0, 0])
                for letter in set(found):
                    tally["gtpo".index(letter)] += 1
    return {w: "".join(str(_degree(n, seen[w])) for n in tally) for w, tally in after.items()}


def _cues() -> dict[str, str]:
    """Words that announce a name, with and without the article: g first name, t title, p head of a place, o of a body."""
    found: dict[str, str] = {}
    for name, letter in (("given", "g"), ("titles", "t"), ("heads", "")):
        for row in table_named(f"entities.{name}").rows:
            kind = letter or ("p" if row["type"] in ("place", "base") else "o")
            if row.cells.get("weak") or row.cells.get("grammar") == "nisba":
                continue
            for word in row.spellings():
                last = fold(word).split()[-1]
                for form in {last, ARTICLE + last} if letter != "g" and " " not in word else {last}:
                    found[form] = found.get(form, "") + (kind if kind not in found.get(form, "") else "")
    return found


def _degree(part: int, whole: int) -> int:
    share = part / (whole + 1)
    return 0 if part < 2 else 1 + (share > 0.05) + (share > 0.2) + (share > 0.5)


def groups(points: Any, how_many: int) -> Any:
    """The group of each point by spherical k-means, begun at points drawn with a fixed seed."""
    import numpy as np

    random = np.random.default_rng(SEED)
    centres = points[np.sort(random.choice(len(points), how_many, replace=False))]
    for _ in range(25):
        nearest = (points @ centres.T).argmax(1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, points)
        norms = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(norms > 0, sums / (norms + 1e-9), centres)
    return nearest, centres


def main(source: Path, out: Path) -> None:
    """Write {word: [finest, fine, coarse, log2 of its count, evidence]} as gzip JSON."""
    texts = list(sentences(source))
    counts = Counter(word for words in texts for word in words if len(word) > 1)
    words = [w for w, n in counts.most_common(VOCABULARY) if n >= LEAST]
    points = vectors(neighbours(texts, words))
    finest, _ = groups(points, FINEST)
    fine, centres = groups(points, FINE)
    coarse, _ = groups(centres, COARSE)
    follows = evidence(texts)
    classes = {
        w: [int(finest[i]), int(fine[i]), int(coarse[fine[i]]), counts[w].bit_length(), follows.get(w, "0000")]
        for i, w in enumerate(words)
    }
    data = json.dumps(classes, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    out.write_bytes(gzip.compress(data, 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
