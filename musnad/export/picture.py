"""A drawing as a file of its own: SVG with its title and style, and the same as PNG.

Drawn for a light page, whoever looks at it. The title is written between direction isolates and anchored by its right or left
edge, so that programs that know the direction of text and those that do not put it in the same place.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from musnad.errors import MusnadError
from musnad.export.chart import HEIGHT, Point, draw
from musnad.export.wording import Wording

WIDTH, HEAD, FOOT, MARGIN = 900, 54, 34, 26  # pixels
PAPER = "#fffefb"
FAMILY = "Vazirmatn, 'Noto Naskh Arabic', 'Noto Sans Arabic', sans-serif"
LETTERS = f"text{{font:12.5px {FAMILY};fill:#5c6370}}.title{{font-size:19px;font-weight:600;fill:#1d2129}}.grid{{stroke:#e4e0d8}}"
STYLE = LETTERS + (
    ".value{fill:#1d2129;font-weight:600}"
    "circle{fill:#0b6e69;stroke:#0b6e69;stroke-width:2.5}.echo circle{fill:#fffefb}.bar{stroke:#0b6e69;stroke-width:7}"
    ".arrow{stroke:#0b6e69;stroke-width:2;fill:none}.planned circle{fill:#fffefb;stroke:#5c6370;stroke-dasharray:3 2}"
    ".planned .bar,.planned .arrow{stroke:#5c6370;stroke-dasharray:4 3}"
)


def svg(points: list[Point], wording: Wording, title: str) -> str:
    """The chart of a series as an SVG document, or '' where nothing can be drawn."""
    chart = draw(points, WIDTH, wording, title)
    return alone(chart, HEIGHT, wording, (title, wording("legend_short"))) if chart else ""


def alone(drawing: str, drawn: int, wording: Wording, lines: tuple[str, str], style: str = STYLE, left: int = 0) -> str:
    """A drawing as an SVG document of its own. drawn: its height in pixels, left: where it begins; lines: above and below."""
    height = HEAD + drawn + FOOT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f'<style>{style}</style><rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>'
        f"{_line(lines[0], 34, 'title', wording)}"
        f'{drawing.replace("<svg ", f"""<svg x="{left}" y="{HEAD}" """, 1)}'
        f"{_line(lines[1], height - 12, 'note', wording)}</svg>"
    )


def _line(words: str, y: int, css: str, wording: Wording) -> str:
    """A line of text that begins at the side where its reader begins."""
    x, anchor = (WIDTH - MARGIN, "end") if wording.direction == "rtl" else (MARGIN, "start")
    shown = wording.isolated(escape(words))
    return f'<text class="{css}" x="{x}" y="{y}" text-anchor="{anchor}">{shown}</text>'


def png(drawing: str, fonts: Path | None = None, zoom: float = 2) -> bytes:
    """A drawing as PNG. fonts: a folder of TrueType files to use beside the system's. Raises MusnadError without resvg-py."""
    try:
        import resvg_py
    except ImportError:
        raise MusnadError("pictures need resvg-py: pip install 'musnad[png]'") from None
    files = [str(path) for path in sorted(fonts.glob("*.ttf"))] if fonts and fonts.is_dir() else None
    return bytes(resvg_py.svg_to_bytes(svg_string=drawing, zoom=zoom, font_files=files))
