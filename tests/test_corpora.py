"""Real articles beside the checkout: reading never fails and every span is true. Skipped where they are absent."""

import gzip
import json
from pathlib import Path

import msgspec
import pytest

from musnad.model import Document
from musnad.reader import read
from tests.test_properties import spans_of

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
STORIES = SHARED / "corpora/stories.jsonl.gz"

pytestmark = pytest.mark.skipif(not STORIES.exists(), reason="no ../shared/corpora beside this checkout")


def test_every_span_of_every_story_is_true():
    """292 articles of 21 outlets: no exception, and each span's words are the text's own at its offsets."""
    read_count = 0
    with gzip.open(STORIES, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = f"{record['title']}\n\n{record['text']}"
            reading = read(Document(id=record["id"], file=record["id"], text=text, published=record["date"]))
            for span in spans_of(msgspec.to_builtins(reading)):
                assert text[span["start"] : span["end"]] == span["text"], (record["id"], span)
            read_count += 1
    assert read_count == 292
