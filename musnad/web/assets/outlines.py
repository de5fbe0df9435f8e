"""Distils the outlines of countries that the map draws: musnad/web/outlines.json.gz.

Source: Natural Earth 4.1, 1:50m Admin 0 countries (public domain), as TopoJSON in the npm package world-atlas 2.0.2
(`npm pack world-atlas@2.0.2`); names in Arabic and English from the CLDR data in Babel. Run once, when one of them changes:

    python musnad/web/assets/outlines.py package/countries-50m.json
"""

from __future__ import annotations

import gzip
import json
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from babel import Locale
from babel.core import get_global

OUT = Path(__file__).parent.parent / "outlines.json.gz"
UNIT = 100  # steps of a degree in which points are kept
COARSE = 0.025  # degrees that a left-out point may lie off its line
SMALL = 0.02  # square degrees: islands below are left out

Point = tuple[float, float]


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: TopoJSON keeps quantized differences."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for packed in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in packed:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(simplified(points))
    return arcs


def simplified(points: list[Point]) -> list[Point]:
    """Fewer points, none of those left out farther than COARSE from the line (Douglas and Peucker 1973), ends kept."""
    kept, waiting = {0, len(points) - 1}, [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda n: off(points[n], points[first], points[last]))
        if off(points[far], points[first], points[last]) > COARSE:
            kept.add(far)
            waiting += [(first, far), (far, last)]
    return [points[n] for n in sorted(kept)]


def off(p: Point, a: Point, b: Point) -> float:
    """Distance of a point from a stretch of line, in degrees."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if not length else min(1.0, max(0.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - share * dx) ** 2 + (p[1] - a[1] - share * dy) ** 2) ** 0.5)


def ring(numbers: list[int], arcs: list[list[Point]]) -> list[Point]:
    """A ring from its arcs; a negative number is an arc run backwards."""
    points: list[Point] = []
    for n in numbers:
        arc = arcs[n] if n >= 0 else arcs[~n][::-1]
        points += arc if not points else arc[1:]
    return points


def area(points: list[Point]) -> float:
    """Area of a ring in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) / 2


def packed(points: list[Point]) -> list[int]:
    """A ring as differences of whole steps: x, y, dx, dy, ..."""
    out: list[int] = []
    x = y = 0
    for px, py in points:
        nx, ny = round(px * UNIT), round(py * UNIT)
        if not out or (nx, ny) != (x, y):
            out += [nx - x, ny - y]
            x, y = nx, ny
    return out


def country(shape: dict[str, Any], arcs: list[list[Point]]) -> dict[str, Any] | None:
    """A country with its names and its outer rings; inner rings (lands within) are drawn by those lands themselves."""
    polygons = shape.get("arcs", [])
    polygons = [polygons] if shape["type"] == "Polygon" else polygons
    rings = sorted((ring(p[0], arcs) for p in polygons), key=area, reverse=True)
    rings = [r for n, r in enumerate(rings) if len(r) > 3 and (n == 0 or area(r) > SMALL)]
    code = (get_global("territory_aliases").get(str(shape.get("id", "")).zfill(3)) or [""])[0]
    names = {language: Locale(language).territories.get(code, "") for language in ("ar", "en")}
    names["en"] = names["en"] or shape["properties"]["name"]
    return {"code": code, "names": names, "rings": [packed(r) for r in rings]} if rings else None


def main() -> None:
    """Read the topology, write the outlines."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = arcs_of(topology)
    found = [country(shape, arcs) for shape in topology["objects"]["countries"]["geometries"]]
    countries = sorted((c for c in found if c), key=lambda c: (c["code"], c["names"]["en"]))
    data = json.dumps({"unit": UNIT, "countries": countries}, ensure_ascii=False, separators=(",", ":"))
    OUT.write_bytes(gzip.compress(data.encode(), 9, mtime=0))
    print(f"{len(countries)} countries, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
