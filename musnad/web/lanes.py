"""Happenings drawn in lanes over time: a column a year, a month or a day, a mark a happening, written in the reader's direction.

Stretches in which nothing lies are left out, and a narrow torn column stands for each of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

import msgspec

from musnad.export.wording import ISOLATES

LANES = ("happened", "said", "promised", "postponed", "other")
HEAD, FOOT, LANE, SIDE = 8, 26, 62, 92  # pixels: head room, names of columns below, a lane, its name beside
PITCH, RADIUS = 13, 4.5  # of the marks in one cell
MOST_COLUMNS = 31
GAP, WIDEST = 22, 280  # pixels: of a torn column, and of a column at most
NARROW = 500  # pixels of a drawing below which names of lanes stand inside them
STYLE = (
    ".lane-name{fill:#1d2129;font-weight:600}.gap{fill:#f3efe6}.tear{fill:none;stroke:#8a857a;stroke-width:1.5}"
    "circle{fill:#fffefb;stroke:#5c6370;stroke-width:2}.happened circle{fill:#0b6560;stroke:#0b6560}"
    ".said circle{stroke:#1d2129}.promised circle{stroke:#0b6560;stroke-dasharray:3 2}.postponed circle{fill:#fbeee3;stroke:#974008}"
    ".many rect{fill:#fffefb;stroke:#5c6370}.many text{fill:#1d2129;font-weight:600}.many.happened rect{fill:#0b6560}"
    ".many.happened text{fill:#fffefb}"
)


class Cell(msgspec.Struct):
    """One happening to draw. day: ISO prefix of its column; href: where it is told, '' for no link; title: shown on hover."""

    lane: str
    day: str
    href: str
    title: str


class Column(msgspec.Struct):
    """A column of a drawing. key: ISO prefix, '' for a torn column; name: written below, of a torn one shown on hover;
    link: '' where none."""

    key: str
    name: str
    link: str = ""


def columns(at: str, days: Sequence[str]) -> list[str]:
    """The ISO prefixes that a zoom shows: the years, months or days that have something, in order, with '' between two of
    them where more than one lies between that has nothing; a single one stays as an empty column.

    at:   '' for all years, `2024` for months, `2024-09` for days.
    days: ISO prefixes of what there is; of more than can be drawn, the latest.
    """
    size = {"": 4, 4: 7, 7: 10}["" if not at else len(at)]
    found: list[str] = []
    for key in sorted({day[:size] for day in days if len(day) >= size and day.startswith(at)})[-MOST_COLUMNS:]:
        between = _number(key) - _number(found[-1]) - 1 if found else 0
        if between == 1:
            found.append(key[:-2] + f"{int(key[-2:]) - 1:02}" if size > 4 else str(int(key) - 1))
        elif between > 1:
            found.append("")
        found.append(key)
    return found


def _number(key: str) -> int:
    """The place of a year in time, of a month in its year, of a day in its month."""
    return int(key.rpartition("-")[2])


def draw(cells: Sequence[Cell], scale: Sequence[Column], width: int, rtl: bool, names: Callable[[str], str]) -> str:
    """The drawing as SVG of a given width in pixels; lanes in which nothing lies are left out.

    rtl:   time runs from right to left.
    names: of the lanes.
    """
    lanes = [lane for lane in LANES if any(c.lane == lane for c in cells)]
    height = height_of(lanes)
    frame = _Frame(width, scale, rtl)
    body = [*_ground(frame, scale, lanes, names), *_marks(frame, cells, scale, lanes)]
    return (
        f'<svg class="lanes-chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" direction="ltr" '
        f'role="group">{"".join(body)}</svg>'
    )


def height_of(lanes: Sequence[str]) -> int:
    """The height in pixels of a drawing of some lanes."""
    return HEAD + LANE * len(lanes) + FOOT


class _Frame:
    """Where columns lie: torn ones as narrow as can be, the others of one width; beside the names of the lanes, where there
    is room for them."""

    def __init__(self, width: int, scale: Sequence[Column], rtl: bool) -> None:
        self.width, self.rtl = width, rtl
        self.side = SIDE if width > NARROW else 0
        torn = sum(not column.key for column in scale)
        self.gap = GAP if self.side else GAP / 2
        self.step = min(WIDEST, (width - self.side - 4 - torn * self.gap) / max(1, len(scale) - torn))
        self._starts, at = [], float(self.side)
        self._widths = [self.step if column.key else self.gap for column in scale]
        for wide in self._widths:
            self._starts.append(at)
            at += wide
        self.end = at

    def span(self, column: int) -> tuple[float, float]:
        """The left edge and the width of a column."""
        start, wide = self._starts[column], self._widths[column]
        return (self.width - start - wide if self.rtl else start), wide

    def text(self, words: str, x: float, y: float, anchor: str = "middle", css: str = "") -> str:
        """A line of text, isolated in the reader's direction, so that whoever draws it puts it in the same place."""
        shown = f"{ISOLATES['rtl' if self.rtl else 'ltr']}{escape(words)}\u2069"
        named = f' class="{css}"' if css else ""
        return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{shown}</text>'


