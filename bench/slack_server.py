"""The stand-in for Slack on a loopback port, and what goes wrong on the way to it and back."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

from bench.slack_faults import Fault, Faults
from bench.slack_stand_in import Answer, Declined, StandIn

_WAIT = 1  # seconds that a 429 asks for
_PAGE = b"<html><body>Something went wrong.</body></html>"


class _Call(BaseHTTPRequestHandler):
    """One call of the Web API."""

    protocol_version = "HTTP/1.1"
    server: "_Server"

    def do_POST(self) -> None:
        method = self.path.rsplit("/", 1)[-1]
        arguments, token = self._arguments(), self.headers.get("Authorization", "").removeprefix("Bearer ")
        fault = self.server.faults.draw(method)
        if fault in (Fault.DROP_BEFORE, Fault.KILL_BEFORE):
            if fault is Fault.KILL_BEFORE:
                self.server.kill()
            return self._hang_up()
        try:
            self._refuse(method, arguments, fault)
            if fault is Fault.LATE:
                self._outwait()
            answer = self.server.stand_in.call(method, arguments, token)
        except Declined as declined:
            return self._decline(declined)
        return self._answer(answer, fault)

    def _arguments(self) -> Answer:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if body.startswith("{"):
            return dict(json.loads(body))
        return dict(parse_qsl(body))

    def _refuse(self, method: str, arguments: Answer, fault: Fault | None) -> None:
        """What is not accepted, be it by fault or by the limits."""
        stand_in = self.server.stand_in
        stand_in.arrived(method, arguments, close_for=_WAIT if fault is Fault.TOO_MANY else 0)
        if fault is Fault.TOO_MANY:
            raise Declined("ratelimited", wait=_WAIT)
        if fault is Fault.BLOCKS and stand_in.is_new_to(arguments):
            raise Declined("invalid_blocks")
        if fault in (Fault.BROKEN_BEFORE, Fault.UNAVAILABLE):
            raise Declined(fault)

    def _decline(self, declined: Declined) -> None:
        body = json.dumps({"ok": False, "error": declined.code}).encode()
        if declined.wait:
            self._send(429, body, {"Retry-After": str(declined.wait)})
        elif declined.code in (Fault.BROKEN_BEFORE, Fault.UNAVAILABLE):
            self._send(500 if declined.code == Fault.BROKEN_BEFORE else 503, _PAGE)
        else:
            self._send(200, body)

    def _answer(self, answer: Answer, fault: Fault | None) -> None:
        """The answer to what was accepted, or what is left of it."""
        body = json.dumps(answer).encode()
        if fault is Fault.KILL_AFTER:
            self.server.kill()
        if fault in (Fault.DROP_AFTER, Fault.KILL_AFTER, Fault.LATE):
            self._hang_up()
        elif fault is Fault.RESET_AFTER:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()
        elif fault is Fault.TORN:
            self._send(200, body[: len(body) // 2], {"Content-Length": str(len(body))})
            self._hang_up()
        elif fault is Fault.BROKEN_AFTER:
            self._send(500, _PAGE)
        elif fault is Fault.GARBLED:
            self._send(200, _PAGE)
        elif fault is Fault.FATAL:
            self._send(200, json.dumps({"ok": False, "error": "fatal_error"}).encode())
        else:
            self._dawdle(fault)
            self._send(200, body)

    def _dawdle(self, fault: Fault | None) -> None:
        if fault is Fault.SLOW:
            self._outwait()
        elif fault is Fault.DELAY:
            time.sleep(self.server.patience / 3)

    def _outwait(self) -> None:
        """Wait until the caller has given up."""
        time.sleep(self.server.patience * 1.3)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        kind = "text/html" if body == _PAGE else "application/json"
        for name, value in ({"Content-Type": kind, "Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, stand_in: StandIn, faults: Faults, patience: float, kill: Callable[[], None]) -> None:
        super().__init__(("127.0.0.1", 0), _Call)
        self.stand_in = stand_in
        self.faults = faults
        self.patience = patience
        self.kill = kill

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a caller that is killed, or has given up, hangs up."""


@contextmanager
def standing_in(
    stand_in: StandIn, faults: Faults, *, patience: float, kill: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """The stand-in on a loopback port; yields the address of its Web API.

    `patience` is how long callers wait, in seconds; `kill` kills the caller and returns when it is dead.
    """
    server = _Server(stand_in, faults, patience, kill)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
