"""One happening told in many places: what is joined, what is not, and the row that stands for it."""

import json

import pytest
from click.testing import CliRunner
from ledgers import ask, ledger_of

from musnad.cli.main import cli
from musnad.ledger import Ledger
from musnad.link.happenings import same_happenings
from musnad.link.material import Material
from musnad.text.skeleton import skeleton

REPORTS = [
    ("a", "الصباح", "2024-03-05", "قتل عشرون مدنيا في هجوم على سوق مدينة الموصل يوم الاثنين. وقالت الحكومة العراقية إن تنظيم "
     "داعش نفذ الهجوم على السوق في الموصل."),
    ("b", "المساء", "2024-03-05", "استهدف هجوم سوق الموصل شمال العراق الاثنين، وحملت الحكومة العراقية تنظيم داعش المسؤولية."),
    ("c", "الصباح", "2024-03-20", "زار رئيس الوزراء العراقي مدينة الموصل يوم الثلاثاء. وكان الهجوم على سوق الموصل الذي نسب إلى "
     "تنظيم داعش قد أثار غضبا في العراق."),
    ("d", "المساء", "2024-03-28", "شهدت مدينة الموصل في العراق هجوما على سوق المدينة يوم الأربعاء نسب إلى تنظيم داعش."),
]  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """A ledger of four reports: an attack told twice, remembered once, and another of the same words three weeks later."""
    return ledger_of(tmp_path_factory.mktemp("happenings"), REPORTS)


def timeline(address):
    return ask(address, "timeline")


def attacks(address):
    """The rows that speak of an attack, each as the documents that tell of it, by day."""
    rows = [r for r in timeline(address) if any("هجوم" in m["text"] for m in r["mentions"])]
    return {r["date"]: {m["document"] for m in r["mentions"]} for r in rows}


def test_retold_and_remembered_is_one_and_a_sequel_another(address):
    """Two reports of a day and an undated reference weeks later are one row; the same words of another day another."""
    assert attacks(address) == {"2024-03-04": {"a", "b", "c"}, "2024-03-27": {"d"}}


def test_victims_told_beside_an_attack_belong_to_it(address):
    """Who was killed in the attack stands in its row."""
    row = next(r for r in timeline(address) if r["date"] == "2024-03-04")
    assert any("قتل" in m["text"] for m in row["mentions"])


def test_a_joining_undone_stays_undone(address):
    """Links name what they join and why; one judged not the same parts its groups, and a withdrawal brings them back."""
    with Ledger(address) as ledger:
        links = same_happenings(Material(ledger))
        events = {i.id: i.source.id for i in Material(ledger).layer("events")}
    across = [
        k for k in links if {events[k.left], events[k.right]} == {"a", "b"} or "c" in (events[k.left], events[k.right])
    ]
    assert across and all(k.reasons and 0.5 <= k.score <= 1 for k in across)
    from musnad.ledger.rows import short_hash
    from musnad.model import Judgement

    before = attacks(address)
    at = "2024-04-01T00:00:0{}Z"
    with Ledger(address) as ledger:
        for link in across:
            on = short_hash(link.kind, link.left, link.right)
            ledger.decide(Judgement(on=on, verdict="not_same", by="test", at=at.format(0)))
    assert attacks(address) != before
    with Ledger(address) as ledger:
        for link in across:
            on = short_hash(link.kind, link.left, link.right)
            ledger.decide(Judgement(on=on, verdict="withdraw", by="test", at=at.format(1)))
    assert attacks(address) == before


@pytest.mark.parametrize(
    "words",
    [("هجوم", "الهجمات", "بالهجوم"), ("صاروخ", "الصواريخ"), ("غارة", "والغارات"), ("قذيفه", "القذائف")],
)
def test_forms_of_a_word_share_a_skeleton(words):
    """Plural and singular, with and without clitics, hamza and ta marbuta, as the key writes them."""
    from musnad.text.fold import Folded

    assert len({skeleton(Folded(word).key) for word in words}) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [("تأجيل الاجتماع", True), ("أرجأ المجلس التصويت", True), ("أجلت الجولة", True), ("أرجاء ليبيا", False), ("من أجل السلام", False)],
)  # fmt: skip
def test_what_is_put_off_and_what_only_looks_so(words, expected):
    """Verbs of postponing and their verbal nouns; not `all over`, nor `for the sake of`."""
    from musnad.story.views import puts_off

    assert puts_off(words) is expected


