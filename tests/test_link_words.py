"""What links are made of: days known in part, groups, states of processes, copies, bounds."""

import pytest

from musnad.link.absences import absences_in
from musnad.link.context import power
from musnad.link.copies import overlaps
from musnad.link.days import age, days_between, interval, meet, not_after
from musnad.link.groups import Groups
from musnad.link.processes import claims, denies
from musnad.link.scan import Scan
from musnad.link.subjects import named_in
from musnad.link.values import bounds_meet
from musnad.link.words import stems
from musnad.model import Figure


def figure(low, high, comparator="exact"):
    return Figure(start=0, end=1, text="x", low=low, high=high, comparator=comparator, unit="count", measure="troops",
                  flow="stock", subject=None, place=None, as_of=None, period=None, modality="actual", source="outlet",
                  part_of=None, vague=False, rule="r")  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("2024-09", "2024-09-06", True),
        ("2024", "2024-09-06", True),
        ("2024-09-06", "2024-09-07", False),
        (None, "2024", False),
    ],
)
def test_days_known_in_part_meet_where_they_overlap(a, b, same):
    """An unknown day meets nothing."""
    assert meet(a, b) is same


def test_days_between_counts_from_the_nearer_ends():
    """Nothing is known where one day is not, and what is no day is no interval."""
    assert days_between("2024-08", "2024-09-03") == 3
    assert days_between("2024-09", "2024-09-03") == 0
    assert days_between(None, "2024") is None
    assert interval("2024-SU") is None
    assert interval("2024-13") is None
    assert age("2024-09", "2024-10-01") == 1
    assert not_after("2024-09", "2024-09-02")
    assert not not_after(None, "2024-09-02")


def test_groups_keep_the_order_of_their_members():
    """The first member stands for its group."""
    groups = Groups("abcd")
    groups.join("c", "b")
    groups.join("b", "d")
    assert groups.all() == [["a"], ["b", "c", "d"]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("المحادثات بين الجانبين مستمرة", [("talks", "open")]),
        ("انتهت المحادثات بين الجانبين", [("talks", "closed")]),
        ("لم تنته المحادثات بعد", [("talks", "open")]),
        ("المحادثات لا تزال قيد المناقشة", [("talks", "open")]),
        ("توصلنا إلى اتفاق", [("talks", "closed")]),
        ("علقت القوات مهام التدريب", [("training", "closed")]),
        ("تراجعت الهجمات هذا الشهر", [("attack", "down")]),
        ("ارتفعت معدلات العنف", [("level", "up")]),
        ("انتقلت القوات إلى قواعد أكبر حجما", [("sites", "large")]),
        ("ستنتهي المحادثات غدا", []),
        ("قد تنتهي المحادثات غدا", []),
        ("المحادثات التي انتهت أمس", []),
        ("إذا انتهت المحادثات عاد الوفد", []),
        ("وصل الوفد أمس", []),
    ],
)
def test_states_of_processes(text, wanted):
    """What is asserted is a claim; a future, a condition, a relative clause is none; negation turns a state around."""
    assert [(c.topic, c.state) for c in claims(Scan(text))] == wanted


def test_denials():
    """Words that call something untrue."""
    assert denies("الحديث عن الانسحاب محض كذب")
    assert denies("هذه الأنباء عارية عن الصحة")
    assert not denies("بدأ الانسحاب أمس")


def test_bounds_meet_or_not():
    """Exact numbers differ, open bounds reach on, a hedge covers a tenth more."""
    assert not bounds_meet(figure(2400, 2400), figure(2500, 2500))
    assert bounds_meet(figure(2400, 2400), figure(2500, 2500, "about"))
    assert bounds_meet(figure(1200, None, "more_than"), figure(3000, 3000))
    assert not bounds_meet(figure(None, 1000, "less_than"), figure(3000, 3000))


def test_names_by_adjective_and_by_name_are_one():
    """`American soldiers` and `soldiers of the United States` are about one country."""
    assert named_in("جنود أميركيون")[0] == named_in("جنود الولايات المتحدة")[0] == "united states"


def test_stems_do_not_mind_clitics_and_spelling():
    """Article, preposition, hamza and ta marbuta do not make another word."""
    assert stems("بالمحادثات الأمنية") & stems("المحادثات الامنيه") == stems("المحادثات الأمنية")


def test_copies_are_found_and_others_are_not():
    """A copy, a part of it, and an article of other words."""
    sentences = [f"قال المتحدث رقم {n} إن الوفد بحث الملف {n} مع الجانب الآخر في المدينة {n}" for n in range(30)]
    report = ". ".join(sentences)
    texts = {
        "report": report,
        "copy": "عنوان آخر. " + report,
        "part": ". ".join(sentences[:18]),
        "other": "وصل الوفد. " * 40,
    }
    kinds = {frozenset((o.left, o.right)): o.kind for o in overlaps(texts)}
    assert kinds[frozenset(("report", "copy"))] == "copy"
    assert kinds[frozenset(("report", "part"))] in ("copy", "partial")
    assert not any("other" in pair for pair in kinds)


def test_an_army_acts_for_its_country():
    """What belongs to a country by its adjective stands for it; what no country has stands for itself."""
    assert power("Iraqi army") == power("Iraq") == power("Baghdad") == "iraq"
    assert power("Hezbollah") == "hezbollah"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("لم يعثر المفتشون على دليل على استخدام الغاز في البلدة.", ["على استخدام الغاز في البلدة"]),
        ("لم تعد هناك مؤشرات على هدوء قريب في المدينة.", []),
        ("لا توجد مؤشرات على هدوء قريب في المدينة.", ["على هدوء قريب في المدينة"]),
    ],
)
def test_what_is_no_longer_there_was_there(text, absent):
    """No sign of a thing denies it; no longer a sign of it does not."""
    assert [text[begin:end] for _, begin, end in absences_in(Scan(text))] == absent
