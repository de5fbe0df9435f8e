"""Pairs of opposing sides as rows in which all oppose each other."""

from musnad.link.cliques import cliques
from musnad.link.material import Source
from musnad.link.sides import Side

SOURCE = Source("k", "d", "o", "2019-05-20", "2019-05-20", "2019-05-20")


def side(number, place=0):
    """A side that tells a number, at a place of one text."""
    return Side(SOURCE, 100 * number + place, 100 * number + place + 1, str(number), "who", "2019-05-20")


def pair(a, b):
    return a, b, "killed", "hard", []


def meets(a, b):
    return a.value == b.value


def numbers(pairs):
    return [sorted({s.value for p in row for s in p[:2]}) for row in cliques(pairs, lambda s: s.value, meets)]


def test_sides_that_all_oppose_each_other_are_one_row():
    """5, 7 and 9, each against each."""
    five, seven, nine = map(side, (5, 7, 9))
    assert numbers([pair(five, seven), pair(seven, nine), pair(five, nine)]) == [["5", "7", "9"]]


def test_two_that_oppose_a_third_need_not_oppose_each_other():
    """5 against 7, 7 against 9: two rows, for 5 and 9 may be of two days."""
    five, seven, nine = map(side, (5, 7, 9))
    assert numbers([pair(five, seven), pair(seven, nine)]) == [["5", "7"], ["7", "9"]]


def test_what_meets_stands_together():
    """Seventy told twice against forty told twice is one row."""
    a, b, c, d = side(70), side(70, 1), side(40), side(40, 1)
    assert numbers([pair(a, c), pair(b, d), pair(a, d)]) == [["40", "70"]]
    assert numbers([pair(a, c), pair(b, d)]) == [["40", "70"], ["40", "70"]], (
        "of other sides, it may be of other things"
    )
