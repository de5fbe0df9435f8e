"""Finds the times of a page: words to phrases (grammar), phrases to meanings (resolve), counted from publication."""

from __future__ import annotations

from datetime import date

from musnad.extract.page import Page
from musnad.extract.times import publication
from musnad.extract.times.grammar.expressions import read_phrases
from musnad.extract.times.grammar.phrase import Phrase
from musnad.extract.times.grammar.words import Words
from musnad.extract.times.resolve.meaning import Meaning
from musnad.extract.times.resolve.resolver import resolve
from musnad.extract.times.resolve.scene import Scene
from musnad.model import Published, Time


def extract(page: Page) -> None:
    """Set `page.times` and `page.published`."""
    words = Words(page)
    phrases = read_phrases(words)
    words.end = len(words.tokens)
    page.published = publication.find(words, phrases)
    scene = _scene(words, page.published, phrases)
    page.times = []
    for phrase in phrases:
        if _is_furniture(page, phrase):
            continue
        meaning = resolve(phrase, scene)
        if meaning is not None:
            page.times.append(_record(page, phrase, meaning))


def _is_furniture(page: Page, phrase: Phrase) -> bool:
    return page.segment_kind(page.tokens[phrase.first].start) == "furniture"


def _scene(words: Words, published: Published, phrases: list[Phrase]) -> Scene:
    scene = Scene(words=words, value=published.value)
    scene.instant = publication.instant(words.page)
    if published.earliest and published.latest:
        scene.first, scene.last = date.fromisoformat(published.earliest), date.fromisoformat(published.latest)
    scene.note_years([phrase for phrase in phrases if not _is_furniture(words.page, phrase)])
    return scene


def _record(page: Page, phrase: Phrase, meaning: Meaning) -> Time:
    span = page.span(phrase.first, phrase.last)
    return Time(
        start=span.start,
        end=span.end,
        text=span.text,
        type=meaning.type,
        value=meaning.value,
        mod=meaning.mod,
        earliest=meaning.earliest,
        latest=meaning.latest,
        rule=meaning.rule,
    )
