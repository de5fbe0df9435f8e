"""Discourse: which speakers an article has named so far, and whom an unsaid subject or a short name means."""

from __future__ import annotations

import msgspec

from musnad.extract.statements.ground import BODIES, MEDIA, Ground
from musnad.extract.statements.speakers import Phrase
from musnad.lexicon.inflect import Features
from musnad.lexicon.matcher import Hit
from musnad.model import ChainLink, Entity
from musnad.text.clitics import ARTICLE, NOON, WAW, YA, splits
from musnad.text.tokens import Token

REMEMBERED = 40
MOST_FORMS = 12
JOINED = " " + WAW
APPOSED = "\u060c " + WAW  # before an office (`X, minister of`), whose word begins with the letter of `and`
NOT_SHORTENED = BODIES | MEDIA


class Referent(msgspec.Struct):
    """Someone who speaks.

    names: as written, in order of appearance; named_from: where the first of them that is no mere description stands.
    forms: the stems of each.  count: how many they are.  role, entity: as far as known; also: other names of a body.  carriers: who brought the words.
    """

    names: list[str]
    forms: list[tuple[str, ...]]
    kind: str
    gender: str
    number: str
    anonymous: bool
    count: int | None
    role: str | None = None
    entity: str | None = None
    carriers: list[ChainLink] = []
    named_from: int = 0
    also: list[str] = []

    def fullest(self) -> str:
        """The longest of its names that stood in the article."""
        names = [n for n in self.names[self.named_from :] if n not in self.also]
        alone = [n for n in names if JOINED not in (n.replace(APPOSED, "") if self.kind in ("person", "name") else n)]
        return max(alone or names, key=len)


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
        self._forms: dict[str, list[str]] = {}

    def mention(self, phrase: Phrase, features: Features | None) -> Referent:
        """The speaker that a phrase names: one of before, with this name added, or a new one."""
        ground = self.ground
        form = self._form(phrase)
        head = ground.source(phrase.first)
        name = _bare_name(ground, phrase, head)
        kind = head.row["kind"] if head else "name"
        found = self._before(phrase, form, kind) or self._named_late(phrase, kind)
        if found is None:
            found = self._new(phrase, kind, features)
        self.recent = [*[r for r in self.recent if r is not found][-REMEMBERED:], found]
        if name not in found.names and (len(found.forms) < MOST_FORMS or found.named_from == len(found.names)):
            found.names.append(name)
            found.forms.append(form)
            found.names += _parts(ground, phrase, name)
            self._know(found, phrase)
        if features is not None and features.gender and found.gender == "":
            found.gender = features.gender
        return found

    def _before(self, phrase: Phrase, form: tuple[str, ...], kind: str) -> Referent | None:
        """The latest speaker of before whom the form means; the country that an office ends in is nobody who holds it."""
        country = form[-1:] if len(form) > 1 and phrase.last - 1 in self.ground.places else None
        return next((r for r in reversed(self.recent) if _same(r, form, kind) and country not in r.forms), None)

    def _forms_of(self, entity: Entity) -> list[str]:
        if entity.id not in self._forms:
            self._forms[entity.id] = list(dict.fromkeys(span.text for span in entity.names))[:MOST_FORMS]
        return self._forms[entity.id]

    def _named_late(self, phrase: Phrase, kind: str) -> Referent | None:
        """`The commander, Ali ...`: an unnamed speaker of before, whose name now follows a comma."""
        ground = self.ground
        comma = next((i for i in range(phrase.first, phrase.last) if ground.is_comma(i)), None)
        if comma is None or not ground.articled(phrase.first):
            return None
        form = self._form(Phrase(phrase.first, comma, comma))
        found = next((r for r in reversed(self.recent) if r.anonymous and _same(r, form, kind)), None)
        if found is not None:
            found.anonymous, found.kind, found.count, found.named_from = False, "person", 1, len(found.names)
        return found

    def _know(self, found: Referent, phrase: Phrase) -> None:
        """Take id and names of the entity that the phrase names, and the office from the words around it."""
        ground = self.ground
        held = _entity_in(ground, phrase)
        if held is not None and found.entity in (None, held[2].id):
            first, last, entity = held
            found.entity = found.entity or entity.id
            forms = [n for n in self._forms_of(entity) if n not in found.names]
            found.names += forms
            if entity.type != "person":
                found.also = [*found.also, *forms]
            if entity.type == "person":
                found.kind, found.anonymous = "person", False
                before, after = ground.trimmed(phrase.first, first), ground.trimmed(last, phrase.last)
                words = before if before[0] < before[1] else after
                if words[0] < words[1]:
                    found.role = ground.page.span(*words).text
                return
        if found.kind in ("person", "source") and found.role is None:
            found.role = ground.page.span(phrase.first, phrase.last).text

    def _form(self, phrase: Phrase) -> tuple[str, ...]:
        return tuple(stem(t) for t in self.ground.tokens[phrase.first : phrase.last] if t.kind != "mark") or ("",)

    def _new(self, phrase: Phrase, kind: str, features: Features | None) -> Referent:
        ground = self.ground
        head = ground.source(phrase.first)
        gender, number = _agreement(ground.tokens[phrase.first], features)
        if head is not None:
            gender, number = head.row["gender"], head.row["number"]
        anonymous = head is not None and _is_unnamed(ground, phrase, head)
        told = next((ground.counts[i] for i in range(phrase.first, phrase.last) if i in ground.counts), None)
        count = (
            told
            if told and kind == "source"
            else {"d": 2, "s": 1}.get(number)
            if kind in ("source", "person", "name")
            else None
        )
        whole = next((r for r in reversed(self.recent) if r.anonymous), None) if head and head.pronoun else None
        carriers = whole.carriers if whole else []
        return Referent([], [], kind, gender, number, anonymous, count, carriers=carriers)

    def known(self, phrase: Phrase) -> Referent | None:
        """The speaker of before that a phrase names, if any."""
        head = self.ground.source(phrase.first)
        form = self._form(phrase)
        return self._before(phrase, form, head.row["kind"] if head else "name")

    def touch(self, referent: Referent) -> None:
        self.recent = [r for r in self.recent if r is not referent] + [referent]

    def unsaid(self, features: Features) -> Referent | None:
        """The latest speaker whom an unsaid subject of these features can mean."""
        return next((r for r in reversed(self.recent) if agrees(r, features)), None)


