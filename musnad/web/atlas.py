"""A drawing of places on the outlines of countries, made here: nothing is fetched.

Outlines: Natural Earth 1:50m (public domain), distilled by assets/outlines.py. Drawn equirectangular, north above, with the
degree of longitude shortened as at the middle of the drawing.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import cos, radians
from pathlib import Path

import msgspec

DATA = Path(__file__).parent / "outlines.json.gz"
MARGIN = 0.4  # degrees beyond the drawing to which land is cut, so that the cut does not show
LETTER, LINE = 7.6, 19.0  # pixels of a letter and of a line of a label
ROOM = 46.0  # pixels between the outermost place and the edge

Point = tuple[float, float]  # longitude, latitude or x, y
Box = tuple[float, float, float, float]  # west, south, east, north or left, top, right, bottom


class Country(msgspec.Struct, frozen=True):
    """names: by language; '' where there is none. rings: in degrees; boxes: of each ring."""

    names: dict[str, str]
    rings: list[list[Point]]
    boxes: list[Box]


@cache
def countries() -> list[Country]:
    """Every country, read once."""
    data = json.loads(gzip.decompress(DATA.read_bytes()))
    found = []
    for row in data["countries"]:
        rings = [list(_unpacked(numbers, data["unit"])) for numbers in row["rings"]]
        found.append(Country(row["names"], rings, [_box(ring) for ring in rings]))
    return found


def _unpacked(numbers: Sequence[int], unit: int) -> Iterator[Point]:
    x = y = 0
    for n in range(0, len(numbers), 2):
        x, y = x + numbers[n], y + numbers[n + 1]
        yield x / unit, y / unit


def _box(points: Sequence[Point]) -> Box:
    east, north = [p[0] for p in points], [p[1] for p in points]
    return min(east), min(north), max(east), max(north)


class View:
    """What a drawing of a given size in pixels shows, so that all places lie in it with some land around them.

    least: degrees of latitude shown at least.
    """

    def __init__(self, places: Sequence[Point], width: float, height: float, least: float = 5.0) -> None:
        self.width, self.height = width, height
        west, south, east, north = _box(places)
        self._shrink = max(0.05, cos(radians((south + north) / 2)))
        self._scale = min((width - 2 * ROOM) / max((east - west) * self._shrink, 0.01),
                          (height - 2 * ROOM) / max(north - south, 0.01), height / least)  # fmt: skip
        self._middle = ((west + east) / 2, (south + north) / 2)

    def at(self, place: Point) -> Point:
        """Where a place lies in the drawing."""
        x = self.width / 2 + (place[0] - self._middle[0]) * self._shrink * self._scale
        return x, self.height / 2 - (place[1] - self._middle[1]) * self._scale

    @property
    def box(self) -> Box:
        """What is shown, in degrees, with a margin."""
        half = (self.width / 2 / self._scale / self._shrink + MARGIN, self.height / 2 / self._scale + MARGIN)
        x, y = self._middle
        return x - half[0], y - half[1], x + half[0], y + half[1]


class Land(msgspec.Struct):
    """A country in a drawing. path: as SVG writes it; name and where it may be written, '' where there is no room."""

    path: str
    name: str
    x: float
    y: float


def land(view: View, language: str) -> list[Land]:
    """The countries that a drawing shows, cut to it."""
    shown = []
    for country in countries():
        pieces = [
            cut(ring, view.box) for ring, box in zip(country.rings, country.boxes, strict=True) if _meet(box, view.box)
        ]
        drawn = [[view.at(p) for p in piece] for piece in pieces if len(piece) > 2]
        if drawn:
            seen = _inside(max(drawn, key=len), view)
            left, top, right, bottom = _box(seen)
            name = country.names[language]
            fits = right - left > len(name) * LETTER + 16 and bottom - top > 2 * LINE
            path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z" for points in drawn)
            shown.append(Land(path, name if fits else "", *_centre(seen)))
    return shown


def _inside(points: Sequence[Point], view: View) -> list[Point]:
    return [(min(max(x, 0.0), view.width), min(max(y, 0.0), view.height)) for x, y in points]


def _centre(points: Sequence[Point]) -> Point:
    """The middle of an area; of one that is but a line, its first point."""
    twice = x = y = 0.0
    for (ax, ay), (bx, by) in zip(points, (*points[1:], points[0]), strict=True):
        cross = ax * by - bx * ay
        twice, x, y = twice + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (x / twice / 3, y / twice / 3) if abs(twice) > 1 else points[0]


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def cut(ring: Sequence[Point], box: Box) -> list[Point]:
    """A ring cut to a box, side by side (Sutherland and Hodgman 1974)."""
    points = list(ring)
    for axis, edge, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        points = list(_cut(points, axis, edge, sign))
    return points


def _cut(points: list[Point], axis: int, edge: float, sign: int) -> Iterator[Point]:
    for n, here in enumerate(points):
        before = points[n - 1]
        inside, was = (here[axis] - edge) * sign >= 0, (before[axis] - edge) * sign >= 0
        if inside != was:
            share = (edge - before[axis]) / (here[axis] - before[axis])
            other = before[1 - axis] + share * (here[1 - axis] - before[1 - axis])
            yield (edge, other) if axis == 0 else (other, edge)
        if inside:
            yield here


def labelled(marks: Iterable[tuple[Point, str]], width: float, height: float,
             taken: list[Box] | None = None) -> Iterator[Point | None]:  # fmt: skip
    """Where the label of each mark is written (its middle, its base): above, below or beside, where nothing stands yet.

    taken: boxes in which something stands; each label is added. None where no place is free.
    """
    taken = [] if taken is None else taken
    for (x, y), name in marks:
        half = len(name) * LETTER / 2
        beside = half + 14
        for at in (
            (x, y - 13),
            (x, y + 24),
            (x + beside, y + 5),
            (x - beside, y + 5),
            (x, y - 13 - LINE),
            (x, y + 24 + LINE),
        ):
            middle = min(max(at[0], half + 4), width - half - 4)
            box = (middle - half, at[1] - 14, middle + half, at[1] + 5)
            if box[1] > 0 and box[3] < height and not any(_meet(box, b) for b in taken):
                taken.append(box)
                yield middle, at[1]
                break
        else:
            yield None
