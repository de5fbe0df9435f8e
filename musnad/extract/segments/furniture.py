"""Page furniture: what the site adds around an article. Phrases come from `furniture.tsv`, shapes from here."""

from __future__ import annotations

from bisect import bisect_right

from musnad.extract.page import Page
from musnad.extract.segments.lines import BULLETS, Line, ends_with, opens_with
from musnad.lexicon.matcher import Hit

TABLE = "segments.furniture"
LONGEST = 45  # words of a furniture line
HEADLINE = range(5, 19)  # words of a linked headline
TOPIC = 4  # words of a topic
COPYRIGHT = "segments.furniture.copyright"
HAS_FIELDS = frozenset({"feedback", "form", "share", "subscribe", "follow", "app"})
LABEL_SIGNS = frozenset(":/|-.\u2013\u2014\u2026")
LABEL = 6  # words of a form's option or button


def mark_phrases(page: Page, lines: list[Line]) -> None:
    """Lines that hold a phrase of the table in the place that its row asks for."""
    if not lines:
        return
    starts = [line.start for line in lines]
    for hit in page.hits.of(TABLE):
        line = lines[bisect_right(starts, page.tokens[hit.first].start) - 1]
        if line.kind is None and line.cut is None:
            _apply(page, line, hit)


def _apply(page: Page, line: Line, hit: Hit) -> None:
    if hit.first < line.first or hit.last > line.last or hit.split.pronoun or hit.split.conjunction:
        return
    where = hit.row["where"]
    rule = f"segments.furniture.{hit.row['kind']}"
    if where == "end":
        if line.last - hit.last <= LONGEST:
            _cut(page, line, hit, rule)
    elif line.words <= LONGEST and (where == "line" or _in_place(page, line, hit, where)):
        line.name("furniture", rule)


def _in_place(page: Page, line: Line, hit: Hit, where: str) -> bool:
    """Whether a phrase opens the line and stands there as its row asks: at the start, as a label, alone."""
    if _words(page, line.first, hit.first):
        return False
    labelled = hit.last < line.last and page.tokens[hit.last].form in LABEL_SIGNS
    return where == "start" or (where == "label" and labelled) or not _words(page, hit.last, line.last)


def _cut(page: Page, line: Line, hit: Hit, rule: str) -> None:
    """A phrase that follows the last full stop of a paragraph: the rest of the line is furniture."""
    before = page.tokens[hit.first - 1].form if hit.first > line.first else ""
    if not before:
        line.name("furniture", rule)
    elif before in '.!?\u061f\u2026"\u201d\u00bb' and not line.closed:
        line.cut = page.tokens[hit.first].start
        line.rule = rule


def _words(page: Page, first: int, last: int) -> int:
    return sum(1 for i in range(first, last) if page.tokens[i].kind != "mark")


def mark_shapes(page: Page, lines: list[Line]) -> None:
    """Lines without a word, lines of hashtags, and what stands around furniture already found."""
    for line in lines:
        if line.kind is None and line.words == 0:
            line.name("furniture", "segments.furniture.rule_line")
        elif line.kind is None and _all_tags(page, line):
            line.name("furniture", "segments.furniture.hashtags")
    _mark_links(page, lines)
    _mark_tail(lines)
    _mark_company(lines)
    _mark_footer(lines)
    _mark_days(page, lines)
    _mark_topics(page, lines)


def _all_tags(page: Page, line: Line) -> bool:
    """Only hashtags: one sign glued to its word for every one to four words, the first at the start."""
    if line.closed or line.words > LONGEST or not opens_with(page, line, frozenset("#")):
        return False
    tokens = page.tokens
    signs = [i for i in range(line.first, line.last - 1) if tokens[i].form == "#"]
    glued = all(tokens[i + 1].start == tokens[i].end and tokens[i + 1].kind == "word" for i in signs)
    return glued and 0 < line.words <= 4 * len(signs)


