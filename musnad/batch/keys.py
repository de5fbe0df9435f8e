"""What links across documents are found by, worked out by the shard while the readings are at hand: three more tables.

sketches  a document as the sampled hashes of its shingles, and the names that stand most in it
points    a figure as a point of a series: what is counted, of whom, where, on which occasion
mentions  an event as what it can be recognised by: its family, days, places, words and names

The linker's own functions make the keys, so a batch and a ledger hold the same things to be alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa

from musnad.export.arrow import as_double
from musnad.extract.events.kinds import KINDRED, kin
from musnad.link.comparable import mention_of
from musnad.link.context import Context, context_of
from musnad.link.copies import SAMPLE, shingles
from musnad.link.days import interval
from musnad.link.material import Item, Material, Source
from musnad.link.names import place_keys
from musnad.link.occasions import days_of_happenings
from musnad.link.origins import body
from musnad.link.series import KINDS, LEVELS, NAMELESS, kind_of
from musnad.link.subjects import OWNERLESS, lost_by, subject_of, told_place
from musnad.link.topics import words_near
from musnad.model import Event, Figure

PLACES = 1 << 20  # documents of one shard at most: a document's number is its shard's times this, and its place
RECORDS = 1 << 16  # figures, and mentions, of one document that are linked: their numbers follow from the document's
EPOCH = date(1970, 1, 1)

_NUMBER, _DAY, _TEXT, _MANY = pa.int64(), pa.int32(), pa.string(), pa.list_(pa.string())
_DOCUMENT = [("n", _NUMBER), ("document", _TEXT), ("first", _DAY), ("last", _DAY)]
_SPAN = [("start", _NUMBER), ("end", _NUMBER), ("text", _TEXT)]
KEYS: dict[str, pa.Schema] = {
    "sketches": pa.schema([*_DOCUMENT, ("outlet", _TEXT), ("size", _DAY), ("sketch", pa.list_(pa.uint32())),
                           ("central", _MANY)]),
    "points": pa.schema([
        ("p", _NUMBER), *_DOCUMENT, *_SPAN, ("low", pa.float64()), ("high", pa.float64()), ("measure", _TEXT), ("flow", _TEXT),
        ("subject", _TEXT), ("place", _TEXT), ("unit", _TEXT), ("home", _TEXT), ("own", _TEXT), ("placeless", pa.bool_()),
        ("nameless", pa.bool_()), ("topic", _MANY),
        ("running", pa.bool_()), ("day_first", _DAY), ("day_last", _DAY),
    ]),
    "mentions": pa.schema([
        ("m", _NUMBER), *_DOCUMENT, *_SPAN, ("family", _DAY), ("type", _TEXT), ("modality", _TEXT), ("month", _TEXT),
        ("day_first", _DAY), ("day_last", _DAY), ("exact", pa.bool_()), ("places", _MANY), ("words", _MANY), ("names", _MANY),
        ("central", _MANY), ("happening", _DAY),
    ]),
}  # fmt: skip
ABOUT_KEYS = {
    "sketches": """A document as copies are found by. n: its number in the batch, shared by the three tables of keys.

first, last: days of publication it may mean, counted from 1970-01-01.
size:     shingles (four words in a row) of its text; sketch: hashes of a sample of them.
central:  ids of the names that stand most in it.""",
    "points": """A figure as a point of a series. p: its number in the batch. subject, place, home, own: as the linker names them; own: a country whose loss it is.

day_first, day_last: the occasion, counted from 1970-01-01; running: a count since a day.
topic:    words near it, where no name tells it apart (nameless: shares, sums, seats).""",
    "mentions": """An event mention as what it can be recognised by. m: its number in the batch. family: kindred types share it.

words, names: stems of its words, ids of who is named; places; central: names that stand most in its document.
happening: mentions of one document that the reader holds to be one share it, 0 where it did not number them.""",
}


def key_rows(material: Material, shard: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of the three tables for the documents on a shelf."""
    context = context_of(material)
    heads = {key: _head(shard, int(key), source) for key, source in material.sources.items()}
    return {
        "sketches": [heads[key] | _sketch(material, context, source) for key, source in material.sources.items()],
        "points": list(_points(material, context, heads)),
        "mentions": list(_mentions(material, context, heads)),
    }


def _head(shard: int, place: int, source: Source) -> dict[str, Any]:
    first, last = _days(source.published)
    return {"n": shard * PLACES + place, "document": source.id, "first": first, "last": last}


def _days(prefix: str | None) -> tuple[int | None, int | None]:
    days = interval(prefix)
    return ((days[0] - EPOCH).days, (days[1] - EPOCH).days) if days else (None, None)


def _sketch(material: Material, context: Context, source: Source) -> dict[str, Any]:
    hashes = shingles(body(material.text(source)))
    sampled = sorted(value for value in hashes if value % SAMPLE == 0)
    return {"outlet": source.outlet, "size": len(hashes), "sketch": sampled, "central": sorted(context.central(source))}


def _points(material: Material, context: Context, heads: dict[str, Any]) -> Iterator[dict[str, Any]]:
    happened, places = days_of_happenings(material), dict.fromkeys(heads, -1)
    for item in material.layer("figures"):
        figure: Figure = item.record
        if figure.low is None and figure.high is None:
            continue
        head, place = heads[item.source.key], places[item.source.key] + 1
        if place >= RECORDS:
            continue
        places[item.source.key], nameless = place, figure.measure in NAMELESS
        subject, first_last = subject_of(material, context, item), _days(figure.as_of or happened.get(item.id))
        yield head | _span(item) | {
            "p": head["n"] * RECORDS + place, **_bounds(figure), "measure": figure.measure,
            "flow": "stock" if figure.flow in LEVELS else figure.flow,
            "subject": f"{subject} {kind_of(item)}" if figure.measure in KINDS else subject, "place": told_place(item),
            "unit": figure.unit, "home": (context.country(item.source) or "").lower(),
            "own": lost_by(subject, figure.measure),
            "placeless": figure.measure in OWNERLESS, "running": bool(figure.period),
            "nameless": nameless, "topic": sorted(words_near(material, item)) if nameless else [],
            "day_first": first_last[0], "day_last": first_last[1],
        }  # fmt: skip


def _mentions(material: Material, context: Context, heads: dict[str, Any]) -> Iterator[dict[str, Any]]:
    places = dict.fromkeys(heads, -1)
    for item in material.layer("events"):
        event: Event = item.record
        place = places[item.source.key] = places[item.source.key] + 1
        if kin(event.type) >= len(KINDRED) or place >= RECORDS:
            continue
        mention, head, (first, last) = mention_of(item, context), heads[item.source.key], _days(event.date)
        yield head | _span(item) | {
            "m": head["n"] * RECORDS + place, "family": kin(event.type), "type": event.type, "modality": event.modality,
            "month": (event.date or item.source.published or "?")[:7], "day_first": first, "day_last": last,
            "exact": len(event.date or "") >= 10, "places": sorted(place_keys(event.place)),
            "words": sorted(mention.words), "names": sorted(mention.names),
            "central": sorted(context.central(item.source)), "happening": event.happening,
        }  # fmt: skip


def _bounds(figure: Figure) -> dict[str, float | None]:
    return {name: None if value is None else as_double(value) for name, value in
            (("low", figure.low), ("high", figure.high))}  # fmt: skip


def _span(item: Item[Any]) -> dict[str, Any]:
    return {"start": item.start, "end": item.end, "text": item.words}
