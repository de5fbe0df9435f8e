"""Who is asking: sessions, roles and the token that every change must carry.

Without an accounts file the room serves this machine only, and its visitor may do everything under the name `local`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from typing import Any

import msgspec
from fastapi import HTTPException, Request

ROLES = ("none", "read", "review", "administer")  # each may do what those before it may
COOKIE = "musnad_session"
LASTS = 12 * 3600  # seconds a session lives without a visit


class Visitor(msgspec.Struct):
    """name: under which decisions are kept. role: of ROLES. token: what a form of this visitor carries."""

    name: str
    role: str
    token: str

    def may(self, role: str) -> bool:
        """Whether this visitor may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Sessions:
    """The sessions of a running room, kept in memory: a restart signs everybody out."""

    def __init__(self) -> None:
        self._secret = secrets.token_bytes(32)
        self._open: dict[str, tuple[str, str, float]] = {}

    def begin(self, name: str, role: str) -> str:
        """A new session; its id goes into the cookie."""
        now = time.monotonic()
        self._open = {k: v for k, v in self._open.items() if v[2] > now}
        id = secrets.token_urlsafe(32)
        self._open[id] = (name, role, now + LASTS)
        return id

    def end(self, id: str) -> None:
        """Forget a session."""
        self._open.pop(id, None)

    def of(self, id: str) -> tuple[str, str] | None:
        """Name and role of a session that is still open, which is thereby prolonged."""
        found = self._open.get(id)
        if found is None or found[2] < time.monotonic():
            return None
        self._open[id] = (found[0], found[1], time.monotonic() + LASTS)
        return found[0], found[1]

    def token(self, id: str) -> str:
        """The form token of a session."""
        return hmac.new(self._secret, id.encode(), hashlib.sha256).hexdigest()


def visitor_of(request: Request) -> Visitor:
    """The visitor of a request."""
    sessions: Sessions = request.app.state.sessions
    id = request.cookies.get(COOKIE, "")
    token = sessions.token(id)
    if request.app.state.accounts is None:
        return Visitor("local", "administer", token)
    found = sessions.of(id)
    return Visitor(*found, token) if found else Visitor("", "none", token)


def allowed(visitor: Visitor, role: str) -> None:
    """Raises: HTTP 403 where the visitor may not do what the role may."""
    if not visitor.may(role):
        raise HTTPException(403)


def checked(visitor: Visitor, form: Any) -> None:
    """Raises: HTTP 403 where a form does not carry its visitor's token (it was sent from another site)."""
    given = str(form.get("token", ""))
    if not hmac.compare_digest(given.encode("utf-8", "replace"), visitor.token.encode()):
        raise HTTPException(403)
