"""One layer of one document: gold records and the reader's, each with its place, paired and settled."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from musnad.score.gold import Gold, Json, place, said_place
from musnad.score.spans import Place, pairs

Placed = tuple[Place, Json]
Score = Callable[[Placed, Placed], float]


class Match(msgspec.Struct):
    """Pairs that count (gold, said), how many gold and said records count, what is missing and what is a false alarm."""

    pairs: list[tuple[Json, Json]]
    gold: int
    said: int
    missing: list[Placed]
    false: list[Placed]


class Layer(msgspec.Struct):
    """How a layer is matched. name: of the layer; anchor: its field that holds the span, "" for the record itself;
    score: how well two records fit; floor: below which they do not."""

    name: str
    anchor: str
    score: Callable[[str], Score]
    floor: float


def match(layer: Layer, gold: Gold, reading: Json, text: str) -> Match:
    """Pair a document's records of a layer. What gold calls optional counts neither found nor missed."""
    wanted = placed_gold(gold.records[layer.name], layer.anchor, text)
    said = [(at, record) for record in reading.get(layer.name, []) if (at := said_place(_anchor(record, layer.anchor)))]
    score = layer.score(text)
    found = pairs(wanted, said, score, layer.floor)
    optional = {i for i, (_, record) in enumerate(wanted) if record.get("optional")}
    counted = [(i, j) for i, j in found if i not in optional]
    met, told = {i for i, _ in found}, {j for _, j in found}
    extra = [said[j] for j in range(len(said)) if j not in told]
    if gold.partial:
        extra = _rejected_again(layer, gold, extra, text)
    return Match(
        [(wanted[i][1], said[j][1]) for i, j in counted],
        len(wanted) - len(optional),
        len(counted) + len(extra),
        [wanted[i] for i in range(len(wanted)) if i not in met | optional],
        extra,
    )


def _rejected_again(layer: Layer, gold: Gold, extra: list[Placed], text: str) -> list[Placed]:
    """Of what gold does not have, the records that a person has already rejected; the rest nobody judged."""
    rejected = placed_gold(gold.rejected.get(layer.name, []), layer.anchor, text)
    return [extra[j] for _, j in pairs(rejected, extra, layer.score(text), layer.floor)]


def placed_gold(records: list[Json], anchor: str, text: str) -> list[Placed]:
    """Gold records with their places."""
    found = ((place(_anchor(record, anchor), text), record) for record in records)
    return [(at, record) for at, record in found if at is not None]


def _anchor(record: Json, field: str) -> Json | None:
    if field:
        return record.get(field)
    inner = record.get("text")
    return inner if isinstance(inner, dict) else record
