"""A statement or figure on a card of its own, to be shown inside another site's page."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from musnad.link.material import Json
from musnad.story.chain import chain
from musnad.web.room import In
from musnad.web.summary import summary

router = APIRouter(prefix="/{lang}", include_in_schema=False)


@router.get("/card/{id}")
def card(room: In, id: str) -> HTMLResponse:
    """The words of a record, who they come through, and how many origins the ledger knows for them."""
    row = chain(room.desk.material(), id)
    body = msgspec.json.decode(room.desk.ledger.record(row["record"])["body"])
    said = body["content"]["text"] if row["layer"] == "statements" and body["content"] else row["text"]
    fields = summary(row["layer"], body, room)[:3]
    return room.render(
        "card",
        row=row,
        said=said,
        fields=fields,
        around=room.around([row]),
        origins=_origins(room.desk.rows("sources").holding(row["record"]), row),
    )


def _origins(claims: Iterable[Json], row: Json) -> tuple[int, int] | None:
    """Origins and documents of the claim that holds the record."""
    for claim in claims:
        if any(r["record"] == row["record"] for r in claim["references"]):
            return len(claim["origins"]), sum(len(o["documents"]) for o in claim["origins"])
    return None
