"""Who is asking: sessions, roles and the token that every change must carry.

Without an accounts file the room serves this machine only, and its visitor may do everything under the name `local`.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Any

import msgspec
from fastapi import HTTPException, Request

from musnad.web.accounts import Account, Accounts

ROLES = ("none", "read", "review", "administer")  # each may do what those before it may
COOKIE = "musnad_session"
LASTS = 12 * 3600  # seconds a session lives without a visit
LONGEST = 7 * 24 * 3600  # seconds a session lives at most


class Visitor(msgspec.Struct):
    """name: under which decisions are kept. role: of ROLES. token: what a form of this visitor carries."""

    name: str
    role: str
    token: str

    def may(self, role: str) -> bool:
        """Whether this visitor may do what a role may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Session(msgspec.Struct):
    """account: as it was when the session began. until: of its next visit; end: of all visits; both of a steady clock."""

    account: Account
    until: float
    end: float


class Sessions:
    """The sessions of a running room, kept in memory: a restart signs everybody out."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._secret, self._clock = secrets.token_bytes(32), clock
        self._open: dict[str, Session] = {}

    def begin(self, account: Account) -> str:
        """A new session; its id goes into the cookie."""
        now = self._clock()
        self._open = {k: s for k, s in self._open.items() if s.until > now}
        id = secrets.token_urlsafe(32)
        self._open[id] = Session(account, now + LASTS, now + LONGEST)
        return id

    def end(self, id: str) -> None:
        """Forget a session."""
        self._open.pop(id, None)

    def end_all(self, name: str) -> None:
        """Forget every session of an account, on whatever device it was begun."""
        self._open = {k: s for k, s in self._open.items() if s.account.name != name}

    def of(self, id: str, accounts: Accounts) -> Account | None:
        """The account of a session that is still open, which is thereby prolonged.

        One whose account is gone, or has another password or role since, is closed: a change signs out everywhere.
        """
        found, now = self._open.get(id), self._clock()
        if found is None or found.until < now or accounts.named(found.account.name) != found.account:
            self.end(id)
            return None
        found.until = min(now + LASTS, found.end)
        return found.account

    def token(self, id: str) -> str:
        """The form token of a session."""
        return hmac.new(self._secret, id.encode(), hashlib.sha256).hexdigest()


def visitor_of(request: Request) -> Visitor:
    """The visitor of a request."""
    sessions: Sessions = request.app.state.sessions
    id = request.cookies.get(COOKIE, "")
    token = sessions.token(id)
    accounts: Accounts | None = request.app.state.accounts
    if accounts is None:
        return Visitor("local", "administer", token)
    account = sessions.of(id, accounts)
    return Visitor(account.name, account.role, token) if account else Visitor("", "none", token)


def allowed(visitor: Visitor, role: str) -> None:
    """Raises: HTTP 403 where the visitor may not do what the role may."""
    if not visitor.may(role):
        raise HTTPException(403)


def checked(visitor: Visitor, form: Any) -> None:
    """Raises: HTTP 403 where a form does not carry its visitor's token (it was sent from another site)."""
    given = str(form.get("token", ""))
    if not hmac.compare_digest(given.encode("utf-8", "replace"), visitor.token.encode()):
        raise HTTPException(403)
