"""The records: what Musnad keeps of one document, and what people say about what it keeps.

Every record stands on a span: code points into the document's text exactly as received, end exclusive, and the words
themselves. Days are Gregorian, written as ISO prefixes (`2024`, `2024-09`, `2024-09-06`); an unknown one is None and
stays None. The JSON of `musnad read` is these structs, field for field.

Sources of the terms: ISO 24617-1 (TIMEX3), ISO 24617-1/TimeML (modality), W3C Web Annotation (text position and quote
selectors), Pareti 2012 (cue, speaker, content).
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec

SegmentKind = Literal["title", "body", "caption", "byline", "furniture"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
NumberKind = Literal["cardinal", "ordinal", "fraction", "percent", "range", "quantity"]
Comparator = Literal["exact", "about", "nearly", "more_than", "at_least", "less_than", "at_most", "between"]
EntityType = Literal["person", "organization", "armed_group", "country", "government", "place", "base", "media"]


class Record(msgspec.Struct, kw_only=True, omit_defaults=False):
    """Base of everything that is written out as JSON."""


class Span(Record):
    """Words of a document.

    start, end: code points into `Document.text`, end exclusive.
    text:       exactly `Document.text[start:end]`.
    """

    start: int
    end: int
    text: str


class Segment(Record):
    """A stretch of the page and what it is there for; segments are in order and never overlap. rule: empty for body."""

    start: int
    end: int
    kind: SegmentKind
    rule: str = ""


class Published(Record):
    """The day of publication and how it is known.

    value:    ISO prefix, or None where nothing tells.
    earliest, latest: first and last Gregorian day it may be, inclusive.
    how:      given (by the caller or the page's own metadata), stated (a dateline), inferred (weekdays and dates agree).
    span:     the words that told it, where they are in the text.
    """

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    how: Literal["given", "stated", "inferred"] | None = None
    span: Span | None = None


class Document(Record):
    """One article as received.

    id:        stable name in the ledger: the record's own id, else the file name.
    file:      path as given, "-" for standard input.
    text:      everything that was written, unchanged: title, body, captions and furniture. Offsets count in here.
    title:     span of the headline, or None.
    segments:  what the source itself tells of the page (HTML, feeds); empty for plain text, where reading finds them.
    published: day given with the document (caller, metadata), else None.
    clock:     clock time of publication as its metadata writes it (HH:MM), else None: what `an hour ago` counts from.
    outlet, url, byline: as given, else None.
    digest:    SHA-256 of the text in UTF-8, hexadecimal.
    bytes_digest: SHA-256 of the bytes as received, hexadecimal.
    findings:  what intake had to guess, replace or leave; they go on into the reading.
    """

    id: str
    file: str
    text: str
    title: Span | None = None
    segments: list[Segment] = []
    published: str | None = None
    clock: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | None = None
    digest: str = ""
    bytes_digest: str = ""
    findings: list[Finding] = []


class Number(Record):
    """A number expression. value is None for a range, whose bounds are low and high (None: open).

    kind: `quantity` is a number with its unit of measurement (two litres) beside the number alone, in the unit written;
    masses in grams.
    """

    start: int
    end: int
    text: str
    kind: NumberKind
    value: float | int | None
    low: float | int | None
    high: float | int | None
    rule: str


class Time(Record):
    """A time expression (TIMEX3).

    value:    ISO 8601 as TIMEX3 writes it (2020-06-11, 2020-03, 2021-H1, P3Y, PT2H, XXXX-WXX-1, PRESENT_REF ...).
    mod:      START MID END APPROX BEFORE AFTER ON_OR_BEFORE ON_OR_AFTER LESS_THAN MORE_THAN EQUAL_OR_MORE, or None.
    earliest, latest: Gregorian days meant, inclusive; None where the words are vague or could not be resolved.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    mod: str | None
    earliest: str | None
    latest: str | None
    rule: str


class Figure(Record):
    """A quantity with what is counted.

    low, high: closed bounds (exact 5 = 5, 5; more than 1200 = 1200, None; about fifty = 50, 50 with comparator about).
    unit:      count, percent, fraction, or a unit or ISO 4217 code.
    measure:   what is counted, from the controlled list in docs/reference.
    flow:      stock arrived left reduced_to reduced_by given pledged requested occurred.
    as_of:     ISO prefix of the day at which the level held; period: ISO interval or start/end over which it occurred.
    source:    who says so, "outlet" where the article itself does.
    part_of:   span of the figure that this one is a part of, or None.
    vague:     True for hundreds, dozens, several, most.
    """

    start: int
    end: int
    text: str
    low: float | int | None
    high: float | int | None
    comparator: Comparator
    unit: str
    measure: str
    flow: str
    subject: str | None
    place: str | None
    as_of: str | None
    period: str | None
    modality: str
    source: str
    part_of: Span | None
    vague: bool
    rule: str


class ChainLink(Record):
    """One carrier of a report. kind: outlet agency newspaper document person official unnamed organization government.

    span: the words that name it; cue: the words that hand the report over. Both None for the outlet itself.
    """

    name: str
    kind: str
    span: Span | None = None
    cue: Span | None = None


class Statement(Record):
    """One reporting cue with who speaks and what is said.

    cue:            the reporting word(s), clitics included.
    act:            says adds explains points_out stresses warns denies doubts confirms announces claims expects hopes
                    demands pledges describes asks threatens admits reports.
    speaker:        the words naming the speaker in this sentence, None where it is left unsaid.
    speaker_id:     id of the entity in this reading, or None.
    speaker_name:   the fullest name the article gives the true speaker, also where this sentence leaves it unsaid.
    speaker_names:  every surface form of that speaker.
    content:        what was said, without cue, complementiser and speaker; outer quotation marks outside.
    direct:         True, False or "mixed".
    chain:          outermost to innermost.
    said_on:        ISO prefix or None.
    occasion:       as written (`in a statement`, `to reporters`), or None.
    negated:        True where the report says that it was not said.
    news:           on no named day, but told by the article as its news: said on the day of publication or just before.
    """

    cue: Span
    act: str
    speaker: Span | None
    speaker_id: str | None
    speaker_name: str | None
    speaker_names: list[str]
    speaker_role: str | None
    anonymous: bool
    number_of_sources: int | None
    content: Span | None
    direct: bool | Literal["mixed"]
    chain: list[ChainLink]
    said_on: str | None
    occasion: str | None
    negated: bool
    rule: str
    news: bool = False


class Event(Record):
    """Something that happened or is said to: the smallest clause that names it.

    type:     meeting dialogue_round statement_release attack strike casualties withdrawal redeployment handover transfer
              training pledge agreement decision resolution campaign appointment territorial_control return threat
              protest visit other.
    date, end_date: ISO prefix of its own day, never the article's by default; None where the words do not tell.
    modality: happened ongoing planned demanded denied alleged hypothetical conditional.
    source:   who says so, "outlet" where the article itself does.
    happening: number of the happening in this document that the mention belongs to, from 0.
    news:      without a day of its own, but told by the article as its news: it happened shortly before publication, or goes on then.
    """

    start: int
    end: int
    text: str
    type: str
    date: str | None
    end_date: str | None
    place: str | None
    actors: list[str]
    targets: list[str]
    modality: str
    source: str
    rule: str
    happening: int = 0
    news: bool = False


class Entity(Record):
    """Someone or something named: every surface form, without its clitics, in order of appearance.

    roles: titles and offices beside a person's name, as written; offices: the same with the time they are held.
    """

    id: str
    type: EntityType
    names: list[Span]
    roles: list[str] = []
    rule: str = ""
    offices: list[Office] = []


class Office(Record):
    """A title or office beside a person's name, with when it is held as far as the words beside it tell.

    held:  former current acting designate elect late new outgoing resigned, or None where no word tells.
    since, until: TIMEX3 values of the days, months or years told, or None.
    """

    start: int
    end: int
    text: str
    held: str | None = None
    since: str | None = None
    until: str | None = None


class Position(Record):
    """What an actor holds on a proposition. stance: supports opposes doubts conditional neutral."""

    actor: str
    on: str
    stance: str
    evidence: Span
    rule: str = ""


class Finding(Record):
    """Something a reader should know about the reading itself: what was only partly read, or dropped, and why."""

    kind: str
    message: str
    start: int | None = None
    end: int | None = None


class Reading(Record):
    """Everything read in one document, in the order of the contract of `musnad read`."""

    file: str
    id: str
    outlet: str | None
    published: Published
    title: Span | None
    segments: list[Segment]
    times: list[Time]
    numbers: list[Number]
    figures: list[Figure]
    statements: list[Statement]
    events: list[Event]
    entities: list[Entity]
    positions: list[Position]
    findings: list[Finding]


class Link(Record):
    """Two records (or documents) held to be related. Never rewrites either of them.

    kind:  same_entity same_happening same_series copy retelling echo supports denies contradicts.
    left, right: record ids in the ledger, left < right.
    score: 0 to 1; reasons: why, each a key that the interface words (`reason`) with what it speaks of.
    """

    kind: str
    left: str
    right: str
    score: float
    reasons: list[dict[str, Any]]


class Judgement(Record):
    """What a person decided about a record or a link: accept reject correct same not_same unsure; reversible.

    on:   record or link id. by: who. at: ISO 8601 instant in UTC. value: the correction, JSON, where there is one.
    """

    on: str
    verdict: str
    by: str
    at: str
    value: str | None = None
