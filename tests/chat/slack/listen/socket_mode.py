"""A fake Slack's Socket Mode: it sends envelopes over a socket, and keeps what they were acked with."""

import json
import socket
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from itertools import count
from typing import Any

from tests.chat.slack.listen.frames import CLOSE, PING, PONG, TEXT, accept_key, read_frame, write_frame

Json = dict[str, Any]
PATIENCE = 20.0  # seconds: what has not come by then does not come


def await_that(changed: threading.Condition, holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    with changed:
        assert changed.wait_for(holds, PATIENCE), "it never came to that"


def upgrade(asked: BaseHTTPRequestHandler) -> None:
    """Say yes to a request for a WebSocket."""
    asked.send_response(101, "Switching Protocols")
    asked.send_header("Upgrade", "websocket")
    asked.send_header("Connection", "Upgrade")
    asked.send_header("Sec-WebSocket-Accept", accept_key(asked.headers["Sec-WebSocket-Key"]))
    asked.end_headers()


class SocketMode:
    """All sockets of one app."""

    def __init__(self, changed: threading.Condition) -> None:
        self.acks: dict[str, Json] = {}  # by envelope
        self.connections = 0
        self._changed = changed
        self._numbers = count(1)
        self._sockets: list[socket.socket] = []

    def close(self) -> None:
        """Cut all that are open."""
        for connection in self._sockets:
            connection.close()

    def send(self, kind: str, payload: Json, *, retry: int = 0) -> str:
        """Send an envelope on the newest socket; returns its id, under which its ack will stand."""
        envelope = f"envelope-{next(self._numbers)}"
        body: Json = {"type": kind, "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
        if retry:
            body |= {"retry_attempt": retry, "retry_reason": "timeout"}
        self._write(body)
        return envelope

    def acked(self, envelope: str) -> Json:
        """What an envelope was acked with."""
        await_that(self._changed, lambda: envelope in self.acks)
        return self.acks[envelope]

    def ask_to_reconnect(self) -> None:
        """As Slack does every few hours: a word, and the connection is to be made anew."""
        before = self.connections
        self._write({"type": "disconnect", "reason": "refresh_requested"})
        await_that(self._changed, lambda: self.connections > before)

    def cut(self) -> None:
        """Cut the newest connection without a word."""
        newest = self._sockets[-1]
        newest.shutdown(socket.SHUT_RDWR)
        newest.close()

    def _write(self, body: Json) -> None:
        await_that(self._changed, lambda: self.connections > 0)
        write_frame(self._sockets[-1], TEXT, json.dumps(body).encode())

    def talk(self, connection: socket.socket) -> None:
        """Serve one socket until it ends."""
        with self._changed:
            self._sockets.append(connection)
            write_frame(connection, TEXT, json.dumps({"type": "hello", "num_connections": 1}).encode())
            self.connections += 1
            self._changed.notify_all()
        try:
            self._hear(connection)
        except OSError:
            return  # cut

    def _hear(self, connection: socket.socket) -> None:
        while (frame := read_frame(connection)) is not None and frame.opcode != CLOSE:
            if frame.opcode == PING:
                write_frame(connection, PONG, frame.data)
            elif frame.opcode == TEXT:
                told = json.loads(frame.data)
                with self._changed:
                    self.acks[told["envelope_id"]] = told.get("payload") or {}
                    self._changed.notify_all()