def _ground(frame: _Frame, scale: Sequence[Column], lanes: list[str], names: Callable[[str], str]) -> Iterator[str]:
    bottom = HEAD + LANE * len(lanes)
    yield from (_torn(column, *frame.span(n), bottom) for n, column in enumerate(scale) if not column.key)
    start, anchor = (frame.width - 2, "end") if frame.rtl else (2, "start")
    for n, lane in enumerate(lanes):
        y = HEAD + n * LANE
        yield f'<line class="grid" x1="0" x2="{frame.width}" y1="{y + LANE}" y2="{y + LANE}"/>'
        yield frame.text(names(lane), start, y + (LANE / 2 + 4 if frame.side else 12), anchor, "lane-name")
    every = max(1, -(-30 // max(1, int(frame.step)))) if frame.step < 30 else 1
    for n, column in enumerate(scale):
        left, wide = frame.span(n)
        edge = left + (wide if frame.rtl else 0)
        if column.key and (frame.side or n):
            yield f'<line class="grid" x1="{edge:.1f}" x2="{edge:.1f}" y1="{HEAD}" y2="{bottom}"/>'
        if column.key and n % every == 0:
            text = frame.text(column.name, left + wide / 2, bottom + 18)
            yield f'<a class="zoom" href="{escape(column.link)}">{text}</a>' if column.link else text


def _torn(column: Column, left: float, wide: float, bottom: int) -> str:
    """A stretch of time that is left out: a band, and across the line below it the sign of a tear."""
    middle = left + wide / 2
    tear = "".join(f"M{middle + shift - 3:.1f} {bottom + 5}l6 -10" for shift in (-2.5, 2.5))
    return (
        f'<g class="torn"><title>{escape(column.name)}</title><rect class="gap" x="{left:.1f}" y="{HEAD}" '
        f'width="{wide:.1f}" height="{bottom - HEAD}"/><path class="tear" d="{tear}"/></g>'
    )


def _marks(frame: _Frame, cells: Sequence[Cell], scale: Sequence[Column], lanes: list[str]) -> Iterator[str]:
    place = {column.key: n for n, column in enumerate(scale) if column.key}
    size = max(map(len, place), default=4)
    filled: dict[tuple[str, int], list[Cell]] = {}
    for cell in cells:
        at = place.get(cell.day[:size])
        if at is not None:
            filled.setdefault((cell.lane, at), []).append(cell)
    for (lane, at), some in filled.items():
        left, wide = frame.span(at)
        middle, base = left + wide / 2, HEAD + (lanes.index(lane) + 1) * LANE - 10
        across = max(1, int((wide - 2) // PITCH))
        down = (LANE - (10 if frame.side else 22)) // PITCH
        if len(some) > across * down:
            y = base - (LANE / 2 - 10 if frame.side else LANE / 2 - 20)
            yield _many(lane, (middle, y, wide), len(some), scale[at].link or some[0].href)
        else:
            yield from _each(frame, some, middle, base, across)


def _each(frame: _Frame, some: list[Cell], middle: float, base: float, across: int) -> Iterator[str]:
    """The happenings of one cell, from the line below upwards."""
    rows = -(-len(some) // across)
    for n, cell in enumerate(some):
        line, place = divmod(n, across)
        wide = min(across, len(some) - line * across) if line == rows - 1 else across
        x = middle + (place - (wide - 1) / 2) * PITCH * (-1 if frame.rtl else 1)
        shape = f'<circle cx="{x:.1f}" cy="{base - line * PITCH:.1f}" r="{RADIUS}"/>'
        yield _linked(cell.href, f"dot {cell.lane}", f"<title>{escape(cell.title)}</title>{shape}")


def _many(lane: str, place: tuple[float, float, float], count: int, href: str) -> str:
    """More than a cell has room for: their number. place: the middle of its cell, and how wide that is."""
    x, y, room = place
    wide = min(14 + 8 * len(str(count)), max(room - 1, 2 + 8 * len(str(count))))
    high = min(24.0, wide)
    shape = f'<rect x="{x - wide / 2:.1f}" y="{y - high / 2:.1f}" width="{wide:.1f}" height="{high:.1f}" rx="{high / 2:.1f}"/>'
    text = f'<text x="{x:.1f}" y="{y + 4.5:.1f}" text-anchor="middle">{count}</text>'
    return _linked(href, f"many {lane}", shape + text)


def _linked(href: str, css: str, inner: str) -> str:
    """A part of the drawing, and what it leads to."""
    return f'<a class="{css}" href="{escape(href)}">{inner}</a>' if href else f'<g class="{css}">{inner}</g>'
