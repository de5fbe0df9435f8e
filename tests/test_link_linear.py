"""Linking stays linear: the work over a dense article, or over many alike, grows with its length and not with its square.

Steps are counted, not time: lines of the linker that are run, as `sys.settrace` reports them.
"""

import sys

import pytest

from musnad.ledger import Ledger
from musnad.link.disagreements import disagreements
from musnad.link.material import Material
from musnad.link.origins import copies
from musnad.link.series import series
from musnad.model import Document
from musnad.story.worked import WORKED

SENTENCE = "قال الوزير يوم الاثنين 9 أيلول 2024 إن 120 جنديا أمريكيا سيغادرون القاعدة في بغداد في موعد يحدد لاحقا. "
VARIED = (
    "أعلن الناطق رقم {n} أن المحادثات بين العراق والولايات المتحدة انتهت، وأن {n} جنديا غادروا بغداد في 9 أيلول 2024.\n"
)
MOST = 2.6  # times the work for twice the length: linear is 2, quadratic 4


def steps(work, *given):
    """How many lines of musnad/link and musnad/story a call runs."""
    count = 0

    def line(frame, event, _):
        nonlocal count
        count += event == "line"
        return line

    def call(frame, event, _):
        name = frame.f_code.co_filename
        return line if "/musnad/link/" in name or "/musnad/story/" in name else None

    sys.settrace(call)
    try:
        found = work(*given)
        if not isinstance(found, (list, dict)):
            list(found)
    finally:
        sys.settrace(None)
    return count


@pytest.fixture(scope="module")
def dense(tmp_path_factory):
    """Ledgers of one article that says one sentence again and again, and twice as often."""
    folder = tmp_path_factory.mktemp("dense")
    opened = []
    for times in (250, 500):
        ledger = Ledger(folder / f"{times}.ledger", create=True)
        ledger.add(Document(id="a", file="a.txt", text=SENTENCE * times, published="2024-09-10"))
        opened.append(ledger)
    return opened


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Ledgers of many short articles that say the same, and of twice as many."""
    folder = tmp_path_factory.mktemp("many")
    opened = []
    for number in (150, 300):
        ledger = Ledger(folder / f"{number}.ledger", create=True)
        for n in range(number):
            text = VARIED.format(n=n + 1) + SENTENCE
            ledger.add(Document(id=f"a{n}", file=f"a{n}.txt", text=text, published=f"2024-09-{1 + n % 28:02}"))
        opened.append(ledger)
    return opened


@pytest.mark.parametrize("view", ["timeline", "figures", "disagreements", "copies", "positions"])
@pytest.mark.parametrize("shape", ["dense", "many"])
def test_work_grows_with_length(view, shape, request):
    """Twice as much text, at most MOST times the steps."""
    small, large = (steps(WORKED[view], Material(ledger), None) for ledger in request.getfixturevalue(shape))
    assert large < MOST * small, f"{view} over {shape}: {small:,} steps, then {large:,}"


def test_the_statement_that_holds_a_record_is_found_among_many(dense):
    """The innermost one, for the first as for the last."""
    material = Material(dense[0])
    said = [i for i in material.layer("statements") if i.record.content]
    for item in (said[0], said[len(said) // 2], said[-1]):
        content = item.record.content
        found = material.statement_holding(item.source, content.start, content.end)
        assert found is not None
        assert found.record.content.start <= content.start and content.end <= found.record.content.end
    assert series(material) is not None and disagreements(material) is not None and copies(material) == []
