"""The chains of one real article, link by link, as a reader finds them in it."""

from pathlib import Path

import msgspec
import pytest

from musnad.model import Document
from musnad.reader import read

SEED = Path(__file__).resolve().parent.parent.parent / "shared" / "seeds" / "002_fc5128e4fd6255bc.txt"

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="no ../shared/seeds beside this checkout")

PENTAGON = "البنتاجون"
RYDER = "السكرتير الصحفي لـ”البنتاجون” بات رايدر"
PAPER = "جريدة “الأخبار” اللبنانية"
COMMANDER = "القيادي، علي الطائي"
LEADER = "قيادي في “كتائب حزب الله” العراقية"
REUTERS = "وكالة”رويترز”"
SOURCES = "مصادر متعددة مطلعة"
ADVISER = "مستشار رئيس الوزراء العراقي للشؤون الخارجية، فرهاد علاء الدين"

# cue, and the names from the one who carried the words to the outlet in to the one who spoke them
CHAINS = [
    (":", [PENTAGON]),
    ("قالت", ["وزارة الدفاع الأمريكية (البنتاجون)"]),
    ("وقال", [RYDER]),
    ("وأضاف", [RYDER]),
    ("وفق", [RYDER]),
    ("مشيرًا إلى", [RYDER]),
    ("ووفق ما أروده", ["الموقع الرسمي لـ”البنتاجون”"]),
    ("وفق", [PENTAGON]),
    ("وقال", [RYDER]),
    ("كما سبق وتحدثت", ["تقارير إعلامية"]),
    ("قال", ["قيادي في “المقاومة الإسلامية بالعراق”"]),
    ("وأضاف", [COMMANDER]),
    ("وأضاف", [PAPER, COMMANDER]),
    ("ونقلت", ["الجريدة اللبنانية", LEADER]),
    ("قوله", ["الجريدة اللبنانية", LEADER]),
    ("أبلغتهم", ["الجريدة اللبنانية", LEADER, "السفيرة الأمريكية في بغداد"]),
    ("تشير إليها", ["الولايات المتحدة"]),
    ("نقلت", [REUTERS, SOURCES]),
    ("وقال", [REUTERS, "مسؤول أمريكي كبير"]),
    ("وفق", [REUTERS, SOURCES]),
    ("وأكد", [REUTERS, "بعضهم"]),
    ("قال", ["رويترز", ADVISER]),
    ("وأضاف", ["رويترز", ADVISER]),
]


def statements():
    text = SEED.read_text(encoding="utf-8")
    return read(Document(id="002", file=SEED.name, text=text, outlet="outlet")).statements


def test_every_chain_of_the_article():
    """Each statement hangs on the outlet, then on whoever carried it, and ends with the one who spoke."""
    found = [(s.cue.text, [link.name for link in s.chain]) for s in statements()]
    assert found == [(cue, ["outlet", *names]) for cue, names in CHAINS]


def test_links_of_a_chain_stand_in_the_text():
    """Every link but the outlet's has the words that hand the report over, and spans are the words themselves."""
    text = SEED.read_text(encoding="utf-8")
    for statement in statements():
        assert statement.chain[0].span is None
        for link in statement.chain[1:]:
            assert link.cue is not None
            for span in filter(None, (link.span, link.cue)):
                assert text[span.start : span.end] == span.text, msgspec.to_builtins(link)
