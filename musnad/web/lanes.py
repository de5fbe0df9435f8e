"""Happenings drawn in lanes over time: a column a year, a month or a day, a mark a happening, written in the reader's direction."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from html import escape

import msgspec

LANES = ("happened", "said", "promised", "postponed", "other")
HEAD, FOOT, LANE, SIDE = 8, 24, 62, 74  # pixels: head room, names of columns below, a lane, its name beside
PITCH, RADIUS = 13, 4.5  # of the marks in one cell
MOST_COLUMNS = 31


class Cell(msgspec.Struct):
    """One happening to draw. day: ISO prefix of its column; href: where it is told; title: shown on hover."""

    lane: str
    day: str
    href: str
    title: str


class Scale(msgspec.Struct):
    """The columns of a drawing. keys: ISO prefixes in order of time; names: as written below; links: '' where none."""

    keys: list[str]
    names: list[str]
    links: list[str]


def columns(at: str, days: Sequence[str]) -> list[str]:
    """The ISO prefixes that a zoom shows: the years that have something, the months of a year, the days of a month.

    at:   '' for all years, else `2024` or `2024-09`.
    days: ISO prefixes of what there is; of more years than can be drawn, the latest.
    """
    if not at:
        return sorted({day[:4] for day in days})[-MOST_COLUMNS:]
    if len(at) == 4:
        return [f"{at}-{month:02}" for month in range(1, 13)]
    year, month = int(at[:4]), int(at[5:7])
    return [f"{at[:7]}-{day:02}" for day in range(1, monthrange(year, month)[1] + 1)]


def draw(cells: Sequence[Cell], scale: Scale, width: int, rtl: bool, names: Callable[[str], str]) -> str:
    """The drawing as SVG of a given width in pixels; lanes in which nothing lies are left out.

    rtl:   time runs from right to left.
    names: of the lanes.
    """
    lanes = [lane for lane in LANES if any(c.lane == lane for c in cells)]
    height = HEAD + LANE * len(lanes) + FOOT
    frame = _Frame(width, len(scale.keys), rtl)
    body = [*_ground(frame, scale, lanes, names), *_marks(frame, cells, scale, lanes)]
    return (
        f'<svg class="lanes-chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" direction="ltr" '
        f'role="group">{"".join(body)}</svg>'
    )


class _Frame:
    """Where columns lie."""

    def __init__(self, width: int, count: int, rtl: bool) -> None:
        self.width, self.rtl = width, rtl
        self.side = SIDE if width > 500 else 0
        self.step = (width - self.side - 4) / max(1, count)

    def left(self, column: int) -> float:
        """The left edge of a column."""
        offset = self.side + column * self.step
        return self.width - offset - self.step if self.rtl else offset


def _ground(frame: _Frame, scale: Scale, lanes: list[str], names: Callable[[str], str]) -> list[str]:
    out, direction = [], ' direction="rtl"' if frame.rtl else ""
    start = frame.width - 2 if frame.rtl else 2
    bottom = HEAD + LANE * len(lanes)
    for n, lane in enumerate(lanes):
        y = HEAD + n * LANE
        out.append(f'<line class="grid" x1="0" x2="{frame.width}" y1="{y + LANE}" y2="{y + LANE}"/>')
        at = y + (LANE / 2 + 4 if frame.side else 12)
        out.append(
            f'<text class="lane-name" x="{start}" y="{at:.0f}" text-anchor="start"{direction}>{escape(names(lane))}</text>'
        )
    every = max(1, -(-26 // max(1, int(frame.step)))) if frame.step < 26 else 1
    for n, name in enumerate(scale.names):
        left, middle = frame.left(n), frame.left(n) + frame.step / 2
        out.append(f'<line class="grid" x1="{left:.1f}" x2="{left:.1f}" y1="{HEAD}" y2="{bottom}"/>')
        if n % every:
            continue
        text = f'<text x="{middle:.1f}" y="{bottom + 17}" text-anchor="middle"{direction}>{escape(name)}</text>'
        out.append(f'<a class="zoom" href="{escape(scale.links[n])}">{text}</a>' if scale.links[n] else text)
    return out


def _marks(frame: _Frame, cells: Sequence[Cell], scale: Scale, lanes: list[str]) -> list[str]:
    column = {key: n for n, key in enumerate(scale.keys)}
    size = len(scale.keys[0]) if scale.keys else 4
    filled: dict[tuple[str, int], list[Cell]] = {}
    for cell in cells:
        at = column.get(cell.day[:size])
        if at is not None:
            filled.setdefault((cell.lane, at), []).append(cell)
    across = max(1, int((frame.step - 2) // PITCH))
    down = (LANE - (10 if frame.side else 22)) // PITCH
    out = []
    for (lane, at), some in filled.items():
        middle, base = frame.left(at) + frame.step / 2, HEAD + (lanes.index(lane) + 1) * LANE - 10
        if len(some) > across * down:
            out.append(
                _many(
                    lane,
                    middle,
                    base - (LANE / 2 - 10 if frame.side else LANE / 2 - 20),
                    len(some),
                    scale.links[at] or some[0].href,
                )
            )
            continue
        rows = -(-len(some) // across)
        for n, cell in enumerate(some):
            line, place = divmod(n, across)
            wide = min(across, len(some) - line * across) if line == rows - 1 else across
            x = middle + (place - (wide - 1) / 2) * PITCH * (-1 if frame.rtl else 1)
            out.append(_one(cell, x, base - line * PITCH))
    return out


def _one(cell: Cell, x: float, y: float) -> str:
    shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}"/>'
    return f'<a class="dot {cell.lane}" href="{escape(cell.href)}"><title>{escape(cell.title)}</title>{shape}</a>'


def _many(lane: str, x: float, y: float, count: int, href: str) -> str:
    """More than a cell has room for: their number."""
    wide = 14 + 8 * len(str(count))
    return (
        f'<a class="many {lane}" href="{escape(href)}"><rect x="{x - wide / 2:.1f}" y="{y - 12:.1f}" width="{wide}" '
        f'height="24" rx="12"/><text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle">{count}</text></a>'
    )
