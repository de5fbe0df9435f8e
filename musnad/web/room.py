"""What a page knows of its request: the language, the desk, the visitor; links, and the template that answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote, urlencode, urlsplit

from fastapi import Depends, Request
from fastapi import Path as InPath
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from musnad.export.wording import Wording, vocabulary
from musnad.story.desk import Desk
from musnad.story.latest import Behind
from musnad.web.context import Contexts
from musnad.web.files import NAMES
from musnad.web.visitors import Visitor, allowed, visitor_of

FOLDER = Path(__file__).parent
FONT = FOLDER / "static" / "vendor" / "vazirmatn.woff2"
PAGES: dict[str, tuple[str, ...]] = {
    "ledger": ("", "timeline", "figures", "disagreements", "statements", "people", "sources", "map"),
    "articles": ("documents", "search", "check", "findings"),
    "work": ("review", "add"),
}
ROLE_FOR = {"review": "review", "add": "review"}


class Language(StrEnum):
    """The languages of the interface."""

    ar = "ar"
    en = "en"


def environment() -> Environment:
    """Templates of the room, everything escaped, an unknown name an error."""
    made = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
    )
    made.filters["combine"] = lambda old, **new: {**old, **new}
    return made


class Room:
    """One request, seen by a page."""

    def __init__(self, request: Request, language: str, visitor: Visitor) -> None:
        self.request, self.language, self.visitor = request, language, visitor
        self.desk: Desk = request.app.state.desk
        self.w = Wording(language)

    def t(self, key: str) -> str:
        """A word of the interface, from the catalogue's table `room`."""
        return self.w(key, "room")

    @property
    def behind(self) -> Behind | None:
        """How far the views are behind the ledger, where a visitor may see them at all."""
        return self.desk.behind if self.visitor.may("read") else None

    def link(self, page: str = "", /, **query: Any) -> str:
        """The address of a page in this language; what is None or empty is left out of the query."""
        asked = urlencode({k: v for k, v in query.items() if v not in (None, "", False)}, doseq=True)
        return f"/{self.language}/{page}" + (f"?{asked}" if asked else "")

    def other(self, language: str) -> str:
        """This very page in another language."""
        path = self.request.url.path.removeprefix(f"/{self.language}")
        query = self.request.url.query
        return f"/{language}{quote(path)}" + (f"?{query}" if query else "")

    def words(self, ref: dict[str, Any]) -> str:
        """Where the words of a reference stand highlighted in their document."""
        key = self.desk.key_of(ref["document"], ref.get("record"))
        if key is None:
            return self.link("documents")
        return self.link(f"documents/{key}", at=f"{ref['start']}-{ref['end']}", record=ref.get("record")) + "#words"

    def name(self, id: str | None) -> str:
        """An entity's name for this reader; several, separated by semicolons, each."""
        parts = [p.strip() for p in (id or "").split(";") if p.strip()]
        return "\u060c ".join(self.desk.name_of(p, self.language) for p in parts)

    def known(self, row: dict[str, Any]) -> str:
        """A person or body of the view `people` as this reader calls it: the story's title, else the whole name."""
        told = self.name(row["id"])
        return str(row["name"]) if told in row["names"] else told

    def voice(self, ref: dict[str, Any], name: str | None) -> str:
        """Who speaks in a reference: a name, an unnamed source, or the outlet, by its own name where that is known."""
        if name == "unnamed":
            return self.t("link_unnamed")
        if name and name != "outlet":
            return self.name(name)
        return self.desk.outlet_of(ref["document"]) or self.w("outlet")

    def origin(self, name: str) -> str:
        """The origin of a claim: an outlet or agency by its name, an article of unknown outlet by its headline."""
        key = self.desk.key_of(name)
        return (self.desk.outlet_of(name) or self.desk.title_of(key)) if key else name

    def said(self, value: str) -> str:
        """The state that a side of a disagreement claims, in words; nothing where its own words say it."""
        known = self.t(f"says_{value}")
        return "" if known == f"says_{value}" else known

    def about(self, topic: str) -> str:
        """What a disagreement or a change is about."""
        known = self.t(f"about_{topic}")
        if known != f"about_{topic}":
            return known
        measure = next((word for word in topic.split() if word in vocabulary("measures")), None)
        if measure is None:
            told = self.w(topic, "topics")
            return told if told != topic else self.w(topic, "events")
        of, at = (part.strip() for part in topic.split(measure, 1))
        return self.series({"measure": measure, "subject": of, "place": at})

    def question(self, row: dict[str, Any]) -> str:
        """What a disagreement is over, as one line."""
        about = self.about(row["about"]) if row["about"] else ""
        return self.t(f"asks_{row['kind']}" if about else f"asks_{row['kind']}_bare").format(about=about)

    def linked(self, reasons: list[Any]) -> str:
        """Why two happenings may be one, in words; what both say is left out: it is told by the stems of words."""
        keyed = [r if isinstance(r, dict) else {"reason": r} for r in reasons]
        named = [r | {"names": [self.name(n) for n in r["names"]]} if "names" in r else r for r in keyed]
        return self.w.reasons([r for r in named if r["reason"] != "both_say"])

    def within_year(self, iso: str) -> str:
        """A day or month without its year; of a year alone that no more is known."""
        return self.w.day(iso).rsplit(" ", 1)[0] if len(iso) > 4 else self.t("in_the_year")

    def head_of(self, row: dict[str, Any]) -> dict[str, Any]:
        """The mention of a happening whose words stand for it."""
        found: dict[str, Any] = next((m for m in row["mentions"] if m["text"] == row["what"]), row["mentions"][0])
        return found

    def series(self, row: dict[str, Any]) -> str:
        """A series as people name it: what is counted of whom, where."""
        flow = self.w(row["flow"], "flows") if row.get("flow", "stock") not in ("stock", "occurred") else ""
        subject = "" if row["subject"] == row["measure"] else self.w(row["subject"] or "", "measures")
        subject = self.name(row["subject"]) if subject == row["subject"] else subject
        parts = (self.w(row["measure"], "measures"), flow, subject, self.name(row["place"]))
        return " \u00b7 ".join(p for p in parts if p)

    def titled(self, title: dict[str, str], otherwise: str) -> str:
        """A title of the story file in this language."""
        return title.get(self.language) or otherwise

    def files(self, page: str, forms: Iterable[str], **query: Any) -> list[tuple[str, str, str]]:
        """The files that what a page shows can be taken away as: name, what it is good for, address."""
        return [(NAMES[form], self.t(f"form_{form}"), self.link(f"{page}.{form}", **query)) for form in forms]

    @property
    def back(self) -> str | None:
        """The page of this room that the visitor came from, or None."""
        came = urlsplit(self.request.headers.get("referer", ""))
        if came.netloc != self.request.url.netloc or not came.path.startswith(f"/{self.language}"):
            return None
        here = self.request.url.path
        return None if came.path == here else came.path + (f"?{came.query}" if came.query else "")

    def menu(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """The groups of pages that this visitor may open: heading, then (page, label)."""
        for group, pages in PAGES.items():
            shown = [p for p in pages if self.visitor.may(ROLE_FOR.get(p, "read")) and (p != "map" or self._lies)]
            if shown:
                yield group, [(p, self.t(f"page_{p or 'story'}")) for p in shown]

    def around(self, references: Iterable[dict[str, Any]]) -> Contexts:
        """The sentences in which the words of these references stand."""
        return Contexts(self.desk, references)

    @property
    def _lies(self) -> bool:
        """Whether the story tells where its places lie."""
        return bool(self.desk.story and self.desk.story.sites)

    def render(
        self, template: str, status: int = 200, headers: dict[str, str] | None = None, /, **context: Any
    ) -> HTMLResponse:
        """A template as the answer. Every template sees `room`, `w`, `t` and `desk`."""
        templates: Environment = self.request.app.state.templates
        page = templates.get_template(f"{template}.html.j2").render(
            room=self, w=self.w, t=self.t, desk=self.desk, font=FONT.exists(), **context
        )
        return HTMLResponse(page, status_code=status, headers=headers)


def room_of(request: Request, lang: Annotated[Language, InPath()]) -> Room:
    """The room of a request (a dependency of every page)."""
    visitor = visitor_of(request)
    if not request.url.path.endswith("/enter"):
        allowed(visitor, "read")
    return Room(request, lang.value, visitor)


In = Annotated[Room, Depends(room_of)]
