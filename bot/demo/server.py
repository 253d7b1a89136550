"""The loopback server of a newsroom: polite enough to test a polite fetcher (ETag, Last-Modified, gzip)."""

import gzip
import hashlib
import logging
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote

from bot.demo.newsroom import Newsroom, Outlet
from bot.demo.placeholders import fill
from bot.errors import PresswatchError
from bot.model.feed import FeedSpec

log = logging.getLogger(__name__)

HOST = "127.0.0.1"  # never anything else: a newsroom is for this machine alone
ROOTS = ((b"<feed", "application/atom+xml"), (b"<rss", "application/rss+xml"), (b"<rdf:RDF", "application/rdf+xml"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One feed, ready to be sent."""

    body: bytes
    packed: bytes  # the body in gzip
    media_type: str
    etag: str
    modified: datetime


class NewsroomServer:
    """Serves the newsroom as it stands at `now`, which must be aware, until it is closed.

    It binds when it is made, so `feeds` is known at once; it answers from `start` (or `with`) to `close`.
    Raises PresswatchError where the port is taken; port 0 takes a free one.
    """

    def __init__(self, newsroom: Newsroom, now: datetime, *, port: int = 0) -> None:
        self.newsroom = newsroom
        self._http = _bind(port)
        self.address: tuple[str, int] = (HOST, self._http.server_port)
        self.base = f"http://{HOST}:{self._http.server_port}"
        self._http.pages = {f"/{outlet.file}": build_page(outlet, now, self.base) for outlet in newsroom.outlets}
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), name="newsroom", daemon=True)

    @property
    def feeds(self) -> tuple[FeedSpec, ...]:
        """The newsroom's outlets with the addresses they have here."""
        return tuple(
            FeedSpec(
                source=outlet.source,
                url=f"{self.base}/{quote(outlet.file)}",
                category=outlet.category,
                language=outlet.language,
                tier=outlet.tier,
            )
            for outlet in self.newsroom.outlets
        )

    def start(self) -> None:
        """Answer from now on, in a daemon thread. Once only."""
        self._thread.start()

    def close(self) -> None:
        """Stop answering and give the port back. Safe to repeat."""
        if self._thread.is_alive():
            self._http.shutdown()
            self._thread.join()
        self._http.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build_page(outlet: Outlet, now: datetime, base: str) -> Page:
    """An outlet's feed as it is sent at `now`."""
    body = fill(outlet.raw, now=now, base=base)
    return Page(
        body=body,
        packed=gzip.compress(body, mtime=0),
        media_type=media_type(outlet.file, body),
        etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"',
        modified=now.astimezone(UTC).replace(microsecond=0),
    )


def media_type(file: str, body: bytes) -> str:
    """The type of a feed, with the charset that its XML declaration names (UTF-8 where it names none)."""
    head = body[:2000]
    if file.endswith(".json"):
        return "application/feed+json; charset=utf-8"
    kind = next((kind for mark, kind in ROOTS if mark in head), "application/xml")
    declared = re.search(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)", head)
    return f"{kind}; charset={declared[1].decode('ascii') if declared else 'utf-8'}"


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # many feeds of one host are fetched at once
    pages: Mapping[str, Page]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Newsroom"
    sys_version = ""
    timeout = 10  # seconds an idle connection is kept
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        log.debug(format, *args)

    def _answer(self, *, with_body: bool) -> None:
        page = self.server.pages.get(unquote(self.path.partition("?")[0]))
        if page is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif is_unchanged(page, self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since")):
            self._send_head(page, HTTPStatus.NOT_MODIFIED)
        else:
            self._send_page(page, with_body=with_body)

    def _send_page(self, page: Page, *, with_body: bool) -> None:
        packed = accepts_gzip(self.headers.get("Accept-Encoding", ""))
        body = page.packed if packed else page.body
        encoding = {"Content-Encoding": "gzip"} if packed else {}
        length = {"Content-Length": str(len(body))}
        self._send_head(page, HTTPStatus.OK, {"Content-Type": page.media_type, **encoding, **length})
        if with_body:
            self.wfile.write(body)

    def _send_head(self, page: Page, status: HTTPStatus, more: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        validators = {"ETag": page.etag, "Last-Modified": format_datetime(page.modified, usegmt=True)}
        for name, value in {**validators, "Vary": "Accept-Encoding", **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()


def is_unchanged(page: Page, none_match: str | None, modified_since: str | None) -> bool:
    """Whether 304 is the answer (RFC 9110, 13.1): an If-None-Match header alone decides where there is one."""
    if none_match is not None:
        tags = [tag.strip().removeprefix("W/") for tag in none_match.split(",")]
        return page.etag in tags or tags == ["*"]
    try:
        return modified_since is not None and parsedate_to_datetime(modified_since) >= page.modified
    except (TypeError, ValueError):  # a date we cannot read, or one without a zone: send the page
        return False


def accepts_gzip(header: str) -> bool:
    """Whether an Accept-Encoding header takes gzip: it names it, and not with q=0."""
    offers = dict(_read_offer(offer) for offer in header.lower().split(","))
    return offers.get("gzip", "0").strip("0.") != ""


def _read_offer(offer: str) -> tuple[str, str]:
    name, _, weight = offer.replace(" ", "").partition(";q=")
    return name, weight or "1"


def _bind(port: int) -> _Server:
    try:
        return _Server((HOST, port), _Handler)
    except OSError as error:
        raise PresswatchError(
            f"The newsroom cannot take port {port} on {HOST}: {error.strerror}.",
            "Name another port, or 0 for a free one.",
        ) from error
