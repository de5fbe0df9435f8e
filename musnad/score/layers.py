"""The measures of each layer: found, and found with the fields that matter.

A time is right with its TIMEX3 value, or with both of its days. A figure is right with its bounds and the kind of its hedge,
and then with what is counted. A statement is whole with who said it and what was said (words alike to 0.8). An event is found
with its type, and then dated. Names count once a form and type.
"""

from __future__ import annotations

from typing import Any

from musnad.score.gold import Gold, Json, place, said_place
from musnad.score.match import Layer, Match, Score, match
from musnad.score.names import form, same_person
from musnad.score.spans import cover, likeness, overlap, word_f1
from musnad.score.tally import Sheet

LOOSE = {"nearly": "about", "at_least": "more_than", "at_most": "less_than"}
SIMPLE_TYPE = {"base": "place", "government": "organization", "armed_group": "organization", "media": "organization",
               "country": "place"}  # fmt: skip
SAME_WORDS = 0.8


def score_document(sheet: Sheet, gold: Gold, reading: Json, text: str) -> None:
    """Count one document under every measure."""
    _published(sheet, gold, reading)
    _furniture(sheet, gold, reading, text)
    for layer, fields in ((TIMES, _times), (FIGURES, _figures), (STATEMENTS, _statements), (EVENTS, _events)):
        found = match(layer, gold, reading, text)
        first = {"statements": "cue"}.get(layer.name, "found")
        _count(sheet, f"{layer.name}: {first}", found, gold.name, text)
        fields(sheet, found, gold.name, text)
    _entities(sheet, gold, reading, text)
    for layer, field in ((NUMBERS, "value"), (POSITIONS, "stance")):
        if gold.records[layer.name]:
            found = match(layer, gold, reading, text)
            _count(sheet, f"{layer.name}: found", found, gold.name, text)
            right = sum(g.get(field) == s.get(field) for g, s in found.pairs)
            sheet.add(f"{layer.name}: {field}", right, found.gold, found.said)


def _near(text: str) -> Score:
    return lambda g, s: 0.5 * cover(g[0], s[0]) + 0.5 * likeness(g[0], s[0])


def _near_with_bounds(text: str) -> Score:
    near = _near(text)

    def score(g: Any, s: Any) -> float:
        value = near(g, s)
        return value + 0.5 if value and _same_bounds(g[1], s[1]) else value

    return score


def _same_cue(text: str) -> Score:
    def score(g: Any, s: Any) -> float:
        if not overlap(g[0], s[0]):
            return 0.0
        return 1.0 + word_f1(place(g[1].get("content"), text), said_place(s[1].get("content")), text)

    return score


def _same_event(text: str) -> Score:
    def score(g: Any, s: Any) -> float:
        if not overlap(g[0], s[0]):
            return 0.0
        kinds = {g[1]["type"], *(g[1].get("type_also") or [])}
        return 0.5 + 0.5 * cover(g[0], s[0]) + (1.0 if s[1].get("type") in kinds else 0.0)

    return score


TIMES = Layer("times", "", _near, 0.45)
NUMBERS = Layer("numbers", "", _near, 0.45)
FIGURES = Layer("figures", "", _near_with_bounds, 0.3)
STATEMENTS = Layer("statements", "cue", _same_cue, 1.0)
EVENTS = Layer("events", "", _same_event, 1.5)
POSITIONS = Layer("positions", "evidence", _near, 0.45)


def _count(sheet: Sheet, measure: str, found: Match, name: str, text: str) -> None:
    sheet.add(measure, len(found.pairs), found.gold, found.said)
    for word, places in (("missing", found.missing), ("false", found.false)):
        for (start, end), _ in places:
            sheet.miss(measure, f"{name}  {word}: {_shown(text[start:end])}")


def _published(sheet: Sheet, gold: Gold, reading: Json) -> None:
    want = gold.doc.get("published")
    if want and not gold.partial:
        got = (reading.get("published") or {}).get("value")
        right = bool(got) and str(got).startswith(want)
        sheet.add("published", right, 1, 1 if got else 0)
        if not right:
            sheet.miss("published", f"{gold.name}  want {want}, got {got}")


def _furniture(sheet: Sheet, gold: Gold, reading: Json, text: str) -> None:
    wanted = [place(span, text) for span in gold.doc.get("boilerplate") or []]
    want = {c for span in wanted if span for c in range(*span) if not text[c].isspace()}
    said = {c for s in reading.get("segments", []) if s["kind"] == "furniture" for c in range(s["start"], s["end"])
            if not text[c].isspace()}  # fmt: skip
    if (want or said) and not gold.partial:
        sheet.add("furniture (chars)", len(want & said), len(want), len(said))


