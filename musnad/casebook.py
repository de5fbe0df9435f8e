"""The examples beside each layer: sentences with what must be found in them, and near misses with what must not.

An example file is `musnad/extract/LAYER/examples/*.toml`:

    [[example]]
    id = "bare-verb-with-inna"
    rule = "statements.verb.inna"
    text = 'sentence'
    published = "2024-09-10"        # optional, with a clock time where that counts (2024-09-10T14:30)
    title = 'headline'              # optional: a headline given apart; it stands before the text, with an empty line
    pending = "reason"              # optional: known failure; passing is then an error
    [[example.statements]]
    cue = 'words'                   # a span is its words; "nth" counts repetitions from 0 as {text = 'words', nth = 1}

Everything listed is found and nothing of the layers listed besides: `times = []` says that nothing may be found. Only the
fields that an expectation names are compared; a span field is compared by its words.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import msgspec

from musnad.errors import TableError
from musnad.model import Document, Span
from musnad.reader import read

LAYERS = ("segments", "numbers", "times", "figures", "statements", "events", "entities", "positions")


class Example(msgspec.Struct, frozen=True):
    """One example. expected: layer to its list of expectations. file: path relative to the package."""

    id: str
    layer: str
    file: str
    text: str
    rule: str
    published: str | None
    pending: str | None
    expected: dict[str, list[dict[str, Any]]]
    title: str = ""

    def document(self) -> Document:
        """The document that the example is read as."""
        text = f"{self.title}\n\n{self.text}" if self.title else self.text
        title = Span(start=0, end=len(self.title), text=self.title) if self.title else None
        day, _, clock = (self.published or "").partition("T")
        return Document(id=self.id, file=self.id, text=text, title=title, published=day or None, clock=clock or None)


def example_paths() -> list[Path]:
    """The example files of every layer, in order."""
    root = Path(__file__).resolve().parent / "extract"
    return sorted(root.glob("*/examples/*.toml"))


def load(path: Path) -> list[Example]:
    """Examples of one file. Raises TableError naming the file and the example where a field is missing or unknown."""
    layer = path.parent.parent.name
    name = f"{layer}/{path.name}"
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("example", [])
    except tomllib.TOMLDecodeError as error:
        raise TableError(f"{name}: {error}") from None
    examples = []
    for entry in entries:
        expected = {k: v for k, v in entry.items() if k in (*LAYERS, "document")}
        unknown = set(entry) - set(expected) - {"id", "rule", "text", "published", "title", "pending", "note", "wanted"}
        if unknown or not expected or "id" not in entry or "text" not in entry:
            raise TableError(
                f"{name}: example {entry.get('id')!r} needs id, text and a layer; unknown: {sorted(unknown)}"
            )
        examples.append(
            Example(entry["id"], layer, name, entry["text"], entry.get("rule", ""), entry.get("published"),
                    entry.get("pending"), expected, entry.get("title", ""))
        )  # fmt: skip
    return examples


def all_examples() -> list[Example]:
    """Every example of every layer, in the order of the files."""
    return [example for path in example_paths() for example in load(path)]


def check(example: Example) -> list[str]:
    """Read the example's text and compare. Returns what is wrong, one sentence each; empty when all holds."""
    document = example.document()
    reading = msgspec.to_builtins(read(document))
    problems = []
    for layer, wanted in example.expected.items():
        if layer == "document":
            problems += [p for w in wanted for p in _differences(w, reading)]
        else:
            problems += _compare(layer, wanted, reading[layer], document.text)
    if example.rule and not problems and example.expected.get(example.layer):
        rules = {r.get("rule") for r in reading[example.layer]}
        if example.rule not in rules:
            problems.append(f"found, but by {sorted(map(str, rules))} and not by {example.rule}")
    return problems


def _compare(layer: str, wanted: list[dict[str, Any]], found: list[dict[str, Any]], text: str) -> list[str]:
    problems, left = [], list(found)
    for record in found:
        record.setdefault("text", text[record["start"] : record["end"]] if "start" in record else "")
    for want in wanted:
        match = next((f for f in left if not _differences(want, f)), None)
        if match is not None:
            left.remove(match)
            continue
        near = min(left, key=lambda f: len(_differences(want, f)), default=None)
        problems.append(f"{layer}: missing {want}" + (f"; nearest: {_differences(want, near)}" if near else ""))
        if near is not None and len(_differences(want, near)) < len(want):
            left.remove(near)
    problems += [f"{layer}: not wanted {_brief(f)}" for f in left]
    return problems


def _differences(want: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [f"{k}: want {v!r}, got {_words(found.get(k))!r}" for k, v in want.items() if not _same(v, found.get(k))]


def _same(want: Any, found: Any) -> bool:
    if isinstance(want, str) and want == "" and found is None:
        return True
    if isinstance(found, dict) and isinstance(want, str):
        return bool(found.get("text") == want or found.get("name") == want)
    if isinstance(found, dict) and isinstance(want, dict):
        return all(_same(v, found.get(k)) for k, v in want.items() if k != "nth")
    if isinstance(want, list) and isinstance(found, list):
        return len(want) == len(found) and all(map(_same, want, found))
    return bool(want == found)


def _words(value: Any) -> Any:
    return value.get("text", value) if isinstance(value, dict) else value


def _brief(record: dict[str, Any]) -> str:
    return str({k: _words(v) for k, v in record.items() if v not in (None, [], "") and k not in ("start", "end")})
