"""What the pages of the reading room tell: lanes and zoom, the last visit, the dossier of a day."""

import io
import json
import re
import struct
import zipfile
from datetime import UTC, datetime
from urllib.parse import quote_plus
from xml.etree import ElementTree

import pytest

from musnad.export.wording import Wording
from musnad.story.file import Actor, Office
from musnad.text.fold import fold

pytest.importorskip("fastapi")
from musnad.web.lanes import Cell, Column, columns, draw
from musnad.web.pages.statements import office_on
from musnad.web.pages.story import Visit


@pytest.fixture
def desk(examples):
    """The examples with their story."""
    return examples


def rows_of(page):
    """The happenings that a timeline page lists."""
    return page.text.count('<li class="happening')


def test_columns_are_those_that_have_something():
    """Years, months of a year or days of a month; a single empty one between stays, a longer stretch is torn out."""
    assert columns("", ["2014-09", "2024", "2014-01-02", "2022"]) == ["2014", "", "2022", "2023", "2024"]
    assert columns("2024", ["2024-01", "2024", "2024-03-09", "2024-12"]) == [
        "2024-01",
        "2024-02",
        "2024-03",
        "",
        "2024-12",
    ]
    assert columns("2024-02", ["2024-02-01", "2024-02-29", "2024-02"]) == ["2024-02-01", "", "2024-02-29"]
    assert columns("", []) == []


def test_a_torn_column_is_narrow_and_tells_what_is_left_out():
    """What stands for years without anything takes little room, is seen, and says between which years there is nothing."""
    scale = [Column("2014", "2014"), Column("", "Nothing between 2014 and 2024"), Column("2024", "2024")]
    drawn = draw([Cell("happened", "2014", "#a", "a"), Cell("happened", "2024", "#b", "b")], scale, 900, False, str)
    assert drawn.count('class="torn"') == 1 and "<title>Nothing between 2014 and 2024</title>" in drawn
    assert float(re.search(r'class="gap" x="[\d.]+" y="\d+" width="([\d.]+)"', drawn)[1]) < 30


def test_time_runs_from_right_to_left_in_arabic():
    """The earlier of two marks stands to the right for a reader of Arabic, to the left for one of English."""
    cells = [Cell("happened", day, f"#{day}", day) for day in ("2020", "2024")]
    scale = [Column("2020", "2020"), Column("2024", "2024")]
    for rtl in (True, False):
        first, second = map(float, re.findall(r'<circle cx="([\d.]+)"', draw(cells, scale, 900, rtl, str)))
        assert (first > second) == rtl


def test_a_crowded_cell_tells_its_number():
    """More marks than a cell has room for become their number, so that a drawing never grows with the ledger."""
    many = draw([Cell("happened", "2024", "#", "x")] * 5000, [Column("2024", "2024")], 900, True, str)
    assert ">5000</text>" in many and len(many) < 2000


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_lanes_are_a_picture_of_their_own(client, language):
    """The drawing as SVG is well-formed, titled, without any address; as PNG it has two pixels for each of the drawing."""
    drawn = client.get(f"/{language}/timeline.svg?during=2024")
    root = ElementTree.fromstring(drawn.text)
    assert "2024" in next(e.text for e in root.iter() if e.get("class") == "title")
    assert "href" not in drawn.text and "circle" in drawn.text
    pytest.importorskip("resvg_py")
    picture = client.get(f"/{language}/timeline.png?during=2024").content
    assert struct.unpack(">II", picture[16:24])[1] == 2 * int(root.get("height"))
    assert client.get(f"/{language}/timeline.svg?during=none").status_code == 404


def test_zoom_narrows_to_a_stretch_of_time(client):
    """A year shows its months, a month its days; what has no day is reached by itself; the parts add up."""
    everything = client.get("/en/timeline")
    undated = int(re.search(r"without a known day: <bdi>(\d+)", everything.text)[1])
    total = int(re.search(r"Happenings: <bdi>(\d+)", everything.text)[1])
    years = set(re.findall(r"timeline\?during=(\d{4})\"", everything.text))
    inside = [int(re.search(r"Happenings: <bdi>(\d+)", client.get(f"/en/timeline?during={y}").text)[1]) for y in years]
    assert sum(inside) + undated == total
    assert "during=2024-09" in client.get("/en/timeline?during=2024").text
    assert rows_of(client.get("/en/timeline?during=none&page=1")) > 0
    assert rows_of(client.get("/en/timeline?during=2024-99")) == rows_of(everything)


