"""Why a name was typed as it is: the table row, the head or title it was built on, or what the tagger weighs. For `explain`."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.entities.gazetteer import CITIES, COUNTRIES, HEADS, ORGANIZATIONS, PLACES
from musnad.extract.entities.layer import by_rule, mentions_of
from musnad.extract.entities.mention import Mention
from musnad.extract.entities.persons import GIVEN, title_before
from musnad.extract.entities.tagger.model import Tagger, shipped
from musnad.extract.page import Page
from musnad.lexicon.matcher import Hit

LABELS = {"person": "PER", "place": "LOC", "country": "LOC", "base": "LOC"}  # every other type is ORG


def reasons(page: Page) -> dict[int, str]:
    """The reason of each mention, by the offset at which its name starts."""
    tagger = shipped()
    mentions = mentions_of(page, tagger)
    weighed = list(_weighed(page, tagger)) if tagger is not None else []
    return {m.start: "; ".join(_reasons(page, m, weighed)) for m in mentions}


def _reasons(page: Page, mention: Mention, weighed: list[dict[str, float]]) -> Iterator[str]:
    yield mention.rule
    for table in (COUNTRIES, PLACES, CITIES, ORGANIZATIONS, HEADS):
        hit = page.hits.at(mention.first, table)
        if hit is not None and hit.last <= mention.last:
            yield f"row {_row(hit)}"
    if mention.type == "person":
        title = title_before(page, mention.first)
        if title is not None:
            yield f"title {_row(title)}"
        given = page.hits.at(mention.first, GIVEN)
        if given is not None:
            yield f"first name {_row(given)}"
    if weighed:
        label = LABELS.get(mention.type, "ORG")
        words = ", ".join(f"{page.tokens[i].form} {weighed[i][label]:+.1f}" for i in range(mention.first, mention.last))
        yield f"tagger, {label} over no name: {words}"


def _row(hit: Hit) -> str:
    return f"{hit.table}:{hit.row.line} {hit.row.word}"


def _weighed(page: Page, tagger: Tagger) -> Iterator[dict[str, float]]:
    """For each token what the tagger's weights say for each type over no name, before its neighbours' labels count."""
    for scores in tagger.scores(page, by_rule(page)):
        best: dict[str, float] = {}
        for label, score in zip(tagger.labels[1:], scores[1:], strict=True):
            kind = label[2:]
            best[kind] = max(best.get(kind, float("-inf")), (score - scores[0]) / 1000)
        yield best
