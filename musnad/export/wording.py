"""The interface's words: labels, days and values in Arabic or English."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from musnad.story.wording import share

LANGUAGES = ("ar", "en")
REASON_VALUES = {"measure": "measures", "topic": "topics"}  # values of reasons that have words of their own


ISOLATES = {"rtl": "\u2067", "ltr": "\u2066"}
LARGE = {"trillion": 10**12, "billion": 10**9, "million": 10**6}
FORMS = ("one", "two", "few", "many", "hundreds")  # in which Arabic counts


def _form(number: int) -> str:
    """How Arabic counts a number: one, two, three to ten, eleven to ninety-nine, and the hundreds."""
    rest = number % 100
    return {1: "one", 2: "two"}.get(number) or ("few" if 3 <= rest <= 10 else "many" if rest > 10 else "hundreds")


@cache
def _written() -> dict[str, str]:
    """Each table of the catalogue as it is written, by its name: reading them all would take longer than most commands."""
    parts = re.split(
        r"^\[(\w+)\]$", (Path(__file__).parent / "words.toml").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(_written()[name])


def vocabulary(table: str) -> list[str]:
    """The keys of a table of the catalogue, in its order."""
    return list(_table(table))


class Wording:
    """Words of one language. months: levant, egypt or maghreb, for Arabic."""

    def __init__(self, language: str = "ar", months: str = "levant") -> None:
        if language not in LANGUAGES:
            raise ValueError(f"no interface language {language!r}: there are {', '.join(LANGUAGES)}")
        self.language = language
        self.direction = "rtl" if language == "ar" else "ltr"
        self._months: list[str] = _table("months")[months if language == "ar" else "en"]

    def __call__(self, key: str, table: str = "phrases") -> str:
        """The label of a key; a key that no table holds is shown as it is, never dropped."""
        entry = _table(table).get(key)
        return str(entry[self.language]) if entry else key

    def reason(self, reason: dict[str, Any] | str) -> str:
        """Why two records are held against each other, in words; what is no key of the catalogue as it is."""
        if isinstance(reason, str):
            return reason
        values = {k: self._value(v) for k, v in reason.items() if k != "reason"}
        values |= {k: self(values[k], table) for k, table in REASON_VALUES.items() if k in values}
        values |= {k: self.day(values[k]) for k in ("day",) if k in values}
        return self(reason["reason"], "reasons").format(**values)

    def reasons(self, reasons: list[Any]) -> str:
        """Several reasons, one after another."""
        return " \u00b7 ".join(map(self.reason, reasons))

    def _value(self, value: Any) -> Any:
        """A value of a reason: names as a list, and the article's own voice in words."""
        if isinstance(value, list):
            return self._named(value)
        return self("outlet") if value == "outlet" else value

    def _named(self, names: list[str]) -> str:
        return ("\u060c " if self.language == "ar" else ", ").join(names)

    def day(self, iso: str | None) -> str:
        """An ISO prefix in words (`9 September 2024`); what is not one comes back as it is, None as `day unknown`."""
        if not iso:
            return self("unknown_day")
        parts = iso.split("-")
        if not all(p.isdigit() for p in parts) or len(parts) > 3 or not (len(parts) < 2 or 1 <= int(parts[1]) <= 12):
            return iso
        words = [parts[0]]
        if len(parts) > 1:
            words.insert(0, self._months[int(parts[1]) - 1])
        if len(parts) > 2:
            words.insert(0, str(int(parts[2])))
        return " ".join(words)

    def age(self, days: int) -> str:
        """How long before the day asked about (`3 days before`); empty for that day itself and what is undated."""
        if not days:
            return ""
        return self(_form(days), "ages").format(days=self.number(days))

    def counted(self, number: int, what: str) -> str:
        """A number with what is counted, as the language inflects it (`3 origins`). what: a key of the table `counted`."""
        forms: list[str] = _table("counted")[what][self.language]
        return forms[FORMS.index(_form(number)) if self.language == "ar" else number != 1].format(n=self.number(number))

    def number(self, value: float | int | None) -> str:
        """A number with thousands separated, without a needless fraction."""
        if value is None:
            return "?"
        return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"

    def amount(self, value: float | int | None) -> str:
        """A number as it is read: whole millions and billions in words (`2.5 million`), others as `number` has them."""
        for key, size in LARGE.items():
            if value is not None and abs(value) >= size and float(value * 100 / size).is_integer():
                return f"{value / size:,.6g} {self(key, 'large')}"
        return self.number(value)

    def _share(self, value: float | int | None) -> str:
        return "?" if value is None else share(value).replace("%", self("percent", "units"))

    def isolated(self, words: str) -> str:
        """Words set in the reader's direction, whatever stands around them, for drawings."""
        return f"{ISOLATES[self.direction]}{words}\u2069"

    def quantity(self, low: float | None, high: float | None, comparator: str, unit: str = "count") -> str:
        """Bounds with their hedge and unit (`more than 1,200`, `2,500-3,000`)."""
        number = self._share if unit == "fraction" else self.amount
        if low is not None and high is not None and low != high:
            shown = f"{number(low)}\u2013{number(high)}"
        else:
            shown = number(low if low is not None else high)
            shown = f"{self(comparator, 'comparators')} {shown}".strip()
        return f"{shown}{'' if unit == 'percent' else ' '}{self(unit, 'units')}".strip()
