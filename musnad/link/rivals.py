"""Two numbers that two named sources give of one thing in one breath: `about 200 according to the police, 1,000 say the organisers`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from musnad.link.assertions import telling_words
from musnad.link.bounds import bounds_meet
from musnad.link.material import Item, Material
from musnad.link.seeming import OUTLET, PART, REST
from musnad.link.series import same_kind
from musnad.link.subjects import LOSSES, kind_of_noun, named_in
from musnad.model import Figure

APART = 200  # characters between the two numbers
AFTER = 3  # figures after one that it is compared with
RATIO = 20.0  # by which two counts of one crowd differ at most
FAR = 3.0  # the same for those lost or held
AROUND = 60  # characters before and after a number in which what is counted is told
SHARED = 1  # words beside the noun that both tell of it
COUNTS = ("count",)
Found = Item[Figure]
Rivals = tuple[Found, Found, str]  # two figures and the key of the reason why they oppose each other


def rivals(material: Material) -> Iterator[Rivals]:
    """Pairs of figures of neighbouring sentences of one report, each from a source of its own, that do not meet."""
    figures = material.layer("figures")
    for n, a in enumerate(figures):
        for b in islice(figures, n + 1, n + 1 + AFTER):
            if b.source.key != a.source.key or b.start - a.end > APART:
                break
            if _rival(a, b) and _tell_of_one(material, a, b):
                yield a, b, "bounds_apart"


def _rival(a: Found, b: Found) -> bool:
    """Whether two sources count the same kind of thing and arrive at numbers that do not meet."""
    x, y = a.record, b.record
    if x.source == y.source or OUTLET in (x.source, y.source) or x.vague or y.vague:
        return False
    if (x.measure, x.unit) != (y.measure, y.unit) or x.unit not in COUNTS or x.part_of or y.part_of:
        return False
    if {x.rule, y.rule} & {PART, REST} or {x.as_of, y.as_of} - {None, x.as_of} or not same_kind(a, b):
        return False
    return _kind(a) == _kind(b) and named_in(a.words) == named_in(b.words) and not bounds_meet(x, y) and _near(x, y)


def _kind(item: Found) -> str:
    return kind_of_noun(item.record.subject or "", "")


def _near(x: Figure, y: Figure) -> bool:
    sizes = [float(f.low if f.low is not None else f.high or 0) for f in (x, y)]
    return min(sizes) > 0 and max(sizes) <= (FAR if x.measure in LOSSES else RATIO) * min(sizes)


def _tell_of_one(material: Material, a: Found, b: Found) -> bool:
    """Whether the words around both numbers share one that tells what is counted of whom."""
    text = material.text(a.source)
    around = [_around(text, item) for item in (a, b)]
    noun = set(telling_words(a.record.subject or "")) | set(telling_words(f"{a.words} {b.words}"))
    return len((around[0] & around[1]) - noun) >= SHARED


def _around(text: str, item: Found) -> set[str]:
    before = text[max(0, item.start - AROUND) : item.start].rpartition(".")[2]
    after = text[item.end : item.end + AROUND].partition(".")[0]
    return set(telling_words(f"{before} {after}"))