@pytest.mark.parametrize("field", ["kind", "modality", "place", "actor", "outlet"])
def test_each_filter_narrows_and_stays_in_the_address(client, desk, field):
    """Choosing a value leaves only happenings that have it, and every link of the page keeps the choice."""
    page = client.get("/en/timeline").text
    options = re.search(rf'<select name="{field}">(.*?)</select>', page, re.S)[1]
    value, count = re.search(r'<option value="([^"]+)">[^<]*\((\d+)\)', options).groups()
    narrowed = client.get("/en/timeline", params={field: value})
    assert re.search(rf"Happenings: <bdi>{count}<", narrowed.text)
    zooms = re.findall(r'href="(/en/timeline\?[^"#]*during=[^"#]*)', narrowed.text)
    assert zooms and all(f"{field}=" in address for address in zooms)


def test_every_mark_of_the_lanes_leads_to_its_row(client):
    """The address of a mark holds the place of its happening in the list."""
    page = client.get("/ar/timeline?during=2024").text
    places = set(re.findall(r'class="dot [a-z]+" href="[^"]*#(h\d+)"', page))
    assert places and all(f'id="{place}"' in page for place in places)


def test_reloading_does_not_make_everything_old():
    """Pages within half an hour are one visit: the visit before stays the one that news is counted from."""
    first = Visit("")
    assert first.last == ""
    again = Visit(first.kept)
    assert again.last == "" and again.begun == first.begun
    later = Visit("|2024-01-01T10:00:00+00:00|2024-01-01T10:20:00+00:00")
    assert later.last == "2024-01-01T10:20:00+00:00"
    assert Visit("x|y|z").last == "" and Visit("||2024-02-31T10:20:00+00:00").last == ""


def test_the_story_tells_what_came_since_the_last_visit(client):
    """Articles recorded after the visit before are told; without a visit nothing is claimed."""
    assert "Since your last visit" not in client.get("/en/").text
    here = datetime.now(UTC).isoformat()
    for last, told in (("2024-01-01", "articles have come since"), ("2999-01-01", "No article has come since.")):
        client.cookies.clear()
        cookie = f"musnad_visit={last}T00:00:00+00:00|{here}|{here}"
        assert told in client.get("/en/", headers={"cookie": cookie}).text


def test_the_slider_and_the_day_lead_to_the_same_state(client, desk):
    """The day that the slider sends as a number of days is the day that it shows."""
    days = desk.days()
    assert client.get("/en/?step=0").text.count(days[0]) >= 2
    assert f'value="{days[-1]}"' in client.get("/en/?step=99999999").text


def test_a_dossier_of_a_day_prints_alone(client):
    """The dossier is one page that asks for nothing: its only style is inside it, and named by its hash."""
    answer = client.get("/ar/dossier?on=2024-09-10")
    assert answer.status_code == 200
    assert "default-src 'none'; style-src 'sha256-" in answer.headers["content-security-policy"]
    assert not re.search(r"<script|<link|style=\"|src=", answer.text)
    assert 'id="state"' in answer.text and "<mark" in answer.text


def test_the_office_is_that_of_the_day():
    """Of the offices in a story file the one held on the day is shown; before the first and after the last there is none."""
    offices = [Office({"en": "first"}, "2020-06", "2021-05"), Office({"en": "second"}, "2021-06", "")]
    actor = Actor("A", offices=offices)
    days = {
        "2020-05-31": None,
        "2020-06-01": "first",
        "2021-05-31": "first",
        "2021-06": "second",
        "2024": "second",
        "": None,
    }
    for day, title in days.items():
        found = office_on(actor, day)
        assert (found.title["en"] if found else None) == title, day


def test_a_person_is_shown_with_offices_positions_and_years(client, desk):
    """One page for a person or a body: offices of the story and of the articles, years to choose from, what was said."""
    page = client.get("/en/who", params={"name": "Duke Pirak"}).text
    assert "Deputy director" in page and "from the story file" in page
    offices = re.findall(r'at=(\d+-\d+)&amp;record=(\w+)#words"><bdi>', page)
    assert len(offices) == len(set(offices)) and "Nothing matches" not in page
    year = re.search(r"year=(\d{4})", page)
    assert year is None or client.get("/en/who", params={"name": "Duke Pirak", "year": year[1]}).status_code == 200
    held = desk.view("positions")[0]
    page = client.get("/en/who", params={"name": held["actor"]}).text
    assert "Positions over time" in page and held["stances"][0]["record"] in page