def _entity_in(ground: Ground, phrase: Phrase) -> tuple[int, int, Entity] | None:
    """The person named in the phrase, else the body whose name it is: (first token, token after, entity)."""
    whole: tuple[int, int, Entity] | None = None
    for i in range(phrase.first, phrase.last):
        for last, entity in ground.entities.get(i, ()):
            if last <= phrase.last and entity.type == "person":
                return i, last, entity
            if i <= phrase.first + 1 and last >= phrase.last - 1:
                whole = whole or (i, last, entity)
    return whole


def _bare_name(ground: Ground, phrase: Phrase, head: Hit | None) -> str:
    """The words of a phrase, without a preposition written on to the first of them."""
    first = ground.tokens[phrase.first]
    plain = first.end - first.start == len(first.form)
    skip = head.split.skip if head is not None and head.split.preposition and plain and not head.split.article else 0
    return ground.page.text[first.start + skip : ground.tokens[phrase.last - 1].end]


def _agreement(token: Token, features: Features | None) -> tuple[str, str]:
    """Gender and number of an unknown head, from its verb or its ending."""
    if token.form.endswith((WAW + NOON, YA + NOON)) and len(token.form) > 5 and token.key.startswith(ARTICLE):
        return "m", "p"
    if features is not None and features.gender:
        return features.gender, features.number
    return "", "s"


def _is_unnamed(ground: Ground, phrase: Phrase, head: Hit) -> bool:
    """Whether a phrase tells what someone is but not who: indefinite, with no name and no office held by one alone."""
    second = phrase.first + 1
    if head.split.article or head.row["kind"] not in ("source", "person"):
        return False
    if second >= phrase.last or ground.role(second) == "attached":
        return True
    if ground.articled(second) or ground.source(second) is not None:
        return False
    return bool(head.row["kind"] == "source")


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
    return referent.number in ("p", "d") or referent.kind in BODIES


def _same(referent: Referent, form: tuple[str, ...], kind: str) -> bool:
    """Whether a form shortens, repeats or completes a name of that speaker."""
    words = set(form)
    for known in referent.forms:
        if form == known:
            return True
        if words <= set(known) and (form[-1] == known[-1] or form[0] == known[0]):
            return kind == "name" or form[0] == known[0] or (kind not in NOT_SHORTENED)
        if set(known) <= words and (form[-1] == known[-1] or (form[0] == known[0] and len(known) > 1)):
            return form[0] == known[0] or (referent.kind == "name" and kind in ("name", "person", "source"))
    return False
