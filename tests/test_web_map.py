"""The map: land under the sites, drawn from a file of the program, and nothing written over anything else."""

import pytest

pytest.importorskip("fastapi")

from musnad.web.atlas import View, countries, cut, labelled, land

BAGHDAD, GULF = (44.4, 33.3), (51.0, 27.5)


def holds(ring, place):
    """Whether a place lies inside a ring (a ray to the east crosses its border an odd number of times)."""
    crossed = 0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (ay > place[1]) != (by > place[1]):
            crossed += place[0] < ax + (place[1] - ay) / (by - ay) * (bx - ax)
    return crossed % 2 == 1


def around(place):
    """The English names of the countries that hold a place."""
    return [c.names["en"] for c in countries() if any(holds(ring, place) for ring in c.rings)]


def test_places_lie_in_their_countries():
    """Outlines are where they should be: a city in its country alone, the sea in none."""
    assert around(BAGHDAD) == ["Iraq"]
    assert around((-77.2, 38.95)) == ["United States"]
    assert around(GULF) == []


def test_every_country_has_its_name_in_both_languages():
    """What has a code in the data has a name for each reader; there are some that no code is agreed for."""
    named = [c for c in countries() if c.names["ar"]]
    assert len(named) > 225 and all(c.names["en"] for c in countries())


def test_a_drawing_shows_its_places_and_the_land_around():
    """Every place lies within the drawing, away from its edge; the land is cut to it, so it stays small."""
    places = [BAGHDAD, (43.1, 36.3), (41.0, 34.4)]
    view = View(places, 760, 500)
    assert all(40 < x < 720 and 40 < y < 460 for x, y in map(view.at, places))
    shown = land(view, "en")
    assert {"Iraq", "Syria", "Iran"} <= {c.name for c in shown}
    assert sum(len(c.path) for c in shown) < 20_000


def test_one_place_alone_is_drawn_too():
    """A single site, or two at one place, are no division by nothing."""
    for places in ([BAGHDAD], [BAGHDAD, BAGHDAD], [(0.0, 90.0)], [(-180.0, -90.0), (180.0, 90.0)]):
        view = View(places, 300, 200)
        assert all(0 <= x <= 300 and 0 <= y <= 200 for x, y in map(view.at, places))
        land(view, "ar")


def test_what_is_cut_lies_in_the_box():
    """A square that overlaps a corner of the box is cut to the part inside; one outside leaves nothing."""
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    inside = cut(square, (2, 2, 9, 9))
    assert sorted(set(inside)) == [(2, 2), (2, 4.0), (4.0, 2), (4.0, 4.0)]
    assert cut(square, (5, 5, 9, 9)) == []


def test_no_label_is_written_over_another():
    """Labels that would meet are moved, or left out where there is no room."""
    marks = [((100.0, 100.0), "a long name")] * 12
    taken = []
    placed = list(labelled(marks, 300, 200, taken))
    assert placed[0] and None in placed
    for n, a in enumerate(taken):
        assert not any(a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3] for b in taken[:n])
