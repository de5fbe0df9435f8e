"""Joins the mentions of one thing into one entity, and never two men of one family name."""

from __future__ import annotations

from collections import defaultdict

from musnad.extract.entities.mention import Mention
from musnad.extract.page import Page
from musnad.model import Entity, Span
from musnad.text.fold import fold

MANY = 12  # full names sharing a word; more are left apart
FATHER = "\u0627\u0628\u0648"
FATHERS = frozenset({FATHER, "\u0627\u0628\u064a", "\u0627\u0628\u0627"})  # nominative, genitive, accusative
SERVANT = "\u0639\u0628\u062f"


def entities_of(page: Page, mentions: list[Mention]) -> list[Entity]:
    """One entity for each thing that the mentions name, in the order of first mention.

    Mentions join by their English name, by equal spelling, and a person's last name joins the one full name of the
    document that ends in it. A mention whose article the preposition li has swallowed has no bare form: it is left out
    of the names where the name is written out elsewhere, and stands with its preposition where it is not.
    """
    keys = [_key(page, m) for m in mentions]
    full = _full_names(mentions, keys)
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention, key in zip(mentions, keys, strict=True):
        name = full.get(key, key) if mention.type == "person" else key
        groups[mention.id or f"{mention.type} {name}"].append(mention)
    return [_entity(page, group) for group in groups.values()]


def _key(page: Page, mention: Mention) -> str:
    """What two spellings of one name share: folded, the case of abu and the space after abd taken away."""
    words = fold(page.text[mention.start : mention.end]).split()
    return " ".join(FATHER if w in FATHERS else w for w in words).replace(f"{SERVANT} ", SERVANT)


def _full_names(mentions: list[Mention], keys: list[str]) -> dict[str, str]:
    """A shorter name to the only longer one of the document whose last or first word it is."""
    longer: dict[str, set[str]] = defaultdict(set)
    names = list(dict.fromkeys(k for m, k in zip(mentions, keys, strict=True) if m.type == "person"))
    for name in names:
        words = name.split()
        for cut in range(1, len(words)):
            longer[" ".join(words[cut:])].add(name)
            longer[" ".join(words[:cut])].add(name)
    found = {}
    for name in names:
        if len(longer.get(name, ())) > MANY:
            continue
        candidates = {c for c in longer.get(name, ()) if not any(c != o and o.endswith(c) for o in longer[name])}
        if len(candidates) == 1:
            found[name] = candidates.pop()
    return {name: found.get(target, target) for name, target in found.items()}


def _entity(page: Page, group: list[Mention]) -> Entity:
    written = [m for m in group if not m.fused] or group
    longest = max(written, key=lambda m: (m.end - m.start, -m.start))
    names = [Span(start=m.start, end=m.end, text=page.text[m.start : m.end]) for m in written]
    offices = [office for m in group for office in m.offices]
    roles = list(dict.fromkeys(" ".join(office.text.split()) for office in offices))
    return Entity(id=group[0].id or longest_text(page, longest), type=group[0].type, names=names, roles=roles,
                  rule=longest.rule, offices=offices)  # fmt: skip


def longest_text(page: Page, mention: Mention) -> str:
    """The words of a mention on one line."""
    return " ".join(page.text[mention.start : mention.end].split())
