"""Series: figures of one quantity stand together however they are told, those of another one apart."""

import pytest

from musnad.ledger import Ledger
from musnad.link.clues import noun_of
from musnad.link.material import Material
from musnad.link.series import series
from musnad.model import Document

TOLD = {
    "one attack in several reports": (
        ("2019-05-03", "قتل 37 شخصا في الهجوم على سوق الحديدة يوم الخميس 2 أيار 2019، بحسب مسعفين في اليمن."),
        ("2019-05-06", "وكان الهجوم على سوق الحديدة في 2 أيار قد أوقع 37 قتيلا، بحسب الأمم المتحدة في اليمن."),
        "37", "37", True,
    ),
    "another attack": (
        ("2019-05-03", "قتل 37 شخصا في الهجوم على سوق الحديدة يوم الخميس 2 أيار 2019، بحسب مسعفين في اليمن."),
        ("2019-06-20", "قتل 41 شخصا في غارة على مدرسة في صنعاء يوم الأربعاء 19 حزيران 2019، بحسب مسعفين في اليمن."),
        "37", "41", False,
    ),
    "one set under two nouns": (
        ("2015-07-15", "رحبت القوى الست بالاتفاق النووي بين إيران والغرب في فيينا."),
        ("2015-07-18", "وقعت إيران الاتفاق النووي مع الدول الست في فيينا."),
        "الست", "الست", True,
    ),
    "deputies and seats": (
        ("2018-03-02", "يضم مجلس النواب في لبنان 128 نائبا يختارهم الناخبون في أيار."),
        ("2018-03-09", "يتنافس المرشحون في لبنان على مقاعد مجلس النواب وعددها 128 مقعدا."),
        "128 نائبا", "128 مقعدا", True,
    ),
    "an equal number of other things": (
        ("2018-03-02", "أرسلت الأردن 46 جنديا إلى الحدود مع سوريا."),
        ("2018-03-09", "صوت 46 نائبا في الأردن ضد الموازنة أمام رئيس الحكومة."),
        "46 جنديا", "46 نائبا", False,
    ),
    "one number put against another": (
        ("2016-01-20", "قال وزير المال في السودان إن الديون تبلغ 29 مليار دولار فقط وليس 100 مليار دولار."),
        ("2016-01-22", "لا جديد."),
        "29 مليار", "100 مليار", True,
    ),
    "two shares told by one speaker": (
        ("2016-01-20", "قال مدير المركز إن 38 بالمئة يؤيدون الاتفاق وإن 54 بالمئة يعارضونه."),
        ("2016-01-22", "لا جديد."),
        "38", "54", False,
    ),
    "troops of two nations": (
        ("2018-02-01", "في العراق 2500 جندي أميركي يدربون الجيش العراقي."),
        ("2018-02-03", "في العراق 2300 جندي بريطاني يدربون الجيش العراقي."),
        "2500", "2300", False,
    ),
}  # fmt: skip


def material_of(folder, *told):
    """A ledger of short reports, each with its day."""
    ledger = Ledger(str(folder / "told.ledger"), create=True)
    for n, (day, text) in enumerate(told):
        ledger.add(Document(id=f"r{n}", file=f"r{n}.txt", text=text, published=day))
    return Material(ledger)


@pytest.mark.parametrize("name", TOLD)
def test_what_is_one_quantity(name, tmp_path):
    """Two figures stand in one series or in two."""
    *reports, first, second, together = TOLD[name]
    held = list(series(material_of(tmp_path, *reports)).values())

    def home(words, last):
        found = [n for n, items in enumerate(held) for i in items if words in i.words]
        assert found, words
        return found[-1] if last else found[0]

    if first == second:
        assert any(sum(first in i.words for i in items) == 2 for items in held) is together
    else:
        assert (home(first, False) == home(second, True)) is together


def test_who_tells_a_number_is_not_whom_it_counts(tmp_path):
    """Neither an agency nor the body that speaks owns what it counts."""
    text = "أعلنت الأمم المتحدة أن 11 شخصا خضعوا للعلاج في تعز، حسب وكالة رويترز."
    keys = list(series(material_of(tmp_path, ("2019-05-03", text))))
    assert [key.subject for key in keys] == [""]


def test_the_order_of_reports_changes_nothing(tmp_path):
    """Two ledgers of the same reports, added in another order, hold the same series."""
    reports = [told for *some, _, _, _ in TOLD.values() for told in some]

    def held(folder, order):
        ledger = Ledger(str(tmp_path / folder), create=True)
        for n in order:
            day, text = reports[n]
            ledger.add(Document(id=f"r{n:02}", file=f"r{n}.txt", text=text, published=day))
        return {frozenset((i.source.id, i.start) for i in items) for items in series(Material(ledger)).values()}

    assert held("a", range(len(reports))) == held("b", reversed(range(len(reports))))


def test_synonyms_name_one_kind():
    """A noun of the table of synonyms is known by its kind, another by itself."""
    assert noun_of("نواب", "people") == noun_of("مقعدا", "other") != noun_of("دول", "countries")
    assert noun_of("جمهوريا", "people") != noun_of("ديمقراطيا", "people")