NEWS = [
    ("n", "2024-03-20", "وقعت النرويج اتفاقا مع السويد على حماية الغابات. وكانت النرويج قد أعلنت قرارا بحظر الصيد."),
    ("m", "2024-04-01", "زار وزير الطاقة الفنلندي المحطة النووية في أولكيلوتو."),
    ("d", "2024-03-21", "دعت هولندا الثلاثاء إلى انسحاب القوات من جزيرة بوربون."),
    ("h", "2024-05-10", "هجوم على ميناء كوبنهاغن الدنماركي\n\nتخشى الدنمارك على موانئها منذ سنوات."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "words", "days"),
    [
        ("n", "اتفاقا", ("2024-03", "2024-03-19", "2024-03-20")),
        ("n", "قرارا", (None, None, None)),
        ("m", "زار", ("2024", "2024-03-31", "2024-04-01")),
        ("d", "انسحاب", ("2024-03-19", "2024-03-19", "2024-03-19")),
        ("h", "هجوم", ("2024-05", "2024-05-09", "2024-05-10")),
    ],
    ids=["told as news", "told as past", "over the end of a month", "a demand", "in a headline"],
)
def test_what_is_told_as_news_lies_just_before_its_report(tmp_path, document, words, days):
    """A row without a day has the bounds its news allows, and the shortest date that surely holds them; what had been has none."""
    lines = [json.dumps({"id": i, "published": d, "text": t}) for i, d, t in NEWS]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    address = str(tmp_path / "news.ledger")
    assert CliRunner().invoke(cli, ["add", "--ledger", address, str(tmp_path / "news.jsonl")]).exit_code == 0
    rows = [r for r in timeline(address) for m in r["mentions"] if m["document"] == document and words in m["text"]]
    assert [(r["date"], r["earliest"], r["latest"]) for r in rows] == [days]


SPEECH = [
    ("s", "2024-03-20", "قال الوزير سامي النجار، الثلاثاء، إن بلاده لن توقع الاتفاق. وأضاف أن الوفد عاد. وقالت مصادر إن "
     "الحرب قريبة."),
    ("t", "2024-03-21", "وكان سامي النجار قال الثلاثاء إن الاتفاق لا يعني بلاده. وقال مسؤول إن الوفد سيعود."),
]  # fmt: skip


def test_what_was_said_on_a_named_day_is_a_row(tmp_path):
    """Two reports of one speaker and day are one row in the lane `said`, with what the speaker added; unnamed sources are none."""
    lines = [json.dumps({"id": i, "published": d, "text": t}) for i, d, t in SPEECH]
    (tmp_path / "speech.jsonl").write_text("\n".join(lines), encoding="utf-8")
    address = str(tmp_path / "speech.ledger")
    assert CliRunner().invoke(cli, ["add", "--ledger", address, str(tmp_path / "speech.jsonl")]).exit_code == 0
    (row,) = [r for r in timeline(address) if r["lane"] == "said"]
    assert row["date"] == "2024-03-19" and [m["document"] for m in row["mentions"]] == ["s", "t", "s"]
    texts = {i: t for i, _, t in SPEECH}
    for mention in row["mentions"]:
        assert texts[mention["document"]][mention["start"] : mention["end"]] == mention["text"]
    assert "الثلاثاء" in row["mentions"][0]["text"] and "الثلاثاء" in row["mentions"][1]["text"]


HEADS = [
    ("p", "2024-03-20", "ناصر العمري: الاتفاق الجديد مرفوض\n\nقال ناصر العمري إن الاتفاق الجديد مرفوض. وكانت ليلى حداد قد قالت إن الوفد عاد. "
     "وقالت سعاد حماد في عام 2011 إن الحرب قريبة."),
    ("q", "2024-03-21", "كمال الصباغ يحذر من الحرب\n\nعاد الوفد من جولته في الشمال. وفي ختام الجولة الطويلة التي شهدت اجتماعات كثيرة "
     "في مدن الشمال وقراه وفي العاصمة كذلك قال كمال الصباغ، الأربعاء، إن الحرب قريبة."),
]  # fmt: skip


