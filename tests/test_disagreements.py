"""Sentences of our own that oppose each other, or only seem to, and the reason that is given."""

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from ledgers import ask, ledger_of

from musnad.cli.main import cli
from musnad.export.wording import Wording, vocabulary

LINK = Path(__file__).resolve().parent.parent / "musnad/link"


@pytest.fixture
def told(tmp_path):
    """What `disagreements --apparent` says of texts that were all published on one day."""

    def ask(*texts):
        lines = [
            json.dumps({"id": f"d{n}", "outlet": f"o{n}", "published": "2019-05-20", "title": "", "text": text})
            for n, text in enumerate(texts)
        ]
        (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
        for command in (["add", str(tmp_path / "in.jsonl")], ["disagreements", "--apparent", "--format", "json"]):
            done = CliRunner().invoke(cli, [*command, "--ledger", str(tmp_path / "l.ledger")])
            assert done.exit_code == 0, done.output
        return json.loads(done.output)

    return ask


def reasons(rows, kind):
    return {r["reason"] for row in rows if row["kind"] == kind for r in row["reasons"]}


def test_a_denial_that_points_back(told):
    """What was told just before stands against `which the company denies`."""
    rows = told("اتهم المزارعون الشركة بتلويث مياه النهر في بلدة القصب، وهو ما تنفيه الشركة بشدة.")
    (row,) = [r for r in rows if r["kind"] == "denial"]
    assert row["strength"] == "hard"
    assert [s["says"] for s in row["sides"]] == ["affirmed", "denied"]
    assert row["sides"][1]["text"] == "وهو ما تنفيه الشركة بشدة"


def test_a_denial_of_the_charges_before_it(told):
    """A denial that names only `these charges` denies the sentence before it."""
    rows = told("اتهمت النقابة إدارة المصنع بطرد العمال المضربين. ونفت الإدارة هذه الاتهامات.")
    assert reasons(rows, "denial") == {"denied"}


def test_a_denial_with_its_own_content_does_not_point_back(told):
    """What is denied is told in the denial itself: the sentence before it is no side."""
    rows = told("افتتح الوزير أمس الجسر الجديد في بلدة القصب. ونفت الشركة ارتفاع أسعار الإسمنت في الأسواق المحلية.")
    assert not [r for r in rows if r["kind"] == "denial"]


def test_the_accused_answers(told):
    """An accusation stands against what the accused country says after a `but`."""
    rows = told("يشتبه خبراء الأمم المتحدة في أن تركيا تنقل المياه عبر الحدود، لكن أنقرة تقول إن السد لم يكتمل بعد.")
    assert reasons(rows, "denial") == {"answered"}


@pytest.mark.parametrize(("language", "says"), [("ar", "نفي لما قاله"), ("en", "denies what")])
def test_the_first_reason_tells_on_what_they_differ(told, language, says):
    """One sentence with both speakers, in either language."""
    (row,) = [r for r in told("اتهم التجار الحكومة السورية بتأخير الشحنات، لكنها تنفي ذلك.") if r["kind"] == "denial"]
    sentence = Wording(language).reason(row["reasons"][0])
    assert all(part in sentence for part in (says, "التجار", "الحكومة السورية"))


def test_never_is_a_denial(told):
    """A negation with `never` opposes who claims it; a bare negation does not."""
    claim = "قالت بريطانيا إن كوبا تنتج أسلحة محظورة في مصنع قرب هافانا."
    assert reasons(
        told(claim, "قالت كوبا إنها لا تنتج أبدا أسلحة محظورة، ودعت بريطانيا إلى زيارة هافانا."), "denial"
    ) >= {"denied"}


def test_other_people_lost_are_another_thing(told):
    """Rebels and police who were killed are not two counts of one loss."""
    rows = told(
        "قتل ستة متمردين في اشتباكات قرب جوبا عاصمة جنوب السودان يوم الأحد.",
        "قتل تسعة من رجال الشرطة في اشتباكات قرب جوبا عاصمة جنوب السودان يوم الأحد.",
    )
    assert not [r for r in rows if r["kind"] == "value"]


def test_neither_confirmed_nor_denied(told):
    """Who does not deny, or of whom no denial is known, stands against no one."""
    text = (
        "تداولت مواقع محلية أن المصنع سيغلق أبوابه قريبا. ولم تنف الإدارة ذلك. ولا تأكيد أو نفي لهذه الأنباء حتى الآن."
    )
    assert not [r for r in told(text) if r["kind"] == "denial"]


def test_who_denies_is_the_accused(told):
    """`but it denies this` is said by the one who was accused, not by who was heard before."""
    rows = told("قال المدير إن العمل متوقف. واتهم التجار الحكومة السورية بتأخير الشحنات، لكنها تنفي ذلك.")
    (row,) = [r for r in rows if r["kind"] == "denial"]
    assert [s["who"] for s in row["sides"]] == ["التجار", "الحكومة السورية"]


def test_no_trace_is_a_denial(told):
    """What no proof was found of stands against the claim of another outlet."""
    rows = told(
        "أعلنت وزارة الصحة العراقية وجود مواد مشعة في مياه النهر قرب البصرة جنوب العراق.",
        "قالت البعثة الدولية إنها لم تجد أي أثر لمواد مشعة في مياه النهر قرب البصرة جنوب العراق.",
    )
    (row,) = [r for r in rows if r["kind"] == "denial"]
    assert {s["says"] for s in row["sides"]} == {"affirmed", "denied"}


def test_two_counts_of_one_crowd(told):
    """Two sources count one crowd; what each counts of something else stays unsaid."""
    rows = told(
        "تجمع نحو 300 شخص في ساحة البلدية بحسب الشرطة المحلية. وقال المنظمون إن 2000 شخص تجمعوا هناك.",
    )
    assert reasons(rows, "value") == {"bounds_apart"}


def test_a_number_said_not_to_be_another_is_followed_further(told):
    """Where the same sum is told again of the same thing, that telling is a side, too."""
    rows = told(
        "قال المدير إن كلفة مشروع المترو في بغداد عاصمة العراق بلغت 12 مليون دولار فقط وليس 40 مليون دولار.",
        "ذكرت الصحيفة أن كلفة مشروع المترو في بغداد عاصمة العراق ارتفعت إلى 40 مليون دولار.",
    )
    (row,) = [r for r in rows if r["kind"] == "value"]
    assert len(row["sides"]) == 3


def test_one_number_and_not_another(told):
    """A number told as not another one opposes it."""
    rows = told("قال المدير إن كلفة المشروع بلغت 12 مليون دولار فقط وليس 40 مليون دولار.")
    assert reasons(rows, "value") == {"not_that"}


REPORT = (
    "قال مسؤولون إن سبعة عمال عراقيين قتلوا {} عندما انهار سقف مصنع للنسيج في مدينة الموصل شمال العراق قرب جامع النور."
)


def test_one_happening_on_two_days(told):
    """Two reports tell one thing in nearly the same words, but for the day."""
    (row,) = [r for r in told(REPORT.format("يوم الجمعة"), REPORT.format("يوم السبت")) if r["kind"] == "date"]
    assert row["strength"] == "hard"
    assert len(row["sides"]) == 2


def test_one_day_told_twice_is_no_disagreement(told):
    """The same words with the same day, and with a day that hangs on the day of print alone."""
    rows = told(REPORT.format("يوم السبت"), REPORT.format("يوم السبت الماضي"), REPORT.format("أول من أمس"))
    assert not [r for r in rows if r["kind"] == "date"]


def test_the_beginning_on_two_days(told):
    """Something begins only once, whatever the reports call it."""
    rows = told(
        "بدأت القوات الإثيوبية قصف معسكرات المتمردين قرب حدود السودان شمال إقليم تيغراي يوم الأربعاء.",
        "بدأت القوات الإثيوبية قصف معسكرات المتمردين قرب حدود السودان شمال إقليم تيغراي يوم الخميس.",
    )
    assert [r["strength"] for r in rows if r["kind"] == "date"] == ["hard"]


def test_close_counts_of_one_kind_of_thing(told):
    """Two outlets count the provinces of one operation; counts of other things stay unsaid."""
    rows = told(
        "قال وزير الداخلية إن الحملة الأمنية ضد مهربي الوقود في العراق قرب حدود سوريا شملت 12 محافظة عراقية.",
        "قال قائد الشرطة إن الحملة الأمنية ضد مهربي الوقود في العراق قرب حدود سوريا شملت 15 محافظة عراقية، وضبط 14 شاحنة.",
    )
    (row,) = [r for r in rows if r["kind"] == "value"]
    assert {s["text"] for s in row["sides"]} == {"12 محافظة عراقية", "15 محافظة عراقية"}


def test_a_loss_told_in_sentences_alike(told):
    """Three or four wounded in one house, whatever place or day the numbers are given."""
    rows = told(
        "قالت الشرطة إن ثلاثة عراقيين أصيبوا في سقوط قذيفة على منزل في حي الزهور بمدينة الموصل شمال العراق.",
        "أصيب أربعة عراقيين بجروح في سقوط قذيفة على منزل في حي الزهور بمدينة الموصل شمال العراق، بحسب مصدر طبي.",
    )
    (row,) = [r for r in rows if r["kind"] == "value"]
    assert {s["text"] for s in row["sides"]} == {"ثلاثة عراقيين", "أربعة عراقيين"}


def test_arrived_and_not_yet_arrived(told):
    """A later report says that what was told has not happened yet."""
    rows = told(
        "وصل فريق المفتشين الدوليين إلى مدينة الموصل في العراق يوم السبت.",
        "قالت الوزارة إن فريق المفتشين الدوليين لم يصل بعد إلى مدينة الموصل في العراق.",
    )
    assert "not_yet" in reasons(rows, "denial")


def test_a_denial_that_names_the_claim(told):
    """`denied reports of` holds the claim in itself."""
    rows = told("نفى محافظ البصرة أنباء عن إغلاق الميناء أمام سفن الشحن الكبيرة.")
    (row,) = [r for r in rows if r["kind"] == "denial"]
    assert [s["who"] for s in row["sides"]] == ["أنباء", "محافظ البصرة"]


def test_what_was_passed_on_is_a_claim(told):
    """`denied what was passed on of him` names a claim, wherever in the first words it stands."""
    rows = told("نفى الناطق باسم الشركة صحة ما نقل عن المدير بشأن رفضه رفع أجور العمال في الميناء.")
    (row,) = [r for r in rows if r["kind"] == "denial"]
    assert row["sides"][0]["text"].startswith("ما نقل عن المدير")


def test_what_went_round_is_a_claim_of_no_one(told):
    """`denied what was rumoured of`, where the reader reads no speaker of the claim; an agency's name is no news."""
    rows = told("نفى وزير النفط العراقي أمس ما تردد عن رفضه رفع أجور العمال في ميناء البصرة.")
    assert "denied" in reasons(rows, "denial")
    assert not [r for r in told("نفت وكالة الأنباء الرسمية وقف البث.") if r["kind"] == "denial"]


def test_a_whole_and_its_part_in_two_reports(told):
    """Seven, of whom five in the first attack: both reports tell both, so neither opposes the other."""
    rows = told(
        "قتل سبعة جنود عراقيين قرب الموصل في العراق يوم الأحد. وقال ضابط إن خمسة جنود عراقيين قتلوا في الكمين الأول قرب الموصل، وقتل جنديان في الكمين الثاني.",
        "قتل سبعة جنود عراقيين قرب الموصل في العراق يوم الأحد، وقتل خمسة جنود عراقيين منهم في الكمين الأول قرب الموصل.",
    )
    assert not [r for r in rows if r["kind"] == "value"]


def test_what_an_attribute_says_is_no_state(told):
    """`an agreement signed in 2015` tells nothing of the talks of today."""
    rows = told(
        "قالت مصر إن المفاوضات مع إثيوبيا حول السد مستمرة في القاهرة.",
        "انهار في القاهرة قبل عام اتفاق وقعته مصر وإثيوبيا حول السد.",
    )
    assert not [r for r in rows if r["kind"] == "open_closed"]


def test_a_part_is_apparent_only(told):
    """`of them` makes a part, which does not oppose its whole."""
    rows = told("أرسلت الحكومة 900 جندي إلى الحدود بينهم 200 جندي من الاحتياط.")
    assert not [r for r in rows if r["kind"] == "value"]
    assert reasons(rows, "apparent") == {"part"}


def test_every_reason_is_worded():
    """Each key that the linker gives has its words in both languages."""
    used = set()
    for module in LINK.glob("*.py"):
        used |= set(re.findall(r'reason\("(\w+)"', module.read_text(encoding="utf-8")))
    assert used
    assert used <= set(vocabulary("reasons"))
    for language in ("ar", "en"):
        assert Wording(language).reason({"reason": "days_apart", "days": 3}).endswith("3")


def test_a_reason_names_the_outlet_in_the_readers_language():
    """Where the article itself says it, the reason does not show the key of the record."""
    for language, word in (("ar", "الموقع نفسه"), ("en", "the outlet itself")):
        worded = Wording(language).reason({"reason": "denied", "first": "outlet", "second": "السفير"})
        assert word in worded and " outlet" not in worded.replace(word, "")


def test_a_denial_in_other_words(told):
    """A ceasefire begun stands against a truce that was not reached."""
    rows = told(
        "قال الناطق باسم الجبهة إن الهدنة مع الحكومة بدأت فجر السبت بوساطة عمان. "
        "لكن مصدرا حكوميا نفى التوصل إلى وقف لإطلاق النار."
    )
    assert reasons(rows, "denial") == {"denied"}
    rows = told(
        "قال الناطق باسم الجبهة إن الهدنة مع الحكومة بدأت فجر السبت. لكن مصدرا حكوميا نفى التوصل إلى اتفاق على الأسعار."
    )
    assert not [r for r in rows if r["kind"] == "denial"]


def test_no_sign_that_it_was(told):
    """`no credible sign that` denies what follows, in words of one meaning."""
    claim = "قالت تركيا إن اليونان سعت إلى امتلاك طائرات مسيرة بعد عام 2015 في مصنع قرب أثينا."
    denial = "قالت بعثة المراقبين إنه لا توجد أي علامة موثوقة على أن اليونان سعت إلى حيازة طائرات مسيرة في أثينا بعد عام 2015، كما قالت تركيا."
    assert "denied" in reasons(told(claim, denial), "denial")
    other = (
        "قالت بعثة المراقبين إنه لا توجد أي علامة على أن اليونان خفضت موازنة التعليم في أثينا بعد أن قالت تركيا ذلك."
    )
    assert not [r for r in told(claim, other) if r["kind"] == "denial"]


def test_two_hold_one_place(told):
    """The army took a town that another report, no earlier, calls a stronghold of the rebels."""
    rows = told(
        "استعادت القوات الحكومية في سوريا مدينة سراقب بالكامل بعد معارك استمرت أسبوعين قرب إدلب.",
        "دعت الأمم المتحدة إلى إدخال المساعدات إلى مدينة سراقب في سوريا التي تسيطر عليها المعارضة قرب إدلب.",
    )
    (row,) = [r for r in rows if r["kind"] == "control"]
    assert row["strength"] == "hard"
    assert {s["says"] for s in row["sides"]} == {"القوات الحكومية", "المعارضة"}


@pytest.mark.parametrize(
    "other",
    [
        "وكانت مدينة سراقب في سوريا تحت سيطرة المعارضة قرب إدلب.",
        "تسعى المعارضة في سوريا إلى استعادة مدينة سراقب قرب إدلب.",
        "تسيطر المعارضة على أجزاء من مدينة سراقب في سوريا قرب إدلب.",
        "إذا سيطرت المعارضة في سوريا على مدينة سراقب فستقطع الطريق إلى إدلب.",
        "تسيطر المعارضة في سوريا على مدينة جسر الشغور قرب إدلب.",
    ],
)
def test_who_held_a_place_or_would_is_no_holder(told, other):
    """A past that is over, an aim, a part, a condition and another place oppose no one."""
    rows = told("استعادت القوات الحكومية في سوريا مدينة سراقب بعد معارك استمرت أسبوعين قرب إدلب.", other)
    assert not [r for r in rows if r["kind"] == "control"]


def test_left_and_still_there(told):
    """Who has left a place according to one is told by another to hold it."""
    rows = told(
        "قالت الوزارة إن الشرطة دخلت مدينة سراقب في سوريا بعد خروج المسلحين منها إلى إدلب.",
        "قصفت طائرات مدينة سراقب في سوريا الواقعة تحت سيطرة المسلحين قرب إدلب.",
    )
    assert "left_and_holds" in reasons(rows, "control")


def test_kept_and_broken(told):
    """One says that a party keeps what it agreed to, another that it has broken it."""
    rows = told(
        "قالت المفوضية الأوروبية إن اليونان احترمت التزاماتها كلها في اتفاق الصيد مع تركيا.",
        "اتهمت أنقرة اليونان بانتهاك اتفاق الصيد بين اليونان وتركيا.",
    )
    (row,) = [r for r in rows if r["kind"] == "kept"]
    assert [s["says"] for s in row["sides"]] == ["kept", "broken"]


@pytest.mark.parametrize(
    "other",
    [
        "دعت أنقرة اليونان إلى عدم انتهاك اتفاق الصيد مع تركيا.",
        "حذرت أنقرة من أن اليونان ستنتهك اتفاق الصيد مع تركيا.",
        "قالت أنقرة إن إيطاليا انتهكت اتفاق الصيد مع تركيا واليونان.",
        "إذا انتهكت اليونان اتفاق الصيد فسترد تركيا.",
    ],
)
def test_a_demand_and_another_party_are_no_breach(told, other):
    """What is demanded, feared or a condition is no breach, nor what another party did."""
    rows = told("قالت المفوضية الأوروبية إن اليونان احترمت التزاماتها كلها في اتفاق الصيد مع تركيا.", other)
    assert not [r for r in rows if r["kind"] == "kept"]


def test_one_announcement_on_two_days(told):
    """One speaker announces one thing on Friday and on Saturday; another thing is another announcement."""
    first = "أعلنت وزارة النقل العراقية يوم الجمعة فتح معبر الشلامجة الحدودي أمام شاحنات الوقود من إيران."
    rows = told(
        first, "وكانت وزارة النقل العراقية أعلنت يوم السبت فتح معبر الشلامجة الحدودي مع إيران أمام شاحنات الوقود."
    )
    (row,) = [r for r in rows if r["kind"] == "date"]
    assert row["strength"] == "hard"
    assert {s["says"] for s in row["sides"]} == {"2019-05-17", "2019-05-18"}
    rows = told(first, "أعلنت وزارة النقل العراقية يوم السبت رفع رسوم العبور إلى إيران عبر معبر زرباطية.")
    assert not [r for r in rows if r["kind"] == "date"]


def test_contrary_to_what_others_said(told):
    """What is told against reports, or against what someone is named to have said; not against what the writer said before."""
    (row,) = told("قال وزير النقل إن الحكومة، خلافا لبعض التقارير، لم توقف رحلات القطار إلى الجنوب.")
    assert row["kind"] == "denial" and [s["says"] for s in row["sides"]] == ["affirmed", "denied"]
    rows = told("خلافا لما أعلنته تركيا، قال الناطق إن جنود اليونان لم يطلقوا النار على القارب.")
    assert rows[0]["sides"][0]["who"] == "تركيا"
    assert not told("على عكس ما ذكرته في مقالي السابق، فإن الفريق لم يوفق في صفقاته هذا الموسم.")
    assert not told("على عكس العام الماضي، لم تهطل أمطار غزيرة على البلاد.")


def test_a_speaker_against_himself(told):
    """Who came back and said the contrary; who only came back and went on says nothing against himself."""
    before = "قال وزير النفط سامي حداد إن الشركة قدمت تنازلات في العقد الجديد. "
    (row,) = told(before + "لكن حداد عاد وقال إن ما حصل عليه الشركاء لا يعد تنازلا.")
    assert row["kind"] == "reversal"
    assert not told(before + "لكن حداد عاد وقال إن التنازلات كانت ضرورية.")


def test_two_trade_accusations(told):
    """Both who accuse each other are sides."""
    (row,) = told("تبادلت أرمينيا وأذربيجان الاتهامات بقصف القرى الحدودية ليلا.")
    assert row["kind"] == "blame"
    assert {s["who"] for s in row["sides"]} == {"أرمينيا", "أذربيجان"}
    assert not told("تبادلت أرمينيا وأذربيجان الأسرى عند المعبر الحدودي.")


def test_tons_are_held_against_tons(told):
    """What a ship carries, told by weight by two; another cargo is another thing."""
    rows = told(
        "قال قبطان الميناء إن السفينة السعودية تحمل أربعة آلاف طن من المواد الغذائية إلى ميناء المعلا في عدن جنوب اليمن.",
        "قالت الوزارة إن السفينة السعودية نقلت 3500 طن من المواد الغذائية إلى ميناء المعلا في عدن جنوب اليمن.",
    )
    assert reasons(rows, "value") >= {"bounds_apart"}
    rows = told(
        "قال قبطان الميناء إن السفينة السعودية تحمل أربعة آلاف طن من المواد الغذائية إلى ميناء المعلا في عدن جنوب اليمن.",
        "أنتجت مصانع الإسمنت السعودية 3500 طن في اليوم الواحد، ويشتري اليمن نصفها عبر عدن.",
    )
    assert not [r for r in rows if r["kind"] == "value"]


def test_what_reports_are_called_stands_without_what_is_written_onto_it(tmp_path):
    """Contrary to reports that spoke of it: the teller is called `reports`, without the preposition."""
    text = "وخلافا لتقارير تحدثت عن إغلاق الميناء الشمالي، قالت الوزارة إن الميناء الشمالي يستقبل السفن كالمعتاد."
    rows = ask(ledger_of(tmp_path, [("a", "a", "2024-03-05", text)]), "disagreements")
    tellers = [why["first"] for row in rows for why in row["reasons"] if why["reason"] == "contrary"]
    assert [name.partition(" ")[0] for name in tellers] == ["تقارير"]
