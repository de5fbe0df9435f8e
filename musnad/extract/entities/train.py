"""Trains the tagger of names and scores it by cross-validation.

Run as `python -m musnad.extract.entities.train --data FILE [--folds 5] [--out MODEL]`; with `--folds` it scores by
cross-validation and writes nothing. FILE is JSON Lines (gzip or not) of
{"text", "entities": [{"start", "end", "type"}]}, types PER, LOC, ORG; other types count as no name. The same file gives the
same model. Needs python-crfsuite.

A name of the data is compared by the written words it covers, since the data keep clitics inside a name and Musnad does not.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any

import msgspec

from musnad.extract.entities.layer import by_rule, mentions_of
from musnad.extract.entities.tagger.features import (
    BEGIN,
    EDGE,
    END,
    OFFSETS,
    coarse_of,
    code_features,
    left_features,
    right_features,
    table_codes,
    titles_before,
    word_features,
)
from musnad.extract.entities.tagger.model import MODEL_FILE, Tagger, Weights, load
from musnad.extract.page import Page
from musnad.model import Document

TYPES = ("PER", "LOC", "ORG")
KIND = {"person": "PER", "place": "LOC", "country": "LOC", "base": "LOC"}  # every other type is an organization
PARAMETERS = {"c1": 0.02, "c2": 0.1, "max_iterations": 90, "feature.possible_transitions": True, "feature.minfreq": 1}
OFFSET = re.compile("-?[0-2]")  # how far off a word is, before the name of its feature
SMALLEST = 0.004  # weights below it are dropped from the file
Name = tuple[int, int, str]


def records(path: Path) -> list[dict[str, Any]]:
    """The records of the data file."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def page_of(record: dict[str, Any]) -> Page:
    """The page of a record's text."""
    return Page(Document(id=record["id"], file=record["id"], text=record["text"]))


def labels_of(page: Page, record: dict[str, Any]) -> list[str]:
    """The label of each token."""
    labels = ["O"] * len(page.tokens)
    for entity in record["entities"]:
        if entity["type"] in TYPES:
            first, last = page.token_range(entity["start"], entity["end"])
            labels[first:last] = [f"I-{entity['type']}"] * (last - first)
            labels[first] = f"B-{entity['type']}"
    return labels


def sequences(page: Page) -> Iterator[tuple[list[list[str]], int, int]]:
    """The features of each sentence's tokens, with its first and last token."""
    codes = table_codes(page, by_rule(page))
    edges = [by_distance(EDGE, EDGE)] * 2
    for first, last in page.sentences:
        tokens = page.tokens[first:last]
        words = [*edges, *(by_distance(t.form, t.key) for t in tokens), *edges]
        coarse = [-2, -2, *(coarse_of(t.form, t.key) for t in tokens), -2, -2]
        near = [EDGE, BEGIN, *codes[first:last], END, EDGE]
        titles = titles_before(codes[first:last])
        rows = []
        for i in range(2, len(words) - 2):
            row = code_features(*near[i - 2 : i + 3])
            row += left_features(coarse[i - 1], near[i - 1], coarse[i], titles[i - 2])
            row += right_features(coarse[i], near[i + 1], coarse[i + 1])
            for d in OFFSETS:  # the word d tokens before this one
                row += [f"{d}{name}" for name in words[i - d][abs(d)]]
            rows.append(row)
        yield rows, first, last


def by_distance(form: str, key: str) -> tuple[list[str], list[str], list[str]]:
    """Features of a word for itself, for its neighbours, and for the words two away."""
    own, near, far = word_features(form, key)
    return own, own[:near], own[:far]


def train(data: Iterable[dict[str, Any]]) -> Weights:
    """Weights trained on the records."""
    pycrfsuite: Any = import_module("pycrfsuite")

    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.select("lbfgs")
    trainer.set_params(PARAMETERS)
    for record in data:
        page = page_of(record)
        labels = labels_of(page, record)
        for rows, first, last in sequences(page):
            trainer.append([dict.fromkeys(row, 1.0) for row in rows], labels[first:last])
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "model")
        trainer.train(file)
        tagger = pycrfsuite.Tagger()
        tagger.open(file)
        return weights_of(tagger.info())


