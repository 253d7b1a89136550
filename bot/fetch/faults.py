"""Faults: what went wrong with a visit, said in the words that follow the host's name.

A sentence names the host alone. Paths, queries and credentials never enter it, nor do the server's own words.
"""

import asyncio
import os
import socket
import ssl
from datetime import timedelta
from http import HTTPStatus

import aiohttp

from bot.fetch.dial import Dial
from bot.fetch.settings import FetchSettings
from bot.model.feed import FaultKind

# What aiohttp and the standard library raise on what a server sends. Broken messages surface as any of these.
FOREIGN = (aiohttp.ClientError, OSError, ValueError, LookupError, EOFError, AssertionError)


class VisitFailed(Exception):
    """A visit ends here. `says` follows the host's name: "answered 410 Gone". Never leaves this room."""

    def __init__(self, kind: FaultKind, says: str, *, status: int = 0, retry_after: timedelta | None = None) -> None:
        super().__init__(says)
        self.kind = kind
        self.says = says
        self.status = status
        self.retry_after = retry_after


def bad_status(status: int, retry_after: timedelta | None) -> VisitFailed:
    """The server answered, and it was no feed."""
    says = f"answered {status} {_phrase(status)}".rstrip()
    if retry_after:
        says += f" and asks to wait {spell(retry_after)}"
    return VisitFailed(FaultKind.HTTP, says, status=status, retry_after=retry_after)


def foreign(error: Exception, dial: Dial, settings: FetchSettings) -> VisitFailed:
    """An error of aiohttp's or the system's as a fault of the visit."""
    if dial.refused and not dial.dialled:
        return VisitFailed(FaultKind.REFUSED_ADDRESS, f"is not dialled: {', '.join(dict.fromkeys(dial.refused))}")
    match error:
        case aiohttp.ConnectionTimeoutError():
            return VisitFailed(FaultKind.TIMEOUT, f"gave no connection within {settings.connect_seconds:g} s")
        case asyncio.TimeoutError():
            return VisitFailed(FaultKind.TIMEOUT, f"was not done within {settings.total_seconds:g} s")
        case aiohttp.ClientConnectorCertificateError() | ssl.SSLError() | aiohttp.ClientSSLError():
            return VisitFailed(FaultKind.TLS, f"has no valid TLS connection: {_tls_reason(error)}")
        case aiohttp.ClientConnectorDNSError():
            return VisitFailed(FaultKind.DNS, f"could not be looked up: {_system_reason(error.os_error)}")
        case aiohttp.ClientConnectorError():
            return VisitFailed(FaultKind.CONNECT, f"could not be reached: {_system_reason(error.os_error)}")
        case aiohttp.ServerDisconnectedError():
            return VisitFailed(FaultKind.CONNECT, "closed the connection without an answer")
        case aiohttp.ClientPayloadError():
            return VisitFailed(FaultKind.PROTOCOL, "sent a body that breaks off or is malformed")
        case aiohttp.InvalidURL():
            return VisitFailed(FaultKind.REFUSED_ADDRESS, "is not dialled: it is no plain form of an address")
        case aiohttp.ClientError() if not isinstance(error, OSError):
            return VisitFailed(FaultKind.PROTOCOL, "gave no valid HTTP answer")
        case OSError():
            return VisitFailed(FaultKind.CONNECT, f"broke the connection: {_system_reason(error)}")
        case _:
            return VisitFailed(FaultKind.PROTOCOL, f"gave an answer that could not be read ({type(error).__name__})")


def spell(span: timedelta) -> str:
    """A span in words for a sentence: "90 s", "5 min", "3 h", "2 days"."""
    seconds = round(span.total_seconds())
    for size, unit in ((86_400, "days"), (3_600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{round(seconds / size)} {unit}"
    return f"{seconds} s"


def _phrase(status: int) -> str:
    """The standard's own phrase: the server's may be anything."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _tls_reason(error: Exception) -> str:
    cause = error.certificate_error if isinstance(error, aiohttp.ClientConnectorCertificateError) else error
    if isinstance(cause, aiohttp.ClientConnectorError):
        cause = cause.os_error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return cause.verify_message
    reason = getattr(cause, "reason", None) or "handshake failed"
    return str(reason).replace("_", " ").lower()


def _system_reason(error: OSError) -> str:
    """The system's words for an error number; for look-ups, those of the resolver."""
    if isinstance(error, socket.gaierror) or not error.errno:
        return error.strerror or type(error).__name__
    return os.strerror(error.errno)
