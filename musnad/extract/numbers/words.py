"""Cardinal numbers in words, digits or both: one left-to-right grammar of groups, scales and what is added to them.

number := term (wa term)* [wa fraction | less fraction]      each term smaller than the scale before it
term   := [group] scale*                                      three thousand; two million; thousand
group  := digits | hundreds [wa rest] | rest                  below a thousand in words
"""

from __future__ import annotations

from musnad.extract.numbers.atoms import SCALES, SMALL, Atom, Atoms, Sum
from musnad.extract.numbers.digits import LARGEST, plain
from musnad.extract.numbers.fractions import read_share
from musnad.text.layout import CLOSERS


class Words(Atoms):
    """Reads cardinals. Looks at most a bounded number of tokens ahead, never past `end`."""

    def cardinal(self, i: int, end: int) -> Sum | None:
        """The cardinal that begins at token i."""
        total = self._term(self.atom(i, end), end)
        if total is None:
            return None
        while total.scale > 1:
            begin = self.follow(total.last, end)
            if begin is None or begin.preposition or (begin.article and not total.article):
                break
            term = self._term(begin, end)
            if term is None or not 0 < term.value < total.scale or term.kind != "cardinal":
                break
            total.last, total.scale, total.digits = term.last, term.scale, False
            total.value += term.value
        return self._with_fraction(total, end)

    def _term(self, begin: Atom | None, end: int) -> Sum | None:
        if begin is None or begin.pronoun:
            return None
        total = Sum(begin.first, begin.last, begin.value, 1, begin.article, begin.preposition)
        if begin.role == "digits":
            total.digits = True
            self._decimal(total, end)
        elif begin.role in SMALL:
            if not self._group(total, begin, end):
                return None
            self._decimal(total, end)
        elif begin.role == "dual":
            total.scale = int(begin.value) // 2
        elif begin.role == "scale":
            total.scale = int(begin.value)
        else:
            return None
        self._scales(total, end)
        return total

    def _scales(self, total: Sum, end: int) -> None:
        """Multiply by the scale words that follow without `wa`."""
        for _ in range(3):
            scale = self.atom(self._past_close(total, end), end, after=True)
            if scale is None or scale.role not in SCALES or scale.joined or scale.preposition or scale.pronoun:
                return
            if (scale.article and not total.article) or abs(total.value) * scale.value >= LARGEST:
                return
            if scale.value == 10 or (scale.value == 100 and total.value > 10):
                return
            total.last, total.scale, total.digits = scale.last, int(scale.value), False
            total.value = plain(round(total.value * scale.value, 6))
            if total.scale == 100:
                total.scale = 1
                self._rest(total, end, 100)

    def _past_close(self, total: Sum, end: int) -> int:
        """The token after a number, and after the mark that closes around its digits: `(200) thousand`."""
        tokens, last = self.page.tokens, total.last
        marked = total.digits and total.first > 0 and last < end and tokens[last].form in CLOSERS
        return last + 1 if marked and tokens[total.first - 1].kind == "mark" else last

    def _group(self, total: Sum, begin: Atom, end: int) -> bool:
        """Read on from a small word. False where it is no number alone."""
        if begin.role in ("digit", "one"):
            following = self.atom(begin.last, end, after=True)
            if following is not None and not following.joined and not following.preposition and begin.value:
                if following.role == "tail" and not following.article:
                    total.value, total.last = begin.value + 10, following.last
                    return True
                if following.role == "hundred" and begin.value > 2 and not following.pronoun:
                    total.value, total.last = begin.value * 100, following.last
                    self._rest(total, end, 100)
                    return True
            added = self._rest(total, end, 10) if begin.value else False
            return begin.role == "digit" or added
        if begin.role in ("hundred", "hundreds"):
            self._rest(total, end, 100)
        return True

    def _rest(self, total: Sum, end: int, room: int) -> bool:
        """Add what follows with `wa`: below a hundred after hundreds (room 100), a ten after a unit (room 10)."""
        added = self.follow(total.last, end)
        if added is None and room == 100:
            added = self._loose(total.last, end)
        if added is None or added.preposition or added.pronoun or (added.article and not total.article):
            return False
        if room == 10:
            if added.role != "ten":
                return False
            total.value, total.last = total.value + added.value, added.last
            return True
        if added.role not in ("digit", "ten", "teen", "tail", "one"):
            return False
        rest = Sum(added.first, added.last, added.value, 1, added.article)
        if self._group(rest, added, end) and rest.value < 100:
            total.value, total.last = total.value + rest.value, rest.last
            return True
        return False

    def _loose(self, i: int, end: int) -> Atom | None:
        """Speech leaves the first `wa` out: two hundred, three and sixty."""
        unit = self.atom(i, end)
        if unit is None or unit.role != "digit" or unit.joined or unit.article or unit.preposition:
            return None
        ten = self.follow(unit.last, end)
        return unit if ten is not None and ten.role == "ten" else None

    def _decimal(self, total: Sum, end: int) -> None:
        """`ten point seven`: the digits after the word for the point."""
        point = self.atom(total.last, end)
        if point is None or point.role != "point" or point.joined:
            return
        part = self.atom(point.last, end)
        if part is None or part.joined or part.preposition or part.role not in (*SMALL, "digits"):
            return
        tail = Sum(part.first, part.last, part.value)
        if part.role != "digits" and not self._group(tail, part, end):
            return
        if isinstance(tail.value, int) and tail.value >= 0 and len(str(tail.value)) < 16:
            total.value = plain(float(f"{total.value}.{tail.value}")) if isinstance(total.value, int) else total.value
            total.last = tail.last

    def _with_fraction(self, total: Sum, end: int) -> Sum:
        """`two million and a half`, `hundred less a quarter`, `ten and a half`."""
        sign, part = 1, self.follow(total.last, end)
        if part is None:
            less = self.atom(total.last, end)
            if less is None or less.role != "less" or less.joined:
                return total
            sign, part = -1, self.atom(less.last, end)
        share = read_share(self, part, end, after=True) if part is not None and not part.preposition else None
        if share is None or share.alone:
            return total
        unit = total.scale if total.scale >= 1000 else (100 if sign < 0 and total.value == 100 else 1)
        if share.scale > 1:
            unit = 1
        total.value = plain(round(total.value + sign * share.value * unit, 12))
        total.last, total.digits = share.last, False
        return total
