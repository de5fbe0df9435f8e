"""The letters of a word that its forms have in common: a rough stem by which two tellings are compared.

Plurals, verbal nouns and participles of a root often differ only in long vowels and endings; without these they are one.
Two words may share a skeleton by chance, so that one alone proves nothing. Source: Larkey, Ballesteros and Connell 2002
(light stemming).
"""

from __future__ import annotations

from functools import lru_cache

ARTICLE, LILL = "\u0627\u0644", "\u0644\u0644"
PARTICLES = "\u0648\u0641\u0628\u0644\u0643"
ENDINGS = ("\u0627\u062a", "\u064a\u0646", "\u0648\u0646", "\u0627\u0646", "\u064a\u0647", "\u0648\u0627", "\u062a")
MARBUTA = "\u0647"  # as the key writes it
YA = "\u064a"  # of an adjective, where nothing but weak letters is left before it
LONG = dict.fromkeys(map(ord, "\u0627\u0648\u064a\u0621"))
PREFIXES = ("\u0633\u062a", "\u0646", "\u062a", "\u0645")  # of derived stems and of persons, longest first
LEAST = 3  # letters that stay when something is cut off


@lru_cache(maxsize=1 << 16)
def skeleton(key: str) -> str:
    """A folded word without article, particles, endings and long vowels; as much of it as leaves two letters."""
    bare = _without_beginning(key)
    ending = next((e for e in ENDINGS if bare.endswith(e) and len(bare) - len(e) >= LEAST), "")
    bare = bare[: len(bare) - len(ending)]
    if not ending and bare.endswith(MARBUTA) and len(bare) > LEAST:
        bare = bare[:-1]
    consonants = bare.translate(LONG)
    return consonants if len(consonants) >= 2 else bare.removesuffix(YA)


def _without_beginning(key: str) -> str:
    """A key without the article and the particle before it; without a particle alone where enough is left."""
    for cut in (key[1:] if key[:1] in PARTICLES else key, key):
        if cut.startswith(ARTICLE) and len(cut) - 2 >= LEAST:
            return cut[2:]
    if key.startswith(LILL) and len(key) - 2 >= LEAST:
        return key[2:]
    return key[1:] if key[:1] in PARTICLES[:-1] and len(key) > LEAST + 1 else key
