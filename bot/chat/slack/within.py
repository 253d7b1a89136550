"""Within: calls of Slack's Web API that end by one deadline, whatever the line does.

The library's time-out is one for each address that is dialled and for each piece that is read: a name with many dead
addresses, or an answer that trickles, would outlast any lease.
"""

import socket
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from http.client import HTTPConnection, HTTPSConnection
from io import BytesIO
from ssl import SSLContext
from threading import Timer
from time import monotonic
from types import TracebackType
from typing import Any, Self
from urllib.error import HTTPError
from urllib.request import (
    BaseHandler,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from slack_sdk import WebClient

_GRACE = 0.1  # seconds: a silence ends by the socket's own time-out, which says so


class BoundedClient(WebClient):
    """A client each of whose calls ends within its time-out: dialled, secured, sent and read."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002
        """One request. The library has no other place where a call can be bounded as a whole."""
        with _Line(self.timeout) as line:
            try:
                answer = _opener(self, line).open(req, timeout=self.timeout)
                body = answer.read().decode(answer.headers.get_content_charset() or "utf-8")
                return {"status": answer.code, "headers": answer.headers, "body": body}
            except HTTPError as error:  # whoever reads its body has no deadline any more
                read = BytesIO(error.read())
                raise HTTPError(error.url, error.code, error.msg, error.headers, read) from error


class _Line:
    """The connections of one call, and when it has to be over."""

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds
        self._timer: Timer | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        if self._timer is not None:
            self._timer.cancel()

    def left(self) -> float:
        """Seconds. TimeoutError where there are none."""
        seconds = self._ends - monotonic()
        if seconds <= 0:
            raise TimeoutError("timed out")
        return seconds

    def dial(self, address: tuple[str, int], *_: object) -> socket.socket:
        """The first of a name's addresses that answers; each has its share of the time, so that a dead one leaves the
        others theirs."""
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        fault: OSError = OSError(f"{address[0]} has no address")
        for tried, (*_ways, where) in enumerate(found):
            share = self.left() / (len(found) - tried)
            try:
                return socket.create_connection((str(where[0]), int(where[1])), share)
            except OSError as error:
                fault = error
        raise fault

    def hold(self, made: socket.socket) -> None:
        """Cut a connection that was made when the time is over; TimeoutError where it is, and nothing was sent yet."""
        seconds = self.left()
        made.settimeout(seconds)
        self.__exit__(None, None, None)
        self._timer = Timer(seconds + _GRACE, _cut, [made])
        self._timer.daemon = True
        self._timer.start()


def _cut(made: socket.socket) -> None:
    with suppress(OSError):  # closed by now
        socket.socket.shutdown(made, socket.SHUT_RDWR)  # also below TLS, whose own would wait for an answer


class _Plain(HTTPConnection):
    line: _Line

    def connect(self) -> None:
        """Dial, by the line's deadline."""
        self._create_connection = self.line.dial
        super().connect()
        self.line.hold(self.sock)


class _Secure(_Plain, HTTPSConnection):
    """The same, and secured by that deadline."""


class _PlainHandler(HTTPHandler):
    line: _Line

    def http_open(self, req: Request) -> Any:
        """See the library."""
        return self.do_open(partial(_made, _Plain, self.line), req)


class _SecureHandler(HTTPSHandler):
    line: _Line
    trust: SSLContext | None

    def https_open(self, req: Request) -> Any:
        """See the library."""
        return self.do_open(partial(_made, _Secure, self.line), req, context=self.trust)


def _made(kind: Callable[..., Any], line: _Line, *given: Any, **more: Any) -> Any:
    connection = kind(*given, **more)
    connection.line = line
    return connection


def _opener(client: WebClient, line: _Line) -> OpenerDirector:
    plain, secure = _PlainHandler(), _SecureHandler()
    plain.line = secure.line = line
    secure.trust = client.ssl
    proxies: list[BaseHandler] = []
    if client.proxy:
        proxies = [ProxyHandler({"http": client.proxy, "https": client.proxy})]
    return build_opener(plain, secure, *proxies)