def weights_of(info: Any) -> Weights:
    """CRFsuite's own dump as vectors over the labels."""
    labels = sorted(info.labels, key=lambda name: (name != "O", name))
    at = {label: i for i, label in enumerate(labels)}
    words: dict[str, list[list[int] | None]] = {}
    places: dict[str, list[int]] = {}
    for (name, label), weight in sorted(info.state_features.items()):
        if abs(weight) < SMALLEST:
            continue
        offset = OFFSET.match(name)
        if offset:  # the word d tokens before this one
            vectors = words.setdefault(name[offset.end() :], [None] * len(OFFSETS))
            k = OFFSETS.index(int(offset.group()))
            vector = vectors[k] = vectors[k] or [0] * len(labels)
        else:
            vector = places.setdefault(name, [0] * len(labels))
        vector[at[label]] = round(weight * 1000)
    transitions = [[0] * len(labels) for _ in labels]
    for (before, after), weight in info.transitions.items():
        transitions[at[before]][at[after]] = round(weight * 1000)
    return Weights(labels, transitions, raw(words), raw(places))


def raw(vectors: dict[str, Any]) -> dict[str, msgspec.Raw]:
    """The same with each value as JSON."""
    return {name: msgspec.Raw(msgspec.json.encode(value)) for name, value in vectors.items()}


def save(weights: Weights, path: Path) -> None:
    """Write the model file; the same weights give the same bytes."""
    data = msgspec.json.encode(weights, order="sorted")
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def wanted(page: Page, record: dict[str, Any]) -> set[Name]:
    """The names of the data, as ranges of tokens."""
    return {(*page.token_range(e["start"], e["end"]), e["type"]) for e in record["entities"] if e["type"] in TYPES}


def tagged(page: Page, tagger: Tagger) -> set[Name]:
    """The names that the tagger alone finds."""
    return {(first, last, kind) for first, last, kind in tagger.names(page, by_rule(page))}


def read(page: Page, tagger: Tagger | None) -> set[Name]:
    """The names that the whole layer finds with this tagger."""
    return {(m.first, m.last, KIND.get(m.type, "ORG")) for m in mentions_of(page, tagger)}


def tally(counts: Counter[str], gold: set[Name], found: set[Name]) -> None:
    """Add one text to the counts."""
    for prefix, names in (("gold", gold), ("found", found), ("right", gold & found)):
        counts.update(f"{prefix} {name[2]}" for name in names)
        counts[f"{prefix} all"] += len(names)


def report(title: str, counts: Counter[str]) -> str:
    """Precision, recall and F1 of each type."""
    lines = [title]
    for kind in (*TYPES, "all"):
        gold, found, right = (counts[f"{p} {kind}"] for p in ("gold", "found", "right"))
        precision, recall = right / max(found, 1), right / max(gold, 1)
        lines.append(
            f"  {kind}  P {precision:.3f}  R {recall:.3f}  F1 {2 * right / max(gold + found, 1):.3f}  n {gold}"
        )
    return "\n".join(lines)


def cross_validate(data: list[dict[str, Any]], folds: int) -> str:
    """Scores on texts that the tagger has not seen: each fold is a run of neighbouring texts, in the order of the file."""
    alone: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    words, seconds = 0, 0.0
    for fold in range(folds):
        start, end = len(data) * fold // folds, len(data) * (fold + 1) // folds
        tagger = Tagger(train(data[:start] + data[end:]))
        for record in data[start:end]:
            page = page_of(record)
            since = process_time()
            names = tagged(page, tagger)
            words, seconds = words + len(page.tokens), seconds + process_time() - since
            tally(alone, wanted(page, record), names)
            tally(whole, wanted(page, record), read(page, tagger))
        print(report(f"after fold {fold + 1}: tagger alone", alone), flush=True)
    speed = f"{words / seconds:.0f} words a second of processor time, rules and tagger, every word of a fold met for the first time"
    return "\n".join([report("tagger alone", alone), report("whole layer", whole), speed])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=MODEL_FILE)
    parser.add_argument("--folds", type=int, default=0, help="score by cross-validation instead of training")
    arguments = parser.parse_args()
    data = records(arguments.data)
    if arguments.folds:
        print(cross_validate(data, arguments.folds))
    else:
        save(train(data), arguments.out)
        assert load(arguments.out) is not None


if __name__ == "__main__":
    main()