def _times(sheet: Sheet, found: Match, name: str, text: str) -> None:
    right = 0
    for g, s in found.pairs:
        also = g.get("value_also") or []
        days = (g["begin"], g.get("end")) if "begin" in g else (g.get("earliest"), g.get("latest"))
        values = [g["value"], *(also if isinstance(also, list) else [also])]
        same = s.get("value") in values or (all(days) and days == (s.get("earliest"), s.get("latest")))
        right += bool(same)
        if not same:
            sheet.miss("times: value", f"{name}  {_shown(s.get('text', ''))}: want {g['value']}, got {s.get('value')}")
    sheet.add("times: value", right, found.gold, found.said)


def _same_bounds(g: Json, s: Json) -> bool:
    return all(_same_number(g.get(bound), s.get(bound)) for bound in ("low", "high"))


def _same_number(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(float(a) - float(b)) <= 1e-6 * max(1.0, abs(float(a)))


def _hedge(record: Json) -> str:
    comparator = record.get("comparator") or "exact"
    return LOOSE.get(comparator, comparator)


def _figures(sheet: Sheet, found: Match, name: str, text: str) -> None:
    value, measure = 0, 0
    for g, s in found.pairs:
        same = _same_bounds(g, s) and _hedge(g) == _hedge(s)
        counted = g.get("measure") == s.get("measure") or s.get("measure") in (g.get("measure_also") or [])
        value += same
        measure += same and counted
        if not (same and counted):
            want, got = (f"{r.get('low')}..{r.get('high')} {r.get('comparator')} {r.get('measure')}" for r in (g, s))
            sheet.miss(
                "figures: measure" if same else "figures: value",
                f"{name}  {_shown(s.get('text', ''))}: want {want}, got {got}",
            )
    sheet.add("figures: value", value, found.gold, found.said)
    sheet.add("figures: measure", measure, found.gold, found.said)


def _statements(sheet: Sheet, found: Match, name: str, text: str) -> None:
    spans, who, contents, whole = 0, 0, 0, 0
    for g, s in found.pairs:
        want, got = place(g.get("speaker"), text), said_place(s.get("speaker"))
        if want is None or got is None:
            span = want is got  # both left unsaid
        else:
            span = likeness(want, got) >= 0.5 or word_f1(want, got, text) >= 0.6
        content = word_f1(place(g.get("content"), text), said_place(s.get("content")), text) >= SAME_WORDS
        person = same_person(g, s)
        spans += span
        who += person
        contents += content
        named = person or (span and want is not None)  # an unsaid speaker counts only when named
        whole += bool(named and content)
        for held, measure in ((span or person, "speaker span"), (content, "content")):
            if not held:
                cue = s["cue"]
                sheet.miss(f"statements: {measure}", f"{name}  {_shown(text[cue['start'] : cue['end']])}")
    for measure, right in (("speaker span", spans), ("who", who), ("content", contents), ("whole", whole)):
        sheet.add(f"statements: {measure}", right, found.gold, found.said)


def _events(sheet: Sheet, found: Match, name: str, text: str) -> None:
    dated = 0
    for g, s in found.pairs:
        same = (g.get("date") or None) == (s.get("date") or None)
        dated += same
        if not same:
            sheet.miss(
                "events: dated", f"{name}  {_shown(s.get('text', ''))}: want {g.get('date')}, got {s.get('date')}"
            )
    sheet.add("events: dated", dated, found.gold, found.said)


def _entities(sheet: Sheet, gold: Gold, reading: Json, text: str) -> None:
    wanted = gold.records["entities"]
    want = {(f, _type(e)) for e in wanted if not e.get("optional") for f in _forms(e, text)}
    free = {f for e in wanted if e.get("optional") for f in _forms(e, text)}
    said = {(f, _type(e)) for e in reading.get("entities", []) for f in _forms(e, text)}
    said = {x for x in said if x in want or x[0] not in free}
    if gold.partial:
        rejected = {(f, _type(e)) for e in gold.rejected.get("entities", []) for f in _forms(e, text)}
        said &= want | rejected
    sheet.add("entities: form and type", len(want & said), len(want), len(said))
    for word, names in (("missing", want - said), ("false", said - want)):
        for name in sorted(names):
            sheet.miss("entities: form and type", f"{gold.name}  {word}: {name[0]} ({name[1]})")


def _forms(entity: Json, text: str) -> set[str]:
    names = entity.get("names", [])
    return {form(n if isinstance(n, str) else text[slice(*(place(n, text) or (0, 0)))]) for n in names} - {""}


def _type(entity: Json) -> str:
    kind: str = entity["type"]
    return SIMPLE_TYPE.get(kind, kind)


def _shown(words: str) -> str:
    return " ".join(words.split())[:110]
