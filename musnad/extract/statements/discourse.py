"""Discourse: which speakers an article has named so far, and whom an unsaid subject or a short name means."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.ground import Ground
from musnad.extract.statements.speakers import Phrase
from musnad.lexicon.inflect import Features
from musnad.text.clitics import ARTICLE, splits
from musnad.text.tokens import Token

REMEMBERED = 40


class Referent(msgspec.Struct):
    """Someone who speaks. forms: the stems of every name; names: the names as written, in order of appearance."""

    names: list[str]
    forms: list[tuple[str, ...]]
    kind: str
    gender: str
    number: str
    anonymous: bool
    count: int | None


def stem(token: Token) -> str:
    """A word without conjunction and article: what two mentions of one name share."""
    key = token.key
    if key.startswith(ARTICLE):
        return key[2:]
    for split in splits(key):
        if split.article:
            return split.stem
    return key


class Discourse:
    """Speakers in the order of their last mention, the latest at the end."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.recent: list[Referent] = []

    def mention(self, phrase: Phrase, features: Features | None) -> Referent:
        """The speaker that a phrase names: one of before, with this name added, or a new one."""
        ground = self.ground
        form = self._form(phrase)
        name = ground.page.text[ground.tokens[phrase.first].start : ground.tokens[phrase.last - 1].end]
        head = ground.source(phrase.first)
        kind = head.row["kind"] if head else "name"
        found = next((r for r in reversed(self.recent) if _same(r, form, kind)), None)
        if found is None:
            found = self._new(phrase, kind, features)
        self.recent = [*[r for r in self.recent if r is not found][-REMEMBERED:], found]
        if name not in found.names:
            found.names.append(name)
            found.forms.append(form)
            found.names += _parts(ground, phrase, name)
        if features is not None and features.gender and found.gender == "":
            found.gender = features.gender
        return found

    def _form(self, phrase: Phrase) -> tuple[str, ...]:
        return tuple(stem(t) for t in self.ground.tokens[phrase.first : phrase.last] if t.kind != "mark") or ("",)

    def _new(self, phrase: Phrase, kind: str, features: Features | None) -> Referent:
        head = self.ground.source(phrase.first)
        gender = head.row["gender"] if head else (features.gender if features else "")
        number = head.row["number"] if head else "s"
        indefinite = head is not None and kind == "source" and not head.split.article
        second = phrase.first + 1
        named = second < phrase.last and self.ground.articled(second) and head is not None and not head.split.article
        anonymous = indefinite and not named
        count = {"d": 2, "s": 1}.get(number) if kind in ("source", "person", "name") else None
        return Referent([], [], kind, gender, number, anonymous, count)

    def known(self, phrase: Phrase) -> Referent | None:
        """The speaker of before that a phrase names, if any."""
        head = self.ground.source(phrase.first)
        form = self._form(phrase)
        return next((r for r in reversed(self.recent) if _same(r, form, head.row["kind"] if head else "name")), None)

    def touch(self, referent: Referent) -> None:
        self.recent = [r for r in self.recent if r is not referent] + [referent]

    def unsaid(self, features: Features) -> Referent | None:
        """The latest speaker whom an unsaid subject of these features can mean."""
        return next((r for r in reversed(self.recent) if agrees(r, features)), None)


def _parts(ground: Ground, phrase: Phrase, name: str) -> list[str]:
    """The pieces of a name with an apposition: each names the speaker too."""
    pieces, first = [], phrase.first
    for i in range(phrase.first, phrase.last):
        if ground.is_comma(i):
            pieces.append((first, i))
            first = i + 1
    if not pieces:
        return []
    pieces.append((first, phrase.last))
    text, tokens = ground.page.text, ground.tokens
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in pieces if a < b]


def agrees(referent: Referent, features: Features) -> bool:
    """Whether a verb of these features can have that subject. A plural of things takes a feminine singular verb."""
    if not features.gender:
        return True
    if features.number == "s":
        if referent.number in ("p", "d"):
            return features.gender == "f" and referent.gender == "f"
        return referent.gender in ("", features.gender)
    return referent.number in ("p", "d") or referent.kind in ("name", "body")


def _same(referent: Referent, form: tuple[str, ...], kind: str) -> bool:
    """Whether a form shortens, repeats or completes a name of that speaker."""
    words = set(form)
    for known in referent.forms:
        if form == known:
            return True
        if words <= set(known) and (form[-1] == known[-1] or form[0] == known[0]):
            return kind == "name" or form[0] == known[0] or (kind not in {"body", "media"})
        if set(known) <= words and (form[-1] == known[-1] or (form[0] == known[0] and len(known) > 1)):
            return referent.kind == "name" or form[0] == known[0]
    return False
