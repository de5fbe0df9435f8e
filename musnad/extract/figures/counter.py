"""What an amount counts: the noun after it, around it, or before it."""

from __future__ import annotations

from musnad.extract.figures.counted import Counted, is_definite, noun_hit, of_amount, role, set_noun
from musnad.extract.numerals import Amount
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit
from musnad.text.clitics import ALEF, ARTICLE, BA, HA, LAM, NOON, TA, WAW, YA
from musnad.text.fold import ARABIC_COMMA
from musnad.text.layout import CLOSERS

ADJECTIVES = 3  # words after the noun that may still describe it
NEAR, FAR = 6, 16  # words back to `the number of`
OFTEN = 8  # words back from `46 times` to what happened so often
PLACES = ("country", "place", "government")
VERBS = ("statements.verbs", "events.verbs", "figures.casualties", "figures.moves")
PAUSES = CLOSERS | {ARABIC_COMMA, ","}  # may stand between a number and its noun


class Counter:
    """Finds what the amounts of one page count."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._named = {n.start for e in page.entities if e.type in PLACES for n in e.names}

    def counted(self, amount: Amount) -> Counted | None:
        """The quantity with its noun, or None where the number counts nothing."""
        start, end = self.page.sentence_of(amount.core[1] - 1)
        if role(self.page, amount.first - 1) == "each":
            return None
        found = self._definite(amount, start) or self._one_or_two(amount, start)
        if found is not None:
            return found
        at = self._past_marks(amount.core[1], end)
        if at < end:
            found = self._after(amount, at, end)
            if found is not None:
                return found
        return self._by_count(amount, start)

    def _past_marks(self, i: int, end: int) -> int:
        """Step over a comma or closing quotation mark between number and noun, and a hedge after the number."""
        while i < end and i < len(self.page.tokens):
            hit = self.page.hits.at(i, "numbers.bounds")
            if hit is not None and hit.row["side"] != "before":
                i = hit.last
            elif self.page.tokens[i].form in PAUSES and i + 1 < end and self._resumes(i + 1):
                i += 1
            else:
                break
        return i

    def _resumes(self, i: int) -> bool:
        """Whether a counted noun stands behind a comma or mark; an accusative there begins something else."""
        hit = noun_hit(self.page, i)
        return hit is not None and not (hit.split.nunation and hit.features.number == "p")

    def _after(self, amount: Amount, at: int, end: int) -> Counted | None:
        hit = noun_hit(self.page, at)
        abstract = self.page.hits.at(at, "figures.abstract")
        if abstract is not None and not (hit is not None and abstract.pronoun and not hit.pronoun):
            return None
        if role(self.page, at) == "time":
            return self._so_often(amount, at)
        if hit is not None and self._is_countable(amount, hit):
            found = set_noun(of_amount(amount, "figures.counted.noun"), hit)
            found.last = self._with_adjectives(hit.last, end)
            return found
        how = role(self.page, at)
        if how == "out_of":
            return self._out_of(amount, at, end)
        if how == "from" and at + 1 < end:
            return self._partitive(amount, at + 1, end)
        if how == "other":
            found = of_amount(amount, "figures.counted.other")
            found.last = at + 1
            return found
        if how == "of":
            found = of_amount(amount, "figures.counted.of_them")
            found.last, found.among = at + 1, True
            return found
        return self._unknown(amount, at)

    def _so_often(self, amount: Amount, at: int) -> Counted | None:
        """`attacked 46 times` counts the attacks named shortly before."""
        first, _ = self.page.sentence_of(at)
        for i in range(amount.first - 1, max(first, amount.first - OFTEN) - 1, -1):
            hit = self.page.hits.at(i, "figures.nouns")
            if hit is not None and hit.row["measure"] in ("attacks", "strikes", "incidents", "meetings"):
                found = set_noun(of_amount(amount, "figures.counted.so_often"), hit)
                found.noun, found.last = at, at + 1
                return found
        return None

    def _is_countable(self, amount: Amount, hit: Hit) -> bool:
        if hit.pronoun or hit.split.conjunction or hit.split.preposition:
            return False
        if hit.split.nunation and not hit.row.cells.get("plural") and hit.row.cells.get("unit", "count") != "count":
            return False  # an abbreviated unit takes no ending
        return not hit.split.article or amount.vague

    def _with_adjectives(self, last: int, end: int) -> int:
        """Take in the nationality or other adjectives that follow the noun."""
        for i in range(last, min(last + ADJECTIVES, end)):
            hit = self.page.hits.at(i, "figures.nations")
            nation = hit is not None and not hit.split.conjunction and not hit.split.preposition
            if not nation:
                return i
        return min(last + ADJECTIVES, end)

    def _partitive(self, amount: Amount, i: int, end: int) -> Counted | None:
        """`1200 of the coalition's forces`, `15 of its fighters`, `800 of the United States`."""
        if role(self.page, i) == "this" and i + 1 < end:
            i += 1
        if self.page.tokens[i].start in self._named:
            found = of_amount(amount, "figures.counted.of_named")
            found.last = i + 1
            return found
        hit = noun_hit(self.page, i) or self._after_rank(i, end)
        if hit is not None and not hit.split.conjunction:
            found = set_noun(of_amount(amount, "figures.counted.of_noun"), hit)
            found.last = hit.last
            if found.measure == "organizations":
                found.measure, found.person = "people", True  # so many of its people
            if hit.first + 1 < end and is_definite(self.page, hit.last if hit.last < end else i):
                found.last = hit.last + 1
            return found
        key = self.page.tokens[i].key
        if is_definite(self.page, i) and len(key) > 6 and key.endswith(YA + NOON):
            found = of_amount(amount, "figures.counted.of_people")
            found.last, found.noun, found.measure, found.person = i + 1, i, "people", True
            return found
        return None

    def _after_rank(self, i: int, end: int) -> Hit | None:
        """`nine of the senior officials`: a definite noun of persons right after another word."""
        hit = noun_hit(self.page, i + 1) if i + 1 < end and not is_definite(self.page, i) else None
        if hit is None or not hit.split.article or hit.split.preposition or hit.features.number != "p":
            return None
        return hit if hit.row.cells.get("group", "person") == "person" else None

    def _out_of(self, amount: Amount, at: int, end: int) -> Counted | None:
        """`218 out of 434 members`: both numbers count the noun after the second."""
        link = self.page.hits.at(at, "figures.links")
        whole = self.page.numerals.at(link.last) if link is not None else None
        noun = noun_hit(self.page, whole.last) if whole is not None and whole.last < end else None
        if noun is None or not self._is_countable(amount, noun):
            return None
        return set_noun(of_amount(amount, "figures.counted.out_of"), noun)

    def _unknown(self, amount: Amount, i: int) -> Counted | None:
        """A noun that no table knows: counted as `other`, or as people by the regular masculine plural."""
        key = self.page.tokens[i].key
        number = self.page.numerals.at(amount.core[0])
        if number is not None and number.article and not amount.vague:
            return None  # `the three` stands alone
        if not self._may_be_noun(i) or self._is_label(amount.first - 1):
            return None
        if not self._is_plain(amount) or not _agrees(amount, key):
            return None
        found = of_amount(amount, "figures.counted.unknown_noun")
        found.noun, found.last, found.measure = i, i + 1, "other"
        if key[-2:] in (YA + NOON, WAW + NOON) and (amount.high or 0) <= 10:
            found.measure, found.person = "people", True
        return found

    def _may_be_noun(self, i: int) -> bool:
        """Whether token i can be an indefinite noun: no particle before it or in its place, no verb, Arabic script."""
        page, token = self.page, self.page.tokens[i]
        if token.kind != "word" or len(token.key) < 3 or token.key[-1].isascii() or is_definite(page, i):
            return False
        if token.key[0] in (WAW, YA) or token.key[-2:] == WAW + ALEF:
            return False
        if token.key[0] in (BA, LAM) and not token.key.endswith(ALEF):
            return False  # rather a preposition; the ending of a counted noun speaks against it
        if token.key[-1] == TA and token.key[-2] != ALEF:
            return False  # rather a verb
        if page.hits.at(i, "figures.particles") or page.hits.at(i, "figures.times") or role(page, i):
            return False
        if page.numerals.covering(i) is not None:
            return False
        verbs = (h for h in page.hits.tables_at(i) if h.table in VERBS)
        return all(h.features.tense in ("masdar", "participle") for h in verbs)

    def _is_plain(self, amount: Amount) -> bool:
        """Not a bare year, not a tiny loose number."""
        value = amount.high if amount.high is not None else amount.low
        if value is None or amount.kind not in ("cardinal", "range"):
            return False
        year = amount.low == amount.high and 1900 <= value <= 2100 and amount.comparator == "exact"
        return value >= 2 and not year

    def _is_label(self, i: int) -> bool:
        """Whether the noun before a number is one that numbers name."""
        hit = self.page.hits.at(i, "figures.labels") if i >= 0 else None
        return hit is not None and not hit.split.nunation

    def _one_or_two(self, amount: Amount, start: int) -> Counted | None:
        """`two soldiers, two` with the number word after its noun, `one person`."""
        number = self.page.numerals.at(amount.core[0])
        if number is None or number.digits or number.value not in (1, 2) or number.article or number.first == start:
            return None
        hit = noun_hit(self.page, number.first - 1)
        if hit is None or self.page.hits.at(hit.first, "figures.casualties") is not None:
            return None
        if number.value == 1 and hit.features.number != "s":
            return None
        if hit.last != number.first or hit.split.article or hit.pronoun:
            return None
        if hit.split.conjunction and hit.row.cells.get("group") == "unit":
            return None
        vague = hit.table == "figures.nouns" and hit.row["measure"] == "other" and hit.row["unit"] == "count"
        if number.value == 1 and vague:
            return None
        found = set_noun(of_amount(amount, "figures.counted.number_after"), hit)
        found.first = hit.first
        return found

    def _definite(self, amount: Amount, start: int) -> Counted | None:
        """`the six states`: a definite noun with a definite number after it."""
        page = self.page
        number = page.numerals.at(amount.core[0])
        at = amount.core[0] - 1
        if at > start and page.tokens[at].key == ARTICLE:
            at -= 1
        elif number is None or not number.article:
            return None
        if at - 1 >= start and is_definite(page, at) and page.hits.at(at, "figures.nouns") is None:
            at -= 1  # an adjective between noun and number
        hit = noun_hit(page, at) if at >= start else None
        if (
            hit is None
            or hit.features.number == "s"
            or not hit.split.article
            or hit.last != at + 1
            or number is None
            or number.preposition
        ):
            return None
        found = set_noun(of_amount(amount, "figures.counted.definite"), hit)
        found.first = hit.first
        return found

    def _by_count(self, amount: Amount, start: int) -> Counted | None:
        """The noun after `the number of`; it may stand far before a number that it rises `to`."""
        page = self.page
        to = page.hits.at(amount.first - 1, "numbers.links")
        reach = FAR if to is not None and to.row["role"] == "to" else NEAR
        for i in range(amount.first - 1, max(start, amount.first - reach) - 1, -1):
            if page.numerals.covering(i) is not None:
                return None
            hit = page.hits.at(i, "figures.links")
            if hit is None or hit.row["role"] != "count":
                continue
            found = of_amount(amount, "figures.counted.number_of")
            noun = noun_hit(page, hit.last)
            if noun is not None:
                return set_noun(found, noun)
            return found if hit.pronoun else None
        return None


def _agrees(amount: Amount, key: str) -> bool:
    """After 11 to 99 the counted noun is an accusative singular; elsewhere its form does not tell."""
    value = amount.high if amount.high is not None else amount.low
    rest = int(value or 0) % 100
    if 11 <= rest <= 99:
        return key[-1] in (ALEF, HA)
    return True
