"""Signing in and out, where the room is served with accounts."""

from __future__ import annotations

import math
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from musnad.web.accounts import Accounts
from musnad.web.attempts import Attempts
from musnad.web.room import In
from musnad.web.visitors import COOKIE, Sessions, checked

router = APIRouter(prefix="/{lang}", include_in_schema=False)


@router.get("/enter")
def form(room: In) -> Response:
    """The form, for those who are not in yet."""
    if room.visitor.role != "none":
        return RedirectResponse(room.link(), 303)
    return room.render("enter", wrong=False, wait=0)


@router.post("/enter")
async def enter(room: In, request: Request) -> Response:
    """Begin a session for a name and its password."""
    async with request.form() as given:
        checked(room.visitor, given)
        name, password = str(given.get("name", ""))[:200], str(given.get("password", ""))
    address = request.client.host if request.client else ""
    attempts: Attempts = request.app.state.attempts
    wait = math.ceil(attempts.wait(name, address))
    if wait:
        return room.render("enter", 429, {"Retry-After": str(wait)}, wrong=True, wait=wait)
    accounts: Accounts | None = request.app.state.accounts
    account = await run_in_threadpool(accounts.enter, name, password) if accounts else None
    if account is None:
        attempts.failed(name, address)
        return room.render("enter", 403, wrong=True, wait=0)
    attempts.succeeded(name)
    sessions: Sessions = request.app.state.sessions
    answer = RedirectResponse(room.link(), 303)
    _cookie(answer, sessions.begin(account), request)
    return answer


@router.post("/leave")
async def leave(room: In, request: Request) -> Response:
    """End the session; with `everywhere`, all sessions of its account."""
    async with request.form() as given:
        checked(room.visitor, given)
        everywhere = "everywhere" in given
    sessions: Sessions = request.app.state.sessions
    if everywhere and room.visitor.name and request.app.state.accounts:
        sessions.end_all(room.visitor.name)
    sessions.end(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse(room.link("enter"), 303)
    answer.delete_cookie(COOKIE)
    return answer


def _cookie(answer: Any, id: str, request: Request) -> None:
    answer.set_cookie(COOKIE, id, httponly=True, samesite="strict", secure=request.url.scheme == "https")
