"""What a row of a view can be narrowed, ordered and counted by, so that a store answers without decoding rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from musnad.link.days import first_day
from musnad.link.material import Json
from musnad.text.fold import fold

BETWEEN = "\n"
SEVERAL = ("who", "place", "outlet")  # facets that hold several values, each between two line ends
ACTUAL = ("actual", "claimed")  # modalities of a figure that tell how things are
# id: of a record or link; day: the row's own, of a series or positions the first on which they tell how things are; last: the latest publication that bears it; words: what is looked for words
# in; weight: how many documents bear it
COLUMNS = ("id", "kind", "lane", "modality", "day", "last", "who", "place", "outlet", "words", "weight")
Held = dict[str, str | int | None]


def facets_of(view: str, row: Json) -> Held:
    """The facets of a row by the name of its view; of a view without any, none."""
    return FACETS[view.split("\0", maxsplit=1)[0]](row) if view.split("\0", maxsplit=1)[0] in FACETS else {}


def _several(values: Iterable[str | None]) -> str:
    found = dict.fromkeys(v for v in values if v)
    return BETWEEN + BETWEEN.join(found) + BETWEEN if found else ""


def _places(place: str | None) -> list[str]:
    return [p.strip() for p in (place or "").split(";") if p.strip()]


def _told(mentions: list[Json]) -> Held:
    """What every row tells by its references."""
    return {
        "last": max((m.get("published") or "" for m in mentions), default=""),
        "outlet": _several(m.get("outlet") for m in mentions),
        "words": BETWEEN.join(m["text"] for m in mentions),
        "weight": len({m["document"] for m in mentions}),
    }


def _timeline(row: Json) -> Held:
    return _told(row["mentions"]) | {
        "kind": row["type"], "lane": row["lane"], "modality": row["modality"], "day": row["date"] or "",
        "who": _several(row["actors"]), "place": _several(_places(row["place"])),
    }  # fmt: skip


def _figures(row: Json) -> Held:
    told = _told(row["points"])
    named = (row["measure"], row["subject"], row["place"], *row.get("title", {}).values())
    return told | {
        "words": BETWEEN.join([*filter(None, named), str(told["words"])]), "id": row.get("id"), "kind": row["measure"], "lane": row["flow"], "who": _several([row["subject"]]),
        "place": _several(_places(row["place"])),
        "day": first_day(p["as_of"] or p["published"] for p in row["points"] if p["modality"] in ACTUAL),
    }  # fmt: skip


def _statements(row: Json) -> Held:
    names = [fold(name).lower() for name in row["names"]]
    return {
        "id": row["cue"]["record"], "kind": row["act"], "day": row["date"] or row["published"] or "",
        "last": row["published"] or "", "who": _several(names), "lane": row["speaker"] or "", "place": row["office"] or "",
        "words": fold(f"{row['speaker'] or ''}{BETWEEN}{row['content']['text']}"),
    }  # fmt: skip


def _disagreements(row: Json) -> Held:
    days = [side["date"] or "" for side in row["sides"]]
    return {"kind": row["kind"], "lane": row["strength"], "last": max(days, default=""), "day": max(days, default="")}


def _people(row: Json) -> Held:
    names = [fold(name).lower() for name in (row["id"], *row["names"])]
    return {"id": fold(row["id"]).lower(), "kind": row["type"], "day": row["last"] or "", "who": _several(names), "words": BETWEEN.join(names),
            "lane": "speaks" if row["statements"] else "", "modality": "holds" if row["offices"] else "", "weight": row["documents"]}  # fmt: skip


def _sources(row: Json) -> Held:
    return {"words": str(row), "weight": sum(len(o["documents"]) for o in row["origins"])}


FACETS: dict[str, Callable[[Json], Held]] = {
    "timeline": _timeline,
    "figures": _figures,
    "series": _figures,
    "statements": _statements,
    "disagreements": _disagreements,
    "sources": _sources,
    "copies": lambda row: {"kind": row["kind"], "words": BETWEEN.join(row["documents"])},
    "positions": lambda row: {
        "who": _several([row["actor"]]),
        "kind": row["on"],
        "day": first_day(s["published"] for s in row["stances"]),
        "weight": len({s["document"] for s in row["stances"]}),
    },
    "uncertain": lambda row: {"kind": row["layer"], "id": row.get("link") or row.get("record")},
    "frames": lambda row: {"kind": f"{row['frame']}{BETWEEN}{row['item']}", "day": row["published"] or ""},
    "people": _people,
    "names": lambda row: {"id": row["id"]},
}
