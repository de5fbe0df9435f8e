"""A denial that points back: `the West accuses Moscow of hindering them, which Moscow denies`. What it denies is what was told
just before. And the answer to an accusation: `the West suspects that it seeks a bomb, but Tehran says that it is peaceful`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from musnad.lexicon.matcher import lexicon
from musnad.link.assertions import LEAST_WORDS, first_clause, is_told, telling_words
from musnad.link.context import Context
from musnad.link.material import Item, Material, Source
from musnad.link.noted import noted
from musnad.link.pointing import Retort
from musnad.link.sides import Side, same_mouth, side
from musnad.link.subjects import named_in
from musnad.model import Statement
from musnad.text.fold import Folded
from musnad.text.tokens import tokenize

SUBJECT = 14  # characters after a denying verb in which who denies stands
NAMED_WITHIN = 8  # words after who denies
ANSWERS = ("says", "adds", "explains", "stresses", "confirms", "denies", "announces", "describes")


class Opposed(msgspec.Struct, frozen=True):
    """A telling and what denies or answers it. key: of the reason."""

    source: Source
    told: Side
    denied: Side
    key: str


def opposed_in(material: Material, context: Context, source: Source) -> Iterator[Opposed]:
    """What a document tells, and the denial or the answer in the same document that points back at it."""
    for retort in noted(material, source).retorts:
        told = side(material, source, *retort.told, "affirmed")
        denied = side(material, source, *retort.denied, "denied")
        accuser = _speaker(material, source, *retort.told)
        told = told if accuser is None else told.by(accuser)
        if retort.answers and not _accused_answers(context, source, retort):
            continue
        who = _answering(material, source, retort) if retort.answers else _denying(material, context, source, retort)
        if who is None and retort.answers:
            continue
        denied = denied.by(who) if who else denied
        if same_mouth(told, denied):  # `Damascus was accused of it, which it denies`: by whom is not told
            told = told.by(source.outlet or "outlet")
        if not same_mouth(told, denied) or who is None:
            yield Opposed(source, told, denied, "answered" if retort.answers else "denied")


def named_claims(material: Material, context: Context, source: Source) -> Iterator[Opposed]:
    """Denials that name the claim they deny: `denied reports of a ceasefire`. Who claims is what they call it."""
    read: set[int] = set()
    for item in material.spoken(source):
        said = item.record
        if said.act != "denies" or said.content is None or not is_told(material, item):
            continue
        found = _claim_in(material, source, said.content.start, said.content.end)
        if found is None and said.speaker is not None and said.speaker.start < said.cue.start:
            found = _claim_in(material, source, said.cue.end, said.content.end)
        if found is not None:
            read.add(said.cue.start)
            denied = side(material, source, min(said.cue.start, found.start), said.content.end, "denied")
            yield Opposed(source, found, denied.by(said.speaker_name or denied.who), "denied")
    yield from unread_claims(material, context, source, read)


def unread_claims(material: Material, context: Context, source: Source, read: set[int]) -> Iterator[Opposed]:
    """The same where no statement was read. read: where the cues of those begin that were."""
    text = material.text(source)
    for named in noted(material, source).named:
        if named.verb[0] not in read:
            who = context.named(source, named.verb[1], named.word[0])
            told = side(material, source, *named.claim, "affirmed").by(text[slice(*named.word)])
            denied = side(material, source, named.verb[0], named.claim[1], "denied")
            yield Opposed(source, told, denied.by(who[0][0]) if who else denied, "denied")


def _claim_in(material: Material, source: Source, start: int, end: int) -> Side | None:
    """The claim that the first words of a stretch name."""
    text = first_clause(material.text(source)[start : max(start, end)])
    claim = noted_claim(text)
    if claim is None or len(telling_words(text[claim[1] :])) < LEAST_WORDS:
        return None
    return side(material, source, start + claim[0], start + len(text), "affirmed").by(claim[2])


def noted_claim(text: str) -> tuple[int, int, str] | None:
    """Where the word that stands for a claim begins and ends among the first words of what is denied, and the word."""
    tokens = tokenize(Folded(text))
    hits = lexicon("link").find(tokens)
    for i in range(min(NAMED_WITHIN, len(tokens))):
        hit = hits.at(i, "link.charges")
        if hit is not None and hit.row["told"] and not hit.pronoun:
            span = tokens[hit.first].start, tokens[hit.last - 1].end
            return *span, text[slice(*span)]
    return None


def _accused_answers(context: Context, source: Source, retort: Retort) -> bool:
    """Whether who answers is of the country of one whom the accusation names."""
    text = context.material.text(source)
    told, denied = (
        context.homes(source, *stretch).union(named_in(text[slice(*stretch)]))
        for stretch in (retort.told, retort.denied)
    )
    return bool(told & denied)


def _answering(material: Material, source: Source, retort: Retort) -> str | None:
    """Who answers, where a statement follows the turn."""
    for item in _cues(material, source, *retort.denied):
        if item.record.act in ANSWERS and item.record.speaker is not None:
            return item.record.speaker_name
    return None


def _denying(material: Material, context: Context, source: Source, retort: Retort) -> str | None:
    """Who denies: the speaker told there, else the name right after the verb, else whom the charge names last."""
    spoken = [i.record for i in _cues(material, source, *retort.denied) if i.record.act == "denies"]
    for said in spoken:
        if said.speaker is not None and retort.denied[0] <= said.speaker.start < retort.denied[1]:
            return said.speaker_name
    after = context.named(source, retort.verb, min(retort.denied[1], retort.verb + SUBJECT))
    before = context.named(source, retort.denied[0], retort.verb) or context.named(source, *retort.told)
    if after or before:
        return after[0][0] if after else before[-1][0]
    return next((said.speaker_name for said in spoken if said.speaker_name), None)


def _speaker(material: Material, source: Source, start: int, end: int) -> str | None:
    """Whose statement begins last in a stretch."""
    names = [i.record.speaker_name for i in _cues(material, source, start, end) if i.record.speaker_name]
    return names[-1] if names else None


def _cues(material: Material, source: Source, start: int, end: int) -> Iterator[Item[Statement]]:
    some = material.spoken(source)
    at = bisect_left(some, start, key=lambda i: i.record.cue.start)
    while at < len(some) and some[at].record.cue.start < end:
        yield some[at]
        at += 1
