"""Headers that keep a page to itself: nothing from elsewhere is loaded, nothing inline runs, no frame holds it."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; frame-ancestors {ancestors}"
LARGEST = 40_000_000  # bytes of a request


class Guard:
    """Sets the security headers on every answer and refuses requests that are too large."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > LARGEST:
            await send({"type": "http.response.start", "status": 413, "headers": [(b"connection", b"close")]})
            await send({"type": "http.response.body", "body": b"This request is too large."})
            return
        card = "/card/" in scope["path"]

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                _set(MutableHeaders(scope=message), card, scope["path"].startswith("/static/"))
            await send(message)

        await self.app(scope, receive, guarded)


def _set(headers: MutableHeaders, card: bool, static: bool) -> None:
    headers.setdefault("Content-Security-Policy", POLICY.format(ancestors="*" if card else "'none'"))
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if not card:
        headers["X-Frame-Options"] = "DENY"
    headers.setdefault("Cache-Control", "public, max-age=3600" if static else "no-store")