def test_what_is_shown_can_be_taken_away(client, desk):
    """Every address in the menu of a page answers with a file, and a narrowed page gives the narrowed rows."""
    key = desk.documents()[0]["key"]
    pages = (
        "timeline?kind=meeting",
        "figures",
        "statements",
        "disagreements",
        "sources",
        "map",
        "documents",
        f"documents/{key}",
    )
    for page in pages:
        menu = re.search(r'<details class="files">(.*?)</details>', client.get(f"/en/{page}").text, re.S)[1]
        for address in re.findall(r'href="([^"]+)"', menu):
            answer = client.get(address.replace("&amp;", "&"))
            assert answer.status_code == 200 and answer.content, address
    lines = client.get("/en/timeline.jsonl?kind=meeting").text.splitlines()
    assert {json.loads(line)["type"] for line in lines} == {"meeting"}
    assert json.loads(client.get("/en/timeline.json?kind=meeting").text) == [json.loads(line) for line in lines]
    assert client.get("/en/timeline.pdf").status_code == 404


def test_a_document_is_packed_for_brat(client, desk):
    """The archive holds the text as received and its annotations; the same document gives the same bytes."""
    row = desk.documents()[0]
    address = f"/en/documents/{row['key']}/files/brat"
    packed = client.get(address).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".txt")]
        assert texts == [desk.ledger.document(row["key"]).text] and "annotation.conf" in archive.namelist()
    assert client.get(address).content == packed
    assert client.get(f"/en/documents/{row['key']}/files/parquet").status_code == 404


def test_everyone_is_listed_with_what_they_said(client, desk):
    """People and bodies with their counts, narrowed by kind and by a part of a name in any spelling; each has a page."""
    people = desk.view("people")
    said = [
        r for r in desk.view("statements") if fold(people[0]["id"]).lower() in [fold(n).lower() for n in r["names"]]
    ]
    assert people[0]["statements"] and people[0]["statements"] <= len(said)
    page = client.get("/ar/people").text
    assert all(f"who?name={quote_plus(p['id'])}" in page for p in people[:20])
    persons = client.get("/en/people", params={"kind": "person", "q": people[0]["id"].replace("\u0623", "\u0627")}).text
    assert persons.count('<th scope="row">') >= 1 and "organization</p>" not in persons
    assert client.get("/en/people?order=last").status_code == 200


def test_an_office_told_of_a_person_leads_to_its_words(client, desk):
    """The page of a person names the offices beside the name, how each is held, and where it is told."""
    person = next(p for p in desk.view("people") if p["offices"])
    page = client.get("/en/who", params={"name": person["id"]}).text
    office = person["offices"][0]
    assert f"at={office['start']}-{office['end']}" in page and "articles telling it" in page


@pytest.mark.parametrize(("language", "label"), [("en", "newest first"), ("ar", "الأحدث أولا")])
def test_the_timeline_turned_round(client, language, label):
    """A link turns the timeline round: the same happenings from the last day on, what has no day behind; zoom and files keep it."""
    pages = {
        order: client.get(f"/{language}/timeline", params={"order": order}).text for order in ("", "newest", "odd")
    }
    assert label in pages[""] and pages[""] == pages["odd"].replace("order=odd", "order=")
    years = {order: re.findall(r'class="year"><h2><bdi>(\d{4})', page) for order, page in pages.items()}
    assert years[""] == sorted(years[""]) and years["newest"] == sorted(years["newest"], reverse=True)
    assert "order=newest" in re.search(r'href="([^"]*during=\d{4}[^"]*)"', pages["newest"])[1]
    rows = {order: client.get(f"/{language}/timeline.json", params={"order": order}).json() for order in ("", "newest")}
    dated = [row for row in rows[""] if row["date"]]
    assert rows["newest"][: len(dated)] == dated[::-1]
    drawn = client.get(f"/{language}/timeline", params={"order": "newest", "during": years[""][0]}).text
    mark = re.search(r'<a class="dot[^"]*" href="[^"]*[a-z]#h(\d+)"><title>([^<]*)', drawn)
    place = re.search(rf'id="h{mark[1]}">.*?datetime="([\d-]+)"', drawn, re.DOTALL)[1]
    assert mark[2].startswith(Wording(language).day(place))