def _mark_links(page: Page, lines: list[Line]) -> None:
    """Two or more headlines in a row between paragraphs that end as sentences: links to other stories."""
    long_ones = [line for line in lines if line.kind is None and line.words > HEADLINE.stop]
    if sum(line.closed for line in long_ones) * 10 < len(long_ones) * 8 or len(long_ones) < 3:
        return  # this outlet leaves the full stop out: shape tells nothing
    run: list[Line] = []
    before: Line | None = None
    for i, line in enumerate([*lines, None]):
        if line is not None and i > 0 and _is_headline(page, line):
            run.append(line)
            continue
        if before is not None and line is not None and _stands_between(page, before, run, line):
            for linked in run:
                linked.name("furniture", "segments.furniture.linked_headlines")
        run, before = [], line


def _stands_between(page: Page, before: Line, run: list[Line], following: Line) -> bool:
    """A run of headlines after a paragraph that ends as a statement; not questions alone, which an author may ask."""
    if len(run) < 2 or not before.closed or before.asks:
        return False
    if not (following.closed or following.kind == "furniture" or following.words < HEADLINE.start):
        return False
    return any(not line.asks or _has_colon(page, line) for line in run)


def _has_colon(page: Page, line: Line) -> bool:
    return any(page.tokens[i].form == ":" for i in range(line.first, min(line.first + 6, line.last)))


def _is_headline(page: Page, line: Line) -> bool:
    if line.kind is not None or line.words not in HEADLINE or (line.closed and not line.asks):
        return False
    number_first = line.last > line.first and page.tokens[line.first].kind == "number"
    return not (number_first or opens_with(page, line, BULLETS) or ends_with(page, line, ":\u060c,\u061b"))


def _mark_tail(lines: list[Line]) -> None:
    """After furniture near the end, short lines without a full stop are its fields and buttons."""
    after = False
    for i, line in enumerate(lines):
        if line.kind == "furniture":
            after = i * 2 >= len(lines) and line.rule.rpartition(".")[2] in HAS_FIELDS
        elif after and line.kind is None and line.words <= LABEL and not line.closed:
            line.name("furniture", "segments.furniture.form_field")
        else:
            after = False


def _mark_company(lines: list[Line]) -> None:
    """At the top, a short line written together with promotion belongs to it."""
    for i, line in enumerate(lines[:3]):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if line.kind is None and following is not None and following.kind == "furniture":
            promoted = following.words > 0 and not following.apart and line.apart
            if promoted and line.words <= LABEL and not line.closed:
                line.name("furniture", "segments.furniture.promotion_heading")
        elif line.kind is None:
            return


def _mark_footer(lines: list[Line]) -> None:
    """Between other furniture and the copyright line at the foot of the page nothing else is news."""
    foot = next((i for i in range(len(lines) - 1, max(len(lines) - 4, 0), -1) if lines[i].rule == COPYRIGHT), None)
    if foot is None:
        return
    top = next((i for i in range(foot - 1, max(foot - 6, -1), -1) if lines[i].kind == "furniture"), foot)
    for line in [*lines[top + 1 : foot], *lines[foot + 1 :]]:
        if line.kind is None:
            line.name("furniture", "segments.furniture.footer")


def _mark_days(page: Page, lines: list[Line]) -> None:
    """Three or more lines in a row that hold a day or an hour and no more: the list of other stories."""
    run: list[Line] = []
    for i, line in enumerate([*lines, None]):
        if line is not None and 3 * i >= len(lines) and line.kind is None and _is_short_day(page, line):
            run.append(line)
            continue
        for listed in run if len(run) >= 3 else ():
            listed.name("furniture", "segments.furniture.list_of_days")
        run = []


def _is_short_day(page: Page, line: Line) -> bool:
    if not 2 <= line.words <= 4 or line.closed:
        return False
    letters = [i for i in range(line.first, line.last) if page.tokens[i].kind == "word"]
    return len(letters) == 1 and line.words > 1


def _mark_topics(page: Page, lines: list[Line]) -> None:
    """Three or more names or phrases in a row after a closed paragraph, with furniture below: the topics of the page."""
    foot = next((i for i in range(len(lines) - 1, -1, -1) if lines[i].kind == "furniture" and lines[i].words), 0)
    run: list[Line] = []
    before: Line | None = None
    for line in lines[: foot + 1]:
        if line.kind is None and 0 < line.words <= TOPIC and not line.closed and not ends_with(page, line, ":\u060c|"):
            run.append(line)
            continue
        if len(run) >= 3 and before is not None and before.closed and not before.asks:
            for topic in run:
                topic.name("furniture", "segments.furniture.topics")
        run, before = [], line
