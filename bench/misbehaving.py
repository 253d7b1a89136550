"""A platform's stand-in on a loopback port that misbehaves as it is told: what is the same whatever the platform."""

import socket
import struct
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler

from bench.faults import Fault, Faults
from bench.loopback import Handler, Loopback

WAIT = 1  # seconds that a 429 asks for
PAGE = b"<html><body>Something went wrong.</body></html>"
_HANGS_UP = (Fault.DROP_AFTER, Fault.KILL_AFTER, Fault.LATE)


class Server(Loopback):
    """A server with faults. `patience` is how long callers wait, in seconds; `kill` kills the caller and returns when
    it is dead."""

    def __init__(
        self, handler: type[BaseHTTPRequestHandler], faults: Faults, patience: float, kill: Callable[[], None]
    ) -> None:
        super().__init__(handler)
        self.faults = faults
        self.patience = patience
        self.kill = kill

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a caller that is killed, or has given up, hangs up."""


class Misbehaving(Handler):
    """One call that may go wrong."""

    server: Server

    def drops(self, fault: Fault | None) -> bool:
        """Whether the caller is hung up on before anything was accepted, and is, perhaps dead."""
        if fault not in (Fault.DROP_BEFORE, Fault.KILL_BEFORE):
            return False
        if fault is Fault.KILL_BEFORE:
            self.server.kill()
        self.hang_up()
        return True

    def answer(self, status: int, body: bytes, fault: Fault | None) -> None:
        """The answer to what was accepted, or what is left of it."""
        if fault is Fault.KILL_AFTER:
            self.server.kill()
        if fault in _HANGS_UP:
            self.hang_up()
        elif fault is Fault.RESET_AFTER:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif fault is Fault.TORN:
            self.say(200, body[: len(body) // 2], {"Content-Length": str(len(body))})
            self.hang_up()
        elif fault is Fault.BROKEN_AFTER:
            self.say(500, PAGE)
        elif fault is Fault.GARBLED:
            self.say(200, PAGE)
        else:
            self._dawdle(fault)
            self.say(status, body)

    def outwait(self) -> None:
        """Wait until the caller has given up."""
        time.sleep(self.server.patience * 1.3)

    def hang_up(self) -> None:
        """End the connection without a word."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def say(self, status: int, body: bytes, headers: Mapping[str, str] | None = None) -> None:
        """One answer: JSON, or the page of something between us."""
        kind = "text/html" if body == PAGE else "application/json"
        self.send(status, body, {"Content-Type": kind, **(headers or {})})

    def _dawdle(self, fault: Fault | None) -> None:
        if fault is Fault.SLOW:
            self.outwait()
        elif fault is Fault.DELAY:
            time.sleep(self.server.patience / 3)