def test_the_head_of_a_report_is_said_just_before_it(tmp_path):
    """A headline and the lead that says the same are one row with the bounds of news; a headline has the day that its speaker has
    further down; what had been said, or is said long ago, is no row."""
    lines = [json.dumps({"id": i, "published": d, "text": t}) for i, d, t in HEADS]
    (tmp_path / "heads.jsonl").write_text("\n".join(lines), encoding="utf-8")
    address = str(tmp_path / "heads.ledger")
    assert CliRunner().invoke(cli, ["add", "--ledger", address, str(tmp_path / "heads.jsonl")]).exit_code == 0
    rows = [r for r in timeline(address) if r["lane"] == "said"]
    found = [(r["date"], r["earliest"], r["latest"], [m["document"] for m in r["mentions"]]) for r in rows]
    assert found == [("2024-03", "2024-03-19", "2024-03-20", ["p", "p"]), ("2024-03-20",) * 3 + (["q", "q"],)]


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("الهجوم على السوق", "attack", ("attack", True)),
        ("هجوم على سوق المدينة", "attack", ("attack", False)),
        ("وقع الطرفان الاتفاق", "agreement", ("deal", True)),
        ("غارات على مواقع المسلحين", "strike", ("raid", False)),
        ("قصفت مواقع المسلحين", "strike", ("raid", False)),
        ("بدأت الجماعة إضرابا", "protest", ("أضرب", False)),
        ("السماء صافية", "attack", ("", False)),
    ],
)
def test_the_act_that_a_mention_names(words, kind, expected):
    """The act that the trigger names, words of one act alike, a word of no act for itself; and whether it points back."""
    from musnad.link.heads import head_word

    assert head_word(words, kind) == expected


def groups_of(address):
    """The mentions of a ledger and the groups of its happenings, by record."""
    from musnad.link.happenings import happenings
    from musnad.link.mentions import mentions_of

    with Ledger(address) as ledger:
        material = Material(ledger)
        return mentions_of(material), [[i.id for i in g] for g in happenings(material)], same_happenings(material)


def test_links_hold_every_group_together(address):
    """Whatever stands in one row is held there by links with a score and reasons, or told as one by its document."""
    mentions, groups, links = groups_of(address)
    row = {id: n for n, group in enumerate(groups) for id in group}
    assert links and all(row[k.left] == row[k.right] and 0 <= k.score <= 1 for k in links)
    told = {m.item.id: m.item.source.id for m in mentions}
    linked = {id for k in links for id in (k.left, k.right)}
    for group in groups:
        assert len({told[id] for id in group}) == 1 or linked & set(group)


def test_a_group_that_lets_mentions_go_is_as_before(address):
    """Taking in and letting go leaves no trace in any count."""
    from musnad.link.group import Group

    mentions, *_ = groups_of(address)
    group, fresh = Group(mentions), Group(mentions[:3])
    group.release(mentions[3:])
    for name in ("features", "types", "words", "places", "around", "published", "definite", "past", "day", "when"):
        assert getattr(group, name) == getattr(fresh, name), name


EXCHANGE = [
    ("f", "الصباح", "2024-06-04", "غارات على ميناء الحديدة\n\nشنت طائرات التحالف غارات على ميناء الحديدة في اليمن صباح الاثنين. "
     "وأطلق الحوثيون صواريخ على مدينة نجران السعودية مساء الاثنين."),
    ("g", "المساء", "2024-06-04", "قالت وكالة الأنباء إن صواريخ أطلقها الحوثيون سقطت على نجران السعودية مساء الاثنين، وذلك بعد غارات "
     "للتحالف على ميناء الحديدة في اليمن صباح الاثنين."),
]  # fmt: skip


@pytest.fixture(scope="module")
def exchange(tmp_path_factory):
    """Two reports of raids on one place and of rockets on another, on one day, one of them with a headline."""
    return ledger_of(tmp_path_factory.mktemp("exchange"), EXCHANGE)


def test_a_headline_is_the_story_below_it(exchange):
    """The raids of the headline stand in the row of the raids that the lead dates."""
    rows = [[m for m in r["mentions"] if m["document"] == "f" and "غارات" in m["text"]] for r in timeline(exchange)]
    assert [len(row) for row in rows if row] == [2]


def test_raids_and_the_rockets_of_the_other_side_are_two(exchange):
    """What one side does to the other and what it suffers on the same day stand in two rows."""
    for row in timeline(exchange):
        words = " ".join(m["text"] for m in row["mentions"])
        assert not ("غارات" in words and "صواريخ" in words), words


def test_years_later_the_same_words_are_another_thing(tmp_path):
    """Truces asked for in reports five years apart, both without a day, are two; in reports three days apart one."""
    text = "وأكد المتحدث باسم حركة حماس في غزة أهمية التوصل إلى هدنة مع إسرائيل برعاية مصر."
    days = {"old": "2018-07-20", "same": "2018-07-23", "new": "2023-11-20"}
    address = ledger_of(tmp_path, [(i, i, day, text) for i, day in days.items()])
    rows = [{m["document"] for m in r["mentions"]} for r in timeline(address) if r["lane"] != "said"]
    assert sorted(map(sorted, rows)) == [["new"], ["old", "same"]]
