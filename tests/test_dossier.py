"""The dossier is one self-contained page in which every entry opens its words."""

import re
from datetime import date

import pytest

from musnad.export.chart import Point, draw, ticks
from musnad.export.dossier import dossier, references
from musnad.export.labels import Labels
from musnad.export.wording import Wording, vocabulary
from musnad.lexicon.tables import tables

TEXT = "\u0639\u0646\u0648\u0627\u0646\n\n\u0646\u062d\u0648 2500 \u062c\u0646\u062f\u064a <b>"


def reference(start, end, **fields):
    return {"document": "a.txt", "start": start, "end": end, "text": TEXT[start:end], **fields}


@pytest.fixture
def views():
    point = reference(8, 21, low=2500, high=2500, comparator="about", as_of="2024-09", published="2024-09-10",
                      modality="actual", source="outlet", chain=["outlet", "agency"], echo_of=None)  # fmt: skip
    earlier = {
        **reference(12, 16),
        **{k: v for k, v in point.items() if k not in ("start", "end", "text")},
        "as_of": "2021-07-23",
    }
    mention = reference(0, 5, source="outlet", chain=[], published="2024-09-10")
    return {
        "state": [{"frame": "f", "item": "i", "value": "v", "as_of": "2024", "age_days": 3, "references": [reference(8, 21)], "disputed": True}],
        "disagreements": [{"kind": "value", "strength": "hard", "about": "x", "reasons": ["r"],
                           "sides": [reference(8, 21, who="outlet", date="2024", chain=[])]}],
        "figures": [{"measure": "troops", "flow": "stock", "subject": None, "place": None, "unit": "count", "heading": "h", "points": [point, earlier]}],
        "timeline": [{"date": "2024-09-09", "earliest": None, "latest": None, "lane": "happened", "type": "meeting", "modality": "happened",
                      "what": "w", "place": None, "actors": [], "mentions": [mention]}],
        "copies": [{"documents": ["a.txt", "a.txt"], "kind": "copy", "score": 1.0, "origin": None, "reasons": []}],
    }  # fmt: skip


@pytest.fixture
def documents():
    return [{"id": "a.txt", "outlet": "o", "published": "2024-09-10", "text": TEXT, "segments": []}]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_entry_opens_its_words(views, documents, language):
    """Every link inside the page leads to an anchor that stands around exactly the words of the reference."""
    html = dossier("title", "2024-09-10", views, documents, Wording(language))
    for target in set(re.findall(r'href="#([^"]+)"', html)):
        assert f'id="{target}"' in html, target
    for ref in references(views):
        element = re.search(rf'<mark[^>]*id="d1-{ref["start"]}-{ref["end"]}"[^>]*>(.*?)</mark>', html, re.S)
        assert element and ref["text"].split("\n")[0].split(" ")[0] in element.group(1)


def test_the_page_is_self_contained_and_escaped(views, documents):
    """No address outside the page, no script, and the article's own tags are shown, not obeyed."""
    html = dossier("<script>", "2024-09-10", views, documents, Wording("ar"))
    assert "<script" not in html
    assert "&lt;b&gt;" in html
    assert not re.search(r'(?:src|href)="(?!#)', html)
    assert 'dir="rtl"' in html


def test_wording_gives_days_and_bounds():
    """Days are written out in the interface's language and hedges stand before their number."""
    en = Wording("en")
    assert en.day("2024-09-09") == "9 September 2024"
    assert en.day("2024-09") == "September 2024"
    assert en.day("2024-H1") == "2024-H1"
    assert en.day(None) == "day unknown"
    assert en.quantity(1200, None, "more_than") == "more than 1,200"
    assert en.quantity(2500, 3000, "between") == "2,500\u20133,000"
    with pytest.raises(ValueError, match="ar, en"):
        Wording("fr")


def test_ticks_cover_and_are_round():
    """Axis values reach both ends in round steps, also where all values are one."""
    assert ticks(2400, 3500) == [2000, 2500, 3000, 3500]
    assert ticks(5, 5)[0] <= 5 <= ticks(5, 5)[-1]


def test_chart_marks_hedges_plans_and_echoes():
    """A bar for two bounds, an arrow for an open one, dashes for a plan, a hollow mark for an echo."""
    points = [
        Point(date(2020, 6, 1), 2500, 3000, "between", True, False, "2,500-3,000", "t", "a"),
        Point(date(2021, 6, 1), 1200, None, "more_than", False, False, "1,200", "t", "b"),
        Point(date(2022, 6, 1), 2400, 2400, "exact", False, True, "2,400", "t", ""),
    ]
    svg = draw(points, 340, Wording("en"), "series")
    assert 'class="point planned"' in svg
    assert 'class="bar"' in svg
    assert 'class="arrow"' in svg
    assert 'class="point echo"' in svg
    assert draw([], 340, Wording("en"), "series") == ""


@pytest.mark.parametrize(
    ("days", "said"), [(0, ""), (1, "1 day before"), (7, "7 days before"), (1145, "1,145 days before")]
)
def test_age_in_words(days, said):
    """How old a cell is; nothing for the day itself."""
    assert Wording("en").age(days) == said


def test_age_in_arabic_counts_its_forms():
    """One, two, three to ten, eleven to ninety-nine, hundreds: five forms, and 103 is few again."""
    ages = [Wording("ar").age(n) for n in (1, 2, 3, 11, 100)]
    assert len({re.sub(r"[\d,]+", "", age) for age in ages}) == 5
    assert Wording("ar").age(103).replace("103", "3") == ages[2]


def test_labels_stand_in_place_of_keys_and_ids():
    """A frame, a measure, a stance, a topic and an outlet are named in the reader's language; what no table holds stays."""
    labels = Labels(Wording("en"), None, lambda id: {"iq": "Iraq"}.get(id, id or ""), {"a": "The Paper", "b": None})
    state = [
        {
            "frame": "figures",
            "item": "iq bases",
            "measure": "bases",
            "subject": "iq",
            "place": "",
            "value": "> 2",
            "low": 2,
            "high": None,
            "comparator": "more_than",
            "unit": "count",
        },
        {"frame": "positions", "item": "iq: stay", "actor": "iq", "on": "stay", "value": "opposes"},
        {"frame": "talks", "item": "dialogue_round", "value": "words"},
        {"frame": "own", "item": "thing", "value": "words"},
    ]
    shown = [(row["frame"], row["item"], row["value"]) for row in labels.views({"state": state})["state"]]
    assert shown == [("Figures", "bases \u00b7 Iraq", "more than 2"), ("Positions", "Iraq", "opposes: stay"),
                     ("Talks", "dialogue round", "words"), ("own", "thing", "words")]  # fmt: skip
    sides = [{"document": "a", "who": "outlet"}, {"document": "b", "who": "outlet"}, {"document": "a", "who": "x"}]
    rows = [{"kind": "open_closed", "about": "talks", "sides": sides}, {"kind": "value", "about": "iq troops iq", "sides": []},
            {"kind": "denial", "about": "strike", "sides": []}]  # fmt: skip
    told = labels.views({"disagreements": rows})["disagreements"]
    assert [row["about"] for row in told] == ["the talks", "troops \u00b7 Iraq \u00b7 Iraq", "strike"]
    assert [side["who"] for side in told[0]["sides"]] == ["The Paper", "outlet", "x"]


def test_every_topic_has_a_label():
    """No topic of the process table is shown as a key."""
    assert {row["topic"] for row in tables()["link.processes"].rows} <= set(vocabulary("topics"))
