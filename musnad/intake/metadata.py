"""What a page tells of itself: title, writer, outlet, address, day. JSON-LD first, then meta tags, then marked elements.

Sources: schema.org NewsArticle; the Open Graph protocol; HTML time element.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec
from selectolax.lexbor import LexborHTMLParser

from musnad.intake.dates import iso_day
from musnad.intake.markup import written
from musnad.intake.tags import one_line

PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "pubdate", "publishdate", "publish-date",
    "date", "dc.date", "dc.date.issued", "dcterms.created", "parsely-pub-date", "sailthru.date", "article.published",
)  # fmt: skip
DAY_ELEMENTS = "[itemprop='datePublished'], time[pubdate], article time, main time, time"
DAY_TEXTS = "[itemprop='datePublished'], time, [class*='publish'], [class*='date'], [class*='created'], [class*='time']"
WRITERS = "[rel='author'], [itemprop='author'], [class*='byline'], [class*='author-name']"
SHORTEST_TITLE = 3  # words of a heading that is sure to be the title
LONGEST_LABEL = 120  # characters of a writer's or outlet's name, of a visible date
_SEPARATOR = re.compile(r"\s+[|\u2013\u2014\u00bb-]\s+|\s*\|\s*")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_ARABIC = re.compile("[\u0620-\u064a]")


class Metadata(msgspec.Struct):
    """published: as written in the metadata. stated: a day as the page shows it, where the metadata has none."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    stated: str | None = None
    summary: str | None = None


def metadata_of(tree: LexborHTMLParser) -> Metadata:
    """Everything the page tells of itself; what it does not tell stays None."""
    tags = _meta_tags(tree)
    linked = list(_linked_data(tree))
    url = _address(tree) or tags.get("og:url")
    found = Metadata(
        title=_title(tree, tags, linked),
        byline=_label(_writer(linked) or tags.get("author") or tags.get("article:author") or _first(tree, WRITERS)),
        outlet=_label(tags.get("og:site_name") or _publisher(linked) or tags.get("application-name") or _host(url)),
        url=url,
        published=_published(tree, tags, linked),
        summary=tags.get("og:description") or tags.get("description"),
    )
    if found.byline and ("://" in found.byline or found.byline == found.outlet):
        found.byline = None
    if not found.published:
        found.stated = _stated(tree)
    return found


def _meta_tags(tree: LexborHTMLParser) -> dict[str, str]:
    tags: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
        content = one_line(attributes.get("content") or "")
        if name and content:
            tags.setdefault(name.lower(), content)
    return tags


def _linked_data(tree: LexborHTMLParser) -> Iterator[dict[str, Any]]:
    """The objects of every JSON-LD block that is whole; lists and graphs opened one level."""
    for node in tree.css("script[type='application/ld+json']"):
        try:
            value = json.loads(node.text(deep=True), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (g for g in graph if isinstance(g, dict)) if isinstance(graph, list) else ()


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return one_line(value) if isinstance(value, str) and value.strip() else None


def _from_linked(linked: list[dict[str, Any]], field: str) -> str | None:
    return next((name for item in linked if (name := _name(item.get(field)))), None)


def _writer(linked: list[dict[str, Any]]) -> str | None:
    return _from_linked(linked, "author")


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    return _from_linked(linked, "publisher")


def _title(tree: LexborHTMLParser, tags: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    """The heading that the tab title or the shared title repeats; else the shared title; else the only heading."""
    shared = tags.get("og:title") or _from_linked(linked, "headline") or tags.get("twitter:title")
    tab = _first(tree, "title")
    headings = [text for node in tree.css("h1")[:8] if (text := written(node))]
    repeated = [h for h in headings if any(known and (h in known or known in h) for known in (shared, tab))]
    best = max(repeated, key=len, default="")
    if best.count(" ") >= SHORTEST_TITLE - 1:
        return best
    if shared:
        return _without_site(shared, tags.get("og:site_name"))
    if len(headings) == 1:
        return headings[0]
    return _without_site(tab, tags.get("og:site_name")) if tab else None


def _without_site(title: str, site: str | None) -> str:
    """The title without the name of the site behind its last separator."""
    parts = _SEPARATOR.split(title)
    if len(parts) > 1 and (parts[-1] == site or len(parts[-1]) * 2 < len(parts[0])):
        return title[: title.rindex(parts[-1])].rstrip(" |-\u2013\u2014\u00bb")
    return title


def _published(tree: LexborHTMLParser, tags: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    candidates = [_from_linked(linked, "datePublished"), *(tags.get(name) for name in PUBLISHED)]
    for node in tree.css(DAY_ELEMENTS)[:12]:
        attributes = node.attributes
        candidates.append(attributes.get("datetime") or attributes.get("content"))
    written_days = [c for c in candidates if c]
    return next((c for c in written_days if iso_day(c)), None)


def _stated(tree: LexborHTMLParser) -> str | None:
    """The first short element that is marked as a date or time and shows a year and an Arabic word."""
    for node in tree.css(DAY_TEXTS)[:30]:
        text = written(node)
        if len(text) <= LONGEST_LABEL and _ARABIC.search(text) and _YEAR.search(text):
            return text
    return None


def _first(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return written(node) or None if node is not None else None


def _address(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("link[rel='canonical']")
    return node.attributes.get("href") or None if node is not None else None


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") or None if url else None
    except ValueError:
        return None


def _label(text: str | None) -> str | None:
    return text if text and len(text) <= LONGEST_LABEL else None
