"""One module a page: each asks the desk for views and hands them to a template."""

from musnad.web.pages import (
    adding,
    cards,
    disagreements,
    documents,
    dossier,
    entering,
    figures,
    findings,
    origins,
    people,
    review,
    search,
    sites,
    statements,
    story,
    timeline,
)

LEDGER = (story, timeline, figures, disagreements, statements, people, origins, sites, cards, dossier)
ROUTERS = [m.router for m in (*LEDGER, documents, search, findings, review, adding, entering)]
