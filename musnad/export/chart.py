"""A figure series as SVG: bounds as bars, open bounds as arrows, plans dashed, echoes hollow, one mark a source.

Drawn for a given width, never scaled: letters keep their size on a phone. The drawing runs left to right in time in both
languages; Arabic labels are set right to left inside it, because text anchors follow the inherited direction.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from html import escape
from typing import Any

import msgspec

from musnad.export.wording import Wording

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 62, 26, 34, 32, 270
BESIDE = 14  # pixels from the middle of one mark to that of the next, where they would cover each other
MOST_BESIDE = 16  # marks beside each other; more lie upon them
MOST = 240  # marks of one drawing
DAILY, MONTHLY = 40, 500  # days of a drawing below which its line of time tells days, or months
ROOM = {"day": 110, "month": 96, "year": 44}  # pixels that the name of one takes
PREFIX = {"day": 10, "month": 7, "year": 4}  # letters of its ISO form
LABEL_WIDTH, LABEL_HEIGHT = 7.2, 15  # of a character and of a line, in pixels, at the style sheet's size


class Point(msgspec.Struct):
    """One point to draw. day: Gregorian; low, high: bounds, None where open; href: where its words are."""

    day: date
    low: float | None
    high: float | None
    comparator: str
    planned: bool
    echo: bool
    label: str
    title: str
    href: str


def first_day(iso: str | None) -> date | None:
    """First day of an ISO prefix, None where it is no calendar day."""
    parts = (iso or "").split("-")
    try:
        numbers = [int(p) for p in parts]
        return date(numbers[0], numbers[1] if len(numbers) > 1 else 1, numbers[2] if len(numbers) > 2 else 1)
    except ValueError:
        return None


def points_of(series: dict[str, Any], wording: Wording, links: dict[Any, str]) -> list[Point]:
    """The drawable points of a row of the `figures` view: those with a day and a bound, in order of time."""
    points = []
    for p in series["points"]:
        day = first_day(p.get("as_of")) or first_day(p.get("published"))
        if day is None or (p["low"] is None and p["high"] is None):
            continue
        label = wording.quantity(p["low"], p["high"], "exact")
        title = f"{p['text']} \u2014 {p.get('source') or ''} \u2014 {wording.day(p.get('as_of') or p.get('published'))}"
        points.append(
            Point(day, p["low"], p["high"], p["comparator"], p["modality"] in ("planned", "requested", "hypothetical"),
                  bool(p.get("echo_of")), label, title, links.get((p["document"], p["start"], p["end"]), ""))
        )  # fmt: skip
    return sorted(points, key=lambda p: p.day)


def ticks(low: float, high: float, count: int = 4) -> list[float]:
    """Round values that cover low to high."""
    if high <= low:
        low, high = min(low, 0), max(high, 1)
    raw = (high - low) / count
    if float(low).is_integer() and float(high).is_integer():
        raw = max(raw, 1.0)  # whole things are counted
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * m for m in (1, 2, 2.5, 5, 10) if size * m >= raw and (raw < 1 or float(size * m).is_integer()))
    first = math.floor(low / step) * step
    return [first + step * i for i in range(math.ceil((high - first) / step - 1e-9) + 1)]


def thinned(points: list[Point]) -> list[Point]:
    """At most as many points as can be told apart: of too many, echoes go first, then each so-manieth stays."""
    own = points if len(points) <= MOST else [p for p in points if not p.echo] or points
    step = -(-len(own) // MOST)
    return own[::step]


class Frame:
    """Scales of one drawing: days to x, values to y."""

    def __init__(self, points: list[Point], width: int) -> None:
        values = [v for p in points for v in (p.low, p.high) if v is not None]
        self.ticks = ticks(min(values), max(values))
        first, last = points[0].day, points[-1].day
        span = (last - first).days
        self.unit = "day" if span < DAILY else "month" if span < MONTHLY else "year"
        self.first = first - timedelta(days=1) if self.unit == "day" else self._begin(first)
        self.last = last + timedelta(days=2) if self.unit == "day" else self._after(self._begin(last))
        self.width = width

    def _begin(self, day: date) -> date:
        return day.replace(day=1) if self.unit == "month" else date(day.year, 1, 1)

    def _after(self, day: date) -> date:
        """The first day of the next day, month or year."""
        if self.unit == "day":
            return day + timedelta(days=1)
        return (day + timedelta(days=32)).replace(day=1) if self.unit == "month" else date(day.year + 1, 1, 1)

    def stretches(self) -> list[tuple[date, date]]:
        """The days, months or years of the drawing: the first day of each, and the first day after it."""
        found, day = [], self.first
        while day < self.last:
            found.append((day, self._after(day)))
            day = found[-1][1]
        return found

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return LEFT + share * (self.width - LEFT - RIGHT)

    def y(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)


def draw(points: list[Point], width: int, wording: Wording, title: str) -> str:
    """The SVG of a series, or '' where nothing can be drawn. width in pixels."""
    if not points:
        return ""
    points = thinned(points)
    frame = Frame(points, width)
    places = spread(points, frame)
    marks = (_mark(p, x, frame) for p, x in zip(points, places, strict=True))
    body = [*_grid(frame, wording), *marks, *_labels(points, places, frame)]
    return (
        f'<svg class="chart" viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}" direction="ltr" '
        f'role="{"group" if any(p.href for p in points) else "img"}" aria-label="{escape(title)}">{"".join(body)}</svg>'
    )


def _grid(frame: Frame, wording: Wording) -> list[str]:
    lines = []
    for value in frame.ticks:
        y = frame.y(value)
        lines.append(f'<line class="grid" x1="{LEFT}" x2="{frame.width - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        lines.append(
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{wording.isolated(wording.amount(value))}</text>'
        )
    stretches = frame.stretches()
    step = max(1, math.ceil(len(stretches) * ROOM[frame.unit] / (frame.width - LEFT - RIGHT)))
    for day, after in stretches[::step]:
        x = (frame.x(day) + frame.x(after)) / 2
        name = wording.day(day.isoformat()[: PREFIX[frame.unit]])
        lines.append(f'<text x="{x:.1f}" y="{HEIGHT - 8}" text-anchor="middle">{wording.isolated(name)}</text>')
    return lines


def spread(points: list[Point], frame: Frame) -> list[float]:
    """Where each point stands: marks that would cover another are moved beside it, so that each can be reached."""
    taken: dict[tuple[int, int], list[tuple[float, float]]] = {}
    places = []
    for point in points:
        home, y = frame.x(point.day), frame.y(point.high if point.high is not None else point.low or 0.0)
        for nth in range(MOST_BESIDE):
            step = (nth + 1) // 2 * BESIDE * (1 if nth % 2 else -1)
            x = min(max(home + step, LEFT), frame.width - RIGHT + 10.0)
            if not _covered(x, y, taken):
                break
        taken.setdefault((int(x // BESIDE), int(y // BESIDE)), []).append((x, y))
        places.append(x)
    return places


def _covered(x: float, y: float, taken: dict[tuple[int, int], list[tuple[float, float]]]) -> bool:
    """Whether a mark stands within the width of one from here."""
    column, line = int(x // BESIDE), int(y // BESIDE)
    near = (p for c in (-1, 0, 1) for r in (-1, 0, 1) for p in taken.get((column + c, line + r), ())[:MOST_BESIDE])
    return any(abs(x - px) < BESIDE - 0.5 and abs(y - py) < BESIDE - 0.5 for px, py in near)


def _mark(point: Point, x: float, frame: Frame) -> str:
    css = " ".join(["point", *(["planned"] if point.planned else []), *(["echo"] if point.echo else [])])
    low, high = point.low, point.high
    if low is not None and high is not None and low != high:
        y, y2 = frame.y(low), frame.y(high)
        shape = f'<line class="bar" x1="{x:.1f}" x2="{x:.1f}" y1="{y:.1f}" y2="{y2:.1f}"/>'
    else:
        y = frame.y(low if low is not None else high)  # type: ignore[arg-type]
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="6"/>'
        if point.comparator in ("more_than", "at_least", "less_than", "at_most"):
            way = -1 if point.comparator in ("more_than", "at_least") else 1
            tip = y + way * 22
            shape += (
                f'<path class="arrow" d="M{x:.1f} {y + way * 6:.1f}V{tip:.1f}M{x - 4:.1f} {tip - way * 5:.1f}'
                f'L{x:.1f} {tip:.1f}L{x + 4:.1f} {tip - way * 5:.1f}"/>'
            )
    inner = f"<title>{escape(point.title)}</title>{shape}"
    return (
        f'<a class="{css}" href="{escape(point.href)}">{inner}</a>' if point.href else f'<g class="{css}">{inner}</g>'
    )


def _labels(points: list[Point], places: list[float], frame: Frame) -> list[str]:
    """Values beside their marks, above or below, left out where there is no room: the mark still tells on hover."""
    taken = [_around(p, x, frame) for p, x in zip(points, places, strict=True)]
    out = []
    said: dict[str, float] = {}
    for point, x in zip(points, places, strict=True):
        label = ("\u2248" if point.comparator in ("about", "nearly") else "") + point.label
        half = len(label) * LABEL_WIDTH / 2
        if abs(said.get(label, -1e9) - x) < 2 * half + 8:  # the mark beside it says the same
            continue
        middle, (_, top, _, bottom) = min(max(x, LEFT + half), frame.width - half), _around(point, x, frame)
        for y in (top - 5, bottom + 15, top - 21, bottom + 31):
            box = (middle - half, y - LABEL_HEIGHT + 4, middle + half, y + 2)
            if box[1] > 0 and box[3] < HEIGHT - BOTTOM + 14 and not any(_meet(box, b) for b in taken):
                taken.append(box)
                said[label] = x
                out.append(
                    f'<text class="value" x="{middle:.1f}" y="{y:.1f}" text-anchor="middle">{escape(label)}</text>'
                )
                break
    return out


def _around(point: Point, x: float, frame: Frame) -> tuple[float, float, float, float]:
    """The box that a mark fills, its arrow with it."""
    ends = [frame.y(v) for v in (point.low, point.high) if v is not None]
    top, bottom = min(ends) - 6, max(ends) + 6
    if point.low == point.high or None in (point.low, point.high):
        top -= 18 if point.comparator in ("more_than", "at_least") else 0
        bottom += 18 if point.comparator in ("less_than", "at_most") else 0
    return x - 6, top, x + 6, bottom


def _meet(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
