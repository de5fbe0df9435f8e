"""The application: pages, JSON and files over one desk."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from musnad import __version__
from musnad.errors import MusnadError
from musnad.story.desk import Desk
from musnad.story.latest import NotKept
from musnad.web import api
from musnad.web.accounts import Accounts
from musnad.web.attempts import Attempts
from musnad.web.guard import Guard
from musnad.web.jobs import Jobs
from musnad.web.pages import ROUTERS
from musnad.web.room import FOLDER, Room, environment
from musnad.web.visitors import Sessions, visitor_of

SOON = 10  # seconds after which to ask again for views that are being worked out
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def create_app(desk: Desk, accounts: Accounts | None = None, hosts: tuple[str, ...] = LOOPBACK) -> FastAPI:
    """The reading room over a desk.

    accounts: who may do what; None lets everyone who can reach it do everything, so serve it on this machine only.
    hosts:    names under which it answers; any other is refused (a page elsewhere cannot reach it under its own name).
    """
    app = FastAPI(title="Musnad", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json",
                  description="Views over a ledger of Arabic news: every row carries the references that bear it.")  # fmt: skip
    app.state.desk, app.state.accounts = desk, accounts
    app.state.sessions, app.state.attempts, app.state.templates = Sessions(), Attempts(), environment()
    app.state.jobs = Jobs()
    app.add_middleware(Guard)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    app.add_api_route("/", _front, include_in_schema=False)
    for router in (api.router, *ROUTERS):
        app.include_router(router)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _refused)
    app.add_exception_handler(MusnadError, _refused)
    return app


def _front(request: Request) -> Response:
    """The story in the language that the browser asks for first, of those there are."""
    asked = request.headers.get("accept-language", "ar").lower()
    english = "en" in asked and ("ar" not in asked or asked.index("en") < asked.index("ar"))
    return RedirectResponse("/en/" if english else "/ar/", 302)


def _refused(request: Request, error: Exception) -> Response:
    """One shape for every refusal: a page for people, one JSON object for programs."""
    status = error.status_code if isinstance(error, HTTPException) else 422
    if isinstance(error, MusnadError):
        status = 503 if isinstance(error, NotKept) else 404
    later = {"Retry-After": str(SOON), "Refresh": str(SOON)} if status == 503 else {}
    if request.url.path.startswith("/api/") or request.url.path == "/api":
        return JSONResponse({"error": status, "message": _sentence(status, error)}, status, later)
    language = "en" if request.url.path.startswith("/en") else "ar"
    visitor = visitor_of(request)
    if status == 403 and visitor.role == "none":
        return RedirectResponse(f"/{language}/enter", 303)
    return Room(request, language, visitor).render(
        "refused", status, later, code=status, key=f"refused_{_known(status)}"
    )


def _known(status: int) -> int:
    return status if status in (403, 404, 413, 422, 503) else 404


def _sentence(status: int, error: Exception) -> str:
    if isinstance(error, MusnadError):
        return str(error)
    if isinstance(error, RequestValidationError):
        return "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors())
    return {403: "not allowed for this visitor", 404: "there is nothing at this address"}.get(status, "refused")
