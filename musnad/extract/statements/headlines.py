"""Headlines and dialogues: a speaker, a colon, and what was said up to the end of the line."""

from __future__ import annotations

from collections.abc import Iterator

from musnad.extract.statements.cues import Cue
from musnad.extract.statements.discourse import Discourse
from musnad.extract.statements.ground import BODIES, MEDIA, Ground
from musnad.extract.statements.speakers import Phrase

HEADLINE_KINDS = BODIES | MEDIA | {"person", "source"}
LONGEST_NAME = 9
SHORTEST_CONTENT = 3


def colon_lines(ground: Ground, cues: dict[int, Cue], discourse: Discourse) -> Iterator[tuple[Cue, Phrase, int]]:
    """Each line that opens with a speaker and a colon: the cue, the speaker, and the token after the line.

    In the headline any speaker of the article or named body will do; below it only one who speaks elsewhere too.
    """
    title = ground.page.title
    for first, last in ground.page.paragraphs:
        colon = next((i for i in range(first + 1, min(last, first + LONGEST_NAME)) if ground.is_colon(i)), None)
        if colon is None or last - colon <= SHORTEST_CONTENT or any(i in cues for i in range(first, colon)):
            continue
        phrase = Phrase(*ground.trimmed(first, colon), colon)
        heading = title is not None and title.start <= ground.tokens[first].start < title.end
        if phrase and _speaks(ground, phrase, discourse, heading):
            yield Cue(colon, colon + 1, "colon", ":", "says"), phrase, last


def _speaks(ground: Ground, phrase: Phrase, discourse: Discourse, heading: bool) -> bool:
    if any(ground.is_comma(i) or i in ground.times for i in range(phrase.first, phrase.last)):
        return False
    if (phrase.first, phrase.last) in ground.place_names:
        return False
    known = discourse.known(phrase)
    if not heading:
        return known is not None and known.kind in ("name", "person") and not known.anonymous
    head = ground.source(phrase.first)
    return known is not None or (head is not None and head.row["kind"] in HEADLINE_KINDS)
