"""Charts: every mark can be reached, and a series can be taken away as SVG, PNG and CSV."""

import csv
import io
import re
import struct
from datetime import date
from xml.etree import ElementTree

import pytest

from musnad.export.chart import MOST, Frame, Point, draw, points_of, spread, thinned
from musnad.export.picture import HEAD, WIDTH, svg
from musnad.export.wording import Wording

pytest.importorskip("fastapi")


@pytest.fixture
def desk(examples):
    """The examples with their story."""
    return examples


def point(day, value, echo=False):
    """An exact figure of a day."""
    return Point(day, value, value, "exact", False, echo, str(value), "t", "#x")


def test_no_mark_covers_another():
    """Marks of one day, and of values that lie close, stand beside each other."""
    points = [point(date(2024, 9, 10), value) for value in (800, 800, 900, 1000, 2500, 2500, 0, 10_000)]
    frame = Frame(points, 900)
    places = [(x, frame.y(p.high)) for x, p in zip(spread(points, frame), points, strict=True)]
    for n, (x, y) in enumerate(places):
        assert not any(abs(x - a) < 13 and abs(y - b) < 13 for a, b in places[:n])


def test_a_series_of_thousands_is_drawn_thinly():
    """Of more points than can be told apart echoes go first; the drawing stays small."""
    points = [point(date(2024, 1 + n % 12, 1), n, echo=n % 2 == 0) for n in range(5000)]
    assert len(thinned(points)) <= MOST and not any(p.echo for p in thinned(points))
    assert len(draw(points, 900, Wording("ar"), "t")) < 200_000


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_svg_is_a_document_with_its_title(desk, client, language):
    """The file is well-formed, has the series' title in the reader's language, and keeps no address of the room."""
    number = max(range(len(desk.view("figures"))), key=lambda n: len(desk.view("figures")[n]["points"]))
    answer = client.get(f"/{language}/figures/{number}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    root = ElementTree.fromstring(answer.text)
    titles = [e.text for e in root.iter() if e.get("class") == "title"]
    assert titles[0].strip("\u2066\u2067\u2069") == desk.view("figures")[number]["title"][language]
    assert "href" not in answer.text and "<script" not in answer.text


def test_the_png_is_twice_the_drawing(client, desk):
    """The picture has two pixels for each of the drawing, and something is drawn on it."""
    pytest.importorskip("resvg_py")
    number = max(range(len(desk.view("figures"))), key=lambda n: len(desk.view("figures")[n]["points"]))
    answer = client.get(f"/ar/figures/{number}.png")
    assert answer.headers["content-type"] == "image/png" and answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", answer.content[16:24])
    drawn = client.get(f"/ar/figures/{number}.svg").text
    assert (width, height) == (2 * WIDTH, 2 * int(re.search(r'height="(\d+)"', drawn)[1])) and height > 2 * HEAD
    assert len(answer.content) > 10_000


def test_the_csv_has_a_line_for_each_point(client, desk):
    """Every point with its bounds, its source and its words; cells that a spreadsheet would take for formulas are not."""
    for number, row in enumerate(desk.view("figures")[:5]):
        lines = list(csv.DictReader(io.StringIO(client.get(f"/en/figures/{number}.csv").text.removeprefix("\ufeff"))))
        assert [line["text"] for line in lines] == [p["text"] for p in row["points"]]
        assert [line["record"] for line in lines] == [p["record"] for p in row["points"]]


def test_nothing_to_draw_is_no_file(client):
    """A series that is not there, or a form that no series is given as, is said to be missing."""
    assert svg([], Wording("ar"), "t") == ""
    assert [client.get(f"/ar/figures/{address}").status_code for address in ("9999.svg", "x.svg", "1.gif")] == [
        404,
        422,
        422,
    ]
    assert points_of({"points": []}, Wording("ar"), {}) == []
