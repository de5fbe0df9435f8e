"""Copies, parts and retellings of one report told from independent ones; the origins behind a claim."""

import gzip
import json
from pathlib import Path

import pytest
from ledgers import ask, ledger_of

from musnad.link.copies import overlaps

ROOT = Path(__file__).resolve().parent.parent
STORIES = ROOT.parent / "shared/corpora/stories.jsonl.gz"
JUDGED = ROOT / "tests/data/same_report.tsv"
FLOOR = 0.85
FURNITURE = "يمكنكم الآن متابعة آخر الأخبار عبر تطبيقنا الجديد على هاتفكم المحمول أينما كنتم"


def sentences(word, numbers):
    """Sentences of words that no other word's sentences have."""
    return [" ".join(word + first + second for second in "بتثجحخدذرز") for first in "سشصضطظعغفق"[: len(numbers)]]


@pytest.mark.skipif(not STORIES.exists(), reason="no ../shared/corpora beside this checkout")
def test_same_report_or_another_as_read(tmp_path):
    """62 pairs of two outlets within two days, judged by reading: one report or two, F1 at its floor."""
    rows = [line.split("\t") for line in JUDGED.read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
    wanted = {frozenset(row[:2]): row[2] for row in rows}
    named = set().union(*wanted)
    stories = [json.loads(line) for line in gzip.decompress(STORIES.read_bytes()).decode("utf-8").split("\n") if line]
    told = {s["story"] for s in stories if s["id"] in named}
    said = set()
    for story in sorted(told):
        texts = {s["id"]: s["text"] for s in stories if s["story"] == story}
        said |= {frozenset((o.left, o.right)) for o in overlaps(texts) if o.kind != "trace"}
    same = {pair for pair, label in wanted.items() if label != "independent"}
    said &= set(wanted)
    score = 2 * len(same & said) / (len(same) + len(said))
    assert score >= FLOOR, (score, sorted(map(sorted, same ^ said)))


def test_what_every_page_brings_for_weeks_is_no_copy():
    """A paragraph that three reports over more than ten days hold in common makes none a retelling of another."""
    own = {name: ". ".join(sentences(name, range(6))) for name in ("أول", "ثان", "ثالث")}
    texts = {name: f"{text}. {FURNITURE}. {FURNITURE[::-1]}" for name, text in own.items()}
    near = overlaps(texts, {"أول": 1, "ثان": 2, "ثالث": 3})
    apart = overlaps(texts, {"أول": 1, "ثان": 20, "ثالث": 40})
    assert near and all(o.kind != "trace" for o in near)
    assert not apart


def test_one_agency_in_two_papers_is_one_origin(tmp_path):
    """Two papers bring an agency's words, each with its own report around them; a third has its own source."""
    agency = "وقالت وكالة رويترز إن السودان وجنوب السودان وقعا اتفاق الهدنة في جنيف يوم الاثنين"
    address = ledger_of(tmp_path, [
        ("a", "الصباح", "2024-05-08", f"شهدت الأسواق هدوءا بعد أيام من الترقب. {agency}."),
        ("b", "المساء", "2024-05-08", f"تراجعت أسعار الوقود في العاصمة أمس. {agency}."),
        ("c", "الظهيرة", "2024-05-08", "وقع السودان وجنوب السودان اتفاق الهدنة في جنيف يوم الاثنين بحضور الوسيط."),
    ])  # fmt: skip
    claims = [row for row in ask(address, "sources") if {"a", "b", "c"} <= {r["document"] for r in row["references"]}]
    assert claims
    origins = {o["origin"]: set(o["documents"]) for o in claims[0]["origins"]}
    assert origins == {"Reuters": {"a", "b"}, "الظهيرة": {"c"}}


def test_a_shared_paragraph_makes_its_claims_one_origin_and_no_others(tmp_path):
    """Two reports share a paragraph: what it tells has one origin, what each tells by itself has two."""
    shared = (
        "أعلنت وزارة الصحة الخميس أن عشرين شخصا قتلوا في انفجار بسوق مدينة الرمان شمال العاصمة "
        "وأن فرق الإنقاذ تواصل البحث عن المفقودين تحت الأنقاض منذ ساعات الصباح الأولى بحسب شهود"
    )
    one = "وزار الرئيس العراقي الأربعاء البصرة برفقة محافظ البنك المركزي لافتتاح ميناء الفاو"
    other = "وكان الرئيس العراقي قد زار البصرة الأربعاء حيث التقى شيوخ العشائر"
    left = ". ".join([shared, one, *sentences("محلي", range(4))])
    right = ". ".join([*sentences("أجنبي", range(4)), shared, other])
    address = ledger_of(tmp_path, [("a", "الصباح", "2024-05-09", left), ("b", "المساء", "2024-05-09", right)])
    assert [c["kind"] for c in ask(address, "copies")] == ["partial"]
    origins = {row["claim"]: len(row["origins"]) for row in ask(address, "sources")}
    assert {n for claim, n in origins.items() if "قتل" in claim} == {1}
    assert {n for claim, n in origins.items() if "زار" in claim} == {2}


def test_a_headline_in_another_page_is_no_copy(tmp_path):
    """An outlet's page that names the headline of the report of the day before, as pages do, retells nothing."""
    headline = "الوسيط الدولي يصل إلى العاصمة لبحث تمديد الهدنة مع ممثلي الأطراف المتنازعة في الشمال"
    first = f"{headline}\n\n" + ". ".join(sentences("أول", range(3)))
    second = "عنوان آخر\n\n" + ". ".join([*sentences("ثان", range(3)), headline])
    address = ledger_of(tmp_path, [("a", "الصباح", "2024-05-08", first), ("b", "الصباح", "2024-05-09", second)])
    assert ask(address, "copies") == []


def test_an_outlet_that_reuses_paragraphs_within_days_repeats_itself(tmp_path):
    """Half of a report stands again in the same paper three days later: a part; one sentence of background is nothing."""
    first, own, other = (sentences(word, range(8)) for word in ("أول", "ثان", "ثالث"))
    address = ledger_of(tmp_path, [
        ("a", "الصباح", "2024-05-08", ". ".join(first)),
        ("b", "الصباح", "2024-05-11", ". ".join(first[:4] + own[:4])),
        ("c", "الصباح", "2024-05-11", ". ".join([*other, first[7]])),
    ])  # fmt: skip
    assert [(row["documents"], row["kind"]) for row in ask(address, "copies")] == [(["a", "b"], "partial")]
