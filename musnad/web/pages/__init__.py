"""One module a page: each asks the desk for views and hands them to a template."""

from musnad.web.pages import (
    cards,
    disagreements,
    documents,
    figures,
    findings,
    origins,
    people,
    search,
    story,
    timeline,
)

ROUTERS = [
    m.router for m in (story, timeline, figures, disagreements, people, documents, search, origins, findings, cards)
]
