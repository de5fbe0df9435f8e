"""What a person should look at first: records and links of which the reader was least sure, each with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from musnad.ledger.rows import short_hash
from musnad.link.happenings import same_happenings
from musnad.link.material import Item, Json, Material
from musnad.model import Event, Figure, Statement, Time


def uncertain(material: Material) -> list[Json]:
    """The queue of a review, in the order of layer and text; what was decided on is left out.

    Returns: rows reference + {"layer", "reasons", "source", "published"}; a link's row has {"layer": "links", "link",
             "kind", "score", "sides"} in place of a reference. Reasons are keys of the catalogue's table `doubts`.
    """
    rows = [row for layer, doubts in DOUBTS.items() for row in _records(material, layer, doubts)]
    return [*rows, *_links(material)]


def _records(material: Material, layer: str, doubts: Any) -> Iterator[Json]:
    for item in material.layer(layer):
        if item.id in material.decisions:
            continue
        reasons = list(doubts(item.record))
        if reasons:
            yield item.reference() | {
                "layer": layer,
                "reasons": reasons,
                "outlet": item.source.outlet,
                "published": item.source.published,
            }


def _statement(record: Statement) -> Iterator[str]:
    if record.content is None:
        yield "no_content"
    elif len(record.content.text) < 8:
        yield "short_content"
    if not record.speaker_name and not record.anonymous:
        yield "no_speaker"


def _figure(record: Figure) -> Iterator[str]:
    if record.measure == "other":
        yield "no_measure"
    if not record.subject:
        yield "no_subject"


def _time(record: Time) -> Iterator[str]:
    if record.type == "DATE" and record.earliest is None and not record.value.endswith("_REF"):
        yield "no_day"


def _event(record: Event) -> Iterator[str]:
    if record.type == "other":
        yield "no_kind"


DOUBTS = {"statements": _statement, "figures": _figure, "times": _time, "events": _event}


def _links(material: Material) -> Iterator[Json]:
    """Mentions held to be one happening: a link joins by itself, people say whether rightly; the doubtful ones first."""
    items: dict[str, Item[Any]] = {i.id: i for i in material.layer("events")}
    for link in sorted(same_happenings(material), key=lambda x: (x.score, x.left, x.right)):
        id = short_hash(link.kind, link.left, link.right)
        if id not in material.decisions:
            sides = [items[i].reference() | {"published": items[i].source.published} for i in (link.left, link.right)]
            yield {"layer": "links", "link": id, "kind": link.kind, "score": link.score, "reasons": link.reasons,
                   "sides": sides}  # fmt: skip
