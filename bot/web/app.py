"""The web's listeners: a digest's page, the list of feeds, `/healthz` and `/metrics`, over one small port."""

import hashlib
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from bot.errors import PresswatchError
from bot.web.metrics import Scrape, exposition
from bot.web.pages import POLICY, plain_page

log = logging.getLogger(__name__)

_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",  # a page's address is a secret; no article's site learns it
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}
_NO_STORE = {"Cache-Control": "no-store"}
_LIST = {
    "Content-Type": "text/x-opml; charset=utf-8",
    "Content-Disposition": 'attachment; filename="presswatch-feeds.opml"',
}
_LONGEST_TOKEN = 128  # characters
_WELCOME = (
    "Presswatch is running",
    "Each digest has a page of its own, at an address that nobody can guess: its message leads there.",
    "Whether all is well is told at /healthz, and in figures at /metrics.",
)
_GZIP_FROM = 1_000  # bytes
_FAULTS = {
    404: ("No such page", "The address is incomplete, or the page was taken down."),
    405: ("Not possible here", "This page can only be read."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the newsroom is doing. `ok` is the verdict; the rest is what it was made from."""

    ok: bool
    database: str  # "ok", or what is wrong in words
    last_poll: timedelta | None  # how long ago; None before the first
    ledger: Mapping[str, int]  # deliveries by state


class Pages(Protocol):
    """What the web may ask. Methods are called in threads, several at a time."""

    def digest(self, token: str) -> str | None:
        """The page of the digest with this token, None when there is none."""

    def feeds(self, token: str) -> bytes | None:
        """The list of all feeds as OPML, None where this is not its token."""

    def health(self) -> Health:
        """How the newsroom is doing now."""

    def scrape(self) -> Scrape:
        """The figures of this moment."""


def create_app(pages: Pages, more: Sequence[BaseRoute] = ()) -> Starlette:
    """The application. Every answer of its own carries the security headers; none sets a cookie.

    `more` are routes of others that are served beside it.
    """
    return Starlette(
        routes=[*_Answers(pages).routes(), *more],
        middleware=[Middleware(GZipMiddleware, minimum_size=_GZIP_FROM)],
        exception_handlers={HTTPException: _refused, PresswatchError: _unable, Exception: _unknown},
    )


class _Answers:
    """What each address answers, out of the pages."""

    def __init__(self, pages: Pages) -> None:
        self._pages = pages

    def routes(self) -> list[Route]:
        """All addresses of our own."""
        return [
            Route("/", self._welcome),
            Route("/digests/{token}", self._digest),
            Route("/feeds/{token}.opml", self._feeds),
            Route("/healthz", self._healthz),
            Route("/metrics", self._metrics),
        ]

    def _welcome(self, _request: Request) -> Response:
        title, message, cure = _WELCOME
        return HTMLResponse(plain_page(title=title, message=message, cure=cure), headers={**_HEADERS, **_NO_STORE})

    def _digest(self, request: Request) -> Response:
        token = request.path_params["token"]
        html = self._pages.digest(token) if len(token) <= _LONGEST_TOKEN else None
        return _fault(404) if html is None else _frozen(request, html)

    def _feeds(self, request: Request) -> Response:
        token = request.path_params["token"]
        document = self._pages.feeds(token) if len(token) <= _LONGEST_TOKEN else None
        return _fault(404) if document is None else Response(document, headers={**_HEADERS, **_NO_STORE, **_LIST})

    def _healthz(self, _request: Request) -> Response:
        return _health(self._pages.health())

    def _metrics(self, request: Request) -> Response:
        body, content_type = exposition(self._pages.scrape(), request.headers.get("Accept", ""))
        return Response(body, headers={**_HEADERS, **_NO_STORE, "Content-Type": content_type})


def _frozen(request: Request, html: str) -> Response:
    """A page that hardly ever changes: kept by the reader's browser alone, and asked for again by its hash."""
    etag = f'W/"{hashlib.sha256(html.encode()).hexdigest()[:32]}"'
    headers = {**_HEADERS, "ETag": etag, "Cache-Control": "private, no-cache"}
    known = {tag.strip() for tag in request.headers.get("If-None-Match", "").split(",")}
    return Response(status_code=304, headers=headers) if etag in known else HTMLResponse(html, headers=headers)


def _health(health: Health) -> Response:
    age = None if health.last_poll is None else round(health.last_poll.total_seconds())
    body = {
        "status": "ok" if health.ok else "failing",
        "database": health.database,
        "last_poll_seconds_ago": age,
        "ledger": dict(health.ledger),
    }
    return JSONResponse(body, status_code=200 if health.ok else 503, headers={**_HEADERS, **_NO_STORE})


def _fault(status: int, *, message: str = "", cure: str = "", headers: Mapping[str, str] | None = None) -> Response:
    title, usual = _FAULTS.get(status, ("Something went wrong", "The page cannot be shown."))
    html = plain_page(title=title, message=message or usual, cure=cure)
    return HTMLResponse(html, status_code=status, headers={**_HEADERS, **_NO_STORE, **(headers or {})})


def _refused(_request: Request, fault: Exception) -> Response:
    """No such route, or no such method on it."""
    if not isinstance(fault, HTTPException):
        raise fault
    return _fault(fault.status_code, headers=fault.headers)


def _unable(request: Request, fault: Exception) -> Response:
    """An error of ours, such as a database that is busy: it says itself what to do."""
    if not isinstance(fault, PresswatchError):
        raise fault
    log.warning("%s could not be shown: %s", request.url.path, fault)
    if request.url.path == "/healthz":
        return _health(Health(ok=False, database=fault.message, last_poll=None, ledger={}))
    return _fault(503, message=fault.message, cure=fault.cure)


def _unknown(request: Request, fault: Exception) -> Response:
    """A fault nobody foresaw: an id that the reader sees and the log has."""
    fault_id = uuid.uuid4().hex[:8]
    log.error("fault %s on %s", fault_id, request.url.path, exc_info=fault)
    return _fault(500, cure=f"The log has it as fault {fault_id}.")
