"""Our own articles read as a careful reader reads them (examples/expect.toml, written by reading).

What is not read rightly yet stands in tests/known_misses.txt, one line each; a line that is read rightly now is an error.
"""

import tomllib
from pathlib import Path

import pytest

from musnad.intake import documents
from musnad.model import Document
from musnad.reader import read
from musnad.text.fold import fold

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
EXPECTED = tomllib.loads((EXAMPLES / "expect.toml").read_text(encoding="utf-8"))
KNOWN = Path(__file__).parent / "known_misses.txt"
LOOSE = {"at_least": "more_than", "at_most": "less_than", "nearly": "about"}


def all_documents():
    """Every example article by the key that expect.toml gives it: the file, or file#id where a file holds several."""
    found = {}
    for path in sorted(p for folder in ("coalition", "wadi-salam") for p in (EXAMPLES / folder).iterdir()):
        name = str(path.relative_to(EXAMPLES))
        for document in documents([str(path)]):
            assert isinstance(document, Document), document
            found[name] = found[f"{name}#{document.id}"] = document
    return found


def overlaps(record, text, words):
    at = text.find(words)
    while at >= 0:
        if record.start < at + len(words) and at < record.end:
            return True
        at = text.find(words, at + 1)
    return False


def time_holds(want, reading, text):
    return any(t.value == want["value"] and overlaps(t, text, want["text"]) for t in reading.times)


def figure_holds(want, reading, text):
    for f in reading.figures:
        same = all(want.get(k) is None or getattr(f, k) == want[k] for k in ("low", "high"))
        hedge = want.get("comparator") is None or LOOSE.get(f.comparator, f.comparator) == LOOSE.get(
            want["comparator"], want["comparator"]
        )
        if same and hedge and want.get("measure") in (None, f.measure) and overlaps(f, text, want["text"]):
            return True
    return False


def statement_holds(want, reading, _):
    for s in reading.statements:
        content = s.content.text if s.content else ""
        names = [fold(n) for n in [s.speaker_name or "", *s.speaker_names]]
        speaker = not want.get("speaker") or any(fold(want["speaker"]) in n for n in names)
        if (
            want["cue"] in s.cue.text
            and speaker
            and want["content_starts"] in content[: len(want["content_starts"]) + 25]
        ):
            return want["content_ends"] in content[-len(want["content_ends"]) - 25 :]
    return False


def misses():
    """A line for every expectation that the program does not meet."""
    found, lines = all_documents(), []
    for key, want in EXPECTED.items():
        document = found[key]
        reading = read(document)
        if (reading.published.value or "") != want["published"]:
            lines.append(f"{key} published {want['published'] or 'unresolved'}")
        for layer, holds in (("times", time_holds), ("figures", figure_holds), ("statements", statement_holds)):
            for entry in want.get(layer, []):
                if not holds(entry, reading, document.text):
                    lines.append(f"{key} {layer} {entry.get('text') or entry['cue'] + ' ' + entry['content_starts']}")
    return lines


def test_example_articles_are_read_rightly():
    """Everything in expect.toml is found but for what is listed as known; nothing listed as known is found."""
    now, known = (
        set(misses()),
        {line for line in KNOWN.read_text(encoding="utf-8").split("\n") if line and line[0] != "#"},
    )
    assert now == known, (
        "new misses:\n" + "\n".join(sorted(now - known)) + "\nread rightly now:\n" + "\n".join(sorted(known - now))
    )


def test_every_example_article_is_expected():
    """No article lies there that nobody read: each has its entry."""
    named = {str(d.id) for d in all_documents().values()}
    assert len(EXPECTED) == len({id(d) for d in all_documents().values()}), named


@pytest.mark.parametrize("key", EXPECTED)
def test_expected_words_are_in_the_article(key):
    """Each expectation quotes words that the article, as intake gives it, really holds."""
    text = all_documents()[key].text
    for layer, field in (
        ("times", "text"),
        ("figures", "text"),
        ("statements", "content_starts"),
        ("statements", "content_ends"),
    ):
        for entry in EXPECTED[key].get(layer, []):
            assert entry[field] in text, entry
